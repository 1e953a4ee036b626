"""The smallest input that shows a failure: Hypothesis searches, and a search once made is followed the next time.

What Hypothesis tries next depends on nothing but which of its earlier tries have failed. So the searches of one
property make a tree; a submission that fails as another one did walks down a branch that is there, and is asked the
same questions in the same order as if Hypothesis had thought of them anew, for a fifth of the time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field

import hypothesis

from autograder.checking.failure import CheckFailure
from autograder.checking.student import to_wire
from autograder.grading.replay import Example, Found
from autograder.protocol.values import encode_value

__all__ = ["Finding", "SmallestInput"]

# Inputs tried when searching for a smaller one; a count and not a time, so that reports do not depend on the load.
_MAX_TRIES = 200
# Tries remembered for one property; beyond them, searches are still made, and forgotten.
_MAX_STEPS = 4000


@dataclass
class _Step:
    """A place in the tree: what is tried here, and where its outcome leads; or the end.

    Attributes:
        after: the next steps, by whether the candidate has failed.
        smallest: key of the smallest input, at the end of a search.
    """

    candidate: Example | None = None
    key: bytes = b""
    after: dict[bool, _Step] = field(default_factory=dict)
    smallest: bytes | None = None


@dataclass(frozen=True)
class Finding:
    """What is to be found at a place in the tree.

    Attributes:
        root: key of the input with which the search begins.
        path: which of the tries on the way have failed.
        candidate: what is tried there; None at the end.
        smallest: key of the smallest input, at the end.
    """

    root: bytes
    path: tuple[bool, ...]
    candidate: Example | None
    smallest: bytes | None


class SmallestInput:
    """Searches for the smallest failing inputs of one property.

    Args:
        search: calls the function it is given with inputs, as Hypothesis generates and then shrinks them.

    Attributes:
        findings: what searches have added to the tree, for others to `adopt`; whoever passes it on clears it.
    """

    def __init__(self, search: Callable[[Callable[[Example], None]], None]) -> None:
        self.findings: list[Finding] = []
        self._search = search
        self._roots: dict[bytes, _Step] = {}
        self._steps = 0

    def adopt(self, finding: Finding) -> None:
        """Add a finding to the tree, e.g. one that the same property has made in another process."""
        step = self._roots.setdefault(finding.root, _Step())
        for failed in finding.path:
            step = step.after.setdefault(failed, _Step())
        if step.candidate is None and step.smallest is None:
            self._steps += 1
            step.candidate, step.smallest = finding.candidate, finding.smallest
            step.key = _key(finding.candidate) if finding.candidate is not None else b""

    def find(
        self, failing: Found, passed: Iterable[Example], attempt: Callable[[Example], CheckFailure | None]
    ) -> Found:
        """Return the smallest failing input found, with its failure.

        Args:
            failing: the input to begin with.
            passed: inputs known to pass.
            attempt: tries an input.

        Raises:
            CheckFailure: the worker was killed, and not by the grader.
        """
        first = _key(failing[0])
        known: dict[bytes, Found | None] = {_key(example): None for example in passed}
        known[first] = best = failing
        step = self._roots.setdefault(first, _Step())
        path: list[bool] = []
        tries = 0

        def attempted(candidate: Example, key: bytes) -> bool:
            nonlocal tries
            tries += 1
            failure = attempt(candidate)
            if failure is not None and failure.lost_at is not None:
                raise _Lost(failure)
            known[key] = (candidate, failure) if failure is not None else None
            path.append(failure is not None)
            return path[-1]

        def fails(candidate: Example) -> None:
            nonlocal best, step
            key = _key(candidate)
            if key not in known:
                if tries == _MAX_TRIES:
                    raise _Enough
                place = tuple(path)
                failed = attempted(candidate, key)
                if self._steps < _MAX_STEPS:
                    self._record(Finding(first, place, candidate, None))
                step = step.after.setdefault(failed, _Step()) if step.candidate is not None else _Step()
            found = known[key]
            if found is not None:
                best = found
                raise _Failing

        try:
            while step.candidate is not None:
                step = step.after.setdefault(attempted(step.candidate, step.key), _Step())
            if step.smallest is None:
                with suppress(_Failing, _Enough, hypothesis.errors.HypothesisException):  # `best` holds the result
                    self._search(fails)
                step.smallest = _key(best[0])
                if self._steps < _MAX_STEPS:
                    self._record(Finding(first, tuple(path), None, step.smallest))
        except _Lost as lost:
            if lost.failure.killed:
                raise lost.failure from None
            return failing  # how far the search has come by now may depend on the load
        return known[step.smallest] or failing

    def _record(self, finding: Finding) -> None:
        self.adopt(finding)
        self.findings.append(finding)


class _Failing(Exception):
    """Tells Hypothesis that the input shows the failure; the same type whatever the failure is."""


class _Enough(BaseException):
    """Ends the search for a smaller input, through all of Hypothesis."""


class _Lost(BaseException):
    """Ends it because the worker was lost."""

    def __init__(self, failure: CheckFailure) -> None:
        super().__init__(failure.message)
        self.failure = failure


def _key(example: Example) -> bytes:
    """Return bytes that are the same for equal examples only."""
    message = encode_value(to_wire(list(example.values())))
    return repr(message.value).encode() + b"".join(bytes(buffer) for buffer in message.buffers)
