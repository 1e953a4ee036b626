"""The key of an assignment: what instructors have and nobody else, so that published checks tell no hidden input.

It is one line in ``solutions/<assignment>/key``, and belongs into no repository that students see. Where there is none,
the inputs are those of everybody who has none.
"""

from __future__ import annotations

import secrets
from pathlib import Path

__all__ = ["KEY", "make_key", "read_key"]

KEY = "key"
_BYTES = 32


def read_key(solution: Path | None) -> bytes:
    """Return the key beside a reference solution; nothing, where there is no key or no solution."""
    path = solution.with_name(KEY) if solution is not None else None
    return path.read_bytes().strip() if path is not None and path.is_file() else b""


def make_key(folder: Path) -> Path | None:
    """Make a key in a folder of ``solutions/`` that has none, readable for its owner alone; return its file, if new."""
    path = folder / KEY
    if path.is_file() and path.read_bytes().strip():
        return None
    path.touch(mode=0o600)
    path.write_text(f"{secrets.token_hex(_BYTES)}\n", encoding="ascii")
    return path
