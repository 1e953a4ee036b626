"""Goal: leave a file somewhere for the next process, which is to hold all that this one has seen.

Without a sandbox: succeeds
"""

import os
import tempfile

FOLDERS = ["/tmp", "/var/tmp", "/dev/shm", "/run/lock", "/dev/mqueue", tempfile.gettempdir(), os.getcwd(), "/", "/usr"]
NAME = "seen-by-a-submission"
found = [path for path in (f"{folder}/{NAME}" for folder in FOLDERS) if os.path.exists(path)]


def take_away():
    for path in found:
        os.unlink(path)
    if found:
        raise RuntimeError(f"ATTACK SUCCEEDED: an earlier process left something in {os.path.dirname(found[0])}")


def leave():
    """Leave the message wherever that is possible, and end: what finds it is another process."""
    for folder in FOLDERS:
        try:
            with open(f"{folder}/{NAME}", "w") as file:
                file.write("x = tensor([0., 1., -1., 4.])")
        except OSError:
            continue
    os._exit(1)


take_away()
leave() if not found else None
raise RuntimeError("stopped by: no folder keeps a file from one process to the next")
