"""Goal: break the worker, and who waits for it, by a file named like the module that all others need.

Deserves: 0.25
Without a sandbox: fails
"""


def hand_in(folder, course):
    """The module that the file becomes goes into sys.modules under this name."""
    (folder / "builtins.py").write_text("def sigmoid(x):\n    return x\n\n\ndef print(*a):\n    raise SystemExit\n")
