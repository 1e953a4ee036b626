"""Submissions are read as CPython and Jupyter would read them, and whatever cannot be is said in one line."""

from __future__ import annotations

import ast
import hashlib
import json
import os
import socket
import tempfile
import warnings
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from autograder.submissions.submission import (
    MAX_CELLS,
    MAX_SOURCE_BYTES,
    Submission,
    SubmissionError,
    printable,
    read_submission,
)


def _write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def _notebook(*cells: object, **fields: object) -> bytes:
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells, **fields}).encode()


def _code(source: object) -> dict[str, object]:
    return {"cell_type": "code", "source": source, "outputs": [], "execution_count": None, "metadata": {}}


def _read(folder: Path, data: bytes, name: str = "ps1.py") -> Submission:
    return read_submission(_write(folder, name, data))


def _error(folder: Path, data: bytes, name: str = "ps1.py") -> str:
    with pytest.raises(SubmissionError) as caught:
        _read(folder, data, name)
    message = str(caught.value)
    assert message.isprintable()
    assert message.startswith(name)
    return message


# What is read


def test_python_file_is_one_cell_with_the_hash_of_its_bytes(tmp_path: Path) -> None:
    """The hash is that of the bytes on disk, before any decoding."""
    data = "x = 'ф'\r\n".encode()
    read = _read(tmp_path, data)
    assert [(cell.source, cell.label) for cell in read.cells] == [("x = 'ф'\n", "")]
    assert read.name == "ps1.py"
    assert read.sha256 == hashlib.sha256(data).hexdigest()


def test_syntax_is_not_looked_at(tmp_path: Path) -> None:
    """Parsing belongs into the worker: here even what is no Python is read."""
    assert _read(tmp_path, b"def (:\n").cells[0].source == "def (:\n"


def test_notebook_code_cells_are_numbered_among_all_cells(tmp_path: Path) -> None:
    """Labels count text cells and unknown ones, too, as one counts in Jupyter; blank code is left out."""
    data = _notebook(
        {"cell_type": "markdown", "source": "# Title"},
        _code("x = 1\r\ny = 2"),
        _code("  \n"),
        {"cell_type": "hologram", "source": 3},
        _code(["def f():\n", "    return 1"]),
        "no cell at all",
    )
    read = _read(tmp_path, data, "ps1.ipynb")
    assert [(cell.label, cell.source) for cell in read.cells] == [
        ("cell 2", "x = 1\ny = 2"),
        ("cell 5", "def f():\n    return 1"),
    ]


def test_notebook_of_format_3_is_read(tmp_path: Path) -> None:
    """Old notebooks keep their cells in worksheets and call a source input."""
    sheets = [{"cells": [{"cell_type": "code", "input": ["x = 1\n", "y = 2"]}]}, {"cells": []}]
    data = json.dumps({"nbformat": 3, "worksheets": sheets}).encode()
    assert _read(tmp_path, data, "ps1.ipynb").cells[0].source == "x = 1\ny = 2"


def test_notebook_with_byte_order_mark_and_huge_number_is_read(tmp_path: Path) -> None:
    """Neither a BOM nor a number longer than int() takes is in the way of the code."""
    data = b"\xef\xbb\xbf" + _notebook(_code("x = 1")).replace(b'"nbformat": 4', b'"nbformat": ' + b"4" * 5000)
    assert _read(tmp_path, data, "ps1.ipynb").cells[0].source == "x = 1"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("# coding: cp1251\nx = 'ё'\n".encode("cp1251"), id="cp1251"),
        pytest.param("# -*- coding: koi8-r -*- Иванов\nx = 'ё'\n".encode("koi8-r"), id="name beside the cookie"),
        pytest.param("# Иванов\r\n# coding=cp1251\r\nx = 'ё'\r\n".encode("cp1251"), id="name above the cookie"),
        pytest.param("\ufeffx = 'ё'\n".encode(), id="BOM"),
        pytest.param("\ufeff# coding: utf-8\rx = 'ё'\r".encode(), id="BOM, cookie and lone CR"),
        pytest.param("#\rx = 'ё'\r# coding: cp1251\n".encode(), id="CR puts the cookie on line 3"),
        pytest.param("x = 'ё'\n# coding: cp1251\n".encode(), id="cookie after code is none"),
        pytest.param(b"# coding: shift_jis\nx = '\x83\x5c'\n", id="multi-byte"),
    ],
)
def test_source_is_decoded_as_cpython_does(tmp_path: Path, data: bytes) -> None:
    """Cookies, BOM and line ends mean what they mean to the interpreter."""
    assert ast.dump(ast.parse(_read(tmp_path, data).cells[0].source)) == ast.dump(ast.parse(data))


