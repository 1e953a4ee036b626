"""Goal: have a spreadsheet run a formula when grades.csv is opened: by the student's name and all messages.

Without a sandbox: fails
"""


def hand_in(folder, course):
    """Where numbers have a decimal comma, spreadsheets split lines at semicolons: the formula gets its own cell."""
    named = folder.rename(folder.with_name(f"{folder.name};=1+1;x"))
    (named / "ps1_tensors.py").write_text("def sigmoid(x):\n    raise ValueError('=1+1,\"=1+1')\n")
