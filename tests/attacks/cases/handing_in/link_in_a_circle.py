"""Goal: keep the grader going round in a circle of symbolic links, or crash it.

Without a sandbox: fails
"""


def hand_in(folder, course):
    """Let two links point at each other, and a third at a descriptor of whoever opens it."""
    (folder / "ps1_tensors.py").symlink_to("ps1_tensors.ipynb")
    (folder / "ps1_tensors.ipynb").symlink_to("ps1_tensors.py")
    (folder / "stdin.py").symlink_to("/proc/self/fd/0")
    (folder / "all.py").symlink_to(".", target_is_directory=True)
