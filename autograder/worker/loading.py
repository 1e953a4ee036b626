"""Loading a submission, inside the worker: statement by statement, so that one error costs only itself."""

from __future__ import annotations
import __future__

import ast
import io
import linecache
import re
import sys
import types
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from autograder.worker.tracebacks import describe_exception, describe_syntax_error, headline

__all__ = ["Loaded", "Source", "load"]

_FUTURE_FLAGS = 0
for _feature in __future__.all_feature_names:
    _FUTURE_FLAGS |= getattr(__future__, _feature).compiler_flag

# IPython's own syntax: %magic, !shell, ?help, help?, and the assignments `x = %magic` and `x = !shell`.
_MAGIC_LINE = re.compile(r"^\s*(?:[%!?]|[\w.]+\s*\?{1,2}\s*$|[\w\s,.\[\]]*=\s*[%!])")
_TIMED = re.compile(r"^(\s*)%time(?:it)?\s+(?!-)(.*)$")
# Cell magics under which the rest of the cell is ordinary Python that Jupyter would run here.
_PYTHON_CELL_MAGICS = {"%%time", "%%timeit", "%%capture", "%%prun"}
_MAX_MAGIC_LINES = 200


@dataclass(frozen=True)
class Source:
    """One piece of source text: the whole of a ``.py`` file, or one code cell of a notebook."""

    file: str
    text: str
    is_cell: bool


@dataclass
class Loaded:
    """The module that came out, and what went wrong or was skipped on the way, one line each."""

    module: types.ModuleType
    problems: list[str] = field(default_factory=list)
    syntax_error: str | None = None  # set when nothing could be run at all


@dataclass(frozen=True)
class _Statement:
    code: types.CodeType
    where: str


def load(
    name: str, sources: Sequence[Source], skip: dict[int, str], at: Callable[[int], None] = lambda index: None
) -> Loaded:
    """Run the top-level statements of ``sources`` as the module ``name``.

    Args:
        name: name of the module that is made and put into `sys.modules`.
        sources: what to run, in order.
        skip: statements not to run (they ended or hung an earlier worker), by index, with what they did.
        at: called with the index of each statement before it runs.
    """
    module = types.ModuleType(name)
    module.__file__ = sources[0].file if sources else name
    sys.modules[name] = module
    loaded = Loaded(module)
    for index, statement in enumerate(_statements(sources, loaded)):
        if index in skip:
            loaded.problems.append(f"{statement.where}: {skip[index]}; skipped")
            continue
        at(index)
        try:
            exec(statement.code, module.__dict__)  # noqa: S102 (this is what the worker is for)
        except BaseException as error:
            loaded.problems.append(headline(describe_exception(error, {source.file for source in sources})))
    return loaded


def _statements(sources: Sequence[Source], loaded: Loaded) -> Iterator[_Statement]:
    """Yield compiled statements; ``from __future__ import …`` holds for all that follow, as in Jupyter."""
    flags = 0
    for source in sources:
        lines = _lines(source.text)
        linecache.cache[source.file] = (len(source.text), None, lines, source.file)
        try:
            tree = _parse(source, loaded.problems)
            whole = _compile(tree, source.file, flags)  # finds what single statements would not, e.g. `return`
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            line = describe_syntax_error(error, source.file)
            if source.is_cell:
                loaded.problems.append(line)
                continue
            loaded.syntax_error = line
            return
        flags |= whole.co_flags & _FUTURE_FLAGS
        for node in tree.body:
            code = _compile(ast.Module([node], []), source.file, flags)
            yield _Statement(code, f"{source.file}:{node.lineno}")


def _compile(tree: ast.Module, file: str, flags: int) -> types.CodeType:
    code: types.CodeType = compile(tree, file, "exec", flags=flags, dont_inherit=True)
    return code


def _parse(source: Source, notes: list[str]) -> ast.Module:
    """Parse ``source``; in a cell, blank out lines of IPython syntax one by one and note each."""
    if not source.is_cell:
        return ast.parse(source.text, source.file)
    lines = _without_cell_magic(source, notes)
    for _ in range(_MAX_MAGIC_LINES):
        try:
            return ast.parse("".join(lines), source.file)
        except SyntaxError as error:
            number = (error.lineno or 0) - 1
            if not (0 <= number < len(lines) and _MAGIC_LINE.match(lines[number])):
                raise
            _blank_out(lines, number, source.file, notes)
    return ast.parse("".join(lines), source.file)


def _blank_out(lines: list[str], number: int, file: str, notes: list[str]) -> None:
    """Replace a line of IPython syntax, and those that it continues on, by ``pass``; of ``%time f()`` keep ``f()``."""
    timed = _TIMED.match(lines[number])
    if timed:
        lines[number] = f"{timed[1]}{timed[2]}\n"
        return
    notes.append(f"{file}:{number + 1}: `{lines[number].strip()[:60]}` is no Python; skipped")
    indent = lines[number][: len(lines[number]) - len(lines[number].lstrip())]
    while lines[number].rstrip().endswith("\\") and number + 1 < len(lines):
        lines[number] = "\n"
        number += 1
    lines[number] = f"{indent}pass\n"


def _lines(text: str) -> list[str]:
    """Split at the ends of lines that Python knows, which are fewer than those of `str.splitlines`."""
    return list(io.StringIO(text, newline="\n"))


def _without_cell_magic(source: Source, notes: list[str]) -> list[str]:
    """Return the lines of a cell; one under ``%%bash`` and the like has none that Python could run."""
    lines = _lines(source.text)
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None or not lines[first].startswith("%%"):
        return lines
    magic = lines[first].split()[0]
    notes.append(f"{source.file}:{first + 1}: `{lines[first].strip()[:60]}` is no Python; skipped")
    lines[first] = "\n"
    return lines if magic in _PYTHON_CELL_MAGICS else []
