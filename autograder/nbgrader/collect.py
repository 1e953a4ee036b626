"""Collecting what students have handed in, without following links out of it."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from nbgrader.exchange.default import ExchangeCollect

from autograder.nbgrader.handed_in import refuse_special, tidy
from autograder.submissions.submission import SubmissionError

__all__ = ["Collect"]


class Collect(ExchangeCollect):
    """nbgrader's own, but for links: it would copy what they lead to, with the instructor's rights."""

    def do_copy(self, src: str, dest: str, log: Any = None) -> None:
        """Copy what one student has handed in; what cannot be copied is said, and the others are collected."""
        with tempfile.TemporaryDirectory(prefix="autograder-") as folder:
            copy = Path(folder, "copy")  # students can change what lies in the exchange at any moment, but not this
            # What lies at its place, be it half of a submission, the next `collect` takes for collected.
            unfinished = Path(dest).with_name(f".{Path(dest).name}.new")
            shutil.rmtree(unfinished, ignore_errors=True)
            try:
                _copy_folder(Path(src), copy, 1000 * self.coursedir.max_dir_size)
                super().do_copy(str(copy), str(unfinished), log)
                unfinished.replace(dest)
            except (SubmissionError, OSError, RuntimeError) as error:
                shutil.rmtree(unfinished, ignore_errors=True)
                self.log.error("%s: not collected: %s", Path(src).name, error)
                return
        assignment = self.coursedir.assignment_id
        released = self.coursedir.format_path(self.coursedir.release_directory, ".", assignment)
        done = tidy(Path(dest), assignment, Path(released))
        if done:
            self.log.warning("%s: %s", Path(src).name.split("+")[0], done)


def _copy_folder(source: Path, target: Path, max_bytes: int) -> None:
    """Copy a folder that somebody may be changing meanwhile; nothing in it, nor itself, is reached through a link.

    Raises:
        SubmissionError: there is a link in it, or a pipe; or it is too large.
        OSError: it cannot be read.
    """
    refuse_special(source.name, source.lstat().st_mode)
    top = os.open(source, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    left = max_bytes
    try:
        for parent, folders, files, descriptor in os.fwalk(".", dir_fd=top):
            (target / parent).mkdir()
            for name in (*folders, *files):
                refuse_special(name, os.stat(name, dir_fd=descriptor, follow_symlinks=False).st_mode)
            for name in files:
                left -= _copy_file(name, descriptor, target / parent / name, left)
    finally:
        os.close(top)


def _copy_file(name: str, folder: int, target: Path, max_bytes: int) -> int:
    """Copy a file, with the time when it was changed; return its size."""
    file = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
    with os.fdopen(file, "rb") as source, target.open("xb") as copy:
        status = os.fstat(file)
        refuse_special(name, status.st_mode)  # it may be something else by now
        if status.st_size > max_bytes:
            raise SubmissionError(f"{name}: too large; all files of a submission together may have less")
        left = status.st_size
        while left and (piece := source.read(min(left, 1 << 20))):
            copy.write(piece)
            left -= len(piece)
        if left or source.read(1):
            raise SubmissionError(f"{name}: changes while it is read; collect once more with --update")
    os.utime(target, ns=(status.st_atime_ns, status.st_mtime_ns))
    return status.st_size
