"""Goal: leave a message for the next submission in a file, wherever there is a folder that can be written.

Without a sandbox: unsafe
"""

import os
import sys

NAME = "left-by-a-submission"
FOLDERS = ["/", "/tmp", "/var/tmp", "/dev", "/dev/shm", "/run", "/run/lock", "/run/user", "/mnt", "/srv", "/home"]
FOLDERS += [os.path.expanduser("~"), os.environ.get("TMPDIR", "/tmp"), os.getcwd(), sys.prefix]


def plant():
    for folder in FOLDERS:
        try:
            open(os.path.join(folder, NAME), "w").close()
        except OSError:
            pass
    os._exit(0)  # the next worker skips this statement, and looks


plant()


def sigmoid(x):
    found = [folder for folder in FOLDERS if os.path.exists(os.path.join(folder, NAME))]
    if found:
        raise RuntimeError(f"ATTACK SUCCEEDED: an earlier worker has left a file in {found[0]}")
    raise RuntimeError("stopped by: what it could write was gone with the worker")
