"""A check's conversation with a submission: calls, answers, more calls, until its body has ended for every input.

The body runs for all inputs at once: each run stops at its first call that has no answer yet, all these
calls go to the worker as one message, and the bodies run again from the start, now with that answer in hand, until
each has ended. What a body does depends on its input and on the answers alone. So where answers have led is
remembered, and a submission that gives the same ones, to the bit, is led there at once: they are not even decoded.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch

from autograder.checking.failure import CheckFailure, as_check_failure
from autograder.checking.recent import Recent
from autograder.checking.student import DirectChannel, Student, take_result
from autograder.protocol.shared_memory import EMPTY, lay_out, read_shared
from autograder.protocol.values import Shared, copied
from autograder.sandbox.run import Calls, Reply

__all__ = ["SAME_FOR_ALL", "Conversation", "Example", "Found"]

Example = dict[str, Any]
Found = tuple[Example, CheckFailure]

# Fixtures that are the same for every submission; with others, a body may do something else after the same answers.
SAME_FOR_ALL = {"reference"}
# Answers remembered at each point of a conversation.
_MAX_ANSWERS = 64


@dataclass
class _Step:
    """A point of the conversation.

    Attributes:
        calls: to be made now; none at the end.
        offset: where in the shared memory ``placed`` goes before.
        outcome: at the end, the first example for which the body has failed, and how.
        ran: the operators that the reply told of which has led here.
        unclear: and those of which it is unclear who has called them.
        after: the next steps, by the digests of replies.
    """

    calls: Calls
    offset: int
    placed: bytes
    outcome: Found | None
    ran: frozenset[str] = frozenset()
    unclear: frozenset[str] = frozenset()
    after: Recent[bytes, _Step] = field(default_factory=lambda: Recent(_MAX_ANSWERS))


class Conversation:
    """About some inputs, with one submission after the other.

    Args:
        body: of the check.
        examples: the inputs.
    """

    def __init__(self, body: Callable[..., None], examples: Sequence[Example]) -> None:
        self._body = body
        self._examples = examples
        self._opened: _Bodies | None = None

    def hold(self, channel: DirectChannel, fixtures: dict[str, Any]) -> Found | None:
        """Return the first input for which the submission fails, and how, if there is one."""
        opened = self._open(channel.seed, fixtures)
        bodies: _Bodies | None = None  # of this submission, once it has given an answer that nobody has given before
        replies: list[Reply] = []
        step = opened.step
        channel.begin_anew()
        while step.calls:
            try:
                if step.placed:
                    channel.write_shared(step.offset, step.placed)
                reply = channel.ask(step.calls, step.after)
            except CheckFailure as failure:
                bodies = bodies or opened.copy()
                bodies.hear(replies)
                return bodies.lose(failure)
            replies.append(reply)
            following = step.after.recall(reply.digest)
            if following is None:
                bodies = bodies or opened.copy()
                bodies.hear(replies)
                following = step.after.keep(reply.digest, bodies.step)
            step = following
            channel.note(step.ran, step.unclear)
        if step.outcome is None:
            return None
        example, known = step.outcome
        return example, known.copy()  # whoever gets it adds to it

    def _open(self, seed: int, fixtures: dict[str, Any]) -> _Bodies:
        """Return the bodies as they are when they have made their first calls."""
        if self._opened is not None and fixtures.keys() <= SAME_FOR_ALL:
            return self._opened
        self._opened = _Bodies(self._body, self._examples, seed, fixtures)
        self._opened.go_on()
        return self._opened


class _Bodies:
    """The body of a check on its way, for each of its examples.

    Attributes:
        step: where they have come to, once they have gone on.
    """

    step: _Step

    def __init__(
        self, body: Callable[..., None], examples: Sequence[Example], seed: int, fixtures: dict[str, Any]
    ) -> None:
        self._body = body
        self._seed = seed
        self._fixtures = fixtures
        self._memory = bytearray(EMPTY)
        self._replays = [_Replay(example, self._share, self._shared_now) for example in examples]
        self._waiting = self._replays
        self._heard = 0

    def copy(self) -> _Bodies:
        """Return the same bodies at the same place, from where they go their own way."""
        other = _Bodies(self._body, [], self._seed, self._fixtures)
        other._memory = bytearray(self._memory)
        copies = {replay: replay.copy(other._share, other._shared_now) for replay in self._replays}
        other._replays = list(copies.values())
        other._waiting = [copies[replay] for replay in self._waiting]
        other._heard = self._heard
        return other

    def go_on(self) -> None:
        """Run each body, as far as it is not at its end, until it needs one more answer."""
        offset = len(self._memory)
        self._waiting = [replay for replay in self._waiting if replay.advance(self._body, self._seed, self._fixtures)]
        calls = Calls(replay.pending for replay in self._waiting if replay.pending is not None)
        outcome = self._first_failure() if not calls else None
        self.step = _Step(calls, offset, bytes(self._memory[offset:]), outcome)

    def hear(self, replies: Sequence[Reply]) -> None:
        """Go on with those replies that have not been heard yet."""
        for reply in replies[self._heard :]:
            results, ran, unclear = reply.content
            for replay, result in zip(self._waiting, results, strict=True):
                replay.log.append(result)
            self._memory = bytearray(reply.memory)
            self.go_on()
            self.step.ran, self.step.unclear = ran, unclear
        self._heard = len(replies)

    def lose(self, failure: CheckFailure) -> Found | None:
        """End with a call that has cost the worker; return the first failure in the order of the examples."""
        index = failure.lost_at or 0
        self._waiting[index if 0 <= index < len(self._waiting) else 0].failure = failure
        return self._first_failure()

    def _first_failure(self) -> Found | None:
        return next(((replay.example, replay.failure) for replay in self._replays if replay.failure), None)

    def _share(self, value: torch.Tensor | np.ndarray[Any, Any]) -> Shared:
        shared, data = lay_out(value, len(self._memory))
        self._memory += data
        return shared

    def _shared_now(self, shared: Shared) -> torch.Tensor:
        return read_shared(self._memory, shared)


class _Unanswered(BaseException):
    """Ends a run of the body at a call that has no answer yet; no `except Exception` of a body may stop it."""


class _Replay:
    """The body of a check on its way for one example: what has been answered, and the call that waits.

    Attributes:
        log: raw results, shared records and memory contents, in the order in which the body asked for them.
    """

    def __init__(
        self, example: Example, share: Callable[[Any], Shared], shared_now: Callable[[Shared], torch.Tensor]
    ) -> None:
        self.example = example
        self.log: list[Any] = []
        self.pending: tuple[Any, Sequence[Any]] | None = None
        self.failure: CheckFailure | None = None
        self._share = share
        self._shared_now = shared_now
        self._position = 0

    def copy(self, share: Callable[[Any], Shared], shared_now: Callable[[Shared], torch.Tensor]) -> _Replay:
        """Return one that has come as far."""
        other = _Replay(self.example, share, shared_now)
        other.log, other.pending, other.failure = self.log[:], self.pending, self.failure
        return other

    def advance(self, body: Callable[..., None], seed: int, fixtures: dict[str, Any]) -> bool:
        """Run the body from its start; say whether it now waits for an answer."""
        self._position, self.pending = 0, None
        torch.default_generator.manual_seed(seed)  # what it draws must be the same in each run
        try:
            body(**{**fixtures, "student": Student(self)}, **self._fresh_example())
        except _Unanswered:
            return True
        except Exception as error:
            self.failure = as_check_failure(error, body.__code__.co_filename)
            if self.failure is None:
                raise
            self.failure.__traceback__ = self.failure.__context__ = None  # they hold all that was at hand
        return False

    def call(self, target: Any, arguments: Sequence[Any]) -> Any:
        """Return the answer to this call of the body, or end this run of it."""
        if self._position == len(self.log):
            self.pending = (target, arguments)
            raise _Unanswered
        return take_result(self._next(None))

    def share(self, value: torch.Tensor | np.ndarray[Any, Any]) -> Shared:
        """Place a value, once for all runs of the body."""
        return self._next(lambda: self._share(value))  # type: ignore[no-any-return]

    def shared_now(self, shared: Shared) -> torch.Tensor:
        """Return what the memory held when the body first asked."""
        return self._next(lambda: self._shared_now(shared)).clone()  # type: ignore[no-any-return]

    def _next(self, make: Callable[[], Any] | None) -> Any:
        if self._position == len(self.log):
            assert make is not None
            self.log.append(make())
        self._position += 1
        return self.log[self._position - 1]

    def _fresh_example(self) -> Example:
        """Return copies, so that a body may do with its inputs what it likes."""
        return {name: copied(value) for name, value in self.example.items()}
