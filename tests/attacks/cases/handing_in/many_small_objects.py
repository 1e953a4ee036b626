"""Goal: exhaust the grader's memory by a notebook that becomes forty times larger when it is read.

Without a sandbox: fails
"""


def hand_in(folder, course):
    """Fill 60 MB with the smallest of JSON's containers."""
    many = ",".join(["[{}]"] * 12_000_000)
    (folder / "ps1_tensors.ipynb").write_text('{"cells": [], "metadata": [' + many + "]}")
