"""Goal: leave a process that listens at an abstract address, in which the next submission finds an accomplice.

Without a sandbox: unsafe
"""

import os
import signal
import socket

ADDRESS = "\0accomplice-of-a-submission"


def plant():
    if os.fork() == 0:
        os.setsid()
        server = socket.socket(socket.AF_UNIX)
        server.bind(ADDRESS)
        server.listen()
        signal.alarm(20)
        while True:
            server.accept()
    os._exit(0)  # the next worker skips this statement, and knocks


plant()


def sigmoid(x):
    with socket.socket(socket.AF_UNIX) as client:
        try:
            client.connect(ADDRESS)
        except OSError as error:
            raise RuntimeError(f"stopped by: {error!r}")
    raise RuntimeError("ATTACK SUCCEEDED: a process of an earlier worker answers")
