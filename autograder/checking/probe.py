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
from collections.abc import Callable, Iterator, Sequence
from types import CodeType, FunctionType
from typing import Any

import numpy as np

from autograder.checking.failure import CheckError
from autograder.protocol.tensors import HAS_TORCH, torch
from autograder.protocol.values import ProbeSource, plain

__all__ = ["Probe", "ProbeError", "as_probe", "probe"]

_STARRED = inspect.CO_VARARGS | inspect.CO_VARKEYWORDS
_TORCH = {"nn": torch.nn, "F": torch.nn.functional} if HAS_TORCH else {}
_NAMES = {"torch": torch, **_TORCH, "np": np, "plain": plain}


class ProbeError(CheckError):
    """A probe is not self-contained; the author of the check mends it."""


class Probe:
    """A self-contained function that can be called here and can be sent to the worker.

    Args:
        function: what to call here.
        source: what is sent.
        shown: what to call it in reports.
    """

    def __init__(self, function: Callable[..., Any], source: ProbeSource, shown: str) -> None:
        functools.update_wrapper(self, function)
        self._function = function
        for name, value in _NAMES.items():  # beside the reference they are there, too
            getattr(function, "__globals__", {}).setdefault(name, value)
        self._shown = shown
        self.source = source

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Run it here, in the grader: what the reference solution is given."""
        return self._function(*args, **kwargs)

    def __repr__(self) -> str:
        return self._shown


def probe(function: Callable[..., Any]) -> Probe:
    """Make a top-level function of a check module a probe.

    Raises:
        ProbeError: the function names something that does not exist in the worker.
    """
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    definition = tree.body[0]
    if not isinstance(definition, ast.FunctionDef):
        raise ProbeError(f"{_place(function)}: a probe is a plain function; write it as one.")
    definition.decorator_list = []
    return Probe(function, _standalone(_Bare().visit(tree), definition.name, _place(function)), definition.name)


def as_probe(function: Callable[..., Any]) -> Probe | None:
    """Return a function that a check hands over as it is: one of torch's, a lambda, or one of its own.

    Returns None if it is none of these.

    Raises:
        ProbeError: it is not self-contained, see `probe`.
    """
    name = getattr(function, "__name__", "")
    for path, module in (("torch", torch), ("F", torch.nn.functional)) if HAS_TORCH else ():
        if getattr(module, name, None) is function:
            text = f"def {name}(*arguments, **named):\n    return {path}.{name}(*arguments, **named)"
            return Probe(function, ProbeSource(name, text), f"{path}.{name}")
    if not isinstance(function, FunctionType):
        return None
    return _of_code(function.__code__, function) if name == "<lambda>" else probe(function)


def _of_code(code: CodeType, function: Callable[..., Any]) -> Probe:
    """Return a lambda as a probe; one and the same place in a file is read only once."""
    if code not in _LAMBDAS:
        _LAMBDAS[code] = _source_of_lambda(function)
    source, shown = _LAMBDAS[code]
    return Probe(function, source, shown)


_LAMBDAS: dict[CodeType, tuple[ProbeSource, str]] = {}


def _source_of_lambda(function: Callable[..., Any]) -> tuple[ProbeSource, str]:
    """Return a lambda's source as that of a function, and as it stands in the file."""
    lines, _ = inspect.findsource(function)
    tree = ast.parse("".join(lines))
    imports = [node for node in tree.body if isinstance(node, (ast.Import, ast.ImportFrom))]
    found = {
        ast.unparse(node): node
        for node in ast.walk(tree)
        if isinstance(node, ast.Lambda) and _is_code_of(node, imports, function.__code__)
    }
    if len(found) != 1:
        remedy = "write a function with @probe"
        raise ProbeError(f"{_place(function)}: this lambda cannot be told from others in its file; {remedy}.")
    [(shown, node)] = found.items()
    definition = ast.FunctionDef("function", node.args, [ast.Return(node.body)], [])
    module = ast.fix_missing_locations(ast.Module([definition], []))
    return _standalone(module, "function", _place(function)), shown


def _is_code_of(node: ast.Lambda, imports: Sequence[ast.stmt], code: CodeType) -> bool:
    """Say whether a lambda in a file is what this code was compiled from, or does the same in the same line.

    Python compiles ``torch.sin(x)`` in one way where the file imports torch, and in another one where it does not.
    """
    if node.lineno != code.co_firstlineno:
        return False
    module = compile(ast.Module([*imports, ast.copy_location(ast.Expr(node), node)], []), "", "exec")
    [compiled] = [each for each in module.co_consts if isinstance(each, CodeType)]
    return _essence(compiled) == _essence(code)


def _essence(code: CodeType) -> tuple[object, ...]:
    """Return what tells code apart, but for the default values of arguments; 1, 1.0 and True are not the same."""
    consts = [(type(value), repr(value)) for value in code.co_consts if not isinstance(value, CodeType)]
    inner = [_essence(value) for value in code.co_consts if isinstance(value, CodeType)]
    counts = code.co_argcount, code.co_kwonlyargcount, code.co_posonlyargcount, code.co_flags & _STARRED
    return code.co_code, consts, inner, code.co_names, code.co_varnames, code.co_freevars, counts


def _place(function: Callable[..., Any]) -> str:
    return f"{inspect.getsourcefile(function)}:{function.__code__.co_firstlineno}"


def _standalone(tree: ast.AST, name: str, where: str) -> ProbeSource:
    """Return the source of a definition, having checked the names in it."""
    source = ast.unparse(tree)
    allowed = {name, *_NAMES, *dir(builtins)}
    for found in _global_names(symtable.symtable(source, where, "exec")):
        if found not in allowed:
            raise ProbeError(f"{where}: the probe {name} names {found}; hand it over as an argument.")
    return ProbeSource(name, source)


class _Bare(ast.NodeTransformer):
    """Takes away what serves the reader alone."""

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.annotation = None
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST | None:
        if node.value is None:
            return None
        return self.generic_visit(ast.copy_location(ast.Assign([node.target], node.value), node))

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
