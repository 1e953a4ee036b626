"""Phrases that are to be translated, found in Python files, and in templates of pages, without running them."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.course.building.errors import BuildError

__all__ = ["TEMPLATES", "Found", "find_phrases"]

# What the names of templates of pages end with.
TEMPLATES = (".html", ".jinja")

# Calls whose first two arguments are templates: `autograder.language.Phrase` and `tell`.
_TEMPLATES = ("Phrase", "tell")


@dataclass(frozen=True)
class Found:
    """A phrase that stands in a file.

    Attributes:
        text: the template, a title or a hint.
        plural: the template for all numbers but 1, or "".
        file: where it stands.
        line: of that file.
        has_values: names in braces stand for values.
    """

    text: str
    plural: str
    file: str
    line: int
    has_values: bool = False

    @property
    def place(self) -> str:
        """``file:line``."""
        return f"{self.file}:{self.line}"


def find_phrases(path: Path, name: str) -> Iterator[Found]:
    """Yield what is told of a Python file: phrases, hints, titles of checks, and what is switched off.

    Args:
        path: the file.
        name: what to call it.

    Raises:
        BuildError: it is no Python, or a template does not stand in it as it is.
    """
    if path.suffix in TEMPLATES:
        yield from _in_template(path, name)
        return
    try:
        tree = ast.parse(path.read_bytes())
    except SyntaxError as error:
        raise BuildError(f"{name}:{error.lineno}: {error.msg}; mend it, or take the file away.") from None
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=called)) if called in _TEMPLATES:
                yield _template(node, name)
            case ast.Call(func=ast.Name(id="Symptom"), args=[_, ast.Constant(value=str(text)), *_]):
                yield Found(text, "", name, node.lineno)
            case ast.Call(func=ast.Name(id="switched_off"), args=[ast.Constant(value=str(text)), *_]):
                yield Found(text, "", name, node.lineno)
            case ast.keyword(arg="hint", value=value):
                yield from (Found(hint, "", name, value.lineno) for hint in _hints(value))
            case ast.FunctionDef(decorator_list=[*decorators]) if any(map(_is_check, decorators)):
                title = (ast.get_docstring(node) or "").split("\n", 1)[0].rstrip(".")
                if title:
                    yield Found(title, "", name, node.lineno)


def _in_template(path: Path, name: str) -> Iterator[Found]:
    """Yield the phrases of a template of a page: those that it has `tell` say."""
    from jinja2 import Environment, nodes

    for call in Environment().parse(path.read_text(encoding="utf-8")).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "tell":
            texts = [each.value for each in call.args if isinstance(each, nodes.Const)]
            yield Found(texts[0], "".join(texts[1:]), name, call.lineno, bool(call.kwargs))


def _template(call: ast.Call, name: str) -> Found:
    texts = [each.value for each in call.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    if not texts or len(texts) < len(call.args):
        raise BuildError(f"{name}:{call.lineno}: write the template itself here, and what stands in braces as values.")
    return Found(texts[0], "".join(texts[1:]), name, call.lineno, bool(call.keywords))


def _hints(value: ast.expr) -> list[str]:
    parts = value.elts if isinstance(value, ast.Tuple) else [value]
    return [
        part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value
    ]


def _is_check(decorator: ast.expr) -> bool:
    return isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "check"
