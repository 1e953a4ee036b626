"""A new course: an assignment of two exercises that work, one of NumPy's and one of plain Python."""

from __future__ import annotations

from pathlib import Path

from autograder.course.building.errors import BuildError

__all__ = ["new_course"]

# Its files end in .in, so that nobody takes them for modules of this package. What it says is no secret, and none of it
# has the name that a secret has in a course: no such name is ever found in the package, nor in a sandbox.
_EXAMPLE = Path(__file__).with_name("example")
_NAMES = {"answers": "solutions", "ideas.py": "misconceptions.py", "gitignore": ".gitignore"}


def new_course(root: Path) -> list[Path]:
    """Lay out the files of a course in a folder that is empty or not there; return those that were written.

    Raises:
        BuildError: something is in the folder; nothing has been written.
    """
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise BuildError(f"{root}: is there, and not empty; name another folder.")
    written = []
    for source in sorted(path for path in _EXAMPLE.rglob("*.in")):
        parts = source.relative_to(_EXAMPLE).with_suffix("").parts
        path = root.joinpath(*(_NAMES.get(part, part) for part in parts))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source.read_text(encoding="utf-8"), encoding="utf-8", newline="\n")
        written.append(path)
    return written
