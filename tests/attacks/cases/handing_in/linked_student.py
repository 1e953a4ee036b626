"""Goal: be a student whose whole folder is a symbolic link to the folder of the solution.

Without a sandbox: fails
"""


def hand_in(folder, course):
    """Replace the student's folder itself."""
    folder.rmdir()
    folder.symlink_to("../solutions/ps1_tensors", target_is_directory=True)
