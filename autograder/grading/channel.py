"""Channel: how the checks of one submission reach its worker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any

import numpy as np

from autograder.checking.failure import CheckFailure, Unusable, value_of
from autograder.checking.properties import Property
from autograder.grading.properties import PreparedProperty
from autograder.language import Phrase
from autograder.protocol.tensors import torch
from autograder.protocol.values import Shared, Unencodable
from autograder.sandbox.connection import WorkerLost
from autograder.sandbox.limits import Budget
from autograder.sandbox.run import Calls, LoadError, Reply, SubmissionRun

__all__ = ["DirectChannel"]


class DirectChannel:
    """Reaches the worker of one submission, for one check.

    Attributes:
        operators: those of the operators watched for that the calls of this check have run.
        unclear: those that ran in a backward pass, so that it may have been torch itself.
    """

    def __init__(
        self,
        run: SubmissionRun,
        *,
        seed: int,
        budget: Budget,
        exercise: Budget | None = None,
        watch: Sequence[str] = (),
        closely: bool = False,
        threads: int = 1,
        shrink: bool = True,
        prepared: Mapping[Property, PreparedProperty] | None = None,
    ) -> None:
        """Get ready for the check.

        Args:
            run: the submission.
            seed: what random generators are seeded with in the worker.
            budget: the time for all calls together.
            exercise: the time of the exercise, which it is taken off, too.
            watch: operators to watch for.
            closely: tell what torch itself calls in a backward pass from what the submission calls there.
            threads: how many the worker computes with.
            shrink: search for a smaller input where a property fails.
            prepared: properties that are known; others are prepared when they are first asked for.
        """
        self.operators: set[str] = set()
        self.unclear: set[str] = set()
        self.places: dict[str, str] = {}
        self._run = run
        self._seed = seed
        self._budget = budget
        self._exercise = exercise
        self._anew = True
        self._watch = watch
        self._closely = closely
        self._threads = threads
        self._shrink = shrink
        self._prepared = prepared or {}

    def call(
        self, target: Any, arguments: Sequence[Any], named: Mapping[str, Any], timeout_s: float | None = None
    ) -> Any:
        """Make one call; see `autograder.checking.student.Channel`."""
        budget = self._budget if timeout_s is None else Budget(timeout_s)
        return value_of(self.ask(Calls([(target, arguments, named)]), budget).results[0])

    def hold(self, of: Property, fixtures: dict[str, Any]) -> None:
        """Raise `CheckFailure` unless a property holds."""
        prepared = self._prepared.get(of) or PreparedProperty(of, self._seed, fixtures)
        prepared.run(self, shrink=self._shrink)

    def begin_anew(self) -> None:
        """Have the next calls find what the first ones found: seeded generators, free memory, no objects kept."""
        self._anew = True
        self.clear_shared()

    def clear_shared(self) -> None:
        """Give back all shared memory."""
        self._run.clear_shared()

    def write_shared(self, offset: int, data: bytes) -> None:
        """Place bytes that have been laid out for the memory of the worker that the next call goes to."""
        self._load()
        self._run.write_shared(offset, data)

    def ask(self, calls: Calls, budget: Budget | None = None) -> Reply:
        """Make calls in one message.

        Raises:
            CheckFailure: the worker hung or died.
        """
        self._load()
        budget = budget or self._budget
        left = copy(budget)
        try:
            reply = self._run.call(
                calls,
                budget,
                seed=self._seed if self._anew else None,
                fresh=self._anew,
                watch=self._watch,
                closely=self._closely,
                threads=self._threads,
            )
        except Unencodable as error:  # something that came back from the worker and is to go there again
            raise Unusable(Phrase("returned something that cannot be handed on: {why}", why=error)) from None
        except WorkerLost as lost:
            failure = CheckFailure(
                Phrase.lines(*filter(None, (lost.reason, lost.place)), indent="  "), lost_at=lost.index
            )
            failure.killed = lost.killed
            raise failure from None
        finally:
            if self._exercise is not None:
                self._exercise.spend(left.cpu_s - budget.cpu_s, left.wall_s - budget.wall_s)
        self._anew = False
        self.operators |= reply.ran
        self.unclear |= reply.unclear
        self.places = {**reply.places, **self.places}
        return reply

    def share(self, value: torch.Tensor | np.ndarray[Any, Any]) -> Shared:
        """Place a value into the memory of the worker that the next call goes to."""
        self._load()
        return self._run.share(value)

    def shared_now(self, shared: Shared) -> torch.Tensor:
        """Return what that memory holds now."""
        return self._run.shared_now(shared)

    def _load(self) -> None:
        """Have a worker; that takes its own time, not the check's."""
        try:
            self._run.load(self._threads)
        except LoadError as error:  # it was loaded before, so this time something else has happened
            raise CheckFailure(str(error), lost_at=0) from None
