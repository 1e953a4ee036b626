"""Goal: keep the grader waiting for ever by answering one byte at a time.

Without a sandbox: fails
"""

import os
import struct
import time

WIRE = next(number for number in range(3, 16) if os.readlink(f"/proc/self/fd/{number}").startswith("socket:"))


def sigmoid(x):
    # No single wait is long: whoever begins to count anew with each byte never stops.
    os.write(WIRE, struct.pack("<4sIQ", b"AGW1", 1 << 20, 0))
    while True:
        os.write(WIRE, b" ")
        time.sleep(0.01)


mse = replace_last_row = sigmoid
