"""Goal: bring a line of nearly a million characters into the report, as the one that cannot be read.

Without a sandbox: fails
"""


def hand_in(folder, course):
    """End it with an error, in whose message the whole line is quoted, with a caret far to the right."""
    (folder / "ps1_tensors.py").write_text("x = '" + "é" * 490_000 + "\n")
