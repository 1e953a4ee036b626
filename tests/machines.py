"""Other machines to run on: a container as Docker makes them by default, as root or as an ordinary user.

Made with bubblewrap from this machine: the same files, but the capabilities of a Docker container, no new namespaces,
and home folders that are open to others wherever Python lies in one.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from autograder.course.data import data_root
from autograder.sandbox.file_system import python_folders
from autograder.worker.seccomp import DENIED, assemble, no_new_namespaces

__all__ = ["USER", "run_in_container"]

# The uid of the ordinary user: nobody's here.
USER = 4321
# https://docs.docker.com/engine/containers/run/#runtime-privilege-and-linux-capabilities
_CAPABILITIES = (
    "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "SETGID", "SETUID", "SETPCAP", "NET_BIND_SERVICE", "NET_RAW",
    "SYS_CHROOT", "MKNOD", "AUDIT_WRITE", "SETFCAP",
)  # fmt: skip

# Of what Docker's own filter denies, that which the level `full` is built of.
_DENIED = ("unshare", "setns", "mount", "umount2", "pivot_root")


def run_in_container(
    command: Sequence[str], *, as_root: bool = True, shown: Sequence[Path] = (), **options: Any
) -> subprocess.CompletedProcess[str]:
    """Run a command where user namespaces are refused, and return what came of it; ``options`` go to `subprocess.run`.

    Args:
        command: what to run; its program is found as it is here.
        as_root: run it as root without root's mightier capabilities, or else as the uid `USER`.
        shown: folders that must be seen even if they lie in a closed one.
    """
    wrapper = ["bwrap", "--dev-bind", "/", "/", "--die-with-parent", "--unshare-pid", "--proc", "/proc"]
    shown = [*shown, *python_folders(), *([data_root()] if data_root().is_dir() else [])]
    closed = {parent for folder in shown for parent in folder.parents if not parent.stat().st_mode & 1}
    for folder in sorted(closed):
        if not any(folder.is_relative_to(other) for other in closed - {folder}):
            wrapper += ["--perms", "0755", "--tmpfs", str(folder)]
    for folder in shown:
        if any(folder.is_relative_to(other) for other in closed):
            for parent in reversed(folder.parents):
                if any(parent.is_relative_to(other) and parent != other for other in closed):
                    wrapper += ["--perms", "0755", "--dir", str(parent)]
            wrapper += ["--ro-bind", str(folder), str(folder)]
    wrapper += ["--cap-drop", "ALL"]
    for capability in _CAPABILITIES if as_root else ("SETUID", "SETGID"):
        wrapper += ["--cap-add", f"CAP_{capability}"]
    if not as_root:
        command = ["setpriv", f"--reuid={USER}", f"--regid={USER}", "--clear-groups", *command]
    with tempfile.TemporaryFile() as program:
        program.write(assemble({name: DENIED[name] for name in _DENIED}, no_new_namespaces()))
        program.seek(0)
        wrapper += ["--seccomp", str(program.fileno()), "--"]
        return subprocess.run(
            [*wrapper, *command], pass_fds=[program.fileno()], capture_output=True, text=True, check=False, **options
        )
