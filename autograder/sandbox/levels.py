"""Levels: how student code is kept in its place, from the strongest to none."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from autograder.sandbox.interface import Sandbox, SandboxError

__all__ = ["LEVELS", "open_sandbox", "strongest_level"]

LEVELS = ("full", "landlock", "none")


def open_sandbox(
    level: str,
    *,
    preload: Sequence[str] = (),
    hidden: Sequence[Path] = (),
    cuda: bool = False,
) -> Sandbox:
    """Open a sandbox at exactly this level; see `ZygoteSandbox` for the other arguments.

    Raises:
        SandboxError: this machine cannot do that; the message says why and what to do.
    """
    if level == "none":
        from autograder.sandbox.process_sandbox import ProcessSandbox

        return ProcessSandbox()
    _require_linux()
    from autograder.sandbox.zygote_sandbox import ZygoteSandbox

    return ZygoteSandbox(level, preload, hidden, cuda)


def strongest_level() -> tuple[str, str]:
    """Return the strongest level that this machine offers, and why there is no stronger one (empty for ``full``).

    Raises:
        SandboxError: it offers none but ``none``, which only a person can choose.
    """
    _require_linux()
    from autograder.sandbox.container import why_no_container
    from autograder.sandbox.fence import why_no_fence

    no_container = why_no_container()
    if not no_container:
        return "full", ""
    no_fence = why_no_fence()
    if not no_fence:
        return "landlock", no_container
    raise SandboxError(
        f"no sandbox holds on this machine. full: {no_container.rstrip('.')}; landlock: {no_fence}. "
        "Grade on another machine, or pass --sandbox none, which runs student code with your own rights."
    )


def _require_linux() -> None:
    if not sys.platform.startswith("linux"):
        raise SandboxError("the sandbox needs Linux; grade on a Linux machine, or pass --sandbox none.")
