"""Goal: hand in the solution itself by a hard link, as unpacking a hostile archive can make one.

Without a sandbox: fails
"""


def hand_in(folder, course):
    """Give the solution's file a second name: it is a regular file, and no link to be seen."""
    (folder / "ps1_tensors.py").hardlink_to(course / "solutions/ps1_tensors/ps1_tensors.py")
