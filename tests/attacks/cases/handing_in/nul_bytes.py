"""Goal: show one program to C programs and have another one run, as text ends at a NUL for the former.

Without a sandbox: fails
"""

import json


def hand_in(folder, course):
    """Write the NUL as JSON does, so that the file itself holds none."""
    cell = {"cell_type": "code", "source": "def sigmoid(x):\n    return None\n\0raise ValueError('hidden')"}
    (folder / "ps1_tensors.ipynb").write_text(json.dumps({"cells": [cell]}))
