"""Goal: get hold of the grader's process through the socket to it, across all namespaces, and signal it.

Without a sandbox: fails
"""

import fcntl
import os
import signal
import socket
import struct

SO_PEERPIDFD, NO_SIGNAL = 77, 0
PIDFD_GET_NET_NAMESPACE = 0xFF04


def sockets():
    for name in os.listdir("/proc/self/fd"):
        try:
            if os.readlink(f"/proc/self/fd/{name}").startswith("socket:"):
                yield socket.socket(fileno=os.dup(int(name)))
        except OSError:
            continue


def attempt():
    errors = set()
    for connection in sockets():
        with connection:
            try:
                (pidfd,) = struct.unpack("i", connection.getsockopt(socket.SOL_SOCKET, SO_PEERPIDFD, 4))
            except OSError as error:
                errors.add(f"getsockopt: {error.strerror}")
                continue
        for what, use in (
            ("signal", lambda: signal.pidfd_send_signal(pidfd, NO_SIGNAL)),
            ("namespace", lambda: fcntl.ioctl(pidfd, PIDFD_GET_NET_NAMESPACE, 0)),
        ):
            try:
                use()
            except OSError as error:
                errors.add(f"{what}: {error.strerror}")
                continue
            raise RuntimeError(f"ATTACK SUCCEEDED: {what} of the grader's process")
    raise RuntimeError(f"stopped by: {', '.join(sorted(errors))}")


attempt()
