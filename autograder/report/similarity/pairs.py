"""Pairs of submissions by what they share and others do not have: k-grams of their shapes, as MOSS compares them.

What the stub, the solution and the misconceptions have is left out, and so is what many of the class have. MOSS keeps
some of the k-grams of a file (winnowing); a class is small enough to keep all. See Schleimer, Wilkerson and Aiken,
"Winnowing: local algorithms for document fingerprinting", SIGMOD 2003.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from autograder.report.html.code import CodeCell
from autograder.report.similarity.shapes import Block, Place, blocks_of

__all__ = ["GRAM", "Pair", "Part", "similar_pairs"]

GRAM = 10  # words: about two lines
_LEAST = 10.0  # weight of a pair that is listed
_MOST = 100  # pairs that are listed
# What more submissions have than a tenth of the class is common; but five may have copied in a small class, and
# thirty in a large one have not copied from each other.
_COMMON_SHARE, _COMMON_FROM, _COMMON_AT_MOST = 0.1, 5, 30

_Gram = tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """A part that two submissions have in common, word for word of their shapes.

    Attributes:
        name: of the function or class that it is in.
        words: how many.
        one: first and last line of it in the one.
        other: first and last line in the other.
    """

    name: str
    words: int
    one: tuple[Place, Place]
    other: tuple[Place, Place]

    @property
    def lines(self) -> int:
        """How many lines it has in the one."""
        return self.one[1][1] - self.one[0][1] + 1


@dataclass(frozen=True)
class Pair:
    """Two submissions, and what they share.

    Attributes:
        one: a student.
        other: another one.
        weight: how many k-grams they share, each counting for less the more others have it.
        shares: of each of the two, how much of what is distinctive in it is in the other.
        parts: what they share, the longest first.
        lines: of each of the two, those in which something is shared.
    """

    one: str
    other: str
    weight: float
    shares: tuple[float, float]
    parts: list[Part]
    lines: tuple[frozenset[Place], frozenset[Place]]

    @property
    def share(self) -> float:
        """The share of the one of which more is in the other."""
        return max(self.shares)

    @property
    def names(self) -> list[str]:
        """Functions and classes in which they share something, those with the longest parts first."""
        return list(dict.fromkeys(part.name or "elsewhere" for part in self.parts))


@dataclass(frozen=True)
class _Work:
    """Submission as blocks, with the k-gram that begins at each word of a block; None where it is not distinctive."""

    student: str
    blocks: Sequence[Block]
    grams: Sequence[Sequence[_Gram | None]]

    def reduced_to(self, distinctive: Set[_Gram]) -> _Work:
        """Return the same with these k-grams alone."""
        grams = [[gram if gram in distinctive else None for gram in own] for own in self.grams]
        return _Work(self.student, self.blocks, grams)

    @cached_property
    def first(self) -> dict[_Gram, tuple[int, int]]:
        """Each k-gram with the block and the word at which it begins for the first time."""
        found: dict[_Gram, tuple[int, int]] = {}
        for number, grams in enumerate(self.grams):
            for at, gram in enumerate(grams):
                if gram is not None:
                    found.setdefault(gram, (number, at))
        return found

    def covered(self, grams: Iterable[_Gram]) -> list[Place]:
        """Return the place of every word that lies in one of these k-grams."""
        wanted, places = set(grams), []
        for block, own in zip(self.blocks, self.grams, strict=True):
            end = 0
            for at, gram in enumerate(own):
                if gram in wanted:
                    places += block.places[max(at, end) : at + GRAM]
                    end = at + GRAM
        return places


def similar_pairs(submissions: Mapping[str, Sequence[CodeCell]], known: Iterable[Sequence[CodeCell]]) -> list[Pair]:
    """Return the pairs that share most, those that share most of all first.

    Args:
        submissions: the code of each student.
        known: code that anybody may have written, or was given.
    """
    works = [_work(student, cells) for student, cells in submissions.items()]
    given = set[_Gram]().union(*(_work("", cells).first for cells in known))
    have = Counter(gram for work in works for gram in work.first)
    common = min(max(_COMMON_SHARE * len(works), _COMMON_FROM), _COMMON_AT_MOST)
    distinctive = {gram for gram, count in have.items() if count <= common} - given
    works = [work.reduced_to(distinctive) for work in works]
    weights = _weights(works)
    heaviest = sorted(weights, key=lambda pair: (-weights[pair], pair))[:_MOST]
    return [_pair(works[a], works[b], weights[a, b]) for a, b in heaviest if weights[a, b] >= _LEAST]


def _work(student: str, cells: Sequence[CodeCell]) -> _Work:
    blocks = blocks_of(cells)
    return _Work(student, blocks, [_grams(block) for block in blocks])


def _grams(block: Block) -> list[_Gram]:
    words = block.words
    return [tuple(words[at : at + GRAM]) for at in range(len(words) - GRAM + 1)]


def _weights(works: Sequence[_Work]) -> dict[tuple[int, int], float]:
    """Return the weight of each pair that shares anything, the two by their numbers."""
    owners: dict[_Gram, list[int]] = {}
    for number, work in enumerate(works):
        for gram in work.first:
            owners.setdefault(gram, []).append(number)
    weights: dict[tuple[int, int], float] = defaultdict(float)
    for numbers in owners.values():
        for pair in combinations(numbers, 2):
            weights[pair] += 1 / math.log2(len(numbers))
    return {pair: round(weight, 3) for pair, weight in weights.items()}  # whatever order they were added in


def _pair(one: _Work, other: _Work, weight: float) -> Pair:
    shared = one.first.keys() & other.first.keys()
    places = [work.covered(shared) for work in (one, other)]
    own = [work.covered(work.first) for work in (one, other)]
    shares = len(places[0]) / len(own[0]), len(places[1]) / len(own[1])
    parts = sorted(_parts(one, other), key=lambda part: -part.words)
    return Pair(one.student, other.student, weight, shares, parts, (frozenset(places[0]), frozenset(places[1])))


def _parts(one: _Work, other: _Work) -> list[Part]:
    """Return the longest sequences of words in both; of what is repeated within one of them, the first alone."""
    there = other.first
    runs: list[list[int]] = []  # block and word in the one, block and word in the other, how many k-grams
    for gram, (block, at) in one.first.items():
        if gram not in there:
            continue
        other_block, other_at = there[gram]
        last = runs[-1] if runs else None
        if last and last[:4] == [block, at - last[4], other_block, other_at - last[4]]:
            last[4] += 1
        else:
            runs.append([block, at, other_block, other_at, 1])
    return [
        Part(
            one.blocks[block].name,
            count + GRAM - 1,
            _span(one.blocks[block], at, count),
            _span(other.blocks[other_block], other_at, count),
        )
        for block, at, other_block, other_at, count in runs
    ]


def _span(block: Block, at: int, count: int) -> tuple[Place, Place]:
    return block.places[at], block.places[at + count + GRAM - 2]
