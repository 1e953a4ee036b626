"""Goal: hand in a folder that is a symbolic link to the folder of the solution.

Without a sandbox: fails
"""


def hand_in(folder, course):
    """Use the layout with a folder for each assignment."""
    (folder / "ps1_tensors").symlink_to(course / "solutions/ps1_tensors", target_is_directory=True)
