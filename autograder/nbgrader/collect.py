"""Collecting what students have handed in, without following links out of it."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from pathlib import Path
from typing import Any

from nbgrader.exchange.default import ExchangeCollect

from autograder.nbgrader.handed_in import refuse_links, tidy
from autograder.submission import SubmissionError

__all__ = ["Collect", "tidy_all"]


class Collect(ExchangeCollect):
    """nbgrader's own, but for links: it would copy what they lead to, with the instructor's rights."""

    def do_copy(self, src: str, dest: str, log: Any = None) -> None:
        """Copy what one student has handed in, unless a link is among it."""
        with tempfile.TemporaryDirectory(prefix="autograder-") as folder:
            copy = Path(folder, "copy")  # students can change what lies in the exchange at any moment, but not this
            try:
                shutil.copytree(src, copy, symlinks=True, copy_function=_copy_file)
                refuse_links(copy)
            except (SubmissionError, OSError) as error:
                self.log.error("%s: not collected: %s", Path(src).name, error)
                return
            super().do_copy(str(copy), dest, log)
        assignment = self.coursedir.assignment_id
        released = self.coursedir.format_path(self.coursedir.release_directory, ".", assignment)
        done = tidy(Path(dest), assignment, Path(released))
        if done:
            self.log.warning("%s: %s", Path(dest).parent.name, done)


def tidy_all(assignment: str, student: str, notebooks: list[str]) -> None:
    """Tidy the folder of one submission before it is autograded: it may have come by another way than `Collect`.

    nbgrader calls this, and goes on with the ``notebooks`` that it leaves.
    """
    for folder in {Path(notebook).parent for notebook in notebooks}:
        tidy(folder, assignment, folder)
        notebooks[:] = sorted(str(path) for path in folder.glob("*.ipynb"))


def _copy_file(source: os.DirEntry[str] | str, target: str) -> None:
    """Copy a regular file that is not reached through a link."""
    descriptor = os.open(source, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as file, Path(target).open("xb") as copy:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise SubmissionError(f"{Path(target).name}: is no regular file; put a copy of its content there")
        shutil.copyfileobj(file, copy)
