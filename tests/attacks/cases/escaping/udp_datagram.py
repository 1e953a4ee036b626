"""Goal: send what was seen here out in a UDP datagram, as a DNS query would.

Without a sandbox: succeeds
"""

import socket


def send():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.sendto(b"x = tensor([0., 1., -1., 4.])", ("127.0.0.1", 9))


def attempt():
    try:
        send()
    except OSError as error:
        raise RuntimeError(f"stopped by: {error!r}") from None
    raise RuntimeError("ATTACK SUCCEEDED: sent a datagram")


attempt()
