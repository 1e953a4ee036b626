"""Goal: hide code behind carriage returns, which a terminal overwrites and many viewers take for nothing.

Without a sandbox: fails
"""


def hand_in(folder, course):
    """To Python, a lone carriage return ends the comment."""
    hidden = b"# see above\rraise ValueError('\\r\\x1b[2Kall checks passed')\r# and below\x0c\x0b\x1c\n"
    (folder / "ps1_tensors.py").write_bytes(b"def sigmoid(x):\r\n    return None\r\r\n" + hidden)
