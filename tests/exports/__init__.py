"""Exports and feedback: what becomes of one small batch, beside the rules of those who read it.

``batch/results.json`` has work that is right, wrong, blocked, unreadable and not graded, of students with all kinds of
names, one of them hostile. ``templates/`` is what platforms give out, ``golden/`` what becomes of both;
``python -m tests.exports`` writes the latter anew: read the difference before you commit it.
"""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from autograder.commands.main import main

__all__ = ["BATCH", "GOLDEN", "TEMPLATES", "autograder", "write_golden"]

HERE = Path(__file__).parent
BATCH, GOLDEN, TEMPLATES = HERE / "batch", HERE / "golden", HERE / "templates"

# What is written, and by which command; BATCH and the folder are put in.
_WRITTEN = {
    "checks.csv": "export BATCH DEST --to csv",
    "junit.xml": "export BATCH DEST --to junit",
    "gradescope": "export BATCH DEST --to gradescope",
    "markdown": "export BATCH DEST --to markdown --hidden title",
    "canvas.csv": f"export BATCH DEST --to canvas --template {TEMPLATES / 'canvas.csv'}",
    "moodle.csv": f"export BATCH DEST --to moodle --template {TEMPLATES / 'moodle.csv'}",
    "feedback": "feedback BATCH DEST",
}


def autograder(*arguments: object) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def write_golden(folder: Path) -> None:
    """Write all that the batch becomes."""
    for name, command in _WRITTEN.items():
        words = [{"BATCH": BATCH, "DEST": folder / name}.get(word, word) for word in command.split()]
        done = autograder(*words)
        assert done.exit_code in (0, 1), done.output
