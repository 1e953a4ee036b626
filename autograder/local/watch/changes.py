"""What has changed between two saves of a file, exercise by exercise."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

__all__ = ["Fingerprint", "fingerprints"]


class Fingerprint(NamedTuple):
    """All of a file that the checks of one exercise can notice.

    Attributes:
        code: what Python makes of it: comments, blank lines and the place in the file are not in it.
        places: the same with its lines, which messages name.
    """

    code: str
    places: str


def fingerprints(cells: Iterable[str], exercises: Collection[str]) -> dict[str, Fingerprint]:
    """Return the fingerprint of each exercise of a file.

    It is made of the exercise's definition, of all that belongs to no exercise, and of the exercises that either of
    these mentions, even in a text. So it may change though nothing of importance has, but not the other way round.
    """
    own: dict[str, list[Fingerprint]] = {name: [] for name in exercises}
    common: list[Fingerprint] = []
    for cell in cells:
        for name, part in _parts(cell, exercises):
            if name:
                own[name].append(part)
                part = Fingerprint(name, name)  # in the order of all parts, later ones may replace earlier ones
            common.append(part)
    mentioned = {name: _mentioned(parts, exercises) for name, parts in own.items()}
    by_all = _mentioned([part for part in common if part.code not in own], exercises)
    found = {}
    for name in exercises:
        needed, to_do = set[str](), [name, *by_all]
        while to_do:
            other = to_do.pop()
            if other not in needed:
                needed.add(other)
                to_do += mentioned[other]
        parts = [*common, *(part for other in sorted(needed) for part in own[other])]
        found[name] = (
            Fingerprint(*("\n".join(texts) for texts in zip(*parts, strict=True))) if parts else Fingerprint("", "")
        )
    return found


def _parts(cell: str, exercises: Collection[str]) -> Iterator[tuple[str, Fingerprint]]:
    """Yield the statements of a cell, each with the exercise that it defines, or ""; what is no Python is one part."""
    try:
        statements = ast.parse(cell).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        yield "", Fingerprint(cell, cell)
        return
    for node in statements:
        if _is_check(node):
            continue
        name = node.name if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) else ""
        yield name if name in exercises else "", Fingerprint(ast.dump(node), ast.dump(node, include_attributes=True))


def _is_check(node: ast.stmt) -> bool:
    """Whether this is a cell's ``check("sigmoid")``, which does nothing while it is checked."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and ast.unparse(node.value.func) == "check"


def _mentioned(parts: Iterable[Fingerprint], exercises: Collection[str]) -> set[str]:
    return {name for part in parts for name in re.findall(r"\w+", part.code)} & set(exercises)
