"""A new exercise: its files, each a small whole that works, with comments that say what to put in its place."""

from __future__ import annotations

import keyword
import re
from collections.abc import Mapping
from pathlib import Path

from autograder.course.assignments import checks_to_build
from autograder.course.building import new_for_numpy
from autograder.course.building.errors import BuildError
from autograder.course.building.translation import is_translated, translations
from autograder.course.languages import ENGLISH

__all__ = ["new_exercise"]

_SOLUTION = '''# %% [markdown]
# ## {title}
#
# Say here what the exercise is about, with a formula: $y = 2x$.

# %% [markdown] lang="ru"
# ## {title}
#
# Напишите здесь, о чём это упражнение, с формулой: $y = 2x$.


# %%
def {name}(x: Tensor) -> Tensor:
    """Return twice x, elementwise.

    x: a float32 or float64 tensor of any shape, 0-d and empty ones included. It is left unmodified.
    Returns a tensor of the shape, dtype and device of x, exact to 1e-5 (float32) or 1e-8 (float64).
    """
    ### DOCSTRING ru
    # Возвращает удвоенный x, поэлементно.
    #
    # x: тензор float32 или float64 любой формы, в том числе 0-мерный и пустой. Остаётся неизменным.
    # Возвращает тензор той же формы, того же dtype и на том же устройстве, что x, с точностью 1e-5 (float32) или
    #     1e-8 (float64).

    # A check may only demand what the docstring says, and it says all that a student needs.
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION


'''
_VISIBLE = '''"""Visible checks of `{name}`: students have them. Causes come first, as later checks may need them."""

import torch

from autograder.checking import assert_close, assert_untouched, check, require, watched

# Values that can be worked out by hand.
X, Y = torch.tensor([0.0, 1.0, -2.0]), torch.tensor([0.0, 2.0, -4.0])


@check(points=1)
def test_known_values(student):
    """Gives the values that can be worked out by hand."""
    assert_close(student.{name}(X), Y)


@check(points=0.5)
def test_leaves_x_alone(student):
    """Leaves its argument unmodified."""
    result = assert_untouched(student.{name}, watched("x", X))
    with require():  # whoever does nothing changes nothing: this check is blocked then, and says nothing against them
        assert_close(result, Y)
'''
_HIDDEN = '''"""Hidden checks of `{name}`: they may use the reference."""

from autograder.checking import assert_matches, check, edges, for_all, tensors


@check(points=1)
@for_all(x=tensors(), also=edges("x", shapes=[(), (0,), (1, 1)]))
def test_equals_reference(student, reference, x):
    """Gives what the reference gives, for any input."""
    assert_matches(student.{name}, reference.{name}, x)
'''
_MISCONCEPTIONS = """

misconception(
    "{name}",
    name="{name}_squares",
    replace={{"2 * x": "x * x"}},
    hint="x * x is the square of x; twice x is x + x.",
)


@misconception("{name}", hint="mul_ changes the caller's tensor; 2 * x makes a new one.")
def {name}_in_place(x):
    return x.mul_(2)
"""
_HEAD_OF_MISCONCEPTIONS = '''"""Misconceptions about {assignment}: what students write, and what to tell them."""

from autograder.checking import misconception
'''
# What its checks and misconceptions say, in other languages.
_TRANSLATIONS = {
    "ru": (
        {
            "Gives the values that can be worked out by hand": "Даёт значения, которые можно вычислить вручную",
            "Leaves its argument unmodified": "Не изменяет свой аргумент",
        },
        {
            "Gives what the reference gives, for any input": "Даёт то же, что эталон, для любого входа",
            "x * x is the square of x; twice x is x + x.": "x * x — это квадрат x; удвоенный x — это x + x.",
            "mul_ changes the caller's tensor; 2 * x makes a new one.": "mul_ меняет чужой тензор; 2 * x — новый.",
        },
    )
}
_STYLES = """# %% adds: correct work in another style; full points are due
def {name}(x):
    return x + x
"""
_MISTAKES = """# %% off-by-one: wrong work; it must lose points
def {name}(x):
    return 2 * x + 1


# %% half: wrong, too
def {name}(x):
    return x / 2
"""


def new_exercise(root: Path, assignment: str, name: str) -> list[Path]:
    """Lay out the files of a new exercise of an assignment; return those that were written or added to.

    Args:
        root: the course folder.
        assignment: to which it belongs; its ``solutions/<a>/<a>.py`` must be there.
        name: of the function.

    Raises:
        BuildError: the name is none, or is taken, or there is no such assignment; nothing has been written.
    """
    source = root / "solutions" / assignment / f"{assignment}.py"
    if not name.isidentifier() or keyword.iskeyword(name):
        raise BuildError(f"{name}: is no name of a function; take letters, digits and _.")
    if not source.is_file():
        raise BuildError(f"{source}: is not there; write the source of the assignment first.")
    text_of_source = source.read_text(encoding="utf-8")
    visible, hidden, solution, ideas = _VISIBLE, _HIDDEN, _SOLUTION, _MISCONCEPTIONS
    if not re.search(r"^(?:from|import) torch\b", text_of_source, re.MULTILINE):
        visible, hidden = new_for_numpy.VISIBLE, new_for_numpy.HIDDEN
        solution, ideas = new_for_numpy.SOLUTION, new_for_numpy.MISCONCEPTIONS
    new = {
        checks_to_build(root) / assignment / f"test_{name}.py": visible,
        source.parent / f"test_{name}.py": hidden,
        root / "tests" / "course" / "styles" / f"{name}.py": _STYLES,
        root / "tests" / "course" / "mistakes" / f"{name}.py": _MISTAKES,
    }
    taken = next((path for path in new if path.exists()), None)
    if taken is not None:
        raise BuildError(f"{taken}: is there already; take another name.")
    misconceptions = source.parent / "misconceptions.py"
    texts = {path: text.format(name=name) for path, text in new.items()}
    texts[source] = _with_solution(text_of_source, solution, name)
    head = _HEAD_OF_MISCONCEPTIONS.format(assignment=assignment)
    before = misconceptions.read_text(encoding="utf-8") if misconceptions.exists() else head
    texts[misconceptions] = before.rstrip("\n") + "\n" + ideas.format(name=name)
    for language, translated in _TRANSLATIONS.items():
        folders = (checks_to_build(root) / assignment, source.parent)
        for path, phrases in zip((folder / f"{language}.po" for folder in folders), translated, strict=True):
            if path.is_file():
                texts[path] = path.read_text(encoding="utf-8") + _entries(phrases)
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return list(texts)


def _entries(phrases: Mapping[str, str]) -> str:
    """Return what a catalogue says of some phrases; the next build puts it in order."""
    return "".join(f'\nmsgid "{english}"\nmsgstr "{other}"\n' for english, other in phrases.items())


def _with_solution(source: str, solution: str, name: str) -> str:
    """Return the source of the assignment with the exercise before its last cell, which says how to go on."""
    cell = solution.format(name=name, title=name.replace("_", " ").capitalize())
    if not is_translated(source):
        cell = translations(cell, name)[ENGLISH]
    place = source.rfind("# %% [markdown]\n")
    if place < 0 or "### END SOLUTION" in source[place:]:
        return source.rstrip("\n") + "\n\n\n" + cell.rstrip("\n") + "\n"
    return source[:place] + cell + source[place:]
