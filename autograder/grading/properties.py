"""Properties: asking one of a submission, and telling the shortest input that shows where it does not hold."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

from autograder.checking.failure import Blocked, CheckFailure, StudentRaised, Unusable
from autograder.checking.properties import Example, Property
from autograder.checking.symptoms import Symptom
from autograder.grading.contrast import contrast
from autograder.grading.replay import Failing, Replay

if TYPE_CHECKING:
    from autograder.grading.channel import DirectChannel

__all__ = ["PreparedProperty"]

# How many simple inputs go into a message, the shortest first: where the first ones show it, the others cost nothing.
_PORTIONS = (8, 24)


class PreparedProperty:
    """A property, prepared once for all submissions: its inputs drawn, its bodies run up to their first calls.

    Args:
        of: the property.
        seed: see `Replay`.
        fixtures: see `Replay`.

    Raises:
        CheckError: the body is not as it must be.
    """

    def __init__(self, of: Property, seed: int, fixtures: dict[str, Any]) -> None:
        self._of = of
        self._seed = seed
        self._fixtures = fixtures
        self._lengths: dict[int, int] = {}
        self._replays = self._replays_of(of.examples)

    def run(self, channel: DirectChannel, *, shrink: bool = True) -> None:
        """Ask it of a submission.

        Raises:
            CheckFailure: it does not hold; with the shortest input found, if ``shrink``.
        """
        failing = self._run(self._replays, channel)
        if not failing:
            return
        evidence = tuple((self._number(each), each.failure.line) for each in failing)
        # Where some inputs show that it does not hold, those do not count for which nobody could look.
        failing = [each for each in failing if not isinstance(each.failure, Blocked)] or failing
        first = failing[0]
        lost = next((each.failure for each in failing if each.failure.lost_at is not None), None)
        if lost is not None:  # then not all was asked: there is nothing to compare, nor to simplify
            first.failure.lost_at, first.failure.killed = lost.lost_at, lost.killed
            first.failure.counterexample = first.failure.counterexample or (
                self._of.show(first.example) if self._of.names else None
            )
            raise first.failure
        first.failure.evidence = evidence
        # An exception has its own symptom; one of values that only some inputs show is by chance.
        of_values = [each.failure for each in failing if not isinstance(each.failure, StudentRaised)]
        common = of_values[0].symptom if of_values else None
        if common is not None and any(each.symptom != common for each in of_values):
            common = None
        if not self._of.names:
            first.failure.symptom = _symptom(first.failure, common)
            raise first.failure
        # What is not there at all is not there for a smaller input either.
        shortened = shrink and not isinstance(first.failure, Unusable)
        told = self._shortest(failing, channel) if shortened else first
        failure = told.failure
        failure.evidence, failure.symptom = evidence, _symptom(failure, common)
        failure.counterexample = failure.counterexample or self._of.show(told.example)
        numbers = {number for number, _ in evidence}
        right = [example for number, example in enumerate(self._of.examples) if number not in numbers]
        if found := contrast(right, [each.example for each in failing]):
            failure.add(found)
        raise failure

    def _number(self, failing: Failing) -> int:
        """Return which of the inputs it is."""
        return next(number for number, example in enumerate(self._of.examples) if example is failing.example)

    def _shortest(self, failing: Sequence[Failing], channel: DirectChannel) -> Failing:
        """Return a failing input that is as short to write as possible: a simple one, or else one of those drawn.

        Raises:
            CheckFailure: the worker was killed meanwhile, and not by the grader.
        """
        shortest = min(failing, key=self._length)
        for begin, replays in self._simple.get(_kinds(shortest.example), ()):
            if begin >= self._length(shortest):
                break
            found = self._run(replays, channel)
            lost = next((each.failure for each in found if each.failure.lost_at is not None), None)
            if lost is not None:
                if lost.killed:
                    raise lost
                break  # each would cost a time limit
            # Where nobody could look, or something else is seen, it is another failure.
            told = [each for each in found if not isinstance(each.failure, Blocked)]
            found = [each for each in told if each.failure.symptom == shortest.failure.symptom]
            if found:
                return min(found[0], shortest, key=self._length)
        return shortest

    @cached_property
    def _simple(self) -> dict[tuple[str, ...], list[tuple[int, list[Replay]]]]:
        """Simple inputs by their kinds, in portions, the shortest first; each with the length of its first one."""
        examples: dict[tuple[str, ...], list[Example]] = {}
        for example in self._of.simple_examples:
            examples.setdefault(_kinds(example), []).append(example)
        return {kinds: self._portions(alike) for kinds, alike in examples.items()}

    def _portions(self, examples: Sequence[Example]) -> list[tuple[int, list[Replay]]]:
        left = iter(examples)
        portions = [portion for size in _PORTIONS if (portion := list(islice(left, size)))]
        return [(len(self._of.show(portion[0])), self._replays_of(portion)) for portion in portions]

    def _length(self, failing: Failing) -> int:
        """Return how much there is to write of an input, which are the same ones for every submission."""
        number = id(failing.example)
        if number not in self._lengths:
            self._lengths[number] = len(self._of.show(failing.example))
        return self._lengths[number]

    def _replays_of(self, examples: Sequence[Example]) -> list[Replay]:
        portions = [[example] for example in examples] if self._of.sequential else [examples]
        return [Replay(self._of.body, portion, self._seed, self._fixtures) for portion in portions]

    def _run(self, replays: Sequence[Replay], channel: DirectChannel) -> list[Failing]:
        """Return the inputs for which the body fails, one replay after the other, up to one that costs the worker."""
        channel.begin_anew()
        failing: list[Failing] = []
        for replay in replays:
            failing += replay.run(channel)
            if any(each.failure.lost_at is not None for each in failing):
                break
            if len(replays) > 1:
                channel.clear_shared()
        return failing


def _symptom(failure: CheckFailure, common: Symptom | None) -> Symptom | None:
    """Return the symptom of the failure that is told, given the one that all failures without an exception have."""
    return failure.symptom if isinstance(failure, StudentRaised) else common


def _kinds(example: Example) -> tuple[str, ...]:
    """Return the types of the parts of an input, or their dtypes: what fails for one dtype may be right for another."""
    return tuple(str(getattr(value, "dtype", type(value).__name__)) for value in example.values())
