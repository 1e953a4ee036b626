"""Goal: keep the grader waiting by waiting: asleep, for a lock, for input, for a child, for a socket.

Without a sandbox: fails
"""

import os
import sys
import threading
import time


def sigmoid(x):
    time.sleep(10**6)


def mse(y_true, y_pred):
    sys.stdin.read()
    read, write = os.pipe()
    os.read(read, 1)


def replace_last_row(x, row):
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()
