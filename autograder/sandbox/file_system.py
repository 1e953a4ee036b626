"""Which folders and files of this machine a worker has to see: the system's, and those of the Python environment."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

__all__ = [
    "DEVICES",
    "GPU_FILES",
    "SYSTEM_FILES",
    "SYSTEM_FOLDERS",
    "gpu_devices",
    "must_hide",
    "python_folders",
    "without",
]

_PACKAGE = Path(__file__).parents[1]

SYSTEM_FOLDERS = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
# To be read; /dev/null may be written, too. No terminals: the machine has but a few of the pseudo kind.
DEVICES = ("/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")
GPU_FILES = ("/proc/driver/nvidia", "/sys")
SYSTEM_FILES = (
    "/etc/ld.so.cache",
    "/etc/ld.so.conf",
    "/etc/ld.so.conf.d",
    "/etc/alternatives",
    "/etc/localtime",
)


def python_folders() -> Iterator[Path]:
    """Yield what the interpreter needs outside of /usr: its prefixes, where it imports from, and this package."""
    prefixes = [Path(sys.base_prefix), Path(sys.base_exec_prefix)]
    if sys.prefix != sys.base_prefix:  # a virtual environment: its folder may hold other things, too
        prefixes = [Path(sys.prefix, name) for name in ("bin", "lib", "lib64", "pyvenv.cfg")] + prefixes
    libraries = [Path(entry) for entry in sys.path if Path(entry).name in ("site-packages", "dist-packages")]
    seen: list[Path] = [Path("/usr")]
    for path in (*prefixes, *libraries, _PACKAGE):
        if not any(path.is_relative_to(known) for known in seen) and path.exists():
            seen.append(path)
            yield path


def gpu_devices() -> list[str]:
    """Return the devices of NVIDIA GPUs, which workers may read and write where they are to train there."""
    return sorted(map(str, Path("/dev").glob("nvidia*")))


def must_hide(hidden: Iterable[Path]) -> list[Path]:
    """Return what must not be seen although it lies in a folder that must: some of ``hidden``, and the checks."""
    # The visible checks are no secret, but they hold expected values.
    candidates = [path.resolve() for path in (*hidden, _PACKAGE / "checks") if path.exists()]
    found = []
    for shown in (*map(Path, SYSTEM_FOLDERS), *python_folders()):
        for path in candidates:
            if path.is_relative_to(shown.resolve()):  # by whatever way it is reached
                found.append(shown / path.relative_to(shown.resolve()))
    return found


def without(folder: Path, hidden: Iterable[Path]) -> Iterator[Path]:
    """Yield ``folder``, or, where something in it must be hidden, what else it holds."""
    inside = [path for path in hidden if path.is_relative_to(folder)]
    if not inside:
        yield folder
    elif folder not in inside:
        for child in sorted(folder.iterdir()):
            yield from without(child, inside)
