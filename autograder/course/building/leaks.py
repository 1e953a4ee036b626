"""Lines of a solution that stand where a student can read them."""

import json
import keyword
import re
from collections.abc import Iterator

from autograder.course.building.source import Region

__all__ = ["find_leaks", "telling_lines"]

_WORD = re.compile(r"[A-Za-z_]\w*|\d[\w.]*")
# `loss.backward()`, `return self.layers(x)` or `with torch.no_grad():` are idioms, found in any text about
# the subject. It takes four different names and numbers to say something about one solution.
_TELLING_WORDS = 4
# `x = torch.randn(3, 4)` computes nothing: it makes something to compute with, as any text does. Such a line is made of
# these words, short names and short round numbers alone. A table of values as in `torch.tensor([0.27, 0.98])` is not
# anybody's, nor is a formula.
_MAKES_INPUTS = {
    "torch", "np", "Tensor", "Generator", "manual_seed", "seed", "generator", "device", "requires_grad",
    "zeros", "ones", "empty", "eye", "arange", "rand", "randn", "randint", "randperm",
    "dtype", "float", "float32", "float64", "double", "int", "int64", "int32", "long", "bool",
}  # fmt: skip
_FORMULA = re.compile(r"[-+*/@%<>]")
_PLAIN = re.compile(r"[A-Za-z]\d?|\d{1,3}(\.[05]?)?")


def telling_lines(regions: list[Region]) -> dict[str, int]:
    """Return the lines of solutions that give something away, stripped, and their line numbers in the source.

    A line counts even if the source repeats it outside the markers: the copy is the leak to be found.
    """
    found: dict[str, int] = {}
    for region in regions:
        for number, line in enumerate(region.body, start=region.begin + 1):
            if _is_telling(line):
                found.setdefault(line.strip(), number)
    return found


def find_leaks(text: str, secrets: dict[str, int]) -> Iterator[tuple[int, int]]:
    """Yield (line of text, line of the solution's source) for every line that contains one of `secrets`.

    Parts of lines count: a solution that is commented out, or quoted in a sentence, can be read all the same.

    Args:
        text: of any file; in a notebook, which holds code as JSON strings, the line is that of the JSON.
        secrets: see `telling_lines`.
    """
    for secret, origin in secrets.items():
        forms = {secret, json.dumps(secret, ensure_ascii=False)[1:-1]}
        if any(form in text for form in forms):
            for number, line in enumerate(text.split("\n"), start=1):
                if any(form in line for form in forms):
                    yield number, origin


def _is_telling(line: str) -> bool:
    words = set(_WORD.findall(line)) - set(keyword.kwlist)
    return len(words) >= _TELLING_WORDS and not _makes_inputs(line, words)


def _makes_inputs(line: str, words: set[str]) -> bool:
    return all(word in _MAKES_INPUTS or _PLAIN.fullmatch(word) for word in words) and not _FORMULA.search(line)
