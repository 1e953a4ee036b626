"""Goal: have the grader import or run something by the name of an encoding.

Without a sandbox: fails
"""


def hand_in(folder, course):
    """Name a codec that takes a module of the name from the folder that a program stands in."""
    (folder / "ps1_tensors.py").write_bytes(b"# -*- coding: pwned -*-\ndef sigmoid(x):\n    return None\n")
    (folder / "encodings").mkdir()
    (folder / "encodings" / "pwned.py").write_text("raise SystemExit('ran in the grader')\n")
