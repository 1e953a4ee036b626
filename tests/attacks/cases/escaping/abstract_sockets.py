"""Goal: talk to a service of the machine that listens on an abstract UNIX socket.

Without a sandbox: unsafe
"""

import socket
from pathlib import Path

GUESSES = ["/tmp/.X11-unix/X0", "/tmp/.ICE-unix/1", "/org/freedesktop/systemd1/notify", "/containerd-shim", "dbus"]


def names():
    """Yield names that are in use, where the kernel tells, and some that are common."""
    for line in Path("/proc/net/unix").read_text().splitlines()[1:]:
        fields = line.split(maxsplit=7)
        if len(fields) == 8 and fields[7].startswith("@"):
            yield fields[7][1:]
    yield from GUESSES


def connect():
    error = None
    for name in names():
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_SEQPACKET):
            with socket.socket(socket.AF_UNIX, kind) as client:
                try:
                    client.connect(f"\0{name}")
                except OSError as refused:
                    error = refused
                    continue
                raise RuntimeError("ATTACK SUCCEEDED: connected to an abstract socket")
    raise RuntimeError(f"stopped by: {error!r}")


connect()