_LINES = ["#", "# coding: cp1251", "# coding: utf8", "#coding=latin-1 é", "x = 'ё'", "\f", "", "'''", "\\"]


@given(
    lines=st.lists(st.tuples(st.sampled_from(_LINES), st.sampled_from(["\n", "\r", "\r\n"])), min_size=1),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1251", "latin-1"]),
)
def test_no_cookie_hides_code_from_us(lines: list[tuple[str, str]], encoding: str) -> None:
    """Whatever source CPython accepts, we read the same program, or refuse it for broken UTF-8."""
    text = "".join(line + end for line, end in lines) + "z = 0"  # never empty, which we refuse
    data = text.encode(encoding, errors="replace")
    try:
        program = ast.dump(ast.parse(data))
    except SyntaxError:
        return
    with tempfile.TemporaryDirectory() as folder:
        try:
            source = _read(Path(folder), data).cells[0].source
        except SubmissionError:  # compile() lets broken UTF-8 pass in comments; running the file does not
            with pytest.raises(UnicodeDecodeError):
                data.decode()
            return
    assert ast.dump(ast.parse(source)) == program


# What is refused, each for its own reason


def test_too_large_a_file_is_refused_with_size_and_limit(tmp_path: Path) -> None:
    """Both numbers are in the message; exactly the limit is still read."""
    assert "1000001 bytes where 1000000" in _error(tmp_path, b"#" * (MAX_SOURCE_BYTES + 1))
    assert _read(tmp_path, b"#" * MAX_SOURCE_BYTES).cells


def test_sparse_terabyte_is_refused_without_reading_it(tmp_path: Path) -> None:
    """A file may claim to be larger than all memory."""
    path = _write(tmp_path, "ps1.py", b"x")
    os.truncate(path, 2**40)
    with pytest.raises(SubmissionError, match=str(2**40)):
        read_submission(path)


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n"])
def test_empty_file_is_refused(tmp_path: Path, data: bytes) -> None:
    """White space alone is empty, too."""
    assert "empty" in _error(tmp_path, data)


@pytest.mark.parametrize("name", ["ps1.py", "ps1.ipynb"])
def test_binary_file_is_refused(tmp_path: Path, name: str) -> None:
    """A NUL byte never occurs in text; UTF-16 is called by its name."""
    assert "binary (byte 4 is NUL)" in _error(tmp_path, b"\x7fELF\0\0", name)
    assert "UTF-16" in _error(tmp_path, "x = 1".encode("utf-16"), name)


@pytest.mark.parametrize("name", ["ps1.py", "ps1.ipynb"])
def test_bytes_that_are_no_utf8_are_named_with_their_line(tmp_path: Path, name: str) -> None:
    """The line is where the student has to look."""
    for bom in (b"", b"\xef\xbb\xbf"):
        message = _error(tmp_path, bom + b"x = 1\r\n\xf4", name)
        assert message == f"{name}:2: byte 0xf4 is no UTF-8; save the file as UTF-8"


def test_byte_outside_of_the_cookie_codec_is_named(tmp_path: Path) -> None:
    """The codec in the message is the one that the file asked for."""
    assert _error(tmp_path, b"# coding: cp1251\n'\x98'\n").startswith("ps1.py:2: byte 0x98 is no cp1251")


