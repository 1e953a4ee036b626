"""Files named after students, written whole or not at all."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from autograder.report.results import OutputError

__all__ = ["file_names", "write", "zipped"]

# What Windows allows in no name, what it takes for a device, and what some file system cuts; at the beginning also
# what programs take for an option or a formula.
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\ud800-\udfff]|^[. =+\-@~]+|[. ]+$')
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_MAX_BYTES = 120

# A day that is in every zip: the same content makes the same bytes.
_DAY = (1980, 1, 1, 0, 0, 0)


def file_names(students: Iterable[str]) -> dict[str, str]:
    """Return a name for the file or folder of each student, valid on every system, no two alike.

    It is the student's own where it can be; otherwise some characters of the digest are behind it.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for student in students:
        name = _FORBIDDEN.sub("_", student).encode()[:_MAX_BYTES].decode(errors="ignore")
        if name != student or not name or _DEVICE.match(name) or name.casefold() in taken:
            name = f"{name or 'student'}~{hashlib.sha256(student.encode(errors='surrogatepass')).hexdigest()[:6]}"
        names[student] = name
        taken.add(name.casefold())
    return names


def write(path: Path, content: str | bytes) -> None:
    """Write a file, and the folders around it; it appears whole or not at all.

    Raises:
        OutputError: it cannot be written.
    """
    data = content.encode(errors="replace") if isinstance(content, str) else content
    if path.is_dir():
        raise OutputError(f"{path}: is a folder; name a file.")
    temporary = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(data)
        temporary.replace(path)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror}); name another place.") from None


def zipped(files: Mapping[str, str | bytes], executable: Iterable[str] = ()) -> bytes:
    """Return a zip of files by their paths, of which some may be run."""
    buffer, executable = io.BytesIO(), set(executable)
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            info = zipfile.ZipInfo(path, _DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # Unix, whose permissions follow
            info.external_attr = (0o100755 if path in executable else 0o100644) << 16
            archive.writestr(info, content)
    return buffer.getvalue()
