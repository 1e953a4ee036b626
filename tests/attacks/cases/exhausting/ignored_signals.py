"""Goal: go on after the deadline, by ignoring every signal that can be ignored.

Without a sandbox: fails
"""

import signal


def deaf():
    for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            pass
    signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass


deaf()


def sigmoid(x):
    deaf()