@pytest.mark.parametrize("codec", ["klingon", "rot13", "hex", "utf-16", "idna", "punycode", "utf-7", "unicode_escape"])
def test_cookie_that_is_no_source_encoding_is_refused(tmp_path: Path, codec: str) -> None:
    """Unknown codecs, those that make no text, and those in which ASCII is not ASCII."""
    message = _error(tmp_path, f"# coding: {codec}\nx = 1\n".encode())
    assert codec in message
    assert "UTF-8" in message


def test_cookie_that_contradicts_the_byte_order_mark_is_refused(tmp_path: Path) -> None:
    """CPython refuses it, too."""
    assert "encoding problem" in _error(tmp_path, b"\xef\xbb\xbf# coding: cp1251\n")


def test_broken_json_is_refused_with_line_and_column(tmp_path: Path) -> None:
    """A half-uploaded notebook is the usual cause."""
    data = json.dumps(json.loads(_notebook(_code("x = 1"))), indent=1).encode()[:-4]
    assert _error(tmp_path, data, "ps1.ipynb").startswith(f"ps1.ipynb:{data.count(bytes([10])) + 1}:")
    assert _error(tmp_path, b'{\n "cells": [}', "ps1.ipynb").startswith("ps1.ipynb:2:12: broken JSON")


@pytest.mark.parametrize(
    "data",
    [b"[]", b"3", b"null", b'"x"', b"{}", b'{"cells": {}}', b'{"worksheets": [3]}', b'{"worksheets": 3}'],
)
def test_json_that_is_no_notebook_is_refused(tmp_path: Path, data: bytes) -> None:
    """Valid JSON of another shape has its own message."""
    assert "no notebook" in _error(tmp_path, data, "ps1.ipynb")


def test_notebook_of_too_many_parts_is_refused(tmp_path: Path) -> None:
    """Small objects take a hundred times as much memory as the file has bytes."""
    assert "more than 500000 lists and objects" in _error(tmp_path, b"[" + b"{}," * 500_000 + b"{}]", "ps1.ipynb")
    assert "more than 8000000 values" in _error(tmp_path, b"[" + b"1," * 8_000_001 + b"1]", "ps1.ipynb")


def test_deeply_nested_json_is_refused(tmp_path: Path) -> None:
    """Many brackets exhaust the decoder's recursion, not our stack."""
    assert "nested too deep" in _error(tmp_path, b"[" * 400_000, "ps1.ipynb")
    assert "nested too deep" in _error(tmp_path, b'{"a":' * 400_000, "ps1.ipynb")


def test_notebook_without_code_is_refused(tmp_path: Path) -> None:
    """No cells, text alone or blank code cells: there is nothing to grade."""
    text = {"cell_type": "markdown", "source": "x = 1"}
    for cells in ([], [text], [text, _code(["\n", "  "])]):
        assert "no code cell" in _error(tmp_path, _notebook(*cells), "ps1.ipynb")


@pytest.mark.parametrize("source", [None, 3, {"a": 1}, ["x = 1", 2]])
def test_cell_whose_source_is_no_text_is_refused(tmp_path: Path, source: object) -> None:
    """The message names the cell."""
    message = _error(tmp_path, _notebook(_code("x = 1"), _code(source)), "ps1.ipynb")
    assert message.startswith("ps1.ipynb, cell 2: its source is no text")


def test_cell_with_what_python_cannot_hold_is_refused(tmp_path: Path) -> None:
    """JSON can spell a NUL and half a character, Python source cannot."""
    assert "cell 1: is binary" in _error(tmp_path, _notebook(_code("x = '\0'")), "ps1.ipynb")
    assert "cell 1: contains half a character" in _error(tmp_path, _notebook(_code("'\ud800'")), "ps1.ipynb")


