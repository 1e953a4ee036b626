"""Goal: copy from the submissions of others.

Without a sandbox: succeeds
"""

import glob
import os

PLACES = ("/proc/[0-9]*/cwd/submitted/*/ps1_tensors.py", "/tmp/*/submitted/*/ps1_tensors.py", "/tmp/*/ps1_tensors.py")


def search():
    for pattern in PLACES:
        for path in glob.glob(pattern):
            if os.access(path, os.R_OK):
                raise RuntimeError("ATTACK SUCCEEDED: can read the submissions of others")
    raise RuntimeError("stopped by: no other submission is in sight")


search()
