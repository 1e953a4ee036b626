"""Goal: crash the grader by cells whose sources are of types that nobody expects.

Without a sandbox: fails
"""

import json

SOURCES = [
    ["def sigmoid(x):\n", "    return None\n"],
    [],
    "",
    None,
    "\ud800",
    ["a", 1],
    {"a": "b"},
    True,
    [["x"]],
    1e400,
]


def hand_in(folder, course):
    """Let odd types stand for cells, too, and an old notebook's sheets beside the new cells."""
    cells = [{"cell_type": "code", "source": source} for source in SOURCES]
    cells += [None, [], 1, {"cell_type": ["code"]}, {"cell_type": "code", "input": ["pass"]}, {"cell_type": "code"}]
    (folder / "ps1_tensors.ipynb").write_text(json.dumps({"cells": cells, "worksheets": [{"cells": cells[:1]}]}))