def test_too_many_cells_or_too_much_code_is_refused(tmp_path: Path) -> None:
    """A notebook may be large for its pictures, not for its code."""
    cells = [_code("x")] * (MAX_CELLS + 1)
    assert f"{MAX_CELLS + 1} cells where {MAX_CELLS}" in _error(tmp_path, _notebook(*cells), "ps1.ipynb")
    halves = [_code("#" * (MAX_SOURCE_BYTES // 2 + 1))] * 2
    assert f"where {MAX_SOURCE_BYTES} are allowed" in _error(tmp_path, _notebook(*halves), "ps1.ipynb")
    picture = {**_code("x = 1"), "outputs": [{"data": {"image/png": "A" * 2 * MAX_SOURCE_BYTES}}]}
    assert _read(tmp_path, _notebook(picture), "ps1.ipynb").cells


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs FIFOs")
def test_special_files_are_refused_without_blocking(tmp_path: Path) -> None:
    """Opening a FIFO that nobody writes to would wait for ever."""
    os.mkfifo(tmp_path / "fifo.py")
    with pytest.raises(SubmissionError, match=r"fifo.py: is no regular file"):
        read_submission(tmp_path / "fifo.py")
    with pytest.raises(SubmissionError, match="zero: is no regular file"):
        read_submission(Path("/dev/zero"))
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket.py"))
        with pytest.raises(SubmissionError, match="no regular file"):
            read_submission(tmp_path / "socket.py")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs FIFOs")
def test_fifo_put_in_place_of_a_file_does_not_block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file may be exchanged between the look at it and its opening."""
    os.mkfifo(tmp_path / "ps1.py")
    regular = _write(tmp_path, "regular.py", b"x").stat()
    monkeypatch.setattr(Path, "lstat", lambda self: regular)
    with pytest.raises(SubmissionError, match="no regular file"):
        read_submission(tmp_path / "ps1.py")


def test_links_folders_and_missing_files_are_refused(tmp_path: Path) -> None:
    """Each has its own message."""
    (tmp_path / "folder.py").mkdir()
    (tmp_path / "link.py").symlink_to(_write(tmp_path, "real.py", b"x = 1"))
    (tmp_path / "broken.py").symlink_to("nowhere")
    for name, reason in [
        ("folder.py", "is a folder"),
        ("link.py", "is a symbolic link"),
        ("broken.py", "is a symbolic link"),
        ("missing.py", "no such file"),
    ]:
        with pytest.raises(SubmissionError, match=f"{name}: .*{reason}"):
            read_submission(tmp_path / name)


def test_link_put_in_place_of_a_file_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """O_NOFOLLOW closes the gap that a look beforehand leaves open."""
    regular = _write(tmp_path, "real.py", b"x = 1")
    (tmp_path / "link.py").symlink_to(regular)
    status = regular.stat()
    monkeypatch.setattr(Path, "lstat", lambda self: status)
    with pytest.raises(SubmissionError, match=r"link.py: cannot be read"):
        read_submission(tmp_path / "link.py")


# What holds for all


_KEYS = st.sampled_from(["cells", "worksheets", "cell_type", "source", "input", "nbformat"])
_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=9) | st.just("code"),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=4),
)


@given(data=st.binary() | _JSON.map(lambda value: json.dumps(value).encode()), notebook=st.booleans())
@example(data=b"# coding: \xff\n", notebook=False)
@example(data=b"# coding: undefined\n", notebook=False)
@example(data=b'{"cells": [{"cell_type": "code"}]}', notebook=True)
def test_arbitrary_bytes_are_a_submission_or_a_submission_error(data: bytes, notebook: bool) -> None:
    """No other exception, no warning, and a one-line message, whatever the bytes."""
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("error")
        path = _write(Path(folder), "ps1.ipynb" if notebook else "ps1.py", data)
        try:
            outcome: Submission | str = read_submission(path)
        except SubmissionError as error:
            outcome = str(error)
    if isinstance(outcome, str):
        assert outcome.isprintable()
    else:
        assert outcome.sha256 == hashlib.sha256(data).hexdigest()
        assert all(cell.source.strip() and "\r" not in cell.source for cell in outcome.cells)


@given(st.text(st.characters()))
def test_printable_is_one_short_line(text: str) -> None:
    """Terminal escapes, line ends, overrides of the writing direction and lone surrogates are spelt out."""
    assert printable(text).isprintable()
    assert printable("Иван Петров\n\x1b[31m") == "Иван Петров\\n\\x1b[31m"
    assert len(printable("x" * 1000)) == 200
