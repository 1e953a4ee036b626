"""Goal: exhaust the grader by a notebook of 200 000 cells.

Without a sandbox: fails
"""

import json

CELL = {"cell_type": "code", "source": "1", "metadata": {}, "outputs": []}


def hand_in(folder, course):
    """Keep the notebook below the limit on its size."""
    (folder / "ps1_tensors.ipynb").write_text(json.dumps({"cells": [CELL] * 200_000}))
