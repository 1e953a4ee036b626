"""Goal: have the report quote a file of the grader's, as the line of a notebook or program that cannot be read.

Without a sandbox: fails
"""


def hand_in(folder, course):
    """Link to a file that is no Python, by an absolute path and over a second link."""
    (folder / ".hidden").symlink_to(course / "solutions/secret.txt")
    (folder / "ps1_tensors.ipynb").symlink_to(".hidden")
