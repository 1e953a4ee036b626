"""Unpacking archives that strangers have made.

Of an archive only what may be graded is unpacked with its content: programs, notebooks, archives of students, and
what platforms write beside them. All else becomes an empty file, which costs nothing and can still be named.
Nothing is written outside of a folder of ours; links are not made.
"""

from __future__ import annotations

import io
import lzma
import os
import stat
import struct
import time
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from autograder.submissions.submission import (
    MAX_NOTEBOOK_BYTES,
    MAX_SOURCE_BYTES,
    SubmissionError,
    open_regular,
    printable,
    read_bytes,
)

__all__ = ["OF_CLASS", "OF_STUDENT", "Allowance", "ArchiveError", "UnpackError", "Unpacked", "Unpacker", "is_archive"]

# What becomes of a file is up to its reader, which must see whether it is larger than this.
_MAX_BYTES = {
    ".py": MAX_SOURCE_BYTES + 1,
    ".ipynb": MAX_NOTEBOOK_BYTES + 1,
    ".zip": 256 * 1024 * 1024 + 1,
    ".yml": 256 * 1024 * 1024,
    ".txt": 64 * 1024,
}
_KEPT_NAMES = {"timestamp.txt", "submission_metadata.yml"}  # of nbgrader and Gradescope
_OTHER_ARCHIVES = {".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz"}
_SPARSE_BYTES = 1 << 40  # no file system needs room for what is never written
_MAX_PART_BYTES, _MAX_PATH_BYTES = 255, 2000  # what file systems take
_UTF8, _ENCRYPTED = 0x800, 0x1  # flags of an entry
_BROKEN = (
    zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, OverflowError, IndexError, OSError,
    struct.error, zlib.error, lzma.LZMAError,
)  # fmt: skip


class ArchiveError(Exception):
    """An archive cannot be unpacked; the message is one line, ``where: what; remedy``."""


class UnpackError(Exception):
    """There is no room to unpack into, which is no student's fault; the message is one line for the TA."""


@dataclass(frozen=True)
class Allowance:
    """What an archive may take.

    Attributes:
        archive_bytes: itself.
        directory_bytes: its list of files, which is read whole.
        unpacked_bytes: what is unpacked with its content, all together.
        holds_archives: archives in it are unpacked, for they are students'.
    """

    archive_bytes: int
    directory_bytes: int
    unpacked_bytes: int
    holds_archives: bool


OF_CLASS = Allowance(1 << 40, 1 << 29, 64 << 30, holds_archives=True)
OF_STUDENT = Allowance(_MAX_BYTES[".zip"] - 1, 1 << 20, 256 << 20, holds_archives=False)


@dataclass(frozen=True)
class Unpacked:
    """What an archive has held.

    Attributes:
        folder: where it lies now.
        refused: the paths in it that were not unpacked, or not as they stand, with the reasons.
    """

    folder: Path
    refused: tuple[tuple[str, str], ...]


