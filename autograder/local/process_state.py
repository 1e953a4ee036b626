"""What a process has but one of: so that checks and student code can take turns in the same one."""

from __future__ import annotations

import random
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from autograder.protocol.tensors import HAS_TORCH, torch

__all__ = ["ProcessState", "left_as_it_was"]


@dataclass(frozen=True)
class _TorchState:
    """Random generator and settings of torch."""

    generator: torch.Tensor
    dtype: torch.dtype
    device: torch.device
    grad: bool
    threads: int

    @classmethod
    def now(cls) -> _TorchState:
        return cls(
            torch.default_generator.get_state(),
            torch.get_default_dtype(),
            torch.get_default_device(),
            torch.is_grad_enabled(),
            torch.get_num_threads(),
        )

    def restore(self) -> None:
        torch.default_generator.set_state(self.generator)
        torch.set_default_dtype(self.dtype)
        if torch.get_default_device() != self.device:  # a device that is set slows every call of torch down
            torch.set_default_device(None if self.device == torch.device("cpu") else self.device)
        torch.set_grad_enabled(self.grad)
        if torch.get_num_threads() != self.threads:
            torch.set_num_threads(self.threads)

    def of_a_new_process(self) -> _TorchState:
        return replace(self, dtype=torch.float32, device=torch.device("cpu"), grad=True)


@dataclass(frozen=True)
class ProcessState:
    """Random generators and settings at some moment; those of torch where it is installed."""

    python: tuple[Any, ...]
    numpy: Any
    floating: Any
    torch: _TorchState | None

    @classmethod
    def now(cls) -> ProcessState:
        """Return the present one."""
        of_torch = _TorchState.now() if HAS_TORCH else None
        return cls(random.getstate(), np.random.get_state(), np.geterr(), of_torch)

    def restore(self) -> None:
        """Make it the present one again."""
        random.setstate(self.python)
        np.random.set_state(self.numpy)
        np.seterr(**self.floating)
        if self.torch is not None:
            self.torch.restore()

    def with_threads(self, threads: int) -> ProcessState:
        """Return this one with so many threads for torch to compute with."""
        return replace(self, torch=replace(self.torch, threads=threads) if self.torch is not None else None)

    def of_a_new_process(self) -> ProcessState:
        """Return this one with the settings that Python starts with; they must not change what a check finds."""
        floating = {"divide": "warn", "over": "warn", "under": "ignore", "invalid": "warn"}
        return replace(self, floating=floating, torch=self.torch.of_a_new_process() if self.torch is not None else None)


@contextmanager
def left_as_it_was() -> Iterator[ProcessState]:
    """Run the block as in a new process, without warnings; restore all afterwards. Yields the state that was found."""
    before, accelerator = ProcessState.now(), _Accelerator()
    with warnings.catch_warnings(), np.printoptions(suppress=False, sign="-", formatter=None):
        warnings.simplefilter("ignore")
        before.of_a_new_process().restore()
        try:
            yield before
        finally:
            before.restore()
            accelerator.restore()


class _Accelerator:
    """The random generators of the GPUs, if there are any. They are not made to start if nobody has used them yet."""

    def __init__(self) -> None:
        kind = torch.accelerator.current_accelerator(check_available=True) if HAS_TORCH else None
        self._module: Any = torch.get_device_module(kind) if kind is not None else None
        self._states = self._now() if self._has_started() else None

    def restore(self) -> None:
        if self._module is None:
            return
        if self._states is None:  # as they would have started, from the seed that torch was given last
            self._module.manual_seed_all(torch.initial_seed())
        else:
            for index, state in enumerate(self._states):
                self._module.set_rng_state(state, index)

    def _now(self) -> list[torch.Tensor]:
        return [self._module.get_rng_state(index) for index in range(self._module.device_count())]

    def _has_started(self) -> bool:
        if self._module is None:
            return False
        return self._module is torch.mps or self._module.is_initialized()
