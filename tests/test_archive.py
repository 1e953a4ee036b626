"""An archive that a stranger has made is unpacked into a folder of ours, or refused in a line; nothing else happens."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from autograder.submissions import archive
from autograder.submissions.archive import OF_STUDENT, ArchiveError, Unpacked, Unpacker, is_archive
from autograder.submissions.submission import MAX_SOURCE_BYTES, SubmissionError, read_bytes


def _unpack(data: bytes, folder: Path) -> Unpacked:
    (folder / "hw.zip").write_bytes(data)
    (folder / "ours").mkdir()
    return Unpacker(folder / "ours", folder).unpack(folder / "hw.zip")


def _archive(*entries: tuple[str | zipfile.ZipInfo, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in entries:
            file.writestr(name, data)
    return buffer.getvalue()


def _files(unpacked: Unpacked) -> dict[str, bytes]:
    paths = (path for path in unpacked.folder.rglob("*") if path.is_file())
    return {path.relative_to(unpacked.folder).as_posix(): path.read_bytes() for path in paths}


def _special(name: str, kind: int, *, system: int = 3) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system = system
    info.external_attr = (kind | 0o777) << 16
    return info


def test_only_what_may_be_graded_has_its_content(tmp_path: Path) -> None:
    """All else is an empty file that can be named; what is hidden is not there."""
    unpacked = _unpack(
        _archive(
            ("a/ps1.py", "x"), ("a/big.bin", b"0" * 1000), ("a/.git/config", "[core]"), ("__MACOSX/a/._ps1.py", "")
        ),
        tmp_path,
    )
    assert _files(unpacked) == {"a/ps1.py": b"x", "a/big.bin": b""}
    assert (unpacked.folder / "a" / ".git").is_dir()
    assert unpacked.refused == ()


LEADS_OUT = "its name leads out of the archive, or is no name of a file"


@pytest.mark.parametrize(
    "name",
    ["../ps1.py", "a/../../ps1.py", "/tmp/ps1.py", "..\\ps1.py", "C:\\ps1.py", "c:/ps1.py", "//host/ps1.py",
     "x" * 300 + ".py", "y/" * 3000 + "ps1.py", "."],
)  # fmt: skip
def test_names_that_lead_out_are_refused(tmp_path: Path, name: str) -> None:
    """Whatever separates their parts; the neighbours in the archive are unpacked."""
    unpacked = _unpack(_archive((name, "evil"), ("good.py", "x")), tmp_path)
    assert _files(unpacked) == {"good.py": b"x"}
    [(shown, reason)] = unpacked.refused
    assert reason == LEADS_OUT
    assert shown.isprintable()
    assert {path.name for path in tmp_path.iterdir()} == {"hw.zip", "ours"}


@pytest.mark.parametrize("system", [0, 3])
def test_links_and_devices_are_refused(tmp_path: Path, system: int) -> None:
    """Nothing is made of them, so nothing can be written through them."""
    link = _special("ps1.py", stat.S_IFLNK, system=system)
    pipe = _special("pipe.py", stat.S_IFIFO, system=system)
    unpacked = _unpack(_archive((link, "/etc/passwd"), (pipe, ""), ("ps1.py/x.py", "x")), tmp_path)
    assert dict(unpacked.refused) == {"ps1.py": "a symbolic link, which is not followed", "pipe.py": "no file"}
    assert _files(unpacked) == {"ps1.py/x.py": b"x"}


def test_bomb_costs_no_more_than_the_limit(tmp_path: Path) -> None:
    """Of a file that is too large as much is unpacked as its reader needs to say so, with its size."""
    huge = 50 * MAX_SOURCE_BYTES
    data = _archive(("ps1.py", b" " * huge), ("data.bin", b" " * huge))
    assert len(data) < 200_000
    unpacked = _unpack(data, tmp_path)
    path = unpacked.folder / "ps1.py"
    assert path.stat().st_blocks * 512 < 2 * MAX_SOURCE_BYTES
    assert (unpacked.folder / "data.bin").stat().st_size == 0
    with pytest.raises(SubmissionError, match=f"too large, {huge} bytes where {MAX_SOURCE_BYTES} are allowed"):
        read_bytes(path)


def test_bomb_of_many_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All that is unpacked of one archive has a limit together."""
    monkeypatch.setattr(archive, "OF_STUDENT", replace(OF_STUDENT, unpacked_bytes=2 << 20))
    data = _archive(*((f"{number}.py", b" " * MAX_SOURCE_BYTES) for number in range(4)))
    with pytest.raises(ArchiveError, match=r"^hw\.zip: holds more than 2 MiB of programs; hand in the file itself$"):
        _unpack(data, tmp_path)
    assert OF_STUDENT.unpacked_bytes <= 256 << 20


def test_list_of_files_has_a_limit(tmp_path: Path) -> None:
    """It is read whole, and each name in it costs memory, before there is anything to unpack."""
    data = _archive(*((f"{'n' * 200}{number}", "") for number in range(4500)))
    with pytest.raises(ArchiveError, match=r"^hw\.zip: holds too many files; hand in the file itself$"):
        _unpack(data, tmp_path)