class Unpacker:
    """Unpacks archives into a folder of ours, and knows where each file came from.

    Args:
        folder: an empty one; None if nothing is to be unpacked.
        top: the folder of submissions.
    """

    def __init__(self, folder: Path | None, top: Path) -> None:
        self.top = top
        self._folder = folder
        self._origins: dict[Path, str] = {}
        self._count = 0

    @property
    def is_able(self) -> bool:
        """Whether there is a folder to unpack into."""
        return self._folder is not None

    def origin(self, path: Path) -> str:
        """Return a path as seen from the folder of submissions, through archives too; safe to show."""
        for parent in (path, *path.parents):
            if parent in self._origins:
                inside = path.relative_to(parent).as_posix()
                return printable(f"{self._origins[parent]}/{inside}" if inside != "." else self._origins[parent], 600)
        return printable(path.relative_to(self.top).as_posix(), 600)

    def unpack_class(self, archive: Path) -> tuple[tuple[str, str], ...]:
        """Unpack the archive of all submissions; it becomes the folder of submissions. Return what was refused.

        Raises:
            ArchiveError: it cannot be unpacked.
            UnpackError: there is no room.
        """
        with self._room():
            self.top = self._new_folder()
            return _unpack(archive, self.top, OF_CLASS)

    def unpack(self, archive: Path) -> Unpacked:
        """Unpack a student's archive.

        Raises:
            ArchiveError: it cannot be unpacked.
            UnpackError: there is no room.
        """
        with self._room():
            folder = self._new_folder()
            self._origins[folder] = self.origin(archive)
            return Unpacked(folder, _unpack(archive, folder, OF_STUDENT))

    def under_own_name(self, path: Path, name: str) -> Path:
        """Return a copy of a file with the name that the student gave it, or the file itself if it cannot be read.

        Raises:
            UnpackError: there is no room.
        """
        if self._folder is None:
            return path
        try:
            data, status = read_bytes(path), path.lstat()
        except SubmissionError:
            return path
        if status.st_nlink > 1:
            return path
        with self._room():
            copy = self._new_folder() / name
            copy.write_bytes(data)
            os.utime(copy, ns=(status.st_atime_ns, status.st_mtime_ns))
        self._origins[copy] = self.origin(path)
        return copy

    @contextmanager
    def _room(self) -> Iterator[None]:
        """Turn what goes wrong while something is written into an error that no student is blamed for."""
        try:
            yield
        except OSError as error:
            what = f"cannot be unpacked into ({error.strerror})"
            raise UnpackError(f"{self._folder}: {what}; make room, or name a folder with some as TMPDIR") from None

    def _new_folder(self) -> Path:
        assert self._folder is not None
        self._count += 1
        folder = self._folder / str(self._count)
        folder.mkdir()
        return folder


def is_archive(path: Path) -> bool:
    """Whether the name is that of an archive that can be unpacked."""
    return path.suffix.lower() == ".zip" and (path.is_symlink() or not path.is_dir())


def _unpack(archive: Path, folder: Path, allowance: Allowance) -> tuple[tuple[str, str], ...]:
    where = printable(archive.name)
    try:
        file = open_regular(archive, where)
    except SubmissionError as error:
        raise ArchiveError(str(error)) from None
    with file:
        if os.fstat(file.fileno()).st_size > allowance.archive_bytes:
            raise ArchiveError(f"{where}: more than {allowance.archive_bytes >> 20} MiB; hand in the file itself")
        if _directory_bytes(file) > allowance.directory_bytes:
            raise ArchiveError(f"{where}: holds too many files; hand in the file itself")
        try:
            with zipfile.ZipFile(file) as opened:
                return _Reader(opened, where, folder, allowance).read()
        except _BROKEN as error:
            if isinstance(error, OSError) and error.errno is not None:  # it is the disk that is at fault
                raise
            raise ArchiveError(f"{where}: is no zip archive, or a damaged one; pack it again") from None


