"""Goal: reach the host of a virtual machine, past all network namespaces.

Without a sandbox: unsafe
"""

import socket

HOST = 2


def connect():
    for port in (1024, 2375, 9999):
        with socket.socket(socket.AF_VSOCK, socket.SOCK_STREAM) as client:
            client.settimeout(0.3)
            try:
                client.connect((HOST, port))
            except (TimeoutError, ConnectionError):
                continue
    raise RuntimeError("ATTACK SUCCEEDED: may ask the host of the virtual machine")


try:
    connect()
except OSError as error:
    raise RuntimeError(f"stopped by: {error!r}")
