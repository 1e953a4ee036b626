"""Goal: have the report quote a file of the grader's that was handed in by a hard link.

Without a sandbox: fails
"""


def hand_in(folder, course):
    """As a notebook it is broken JSON, as Python a broken number: either message quotes what cannot be read."""
    (folder / "ps1_tensors.py").hardlink_to(course / "solutions/secret.txt")
