"""A class in which no two submissions compute alike: the reference, varied in its last digits, and mutants of it.

Whoever keeps what one submission has answered for the next one finds nothing in such a class to keep.
"""

from __future__ import annotations

import ast
import random
from collections.abc import Callable

from autograder.course.assignments import Assignment
from benchmarks.classes import Student, draw_kinds, fill, is_all_right, solved

__all__ = ["make_varied_class"]

# Exercises whose results must be exact, or memory of somebody else's: their right work cannot differ.
_EXACT = {"replace_last_row", "as_shared_tensor"}
_VARY = """

def _vary(value):
    if isinstance(value, torch.Tensor) and value.is_floating_point():
        return value * (1 + {epsilon!r} * (1 if value.dtype == torch.float32 else 1e-6))
    return value
"""
_SWAPPED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.Pow: ast.Mult,
}


def make_varied_class(assignment: Assignment, number: int) -> list[Student]:
    """Return so many students with their work: the same ones in every run, and a smaller class begins a larger one."""
    assert assignment.solution is not None
    text = assignment.solution.read_text(encoding="utf-8")
    exercises = [name for name in assignment.order if name in assignment.exercises]
    generator = random.Random(assignment.name)
    students = []
    for index in range(number):
        kinds = draw_kinds(exercises, is_all_right(index), generator)
        source = fill(text, kinds, lambda exercise: mutant(_definition(text, exercise), generator))
        tree = _Varied(_EXACT).visit(ast.parse(solved(source)))
        varied = ast.unparse(tree) + _VARY.format(epsilon=(index + 1) * 3e-8)  # far below the tolerances
        students.append(Student(f"v{index:05d}", varied, is_all_right(index)))
    return students


def mutant(source: str, generator: random.Random) -> str:
    """Return source with one operator, one number or one call changed; the same for the same state of the generator."""
    tree = ast.parse(source)
    places: list[Callable[[], None]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp) and type(node.op) in _SWAPPED:
            places.append(lambda node=node: setattr(node, "op", _SWAPPED[type(node.op)]()))
        elif isinstance(node, ast.Constant) and type(node.value) in (int, float):
            places.append(lambda node=node: setattr(node, "value", node.value + generator.choice((1, -1, 0.5))))
        elif isinstance(node, ast.Constant) and type(node.value) is bool:
            places.append(lambda node=node: setattr(node, "value", not node.value))
        elif isinstance(node, ast.Return) and node.value is not None:
            places.append(lambda node=node: setattr(node, "value", _negated(node.value)))
    generator.choice(places)()
    return ast.unparse(tree)


def _negated(value: ast.expr) -> ast.expr:
    return ast.IfExp(
        ast.Call(ast.Name("hasattr"), [value, ast.Constant("neg")], []), ast.UnaryOp(ast.USub(), value), value
    )


def _definition(text: str, exercise: str) -> str:
    """Return the source of an exercise's definition in the solution."""
    found = (node for node in ast.parse(text).body if getattr(node, "name", None) == exercise)
    return ast.unparse(next(found))


class _Varied(ast.NodeTransformer):
    """Has every function of an exercise return what it returns through ``_vary``."""

    def __init__(self, exact: set[str]) -> None:
        self._exact = exact

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return node if node.name in self._exact else self.generic_visit(node)

    def visit_Return(self, node: ast.Return) -> ast.AST:
        if node.value is not None:
            node.value = ast.Call(ast.Name("_vary"), [node.value], [])
        return node
