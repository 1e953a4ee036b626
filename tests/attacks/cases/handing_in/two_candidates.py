"""Goal: have a wrong file graded or blamed: two that differ in nothing but the case or form of their names.

Deserves: 0
Without a sandbox: fails
"""


def hand_in(folder, course):
    """Hand in the same name as a program, a notebook and in capitals."""
    for number, name in enumerate(("ps1_tensors.py", "ps1_tensors.ipynb", "ps1_tensors.PY", "ps1_tensors\u200b.py")):
        (folder / name).write_text(f"def sigmoid(x):\n    return x + {number}\n")
