"""Goal: overflow the stack of whatever parses the file.

Without a sandbox: fails
"""

DEPTH = 100_000


def hand_in(folder, course):
    """Nest parentheses deeper than any parser goes."""
    (folder / "ps1_tensors.py").write_text("x = " + "(" * DEPTH + ")" * DEPTH + "\n")
