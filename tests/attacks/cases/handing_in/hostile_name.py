"""Goal: bring terminal commands and bytes that are no text into the report by the name of the only file.

Without a sandbox: fails
"""

import os


def hand_in(folder, course):
    """Fail in a function, so that the name stands in the traceback, too."""
    name = b"\x1b]0;pwned\x07\x1b[2J\n\xff\xe2\x80\xae=cmd|' C'!A0.py"
    with open(os.path.join(os.fsencode(folder), name), "wb") as file:
        file.write(b"def sigmoid(x):\n    raise ValueError(__name__ + __file__)\n")
