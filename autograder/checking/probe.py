"""Probes: grader code that runs in the worker, beside the student's, and returns evidence.

A probe travels as its own source text. It must stand alone: it may name its arguments, what it imports itself,
built-ins, and ``torch``, ``nn``, ``F``, ``np`` and `plain`. So it cannot carry along an expected value by accident:
naming one is an error where the probe is defined.
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

from autograder.protocol.values import ProbeSource

__all__ = ["Probe", "ProbeError", "probe"]

_NAMES = ("torch", "nn", "F", "np", "plain")


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
    """Return the source without decorators, annotations, docstrings and comments, having checked its names."""
    where = f"{inspect.getsourcefile(function)}:{function.__code__.co_firstlineno}"
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    definition = tree.body[0]
    if not isinstance(definition, ast.FunctionDef):
        raise ProbeError(f"{where}: a probe is a plain function; write it as one.")
    definition.decorator_list = []
    source = ast.unparse(_Bare().visit(tree))
    allowed = {definition.name, *_NAMES, *dir(builtins)}
    for name in _global_names(symtable.symtable(source, where, "exec")):
        if name not in allowed:
            raise ProbeError(f"{where}: the probe {definition.name} names {name}; hand it over as an argument.")
    return source


class _Bare(ast.NodeTransformer):
    """Takes away what serves the reader alone."""

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.annotation = None
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.returns = None
        return self._without_docstring(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        return self._without_docstring(node)

    def _without_docstring(self, node: ast.FunctionDef | ast.ClassDef) -> ast.AST:
        if ast.get_docstring(node, clean=False) is not None:
            node.body = node.body[1:] or [ast.Pass()]
        return self.generic_visit(node)


def _global_names(module: symtable.SymbolTable) -> Iterator[str]:
    """Yield every name that the probe looks up outside itself, default values of arguments included."""
    yield from (symbol.get_name() for symbol in module.get_symbols() if symbol.is_referenced())
    for scope in module.get_children():
        yield from _names_from_outside(scope)


def _names_from_outside(scope: symtable.SymbolTable) -> Iterator[str]:
    yield from (symbol.get_name() for symbol in scope.get_symbols() if symbol.is_global())
    for inner in scope.get_children():
        yield from _names_from_outside(inner)
