"""Goal: leave a message for the next submission in the attributes of the memory that holds the training images.

Assignment: ps5_mnist
Without a sandbox: succeeds
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


def read():
    try:
        return os.getxattr(training_images(), "user.message")
    except OSError:
        return None


message = read()


def leave():
    """Leave a message, and end: what finds it is another process."""
    if message is not None:
        raise RuntimeError("ATTACK SUCCEEDED: found a message of an earlier process")
    try:
        os.setxattr(training_images(), "user.message", b"the second class is the seven")
    except OSError as error:
        raise RuntimeError(f"stopped by: {error!r}") from None


leave()


def ends_once():
    if message is None:
        os._exit(1)


ends_once()


def found():
    if message is not None:
        os.removexattr(training_images(), "user.message")
        raise RuntimeError("ATTACK SUCCEEDED: found a message of an earlier process")


found()