class _Reader:
    """Reads one archive.

    Attributes:
        refused: see `Unpacked`.
    """

    def __init__(self, archive: zipfile.ZipFile, where: str, folder: Path, allowance: Allowance) -> None:
        self.refused: dict[str, str] = {}
        self._archive = archive
        self._where = where
        self._folder = folder
        self._allowance = allowance
        self._left = allowance.unpacked_bytes

    def read(self) -> tuple[tuple[str, str], ...]:
        """Unpack it, and return what was refused."""
        last: dict[PurePosixPath, zipfile.ZipInfo] = {}
        for info in self._archive.infolist():
            name = _name(info)
            path = _path(name)
            if path is None:
                self._refuse(name, "its name leads out of the archive, or is no name of a file")
                continue
            if path in last and not (info.is_dir() and last[path].is_dir()):
                self._refuse(str(path), "is there twice; the last one counts")
            last[path] = info
        for path, info in last.items():
            self._unpack(path, info)
        return tuple(self.refused.items())

    def _refuse(self, name: str, reason: str) -> None:
        self.refused[printable(name, 600)] = reason

    def _unpack(self, path: PurePosixPath, info: zipfile.ZipInfo) -> None:
        target = self._folder / path
        kind = stat.S_IFMT(info.external_attr >> 16)
        try:
            if _is_hidden(self._folder, path):
                return
            target.parent.mkdir(parents=True, exist_ok=True)  # also of what is refused: its owner is not to vanish
            if info.is_dir():
                target.mkdir(exist_ok=True)
            elif kind not in (0, stat.S_IFREG):
                self._refuse(str(path), "a symbolic link, which is not followed" if stat.S_ISLNK(kind) else "no file")
            else:
                self._write(path, target, info)
        except (FileExistsError, NotADirectoryError, IsADirectoryError):
            self._refuse(str(path), "has the name of a folder of the archive, or lies in a file")

    def _write(self, path: PurePosixPath, target: Path, info: zipfile.ZipInfo) -> None:
        suffix = target.suffix.lower()
        is_kept = suffix in (".py", ".ipynb") or target.name in _KEPT_NAMES
        data = b""
        if is_kept or (suffix == ".zip" and self._allowance.holds_archives):
            if info.flag_bits & _ENCRYPTED:
                self._refuse(str(path), "is encrypted; it is needed without a password")
                return
            try:
                with self._archive.open(info) as source:
                    data = source.read(_MAX_BYTES[suffix])
            except _BROKEN:
                self._refuse(str(path), "is damaged; pack it again")
                return
            self._left -= len(data)
            if self._left < 0:
                limit = f"{self._allowance.unpacked_bytes >> 20} MiB"
                raise ArchiveError(f"{self._where}: holds more than {limit} of programs; hand in the file itself")
        elif suffix in (".zip", *_OTHER_ARCHIVES):
            self._refuse(str(path), "an archive in an archive, which is not opened")
        with target.open("xb") as file:
            file.write(data)
            if is_kept and len(data) == _MAX_BYTES[suffix]:
                file.truncate(min(max(info.file_size, len(data)), _SPARSE_BYTES))  # so its reader names the size
        with suppress(ValueError, OverflowError, OSError):
            changed = time.mktime((*info.date_time, 0, 0, -1))
            os.utime(target, (changed, changed))


def _directory_bytes(file: io.BufferedReader) -> int:
    """Return the size of the list of files as the end of an archive has it, 0 if there is no such end."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - (1 << 16) - 22))
    tail = file.read()
    file.seek(0)
    at = tail.rfind(b"PK\5\6")
    return int(struct.unpack_from("<L", tail, at + 12)[0]) if 0 <= at <= len(tail) - 22 else 0


def _name(info: zipfile.ZipInfo) -> str:
    """Return a name as it was meant: in UTF-8 where it is that, flagged or not, else in the code page of DOS."""
    name = info.orig_filename.split("\0", 1)[0]
    if not info.flag_bits & _UTF8:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return unicodedata.normalize("NFC", name)


def _path(name: str) -> PurePosixPath | None:
    """Return the path that a name means, or None if it leads out of the archive or cannot be a file's."""
    name = name.replace("\\", "/")
    parts = [part for part in name.split("/") if part not in ("", ".")]
    leads_out = name.startswith("/") or ".." in parts or (parts and parts[0].endswith(":"))
    if leads_out or not parts:
        return None
    try:
        sizes = [len(os.fsencode(part)) for part in parts]
    except UnicodeEncodeError:
        return None
    return PurePosixPath(*parts) if max(sizes) <= _MAX_PART_BYTES and sum(sizes) <= _MAX_PATH_BYTES else None


def _is_hidden(folder: Path, path: PurePosixPath) -> bool:
    """Whether it is nobody's work; of a repository the folder ``.git`` is made, which marks it, and nothing in it."""
    for index, part in enumerate(path.parts):
        if part == ".git":
            (folder / PurePosixPath(*path.parts[: index + 1])).mkdir(parents=True, exist_ok=True)
        if part.startswith(".") or part in ("__MACOSX", "__pycache__"):
            return True
    return False
