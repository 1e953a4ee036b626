"""Levels: how student code is kept in its place, from the strongest to none."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from autograder.sandbox.slot import SandboxError, Slot

__all__ = ["LEVELS", "available_level", "open_slot"]

LEVELS = ("full", "none")


def open_slot(
    level: str,
    *,
    preload: Sequence[str] = (),
    hidden: Sequence[Path] = (),
    cuda: bool = False,
) -> Slot:
    """Open a slot at exactly this level; see `ContainerSlot` for the other arguments.

    Raises:
        SandboxError: this machine cannot do that; the message says why and what to do.
    """
    if level == "none":
        from autograder.sandbox.process_slot import ProcessSlot

        return ProcessSlot()
    if not sys.platform.startswith("linux"):
        raise SandboxError("the sandbox needs Linux; grade on a Linux machine, or pass --sandbox none.")
    from autograder.sandbox.container_slot import ContainerSlot

    return ContainerSlot(preload, hidden, cuda)


@cache
def available_level() -> tuple[str | None, str]:
    """Find the strongest level that works here by starting a worker at it; return it and, if None, why not."""
    from autograder.sandbox.limits import Limits

    try:
        slot = open_slot("full")
        try:
            slot.spawn(Limits()).stop()
        finally:
            slot.close()
    except SandboxError as error:
        return None, str(error)
    return "full", ""
