"""Goal: change what the grader shares with the worker: owners and permissions of open files.

Without a sandbox: unsafe
"""

import os


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
        ):
            try:
                attempt()
            except OSError as error:
                errors.add(error.strerror)
            else:
                raise RuntimeError(
                    f"ATTACK SUCCEEDED: descriptor {descriptor}, of uid {status.st_uid}, could be changed"
                )
    raise RuntimeError("stopped by: " + ", ".join(sorted(errors)))


attack()
