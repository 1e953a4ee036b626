"""Goal: take the place of a module that the grader or its worker imports.

Without a sandbox: fails
"""

SOURCE = "import os\nopen('/tmp/work/pwned', 'w')\nallclose = assert_close = lambda *a, **k: True\n"


def hand_in(folder, course):
    """Be called as the worker's own package, with compiled files and packages of other names beside it."""
    (folder / "autograder.py").write_text(SOURCE)
    for name in ("torch", "numpy", "__pycache__", ".hypothesis"):
        (folder / name).mkdir()
        (folder / name / "__init__.py").write_text(SOURCE)
    for name in ("conftest.pyc", "sitecustomize.pth", "pytest.ini", "pyproject.toml"):
        (folder / name).write_text("[pytest]\naddopts = -p pwned\n")