def test_encrypted_and_damaged_files_are_named(tmp_path: Path) -> None:
    """Each costs itself; the folder around it is there, so that its owner does not vanish."""
    data = bytearray(_archive(("a/secret.py", "x = 1"), ("b/broken.py", "y = 2" * 50), ("c/good.py", "z")))
    central = [at for at in range(len(data)) if data[at : at + 4] == b"PK\1\2"]
    data[central[0] + 8] |= 1  # the flag of encryption
    data[central[1] + 16] ^= 0xFF  # the checksum
    unpacked = _unpack(bytes(data), tmp_path)
    assert dict(unpacked.refused) == {
        "a/secret.py": "is encrypted; it is needed without a password",
        "b/broken.py": "is damaged; pack it again",
    }
    assert _files(unpacked) == {"c/good.py": b"z"}
    assert {path.name for path in unpacked.folder.iterdir()} == {"a", "b", "c"}


def test_twice_the_same_name(tmp_path: Path) -> None:
    """The last one counts, as it does for whoever unpacks by hand, and that is said; composed and not is the same."""
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = _archive(("ps1.py", "old"), ("ps1.py", "new"), ("e\u0301.py", "old"), ("\u00e9.py", "new"))
    unpacked = _unpack(data, tmp_path)
    assert _files(unpacked) == {"ps1.py": b"new", "\u00e9.py": b"new"}
    reason = "is there twice; the last one counts"
    assert dict(unpacked.refused) == {"ps1.py": reason, "\u00e9.py": reason}


def test_file_and_folder_of_one_name(tmp_path: Path) -> None:
    """One of the two is refused."""
    unpacked = _unpack(_archive(("a.py", "x"), ("a.py/b.py", "y")), tmp_path)
    assert _files(unpacked) == {"a.py": b"x"}
    assert dict(unpacked.refused) == {"a.py/b.py": "has the name of a folder of the archive, or lies in a file"}


@pytest.mark.parametrize(
    ("raw", "name"),
    [("Иван.py".encode(), "Иван.py"), ("Jörg.py".encode("cp437"), "Jörg.py"), (b"plain.py", "plain.py")],
    ids=["UTF-8 without its flag", "code page of DOS", "ASCII"],
)
def test_names_are_read_as_they_were_meant(tmp_path: Path, raw: bytes, name: str) -> None:
    """macOS writes UTF-8 and does not say so."""
    placeholder = "x" * len(raw)
    data = _archive((placeholder, "x")).replace(placeholder.encode(), raw)
    assert list(_files(_unpack(data, tmp_path))) == [name]


def test_archives_in_archives_are_not_opened(tmp_path: Path) -> None:
    """They are named; so are those that are no zip."""
    unpacked = _unpack(_archive(("in.zip", _archive(("ps1.py", "x"))), ("in.tar.gz", "")), tmp_path)
    assert _files(unpacked) == {"in.zip": b"", "in.tar.gz": b""}
    assert set(dict(unpacked.refused).values()) == {"an archive in an archive, which is not opened"}


def test_what_is_no_archive_is_said(tmp_path: Path) -> None:
    """In one line; a link is not followed, and a folder is no archive."""
    with pytest.raises(ArchiveError, match=r"^hw\.zip: is no zip archive, or a damaged one; pack it again$"):
        _unpack(b"Rar!\x1a\x07", tmp_path)
    (tmp_path / "link.zip").symlink_to(tmp_path / "hw.zip")
    with pytest.raises(ArchiveError, match=r"^link\.zip: is a symbolic link, which is not followed"):
        Unpacker(tmp_path / "ours" / "1", tmp_path).unpack(tmp_path / "link.zip")
    (tmp_path / "folder.zip").mkdir()
    assert not is_archive(tmp_path / "folder.zip")


WHOLE = _archive(("a/ps1.py", "x = 1\n" * 20), (_special("l", stat.S_IFLNK), "t"), ("b.ipynb", "{}"), ("d/", ""))


def _mutants() -> st.SearchStrategy[bytes]:
    """Draw archives of which some bytes are others, or some are gone."""

    @st.composite
    def mutant(draw: st.DrawFn) -> bytes:
        data = bytearray(WHOLE)
        for _ in range(draw(st.integers(0, 4))):
            data[draw(st.integers(0, len(data) - 1))] = draw(st.integers(0, 255))
        if draw(st.booleans()):
            del data[draw(st.integers(0, len(data))) :]
        return bytes(data)

    return mutant()


def _zip64_end() -> bytes:
    """An end that names a list of files of 2^62 bytes."""
    end = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 1, 1, 1 << 62, 0)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, 0, 1)
    return end + locator + b"PK\5\6" + b"\0" * 4 + b"\xff" * 12 + b"\0\0"


@settings(deadline=None)  # it writes files, and the machine may be busy
@given(data=st.binary(max_size=300) | _mutants())
@example(data=b"")
@example(data=b"PK\5\6" + b"\0" * 18)
@example(data=b"PK\5\6" + b"\xff" * 18)
@example(data=_zip64_end())
def test_whatever_the_bytes(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The archive's files, below our folder, or the module's own error."""
    folder = tmp_path_factory.mktemp("fuzz")
    try:
        unpacked: Unpacked | str = _unpack(data, folder)
    except ArchiveError as error:
        unpacked = str(error)
    if isinstance(unpacked, str):
        assert unpacked.startswith("hw.zip: ")
        assert unpacked.isprintable()
        return
    assert {path.name for path in folder.iterdir()} == {"hw.zip", "ours"}
    assert all(not path.is_symlink() for path in unpacked.folder.rglob("*"))
    assert all(name.isprintable() for name, _ in unpacked.refused)
