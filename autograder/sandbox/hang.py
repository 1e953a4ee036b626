"""Where a submission was when its time ran out: the loop that it was in, or the line that it waited in.

The worker's `faulthandler` writes its stack to its output when the grader sends it `DUMP_SIGNAL`. Which line of a loop
was running is chance; that it was in this loop is not. So the outermost loop is told, found by the indentation of
its lines: a submission's source is text here, and nothing parses it.
"""

from __future__ import annotations

import re
import signal
from collections.abc import Mapping, Sequence

__all__ = ["DUMP_SIGNAL", "is_whole", "place_of"]

# None on Windows, where faulthandler does not answer signals.
DUMP_SIGNAL: signal.Signals | None = getattr(signal, "SIGUSR1", None)

_HEAD = "Stack (most recent call first):"
_FRAME = re.compile(r'^ +File "(.*)", line (\d+) in (.*)$', re.MULTILINE)
_LOOP = re.compile(r"\s*(async\s+for|for|while)\b")
_SCOPE = re.compile(r"\s*(async\s+def|def|class)\b")
_SHOWN = 100


def is_whole(output: str) -> bool:
    """Say whether the last stack in an output was written to its end: the module's frame, or one frame too many."""
    stack = output.rpartition(_HEAD)[2] if _HEAD in output else ""
    return " in <module>\n" in stack or "\n  ...\n" in stack


def place_of(output: str, sources: Mapping[str, str]) -> str:
    """Return ``file:line in function: code`` for the last stack in an output, or "" if nothing of ours is in it.

    Args:
        output: what the worker has written; it may be anything.
        sources: the submission's source, by the name of the file.
    """
    lines = {_escaped(file): (file, source.splitlines()) for file, source in sources.items()}
    frames = [
        (*lines[file], int(number), function)
        for file, number, function in _FRAME.findall(output.rpartition(_HEAD)[2])
        if file in lines and 0 < int(number[:9]) <= len(lines[file][1])
    ]
    for file, source, number, function in reversed(frames):
        loop = _outermost_loop(source, number)
        if loop:
            return _place(file, source, loop, function)
    return _place(*frames[0]) if frames else ""


def _outermost_loop(source: Sequence[str], number: int) -> int:
    """Return the line at which the outermost loop around a line begins, within its function; 0 if there is none."""
    found, indentation = 0, _indentation(source[number - 1])
    if _LOOP.match(source[number - 1]):
        found = number
    for place in range(number - 1, 0, -1):
        line = source[place - 1]
        if line.strip() and not line.lstrip().startswith("#") and _indentation(line) < indentation:
            if _SCOPE.match(line):
                break
            indentation = _indentation(line)
            found = place if _LOOP.match(line) else found
    return found


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip())


def _place(file: str, source: Sequence[str], number: int, function: str) -> str:
    return f"{file}:{number} in {function}: {source[number - 1].strip()[:_SHOWN]}"


def _escaped(file: str) -> str:
    """Return the name of a file as faulthandler writes it."""
    return file.encode("ascii", "backslashreplace").decode()
