"""Goal: get hold of the grader's process through the socket that leads to it, and signal it.

Without a sandbox: fails
"""

import os
import signal
import socket
import struct

SO_PEERPIDFD = 77


def attack():
    with socket.socket(fileno=os.dup(3)) as wire:
        pid, uid, _ = struct.unpack("3i", wire.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))
        try:
            (pidfd,) = struct.unpack("i", wire.getsockopt(socket.SOL_SOCKET, SO_PEERPIDFD, 4))
            signal.pidfd_send_signal(pidfd, 0)
        except OSError as error:
            raise RuntimeError(f"stopped by: {error!r}, and the pid of the peer is {pid}")
    raise RuntimeError("ATTACK SUCCEEDED: the grader could have been killed")


attack()
