"""A student's folder, before nbgrader looks into it: what must not be in it, and the name that it looks for."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

from autograder.submissions.submission import SubmissionError, printable

__all__ = ["refuse_all_but_files", "refuse_special", "tidy"]


def refuse_all_but_files(folder: Path) -> None:
    """Refuse a folder in which lie links, pipes or devices: nbgrader would copy what they lead to into the feedback.

    Raises:
        SubmissionError: there is one.
    """
    suspects = [folder.parent, folder]
    for parent, folders, files in os.walk(folder):
        suspects += [Path(parent, name) for name in (*folders, *files)]
    for path in suspects:
        refuse_special(path.name, path.lstat().st_mode)


def refuse_special(name: str, mode: int) -> None:
    """Refuse what is neither a file nor a folder.

    Raises:
        SubmissionError: it is something else.
    """
    if stat.S_ISLNK(mode):
        what = "is a symbolic link, which is not followed; put the file itself there"
        raise SubmissionError(f"{printable(name)}: {what}")
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise SubmissionError(f"{printable(name)}: is no regular file; put a copy of its content there")


def tidy(folder: Path, assignment: str, released: Path) -> str | None:
    """Have the notebook of an assignment under its name, for nbgrader looks at no other; return what was done, if so.

    A lone notebook of another name, unless it was released under that name, is renamed. Beside a lone .py the released
    notebook is put; the formgrader will show the text in it.

    Args:
        folder: ``submitted/<student>/<assignment>``.
        released: the folder of what students have got.
    """
    wanted = folder / f"{assignment}.ipynb"
    if os.path.lexists(wanted):
        return None
    notebooks = [path for path in folder.glob("*.ipynb") if not path.name.startswith(".")]
    unknown = [path for path in notebooks if not (released / path.name).exists()]
    if len(unknown) == 1:
        unknown[0].rename(wanted)
        return f"{printable(unknown[0].name)} renamed to {wanted.name}"
    if not unknown and (folder / f"{assignment}.py").is_file() and (released / wanted.name).is_file():
        shutil.copyfile(released / wanted.name, wanted)
        return f"the released {wanted.name} put beside {assignment}.py"
    return None
