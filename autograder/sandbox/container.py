"""The container around a zygote: the bubblewrap command line, and the ids that exist inside."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import autograder

__all__ = ["SCRATCH", "STUDENT_UID", "STUDENT_UIDS", "bwrap_command", "identity_maps"]

# The folder that is a fresh tmpfs for every worker; the only one besides /dev/shm that it may write.
SCRATCH = "/tmp/work"

# Where the grader is root, workers get host uids that nobody has: container uid 1000 is host uid 200001.
STUDENT_UID = 1000
STUDENT_UIDS = 1000
_HOST_UID_BASE = 200_001

# One thread each until a worker asks for more: a pool of threads would not survive the fork.
# GOMP_SPINCOUNT: how long threads spin before they sleep. A short while: training on two free cores takes half the
# time that it takes without, and two trainings on two cores still end (with the default they take forty times as long).
# KINETO_LOG_LEVEL keeps torch's profiler from writing to the submission's stderr.
_ENVIRONMENT = {
    "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": SCRATCH, "TMPDIR": SCRATCH, "PYTHONDONTWRITEBYTECODE": "1",
    "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1",
    "GOMP_SPINCOUNT": "1000", "KINETO_LOG_LEVEL": "99",
}  # fmt: skip
_SYSTEM_FOLDERS = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
_SYSTEM_FILES = (
    "/etc/ld.so.cache",
    "/etc/ld.so.conf",
    "/etc/ld.so.conf.d",
    "/etc/alternatives",
    "/etc/localtime",
)
_GPU_FILES = ("/proc/driver/nvidia", "/sys")


def bwrap_command(
    arguments: Sequence[str], *, hidden: Iterable[Path], cuda: bool, userns_block_fd: int | None, info_fd: int
) -> list[str]:
    """Return the command that runs the zygote in a container.

    Args:
        arguments: arguments of ``python -I -m autograder.sandbox.zygote``.
        hidden: folders and files that must not be seen even where they lie under something that is.
        cuda: show the GPUs.
        userns_block_fd: where the grader is root, the descriptor that the container waits on for its uid map.
        info_fd: the descriptor that bubblewrap writes the container's pid to.
    """
    command = [_bwrap(), "--unshare-user", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"]
    command += ["--unshare-cgroup-try", "--die-with-parent", "--new-session", "--clearenv"]
    # uid 0 of the container is the grader's own uid, with no right but the ones named here; they serve to set
    # up the worker's own namespaces and go before a byte of the submission is read.
    command += ["--uid", "0", "--gid", "0", "--cap-drop", "ALL", "--cap-add", "CAP_SYS_ADMIN"]
    if userns_block_fd is not None:
        command += [
            "--cap-add",
            "CAP_SETUID",
            "--cap-add",
            "CAP_SETGID",
            "--userns-block-fd",
            str(userns_block_fd),
        ]
    for name, value in _ENVIRONMENT.items():
        command += ["--setenv", name, value]
    command += _file_system(hidden, cuda)
    return [
        *command,
        "--info-fd",
        str(info_fd),
        "--",
        sys.executable,
        "-I",
        "-m",
        "autograder.sandbox.zygote",
        *arguments,
    ]


def identity_maps() -> str:
    """Return the uid (and gid) map for a container whose grader is root: itself, and uids that nobody has."""
    return f"0 0 1\n{STUDENT_UID} {_HOST_UID_BASE} {STUDENT_UIDS}"


def _bwrap() -> str:
    return shutil.which("bwrap") or "bwrap"


def _file_system(hidden: Iterable[Path], cuda: bool) -> list[str]:
    """Everything read-only but the mount points of what each worker mounts for itself."""
    command = [*_system(), "--proc", "/proc", "--dev", "/dev"]
    for mount_point in ("/tmp", SCRATCH, "/dev/shm"):
        command += ["--size", str(1 << 20), "--tmpfs", mount_point]
    shown = list(_python_folders())
    for folder in shown:
        command += _bind(folder)
    if cuda:
        command += _gpu()
    # The visible checks are no secret, but they hold expected values.
    for path in (*hidden, Path(autograder.__file__).parent / "checks"):
        if path.exists() and any(path.is_relative_to(folder) for folder in [*map(Path, _SYSTEM_FOLDERS), *shown]):
            command += ["--tmpfs", str(path)] if path.is_dir() else ["--ro-bind", "/dev/null", str(path)]
    return [*command, "--remount-ro", "/tmp", "--remount-ro", "/dev", "--remount-ro", "/"]


def _system() -> Iterator[str]:
    for name in _SYSTEM_FOLDERS:
        path = Path(name)
        if path.is_symlink():
            yield from ("--symlink", str(path.readlink()), name)
        elif path.is_dir():
            yield from ("--ro-bind", name, name)
    for name in _SYSTEM_FILES:
        yield from ("--ro-bind-try", name, name)


def _python_folders() -> Iterator[Path]:
    """Yield what the interpreter needs: its prefixes, the folders it imports from, and this package."""
    package = Path(autograder.__file__).parent
    prefixes = [Path(sys.prefix), Path(sys.base_prefix), Path(sys.exec_prefix), Path(sys.base_exec_prefix)]
    libraries = [Path(entry) for entry in sys.path if Path(entry).name in ("site-packages", "dist-packages")]
    seen: list[Path] = [Path("/usr")]
    for folder in (*prefixes, *libraries, package):
        if not any(folder.is_relative_to(known) for known in seen) and folder.is_dir():
            seen.append(folder)
            yield folder


def _bind(folder: Path) -> list[str]:
    """Show a folder read-only; parents are made one by one, as bubblewrap would make them 0700."""
    command = []
    for parent in reversed(folder.parents[:-1]):
        if str(parent) not in ("/tmp", "/usr"):
            command += ["--perms", "0755", "--dir", str(parent)]
    return [*command, "--ro-bind", str(folder), str(folder)]


def _gpu() -> list[str]:
    command = []
    for device in sorted(Path("/dev").glob("nvidia*")):
        command += ["--dev-bind", str(device), str(device)]
    for name in _GPU_FILES:
        command += ["--ro-bind-try", name, name]
    return command
