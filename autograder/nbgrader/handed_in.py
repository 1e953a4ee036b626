"""Which of the files in a student's folder is their work: the notebook, or the .py beside it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from autograder.intake import Found, find_submission
from autograder.submission import SubmissionError, printable

__all__ = ["choose", "refuse_links", "tidy"]


def choose(folder: Path, assignment: str, released: Path, student: str = "") -> Found:
    """Return the file to be graded: the one that was worked on, see `autograder.intake`.

    Args:
        folder: ``submitted/<student>/<assignment>``.
        released: the folder of what students have got.
    """
    return find_submission(student, [folder.parent], assignment, released)


def refuse_links(folder: Path) -> None:
    """Refuse a student's folder in which a link lies: nbgrader would copy what it leads to into the feedback.

    Raises:
        SubmissionError: there is one.
    """
    suspects = [folder, folder.parent]
    for parent, folders, files in os.walk(folder):
        suspects += [Path(parent, name) for name in (*folders, *files)]
    for path in suspects:
        if path.is_symlink():
            raise SubmissionError(
                f"{printable(path.name)}: is a symbolic link, which is not followed; put the file itself there"
            )


def tidy(folder: Path, assignment: str, released: Path) -> str | None:
    """Have the notebook of an assignment under its name, for nbgrader looks at no other; return what was done, if so.

    A lone notebook of another name is renamed. Beside a lone .py the released one is put; the text will be shown in it.
    """
    wanted = folder / f"{assignment}.ipynb"
    if os.path.lexists(wanted):
        return None
    notebooks = [path for path in folder.glob("*.ipynb") if not path.name.startswith(".")]
    if len(notebooks) == 1:
        notebooks[0].rename(wanted)
        return f"{printable(notebooks[0].name)} renamed to {wanted.name}"
    if not notebooks and (folder / f"{assignment}.py").is_file() and (released / wanted.name).is_file():
        shutil.copyfile(released / wanted.name, wanted)
        return f"the released {wanted.name} put beside {assignment}.py"
    return None
