"""Context: what the fixtures give to the checks while one submission after the other is examined."""

from __future__ import annotations

import hmac
import importlib.util
import inspect
import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from autograder.checking.drawing import other_inputs, seed_for
from autograder.checking.properties import Property
from autograder.checking.reference import Reference
from autograder.checking.student import Student
from autograder.course.data_sets import DataSet, make_data_set
from autograder.course.key import read_key
from autograder.grading.channel import DirectChannel
from autograder.grading.checklist import Check
from autograder.grading.properties import PreparedProperty
from autograder.protocol.tensors import HAS_TORCH, torch
from autograder.protocol.values import Mapped
from autograder.sandbox.limits import Budget, Limits
from autograder.sandbox.run import SubmissionRun

__all__ = ["Context"]


class Context:
    """Serves the checks of one assignment.

    Args:
        solution: the reference solution, or None where there is none to be had.
        limits: limits of each submission.
        switched_off: for each exercise with switched-off built-ins, their operators.

    Attributes:
        device: where to train: ``cpu`` or ``cuda``.
        run: the submission that is examined.
        note: what the present check wants to say in its report even if it passes.
    """

    def __init__(self, solution: Path | None, limits: Limits, switched_off: Mapping[str, Mapping[str, str]]) -> None:
        self.device = "cpu"
        self.note = ""
        self._solution = solution
        self._key = read_key(solution)
        self._limits = limits
        self._switched_off = switched_off
        self.run: SubmissionRun | None = None
        self._channel: DirectChannel | None = None
        self._memo: dict[str, Any] = {}
        self._prepared: dict[Property, PreparedProperty] = {}
        self._data_sets: dict[str, DataSet] = {}

    def examine(self, run: SubmissionRun | None) -> None:
        """Let the checks examine this submission from now on."""
        self.run = run
        self.forget()

    def prepare(self, check: Check) -> None:
        """Draw the inputs of a check and run its body up to its first calls.

        Raises:
            CheckError: the check is not as it must be.
        """
        of = check.of
        if of is not None:
            wanted = inspect.signature(check.item.function).parameters
            fixtures: dict[str, Any] = {}
            if "reference" in wanted:  # one with a state, which sequential checks are for, is asked each time
                fixtures["reference"] = self.reference if of.sequential else self.remembering_reference
            with self._inputs_of(check):
                seed = seed_for(check.id)
                _seed(seed)
                self._prepared[of] = PreparedProperty(of, seed, fixtures)

    def hold(self, check: Check) -> None:
        """Ask a property of the present submission, as the body of its test does.

        Raises:
            CheckFailure: it does not hold.
        """
        assert self._channel is not None
        assert check.of is not None
        self._channel.hold(check.of, {})

    def forget(self) -> None:
        """Forget what `once` has returned or raised."""
        self._memo.clear()

    def begin(
        self, check: Check, exercise: Budget | None = None, *, shrink: bool = True, closely: bool = False
    ) -> None:
        """Get ready for one check: whatever is random is the same for every submission.

        Args:
            check: the check.
            exercise: the time of its exercise, which its own is taken off.
            shrink: search for a smaller input if it fails.
            closely: tell what torch itself calls in a backward pass from what the submission calls there.
        """
        assert self.run is not None
        with self._inputs_of(check):
            seed = seed_for(check.id)
        _seed(seed)
        self.note = ""
        self.run.clear_shared()
        self._channel = DirectChannel(
            self.run,
            seed=seed,
            budget=Budget(check.info.timeout_s or self._limits.time_s),
            exercise=exercise if exercise is not None and not check.info.long else None,
            watch=sorted(self._switched_off.get(check.exercise, ())),
            closely=closely,
            threads=check.info.threads,
            shrink=shrink,
            prepared=self._prepared,
        )

    @contextmanager
    def _inputs_of(self, check: Check) -> Iterator[None]:
        """Draw here what belongs to a check: for a hidden one that depends on the key of the assignment."""
        if not (check.hidden and self._key):
            yield
            return
        with other_inputs(int.from_bytes(hmac.digest(self._key, check.id.encode(), "sha256")[:4])):
            yield

    @property
    def student(self) -> Student:
        """The submission, as the present check sees it."""
        assert self._channel is not None
        return Student(self._channel)

    @property
    def operators(self) -> set[str]:
        """The switched-off operators that the present check saw run."""
        return self._channel.operators if self._channel is not None else set()

    @property
    def places(self) -> dict[str, str]:
        """Where the submission has called those that it has called itself."""
        return self._channel.places if self._channel is not None else {}

    @property
    def unclear(self) -> set[str]:
        """Those of which it takes a closer look to say whether the submission ran them or torch itself did."""
        return self._channel.unclear if self._channel is not None else set()

    @cached_property
    def remembering_reference(self) -> Reference:
        """The same module, of whose functions the answers are kept for the next submission."""
        return Reference(self.reference)

    @cached_property
    def reference(self) -> ModuleType:
        """The solution module. It runs here, in the grader, and never where student code does."""
        if self._solution is None:
            raise LookupError("there is no reference solution here; a visible check must do without")
        spec = importlib.util.spec_from_file_location(f"reference_{self._solution.stem}", self._solution)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    def data_set(self, name: str) -> DataSet:
        """Return the data set with this name."""
        if name not in self._data_sets:
            self._data_sets[name] = make_data_set(name, self._solution)
        return self._data_sets[name]

    def task_on(self, name: str) -> Any:
        """Return the present submission's task on a data set."""
        assert self.run is not None
        sha256, data_set = self.run.sha256, self.data_set(name)
        return self.once(f"task on {name}", lambda: data_set.task(sha256, Mapped(name, data_set.shape)))

    def once(self, name: str, make: Callable[[], Any]) -> Any:
        """Return what ``make`` returns, or raise what it raises, calling it once a submission."""
        if name not in self._memo:
            try:
                self._memo[name] = (make(), None)
            except Exception as error:
                self._memo[name] = (None, error)
        value, raised = self._memo[name]
        if raised is not None:
            raise raised
        return value


def _seed(seed: int) -> None:
    random.seed(seed)
    np.random.seed(seed)
    if HAS_TORCH:
        torch.default_generator.manual_seed(seed)  # torch.manual_seed would prepare the GPUs, too, for 1 ms
