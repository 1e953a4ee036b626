"""The main flow that the README names: each function is there, and calls the next one."""

from __future__ import annotations

import ast
import re
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# ``3. `grading/grader.py` `Grader.grade` …``; a line that ends with "; through …" leads to the next one by another way
# than a call: a socket, or pytest.
HOP = re.compile(r"^ *\d+\. `([\w/]+\.py)` `([\w.]+)`(.*(?:\n {4,}.*)*)", re.MULTILINE)
HOPS = HOP.findall((ROOT / "README.md").read_text(encoding="utf-8"))


def _functions(file: str) -> dict[str, ast.AST]:
    """Return the functions and methods of a module by their qualified names."""
    found: dict[str, ast.AST] = {}
    for node in ast.parse((ROOT / "autograder" / file).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef):
            found |= {f"{node.name}.{each.name}": each for each in node.body if isinstance(each, ast.FunctionDef)}
        elif isinstance(node, ast.FunctionDef):
            found[node.name] = node
    return found


def _called(node: ast.AST) -> set[str]:
    calls = [each.func for each in ast.walk(node) if isinstance(each, ast.Call)]
    return {each.attr if isinstance(each, ast.Attribute) else each.id for each in calls if hasattr(each, "ctx")}


def _called_in_the_end(file: str, name: str) -> set[str]:
    """Return what a function calls, by itself or by way of others of its module."""
    functions = {name.rpartition(".")[2]: node for name, node in _functions(file).items()}
    found: set[str] = set()
    left = [name.rpartition(".")[2]]
    while left:
        new = _called(functions[left.pop()]) - found
        found |= new
        left += [each for each in new if each in functions]
    return found


def test_readme_names_a_dozen_hops_at_most() -> None:
    """From a submission to its report."""
    assert 8 <= len(HOPS) <= 12


@pytest.mark.parametrize(("file", "name"), [hop[:2] for hop in HOPS])
def test_function_exists(file: str, name: str) -> None:
    """Under the name and in the module that the README says."""
    assert name in _functions(file)


@pytest.mark.parametrize(("hop", "following"), list(pairwise(HOPS)), ids=lambda hop: hop[1])
def test_function_calls_the_next(hop: tuple[str, str, str], following: tuple[str, str, str]) -> None:
    """By its name; where it is another process or pytest that does, the README says so."""
    if "through " not in hop[2]:
        assert following[1].rpartition(".")[2] in _called_in_the_end(*hop[:2])
