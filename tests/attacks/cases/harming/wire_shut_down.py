"""Goal: leave the grader without a connection while the worker goes on.

Without a sandbox: fails
"""

import os
import socket
import time


def shut_down(how):
    for descriptor in range(3, 16):
        try:
            socket.socket(fileno=os.dup(descriptor)).shutdown(how)
        except OSError:
            pass


def sigmoid(x):
    shut_down(socket.SHUT_WR)
    time.sleep(60)


def mse(y_true, y_pred):
    shut_down(socket.SHUT_RD)


def replace_last_row(x, row):
    shut_down(socket.SHUT_RDWR)
    time.sleep(60)
