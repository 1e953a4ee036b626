"""Mutants: a submission with one thing changed, or two; most are mistakes that somebody might make.

The operators are those of mutmut (tried with 3.8, whose list of them is not documented), and two that code for torch
needs: a statement left out, as ``optimizer.zero_grad()`` is, and a method not called, as ``x.clone()`` is.
"""

from __future__ import annotations

import ast
import random
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

import libcst as cst
import libcst.matchers as m
from mutmut.mutation.mutators import mutation_operators

__all__ = ["mutants_of"]

# What is changed, and what stands in its place.
_Change = tuple[cst.CSTNode, cst.CSTNode]
# A module by itself is nobody's mistake.
_MODULES = ("torch", "nn", "F", "np", "optim", "plt", "math")
_MODULE = m.OneOf(*map(m.Name, _MODULES), m.Attribute(m.Name("torch")))
# Nothing in there decides whether a submission is right.
_LEFT_ALONE = (cst.Annotation, cst.Import, cst.ImportFrom, cst.Param)


def mutants_of(source: str, *, pairs: int = 0) -> list[str]:
    """Return the mutants of a submission, each as source, no two of which are the same program.

    Args:
        source: Python text.
        pairs: of so many mutants two things are changed; always the same ones.
    """
    module = cst.parse_module(source)
    collector = _Collector()
    module.visit(collector)
    found = {_program(source): source}
    first = len(found)
    for old, new in collector.changes:
        _add(found, module, [(old, new)])
    if pairs:
        chosen = list(combinations(collector.changes, 2))
        random.Random(len(source)).shuffle(chosen)
        wanted = len(found) + pairs
        for changes in chosen:
            if len(found) >= wanted:
                break
            _add(found, module, changes)
    return list(found.values())[first:]


def _add(found: dict[str, str], module: cst.Module, changes: Iterable[_Change]) -> None:
    """Add a mutant, unless it is no Python or one that was found before."""
    for old, new in changes:
        module = module.deep_replace(old, new)  # type: ignore[assignment]
    try:
        found.setdefault(_program(module.code), module.code)
    except (SyntaxError, ValueError, cst.CSTValidationError):
        return


def _program(source: str) -> str:
    """Return a text that is the same for the same program."""
    return ast.dump(ast.parse(source))


class _Collector(cst.CSTVisitor):
    """Collects what can be changed in a module."""

    def __init__(self) -> None:
        super().__init__()
        self.changes: list[_Change] = []
        self._in_function = 0

    def on_visit(self, node: cst.CSTNode) -> bool:
        """Take note of what can be changed here; say whether to look further down."""
        if isinstance(node, _LEFT_ALONE) or _is_docstring(node):
            return False
        if isinstance(node, cst.Raise):  # its text is free; that it is raised, and what, is not
            return False
        for kind, operator in mutation_operators:
            if isinstance(node, kind) and not _is_text_of_error(node):
                self.changes += ((node, new) for new in operator(node))
        self.changes += ((node, new) for new in _own_mutations(node))
        return super().on_visit(node)


def _is_docstring(node: cst.CSTNode) -> bool:
    return m.matches(node, m.SimpleStatementLine(body=[m.Expr(m.SimpleString() | m.ConcatenatedString())]))


def _is_text_of_error(node: Any) -> bool:
    return isinstance(node, cst.FormattedString)


def _own_mutations(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """Leave a statement out; raise something else; take the object whose method is called; count one less."""
    if m.matches(node, m.SimpleStatementLine(body=[m.OneOf(m.Expr(), m.AugAssign(), m.Raise())])):
        yield cst.SimpleStatementLine([cst.Pass()])
    if m.matches(node, m.SimpleStatementLine(body=[m.Raise(exc=m.DoesNotMatch(None))])):
        yield cst.ensure_type(cst.parse_statement("raise RuntimeError"), cst.SimpleStatementLine)
    if m.matches(node, m.Call(func=m.Attribute(value=m.DoesNotMatch(_MODULE)))):
        yield cst.ensure_type(cst.ensure_type(node, cst.Call).func, cst.Attribute).value
    if isinstance(node, cst.Integer):
        value = node.evaluated_value - 1
        yield cst.Integer(str(value)) if value >= 0 else cst.parse_expression(f"({value})")
