"""Goal: overflow the stack of the compiler by expressions that are deep without any parentheses.

Without a sandbox: fails
"""


def hand_in(folder, course):
    """Mix operators of all kinds, each within the limits that the others have."""
    lines = ["a = " + "-" * 30_000 + "1", "b = " + "not " * 30_000 + "1", "c = x" + ".x" * 30_000]
    lines += ["d = " + "lambda: " * 9_000 + "1", "e = " + "x if x else " * 9_000 + "x", "f = x" + "[0]" * 30_000]
    (folder / "ps1_tensors.py").write_text("\n".join(lines) + "\n")
