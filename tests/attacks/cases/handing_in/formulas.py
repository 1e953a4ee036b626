"""Goal: have a spreadsheet run a formula when grades.csv is opened: by the student's name and all messages.

Without a sandbox: fails
"""


def hand_in(folder, course):
    """Put it behind every character that some spreadsheet takes for the end of a cell."""
    named = folder.rename(folder.with_name(folder.name + ';=HYPERLINK("x")|\'=1+1,=1+1'))
    (named / "ps1_tensors.py").write_text("def sigmoid(x):\n    raise ValueError('=1+1,\"=1+1')\n")
