"""Reading one submission: the student's bytes, decoded, but neither run nor parsed as Python.

Parsing is left to the worker, under its limits: what is read here may be hostile.
"""

from __future__ import annotations

import codecs
import hashlib
import io
import json
import os
import stat
import tokenize
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.language import Phrase, tell

__all__ = [
    "MAX_CELLS",
    "MAX_JSON_PARTS",
    "MAX_NOTEBOOK_BYTES",
    "MAX_SOURCE_BYTES",
    "Cell",
    "Submission",
    "SubmissionError",
    "open_regular",
    "printable",
    "printable_lines",
    "read_bytes",
    "read_cells",
    "read_submission",
]

MAX_SOURCE_BYTES = 1_000_000  # of Python: a .py file, or all code cells of a notebook
MAX_NOTEBOOK_BYTES = 64 * 1024 * 1024  # a notebook carries its pictures and outputs along
MAX_CELLS = 2_000
MAX_JSON_PARTS = 500_000  # objects and lists of a notebook, each a hundred times what it takes in the file
_MAX_JSON_VALUES = 8_000_000  # of a notebook, each up to twenty times what it takes in the file

# Of what a submission has to say in a report.
_MAX_SHOWN_LINES, _MAX_SHOWN_CHARACTERS = 40, 8000
# O_NONBLOCK: a FIFO or a device that took the file's place since lstat() must not block us.
# Windows knows O_BINARY alone of these, the others all but that.
_OPEN_FLAGS = sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_NOCTTY", "O_BINARY"))

_SAVE_AGAIN = Phrase("open it in Jupyter and save it again")
_NO_COOKIE = Phrase("save it as UTF-8 without a coding line")
_MASK_NON_ASCII = bytes(range(128)) + b"?" * 128
# ASCII text that idna, punycode, utf-7, utf-16 and unicode_escape would turn into something else.
_ASCII_PROBE = rb"xn--e1afmkfd +AEE- \u0041"


class SubmissionError(Exception):
    """A submission cannot be read; the message is one line, ``where: what; remedy``, for the student."""


@dataclass(frozen=True)
class Cell:
    """Python source, its lines ended by ``\\n``; ``label`` is "cell 3" in a notebook, "" in a .py file."""

    source: str
    label: str


@dataclass(frozen=True)
class Submission:
    """One student's file: ``sha256`` is that of the very bytes which ``cells`` were decoded from."""

    path: Path
    sha256: str
    cells: tuple[Cell, ...]

    @property
    def name(self) -> str:
        """The file name, without folders."""
        return self.path.name

    @classmethod
    def of_source(cls, name: str, source: str) -> Submission:
        """Return a submission of Python text that lies in no file."""
        return cls(Path(name), hashlib.sha256(source.encode()).hexdigest(), (Cell(source, ""),))


