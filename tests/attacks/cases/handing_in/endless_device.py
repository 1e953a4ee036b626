"""Goal: have the grader read from a device that never ends until its memory is full.

Without a sandbox: fails
"""

import os
import stat

ZEROS = os.makedev(1, 5)


def hand_in(folder, course):
    """Make /dev/zero under the file's name; without the right to do so, link to it."""
    try:
        os.mknod(folder / "ps1_tensors.py", stat.S_IFCHR | 0o666, ZEROS)
    except PermissionError:
        (folder / "ps1_tensors.py").symlink_to("/dev/zero")
