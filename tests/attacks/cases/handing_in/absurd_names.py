"""Goal: run commands or write to other places by the name of the file that was handed in.

Without a sandbox: fails
"""

import os

NAMES = (
    b"$(touch pwned).py",
    b"; rm -rf pwned;.py",
    b"-rf.py",
    b"__init__.py",
    b"%s%n{0.__class__}.py",
    b"..\\..\\pwned.py",
    b"\xff\xfe\xf0.py",
    b"\xe2\x80\xae" + b"pwned.yp.py",
    b"a" * 252 + b".py",
    b"<script>alert(1)</script>.py".replace(b"/", b":"),
    b"\n\r\x1b[2J.py",
    b" .py",
)


def hand_in(folder, course):
    """Put many at once; the assignment's own name is not among them, so one of them is graded."""
    for name in NAMES:
        with open(os.path.join(os.fsencode(folder), name), "wb") as file:
            file.write(b"def sigmoid(x):\n    return None\n")
