"""Lines of a solution that stand where a student can read them."""

import json
import keyword
import re
from collections.abc import Iterator

from autograder.building.source import Region

__all__ = ["find_leaks", "telling_lines"]

WORD = re.compile(r"[A-Za-z_]\w*|\d[\w.]*")
# `loss.backward()`, `return self.layers(x)` or `with torch.no_grad():` are idioms that any text about the subject
# contains. It takes four different names and numbers to say something about one solution.
TELLING_WORDS = 4


def telling_lines(regions: list[Region]) -> dict[str, int]:
    """Return the lines of solutions that give something away, stripped, with their line numbers in the source.

    Whether a line also stands in the open in the source makes no difference: that would be a leak, too.
    """
    found: dict[str, int] = {}
    for region in regions:
        for number, line in enumerate(region.body, start=region.begin + 1):
            if _is_telling(line):
                found.setdefault(line.strip(), number)
    return found


def find_leaks(text: str, secrets: dict[str, int]) -> Iterator[tuple[int, int]]:
    """Yield (line of text, line of the solution's source) for every line that contains one of `secrets`.

    Parts of lines count: a solution that is commented out, or quoted within a sentence, is still there.
    """
    for number, line in enumerate(text.split("\n"), start=1):
        for secret, origin in secrets.items():
            # Inside a notebook, code is a JSON string.
            if secret in line or json.dumps(secret, ensure_ascii=False)[1:-1] in line:
                yield number, origin


def _is_telling(line: str) -> bool:
    words = set(WORD.findall(line)) - set(keyword.kwlist)
    return len(words) >= TELLING_WORDS
