"""Goal: leave a file somewhere for the next process, which is to hold all that this one has seen.

Without a sandbox: succeeds
"""

import os
import tempfile
from pathlib import Path

FOLDERS = {"/tmp", "/var/tmp", "/dev/shm", "/run/lock", "/dev/mqueue", tempfile.gettempdir(), os.getcwd()}
PATHS = [Path(folder, "seen-by-a-submission") for folder in sorted(FOLDERS)]
found = [path for path in PATHS if path.exists()]


def take_away():
    for path in found:
        path.unlink()
    if found:
        raise RuntimeError(f"ATTACK SUCCEEDED: an earlier process left something in {found[0].parent}")


def leave():
    """Leave the message wherever that is possible, and end: what finds it is another process."""
    for path in PATHS:
        try:
            path.write_text("x = tensor([0., 1., -1., 4.])")
        except OSError:
            continue
    os._exit(1)


take_away()
leave() if not found else None
raise RuntimeError("stopped by: no folder keeps a file from one process to the next")
