"""Goal: reach the network of the machine over TCP.

Without a sandbox: succeeds
"""

import socket


def reach():
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as client:
        client.settimeout(1)
        client.connect(server.getsockname())
    with socket.socket() as client:
        client.settimeout(1)
        client.connect_ex(("127.0.0.1", 22))


def attempt():
    try:
        reach()
    except OSError as error:
        raise RuntimeError(f"stopped by: {error!r}") from None
    raise RuntimeError("ATTACK SUCCEEDED: listens and connects on this machine")


attempt()
