"""Goal: hold up the search for submissions by a folder of many thousand entries.

Without a sandbox: fails
"""


def hand_in(folder, course):
    """Make them look like submissions, beside the right one."""
    (folder / "ps1_tensors.py").write_text("def sigmoid(x):\n    return None\n")
    for number in range(5_000):
        (folder / f"ps1_tensors_{number}.py").touch()
