"""Goal: hold up the grader by numbers in JSON that take long to read or are no finite numbers.

Without a sandbox: fails
"""

CELL = '{"cell_type": "code", "execution_count": %s, "metadata": {"a": %s}, "source": "def sigmoid(x): return None"}'


def hand_in(folder, course):
    """Put a number of millions of digits, infinities, and a million in scientific notation."""
    cells = [CELL % ("1" * 4_000_000, "1e400"), CELL % ("-Infinity", "NaN"), CELL % ("0." + "1" * 4_000_000, "1")]
    many = ",".join(["1e-9999999999", "9" * 400] * 10_000)
    (folder / "ps1_tensors.ipynb").write_text('{"cells": [' + ",".join(cells) + '], "nbformat": [' + many + "]}")
