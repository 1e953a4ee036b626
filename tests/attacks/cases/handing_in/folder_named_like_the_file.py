"""Goal: confuse the grader by folders that are named like files.

Without a sandbox: fails
"""


def hand_in(folder, course):
    """Nest folders of the expected names, with work of no worth in the innermost."""
    inner = folder / "ps1_tensors" / "ps1_tensors.py" / "ps1_tensors.ipynb"
    inner.mkdir(parents=True)
    (inner / "ps1_tensors.py").write_text("def sigmoid(x):\n    return x\n")
