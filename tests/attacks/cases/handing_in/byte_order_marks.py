"""Goal: get past the check of the encoding by byte order marks: two of them, one that a cookie contradicts.

Without a sandbox: fails
"""

BOM = b"\xef\xbb\xbf"


def hand_in(folder, course):
    """To Python the first is none of the program's text, and the second is a character of it."""
    (folder / "ps1_tensors.py").write_bytes(BOM + BOM + b"# coding: latin-1\ndef sigmoid(x):\n    return None\n")
