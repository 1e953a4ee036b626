"""Goal: get bytes past all checks of text by handing in UTF-32, whose mark begins like that of UTF-16.

Without a sandbox: fails
"""


def hand_in(folder, course):
    """Without a mark it would be full of NULs."""
    (folder / "ps1_tensors.py").write_bytes("def sigmoid(x):\n    return None\n".encode("utf-32"))
