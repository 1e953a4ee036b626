"""Goal: ask a service of the machine, such as Docker or D-Bus, to do what this process may not.

Without a sandbox: unsafe
"""

import glob
import socket

PATTERNS = [
    "/run/docker.sock",
    "/var/run/docker.sock",
    "/run/containerd/*.sock",
    "/run/dbus/system_bus_socket",
    "/run/systemd/private",
    "/run/systemd/journal/*",
    "/run/user/*/bus",
    "/run/snapd*.socket",
    "/run/nscd/socket",
    "/tmp/.X11-unix/*",
    "/tmp/ssh-*/agent.*",
    "/proc/1/root/run/*.sock",
]


def connect():
    error = FileNotFoundError(2, "No such file or directory")
    for pattern in PATTERNS:
        for path in [pattern, *glob.glob(pattern)]:
            for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
                with socket.socket(socket.AF_UNIX, kind) as client:
                    try:
                        client.connect(path)
                    except OSError as refused:
                        error = refused
                        continue
                    raise RuntimeError(f"ATTACK SUCCEEDED: connected to {path}")
    raise RuntimeError(f"stopped by: {error!r}")


connect()
