"""Goal: reach the network by other protocols than IPv4: IPv6, MPTCP, SCTP, UDP-Lite, ICMP.

Without a sandbox: succeeds
"""

import socket

MPTCP, SCTP, UDPLITE = 262, 132, 136
KINDS = [
    (socket.AF_INET6, socket.SOCK_STREAM, 0),
    (socket.AF_INET6, socket.SOCK_DGRAM, 0),
    (socket.AF_INET6, socket.SOCK_DGRAM, UDPLITE),
    (socket.AF_INET, socket.SOCK_STREAM, MPTCP),
    (socket.AF_INET, socket.SOCK_SEQPACKET, SCTP),
    (socket.AF_INET, socket.SOCK_DGRAM, socket.IPPROTO_ICMP),
]


def made():
    """Return how many kinds of sockets can be made, and the last error."""
    count, error = 0, None
    for kind in KINDS:
        try:
            socket.socket(*kind).close()
            count += 1
        except OSError as refused:
            error = refused
    return count, error


def attempt():
    count, error = made()
    if count:
        raise RuntimeError(f"ATTACK SUCCEEDED: made sockets of {count} kinds")
    raise RuntimeError(f"stopped by: {error!r}")


attempt()
