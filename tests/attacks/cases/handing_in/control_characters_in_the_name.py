"""Goal: forge lines of grades.csv and of the terminal by a student's name with line breaks in it.

Without a sandbox: fails
"""


def hand_in(folder, course):
    """Go on like the line of a student with full marks."""
    named = folder.rename(folder.with_name(f"{folder.name}\n0001,ps1_tensors,9.0,9.0\r\x1b[2K\u202e"))
    (named / "ps1_tensors.py").write_text("def sigmoid(x):\n    return None\n")
