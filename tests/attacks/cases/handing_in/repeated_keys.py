"""Goal: show one notebook to people and have another one graded, by keys that are repeated in JSON.

Without a sandbox: fails
"""

CELL = '{"cell_type": "markdown", "cell_type": "code", "source": "def sigmoid(x): return 1 / 0", "source": ["%s"]}'


def hand_in(folder, course):
    """Repeat the list of cells, too; the last of each is what counts everywhere in Python."""
    cell = CELL % "def sigmoid(x): return x.shape"
    (folder / "ps1_tensors.ipynb").write_text('{"cells": [1, 2, 3], "cells": [%s], "nbformat": 4}' % cell)