def read_submission(path: Path) -> Submission:
    """Read a ``.py`` file (one cell) or the code cells of a ``.ipynb``; blank cells are left out.

    The file may have 1 MB if it is a ``.py``, 64 MiB if it is a notebook. What nbgrader has released as a code cell is
    one, whatever it was made since.
    Raises SubmissionError for whatever cannot be read, and never blocks, be it on a FIFO or a device.
    """
    where = printable(path.name)
    data = read_bytes(path)
    _require_text(data, where)
    cells = _notebook_cells(data, where) if _is_notebook(path) else _python_cell(data, where)
    return Submission(path, hashlib.sha256(data).hexdigest(), cells)


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a ``.py`` or ``.ipynb`` file; limits and errors are those of `read_submission`."""
    return _read_bytes(path, printable(path.name), MAX_NOTEBOOK_BYTES if _is_notebook(path) else MAX_SOURCE_BYTES)


def read_cells(path: Path) -> list[Any]:
    """Return all cells of a ``.ipynb`` as they stand in its JSON, whatever they are, but that all numbers are floats.

    Errors are those of `read_submission`.
    """
    data, where = read_bytes(path), printable(path.name)
    _require_text(data, where)
    return _all_cells(_parse_json(data, where), where)


def _is_notebook(path: Path) -> bool:
    return path.suffix.lower() == ".ipynb"


def printable(text: str, width: int = 200) -> str:
    """Return ``text`` as one line that is safe to show: control characters escaped, cut at ``width``."""
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text[: width + 1])
    return shown if len(shown) <= width else shown[: width - 1] + "…"


def printable_lines(text: str) -> str:
    """Return the first lines of ``text``, every one safe to show, see `printable`."""
    first, *others = text[:_MAX_SHOWN_CHARACTERS].split("\n", _MAX_SHOWN_LINES)
    return "\n".join(printable(line, 1000) for line in [first, *others[: _MAX_SHOWN_LINES - 1]])


def open_regular(path: Path, where: str) -> io.BufferedReader:
    """Open a file that is neither a link, a folder nor a device, without blocking.

    Args:
        path: the file.
        where: what it is called in errors.

    Raises:
        SubmissionError: it is one, or cannot be read.
    """
    try:
        _require_regular(path.lstat().st_mode, where)
        file = os.fdopen(os.open(path, _OPEN_FLAGS), "rb")
    except FileNotFoundError:
        raise SubmissionError(tell("{where}: there is no such file; check the name", where=where)) from None
    except OSError as error:
        raise SubmissionError(
            tell("{where}: cannot be read ({why}); check its permissions", where=where, why=error.strerror)
        ) from None
    try:
        _require_regular(os.fstat(file.fileno()).st_mode, where)
    except SubmissionError:
        file.close()
        raise
    return file


def _read_bytes(path: Path, where: str, max_bytes: int) -> bytes:
    with open_regular(path, where) as file:
        try:
            status = os.fstat(file.fileno())
            data = file.read(max_bytes + 1)
        except OSError as error:
            raise SubmissionError(
                tell("{where}: cannot be read ({why}); check its permissions", where=where, why=error.strerror)
            ) from None
    if len(data) > max_bytes:
        size = max(status.st_size, len(data))
        raise SubmissionError(
            tell(
                "{where}: too large, {size} bytes where {most} are allowed; remove embedded data, pictures and outputs",
                where=where,
                size=size,
                most=max_bytes,
            )
        )
    return data


def _require_regular(mode: int, where: str) -> None:
    if stat.S_ISLNK(mode):
        raise SubmissionError(
            tell("{where}: is a symbolic link, which is not followed; hand in the file itself", where=where)
        )
    if stat.S_ISDIR(mode):
        raise SubmissionError(tell("{where}: is a folder; name the .py or .ipynb file in it", where=where))
    if not stat.S_ISREG(mode):
        raise SubmissionError(tell("{where}: is no regular file; hand in a .py or .ipynb file", where=where))


def _require_text(data: bytes, where: str) -> None:
    if not data.strip():
        raise SubmissionError(tell("{where}: the file is empty; hand in the file with your work", where=where))
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise SubmissionError(tell("{where}: is saved as UTF-16; save it as UTF-8", where=where))
    if b"\0" in data:
        raise SubmissionError(
            tell(
                "{where}: is binary (byte {position} is NUL); hand in the text file itself",
                where=where,
                position=data.index(0),
            )
        )


def _decode(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        rest = error.object  # counts from behind a BOM, unlike data
        line = rest.count(b"\n", 0, error.start) + 1
        name = "UTF-8" if encoding.startswith("utf-8") else encoding
        raise SubmissionError(
            tell(
                "{where}:{line}: byte 0x{byte:02x} is no {name}; save the file as UTF-8",
                where=where,
                line=line,
                byte=rest[error.start],
                name=name,
            )
        ) from None


def _unix_newlines(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _python_cell(data: bytes, where: str) -> tuple[Cell, ...]:
    """Decode ``data`` as CPython does: line ends first (lone ``\\r`` too), then BOM or cookie (PEP 263)."""
    data = _unix_newlines(data)
    source = _decode(data, _source_encoding(data, where), where)
    if not source.strip():
        raise SubmissionError(tell("{where}: the file is empty; hand in the file with your work", where=where))
    return (Cell(source, ""),)


def _source_encoding(data: bytes, where: str) -> str:
    """Return the codec that the BOM or the coding cookie names.

    CPython seeks the cookie in bytes, whereas detect_encoding() wants its line to be UTF-8, so that
    "# coding: cp1251, Иванов" would be refused: it sees the text with non-ASCII bytes masked.
    """
    body = data.removeprefix(codecs.BOM_UTF8)
    bom = data[: len(data) - len(body)]
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(bom + body.translate(_MASK_NON_ASCII)).readline)
    except SyntaxError as error:
        raise SubmissionError(
            tell("{where}: {why}; {remedy}", where=where, why=printable(str(error)), remedy=_NO_COOKIE)
        ) from None
    if not _keeps_ascii(encoding):
        raise SubmissionError(
            tell(
                "{where}: {encoding} is no source encoding; {remedy}",
                where=where,
                encoding=printable(encoding),
                remedy=_NO_COOKIE,
            )
        )
    return encoding


def _keeps_ascii(encoding: str) -> bool:
    """Whether ASCII stays ASCII, as PEP 263 demands; of the others, idna and punycode take quadratic time."""
    try:
        return _ASCII_PROBE.decode(encoding) == _ASCII_PROBE.decode("ascii")
    except (LookupError, UnicodeError):  # LookupError: no text encoding, like rot13
        return False


def _notebook_cells(data: bytes, where: str) -> tuple[Cell, ...]:
    """Return the code cells; labels count all cells from 1, as they stand in Jupyter."""
    cells = _all_cells(_parse_json(data, where), where)
    code = [
        Cell(_cell_source(cell, f"{where}, cell {number}"), f"cell {number}")
        for number, cell in enumerate(cells, start=1)
        if isinstance(cell, dict) and _is_code(cell)
    ]
    size = sum(len(cell.source.encode()) for cell in code)
    if size > MAX_SOURCE_BYTES:
        raise SubmissionError(
            tell(
                "{where}: {size} bytes of code where {most} are allowed; remove embedded data",
                where=where,
                size=size,
                most=MAX_SOURCE_BYTES,
            )
        )
    code = [cell for cell in code if cell.source.strip()]
    if not code:
        raise SubmissionError(
            tell("{where}: no code cell holds any code; hand in the notebook with your work", where=where)
        )
    return tuple(code)


def _parse_json(data: bytes, where: str) -> Any:
    text = _decode(data, "utf-8-sig", where)
    if data.count(b"{") + data.count(b"[") > MAX_JSON_PARTS:
        raise SubmissionError(
            tell("{where}: more than {most} lists and objects; clear its outputs", where=where, most=MAX_JSON_PARTS)
        )
    if data.count(b",") > _MAX_JSON_VALUES:
        raise SubmissionError(
            tell("{where}: more than {most} values; clear its outputs", where=where, most=_MAX_JSON_VALUES)
        )
    try:
        # parse_int: int() refuses more than 4300 digits, and takes long over many of them.
        return json.loads(text, parse_int=float)
    except json.JSONDecodeError as error:
        raise SubmissionError(
            tell(
                "{where}:{line}:{column}: broken JSON ({why}); {remedy}",
                where=where,
                line=error.lineno,
                column=error.colno,
                why=error.msg,
                remedy=_SAVE_AGAIN,
            )
        ) from None
    except RecursionError:
        raise SubmissionError(
            tell("{where}: JSON nested too deep; {remedy}", where=where, remedy=_SAVE_AGAIN)
        ) from None


def _all_cells(notebook: Any, where: str) -> list[Any]:
    """Return the cells of a notebook; nbformat 3 and older keep them in worksheets."""
    if isinstance(notebook, dict):
        sheets = notebook.get("worksheets", [notebook])
        if isinstance(sheets, list) and all(
            isinstance(sheet, dict) and isinstance(sheet.get("cells"), list) for sheet in sheets
        ):
            cells = [cell for sheet in sheets for cell in sheet["cells"]]
            if len(cells) > MAX_CELLS:
                raise SubmissionError(
                    tell(
                        "{where}: {count} cells where {most} are allowed; remove some",
                        where=where,
                        count=len(cells),
                        most=MAX_CELLS,
                    )
                )
            return cells
    raise SubmissionError(
        tell("{where}: is JSON, but no notebook (no list of cells); {remedy}", where=where, remedy=_SAVE_AGAIN)
    )


def _is_code(cell: dict[str, Any]) -> bool:
    """Whether a cell is code to be run; nbgrader's metadata say what it was released as."""
    metadata = cell.get("metadata")
    released = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    return "code" in (cell.get("cell_type"), released.get("cell_type") if isinstance(released, dict) else None)


def _cell_source(cell: dict[str, Any], where: str) -> str:
    """Return a code cell's source, which is a text or a list of texts; nbformat 3 calls it input."""
    source = cell.get("source", cell.get("input"))
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if not isinstance(source, str):
        raise SubmissionError(tell("{where}: its source is no text; {remedy}", where=where, remedy=_SAVE_AGAIN))
    if "\0" in source:
        raise SubmissionError(tell("{where}: is binary (contains a NUL); remove what is no Python", where=where))
    try:
        return _unix_newlines(source.encode()).decode()
    except UnicodeEncodeError:
        raise SubmissionError(
            tell("{where}: contains half a character (a lone surrogate); type it anew", where=where)
        ) from None
