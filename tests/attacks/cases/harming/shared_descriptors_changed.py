"""Goal: change what the grader shares with the worker: permissions, owners, flags and sizes of open files.

Without a sandbox: unsafe
"""

import fcntl
import os
import stat


def attack():
    errors = set()
    for descriptor in range(1, 16):
        try:
            status = os.fstat(descriptor)
        except OSError:
            continue
        for attempt in (
            lambda: os.fchmod(descriptor, 0o777),
            lambda: os.fchown(descriptor, os.getuid(), os.getgid()),
            lambda: os.utime(descriptor),
            lambda: os.setxattr(descriptor, "user.planted", b"1"),
        ):
            try:
                attempt()
            except OSError as error:
                errors.add(error.strerror)
            else:
                if status.st_uid != os.getuid():
                    raise RuntimeError(f"ATTACK SUCCEEDED: descriptor {descriptor} could be changed")
        if stat.S_ISFIFO(status.st_mode):
            fcntl.fcntl(descriptor, fcntl.F_SETFL, os.O_NONBLOCK | os.O_ASYNC)
    raise RuntimeError("stopped by: " + ", ".join(sorted(errors)))


attack()
