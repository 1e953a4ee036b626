"""Goal: list the network interfaces of the machine through netlink.

Without a sandbox: succeeds
"""

import socket
import struct

RTM_GETLINK, REQUEST_DUMP = 18, 0x301


def interfaces():
    """Return how many interfaces but the loopback one there are."""
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0) as route:
        route.settimeout(1)
        route.send(struct.pack("=IHHIIBxHiII", 32, RTM_GETLINK, REQUEST_DUMP, 1, 0, 0, 0, 0, 0, 0))
        return len(route.recv(1 << 16))


def attempt():
    try:
        length = interfaces()
    except OSError as error:
        raise RuntimeError(f"stopped by: {error!r}") from None
    raise RuntimeError(f"ATTACK SUCCEEDED: netlink answered {'at length' if length > 100 else 'shortly'}")


attempt()
