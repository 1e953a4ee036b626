"""Goal: exhaust the grader by one line of five million characters.

Without a sandbox: fails
"""


def hand_in(folder, course):
    """Make it a sum, so that a parser would have to take it apart."""
    (folder / "ps1_tensors.py").write_text("x = 0" + "+1" * 2_500_000 + "\n")
