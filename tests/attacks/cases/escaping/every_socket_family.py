"""Goal: find a family of sockets that was forgotten, by the other system call that makes sockets, too.

Without a sandbox: succeeds
"""

import errno
import socket

UNIX = 1


def answered():
    """Return the families that give a socket, and the reasons why the others do not."""
    families, reasons = [], set()
    for family in range(2, 46):
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW, socket.SOCK_SEQPACKET):
            for make in (socket.socket, socket.socketpair):
                try:
                    made = make(family, kind)
                except OSError as error:
                    reasons.add(errno.errorcode[error.errno])
                    continue
                families.append(family)
                for end in made if isinstance(made, tuple) else (made,):
                    end.close()
    return sorted(set(families)), sorted(reasons)


def attempt():
    families, reasons = answered()
    if families:
        raise RuntimeError(f"ATTACK SUCCEEDED: sockets of {len(families)} families but UNIX")
    raise RuntimeError(f"stopped by: {', '.join(reasons)}")


attempt()
