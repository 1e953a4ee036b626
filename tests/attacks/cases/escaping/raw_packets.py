"""Goal: listen to what passes over the network of the machine.

Without a sandbox: succeeds
"""

import socket

ALL_PROTOCOLS = 0x0300  # ETH_P_ALL, in network order


def listen():
    with socket.socket(socket.AF_PACKET, socket.SOCK_RAW, ALL_PROTOCOLS):
        pass
    with socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP):
        pass


def attempt():
    try:
        listen()
    except OSError as error:
        raise RuntimeError(f"stopped by: {error!r}") from None
    raise RuntimeError("ATTACK SUCCEEDED: may listen to all packets")


attempt()
