"""A look at what was submitted: what is wanted, which files of a student may be graded, what was skipped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from autograder.submissions.archive import ArchiveError, Unpacker, is_archive
from autograder.submissions.choice import MAX_FILES, Choice, Released, UnclearError, choose, is_named_after
from autograder.submissions.found import (
    NO_FILE,
    Refused,
    Skipped,
    is_candidate,
    is_real_folder,
    require_single_name,
    visible,
)
from autograder.submissions.submission import printable

__all__ = ["Files", "Search"]

# So many files of a student are named that are no submissions; then how many more there are.
_MAX_NAMED = 10
# No student's work is laid out deeper or wider.
_MAX_DEPTH, _MAX_ENTRIES = 10, 5_000


class Search:
    """A look at what was submitted.

    Args:
        submitted: the folder or the archive.
        assignment: whose submissions are wanted.
        released: what students have got of it.
        others: names of the course's other assignments.
        unpacker: what unpacks archives.
        logins: the logins that the roster knows.

    Attributes:
        skipped: what lies there and is not graded.
    """

    def __init__(
        self,
        submitted: Path,
        assignment: str,
        released: Released,
        others: frozenset[str],
        unpacker: Unpacker,
        logins: Sequence[str] = (),
    ) -> None:
        self.submitted = submitted
        self.assignment = assignment
        self.released = released
        self.others = others
        self.unpacker = unpacker
        self.logins = logins
        self.skipped: list[Skipped] = []

    def where(self, path: Path) -> str:
        """Return a path for a message to the TA, be it in the archive."""
        inside = self.unpacker.origin(path)
        return str(self.submitted) if inside == "." else f"{self.submitted}/{inside}"

    def name_of(self, folder: Path) -> str:
        """Return what a folder is called, be it the archive."""
        if folder != self.unpacker.top:
            return folder.name
        name = self.submitted.resolve().name
        return name.removesuffix(self.submitted.suffix) if is_archive(self.submitted) else name

    def skip(self, path: Path, reason: str) -> None:
        """Take note of what is not graded."""
        self.skipped.append(Skipped(self.unpacker.origin(path), reason))

    def skip_all(self, paths: Iterable[Path], why_not: Callable[[Path], str], folder: Path) -> None:
        """Take note of what a student has in a folder beside submissions; of much, of some."""
        paths = list(paths)
        for path in paths[:_MAX_NAMED]:
            self.skip(path, why_not(path))
        if len(paths) > _MAX_NAMED:
            self.skip(folder, f"{len(paths) - _MAX_NAMED} more files and folders in it that are no submissions")

    def choose(self, files: Sequence[Path], turns: dict[Path, int] | None = None) -> Choice:
        """Return which of a student's files is graded, and skip the others."""
        try:
            choice = choose(files, self.assignment, self.released, turns)
        except UnclearError as error:
            raise Refused(str(error)) from None
        for path, reason in choice.left:
            self.skip(path, f"not the file that was chosen: {reason}")
        return choice


class Files:
    """The files of one student that may be graded, in whatever folders and archives they lie.

    Args:
        search: what is wanted.
        student: whose they are, as errors have it.
    """

    def __init__(self, search: Search, student: str) -> None:
        self._search = search
        self._student = student
        self._files: list[Path] = []
        self._turns: dict[Path, int] = {}
        self._others: list[Path] = []
        self._problems: list[str] = []
        self._left = _MAX_ENTRIES

    def add(self, path: Path, name: str = "", turn: int = 0) -> None:
        """Add a file or a folder, or what an archive holds.

        Args:
            path: where it lies.
            name: what the student has called a file, if it was renamed.
            turn: in which turn it came, if the platform says so.
        """
        known = len(self._files)
        if is_real_folder(path):
            self._add_folder(path, _MAX_DEPTH, with_archives=True)
        elif is_archive(path):
            self._add_archive(path)
        elif is_candidate(path):
            self._files.append(self._search.unpacker.under_own_name(path, name) if name else path)
        else:
            self._others.append(path)
        self._turns.update(dict.fromkeys(self._files[known:], turn))

    def choice(self) -> Choice:
        """Return which file is graded, and skip all others.

        Raises:
            Refused: there is none, or nobody can say which is meant.
        """
        if self._others:
            self._search.skip_all(self._others, self._why_not, self._others[0].parent)
        files = self._files
        if len(files) > MAX_FILES:  # a whole repository: what bears another name is something else
            files = [path for path in files if is_named_after(self._search.assignment, path)] or files
            rest = [path for path in self._files if path not in files]
            self._search.skip_all(rest, lambda _: "of another name", rest[0].parent if rest else Path())
        if files:
            return self._search.choose(files, self._turns)
        if self._problems:
            raise Refused(self._problems[0])
        names = ", ".join(path.name for path in self._others[:3])
        but = f", but {names}" if names else ""
        name = self._search.assignment
        raise Refused(f"{printable(self._student)}: {printable(NO_FILE + but)}; hand in {name}.py or .ipynb")

    def _add_folder(self, folder: Path, depth: int, *, with_archives: bool) -> None:
        for path in visible(folder):
            self._left -= 1
            if self._left < 0:
                raise Refused(f"{printable(self._student)}: more than {_MAX_ENTRIES} files; hand in the file itself")
            if is_real_folder(path) and depth and path.name not in self._search.others:
                self._add_folder(path, depth - 1, with_archives=with_archives)
            elif is_archive(path):
                if with_archives:  # the others were refused when the archive around them was unpacked
                    self._add_archive(path)
            elif is_candidate(path) and not self._is_of_another_assignment(path):
                self._files.append(path)
            else:
                self._others.append(path)

    def _add_archive(self, path: Path) -> None:
        unpacker = self._search.unpacker
        try:
            require_single_name(path)
            unpacked = unpacker.unpack(path)
        except (ArchiveError, Refused) as error:
            self._problems.append(str(error))
            self._search.skip(path, str(error).split(": ", 1)[-1])
            return
        for name, reason in unpacked.refused[:_MAX_NAMED]:
            self._problems.append(f"{printable(path.name)}: {name} {reason}")
            self._search.skipped.append(Skipped(printable(f"{unpacker.origin(path)}/{name}", 600), reason))
        self._add_folder(unpacked.folder, _MAX_DEPTH, with_archives=False)

    def _is_of_another_assignment(self, path: Path) -> bool:
        if is_named_after(self._search.assignment, path):
            return False
        return any(is_named_after(other, path) for other in self._search.others)

    def _why_not(self, path: Path) -> str:
        if path.is_symlink():
            return "a symbolic link, which is not followed"
        if path.name in self._search.others or is_candidate(path):
            return "work for another assignment"
        return "a folder that lies too deep" if path.is_dir() else NO_FILE
