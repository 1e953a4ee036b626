"""Goal: hand in a symbolic link to the solution.

Without a sandbox: fails
"""


def hand_in(folder, course):
    """Name the solution by a path that holds wherever the course lies."""
    (folder / "ps1_tensors.py").symlink_to("../../solutions/ps1_tensors/ps1_tensors.py")
