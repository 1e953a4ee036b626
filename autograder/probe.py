"""Probes: grader code that runs in the worker, beside the student's, and returns evidence.

A probe travels as its own source text. It must stand alone: it may name its arguments, what it imports itself,
built-ins, and ``torch``, ``nn``, ``F`` and ``np``. So it cannot carry along an expected value by accident: naming
one is an error where the probe is defined.
"""

from __future__ import annotations

import ast
import builtins
import functools
import inspect
import symtable
import textwrap
from collections.abc import Callable, Iterator
from typing import Any

from autograder.values import ProbeSource

__all__ = ["Probe", "ProbeError", "probe"]

PROBE_NAMES = ("torch", "nn", "F", "np")


class ProbeError(Exception):
    """A probe is not self-contained; the author of the check mends it."""


class Probe:
    """A self-contained function that can be called here and can be sent to the worker."""

    def __init__(self, function: Callable[..., Any]) -> None:
        functools.update_wrapper(self, function)
        self._function = function
        self.source = ProbeSource(function.__name__, _standalone_source(function))

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Run it here, in the grader: what the reference solution is given."""
        return self._function(*args, **kwargs)

    def __repr__(self) -> str:
        return self.source.name


def probe(function: Callable[..., Any]) -> Probe:
    """Make a top-level function of a check module a probe.

    Raises:
        ProbeError: the function names something that does not exist in the worker.
    """
    return Probe(function)


def _standalone_source(function: Callable[..., Any]) -> str:
    """Return the source without decorators, docstrings and comments, having checked the names it uses."""
    where = f"{inspect.getsourcefile(function)}:{function.__code__.co_firstlineno}"
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    definition = tree.body[0]
    if not isinstance(definition, ast.FunctionDef):
        raise ProbeError(f"{where}: a probe is a plain function; write it as one.")
    definition.decorator_list = []
    if ast.get_docstring(definition) is not None and len(definition.body) > 1:
        definition.body = definition.body[1:]
    source = ast.unparse(tree)
    allowed = {definition.name, *PROBE_NAMES, *dir(builtins)}
    for name in _global_names(symtable.symtable(source, where, "exec")):
        if name not in allowed:
            raise ProbeError(f"{where}: the probe {definition.name} names {name}; hand it over as an argument.")
    return source


def _global_names(table: symtable.SymbolTable) -> Iterator[str]:
    """Yield every name that some scope of the probe looks up outside all of them."""
    for child in table.get_children():
        yield from (symbol.get_name() for symbol in child.get_symbols() if symbol.is_global())
        yield from _global_names(child)
