"""What a worker does with torch, where that is installed; where it is not, there is nothing to be done."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from contextlib import contextmanager
from types import CodeType
from typing import Any

from autograder.protocol.tensors import HAS_TORCH, torch

if HAS_TORCH:  # here rather than where they are used: a zygote imports this, so that no worker has to
    from autograder.worker.tracing import Watch
    from autograder.worker.training_set import map_tensor

__all__ = ["NoWatch", "load_in_process", "map_read_only", "names_for_probes", "new_call", "new_watch",
           "seed", "set_threads", "warm_up"]  # fmt: skip


class NoWatch:
    """In the place of `autograder.worker.tracing.Watch`: there are no operators to be watched for."""

    def __init__(self) -> None:
        self.ran: set[str] = set()
        self.unclear: set[str] = set()
        self.callers: dict[str, tuple[CodeType, int]] = {}

    @contextmanager
    def watching(self, operators: Sequence[str], *, closely: bool = False) -> Iterator[None]:
        """Run the block."""
        yield

    def close(self) -> None:
        """Do nothing."""


def new_watch(files: Container[str]) -> Watch | NoWatch:
    """Return what notes which operators run; the ``files`` are the submission's."""
    return Watch(files) if HAS_TORCH else NoWatch()


def map_read_only(descriptor: int, shape: Sequence[int]) -> Any:
    """Map the tensor of a data set."""
    return map_tensor(descriptor, shape)


def names_for_probes() -> dict[str, Any]:
    """Return the names that probes have of torch."""
    if not HAS_TORCH:
        return {"torch": torch}  # of whose types nothing is an instance
    return {"torch": torch, "nn": torch.nn, "F": torch.nn.functional}


def new_call() -> None:
    """Undo what an earlier call may have set."""
    if HAS_TORCH:
        torch.set_grad_enabled(True)


def seed(number: int) -> None:
    """Make torch draw what it drew for every other submission."""
    if not HAS_TORCH:
        return
    if torch.accelerator.is_available():
        torch.manual_seed(number)
    else:  # the same at a hundredth of the cost: it would note where a GPU was seeded, should one turn up
        torch.default_generator.manual_seed(number)


def set_threads(number: int) -> None:
    """Have torch compute with so many threads."""
    if HAS_TORCH:
        torch.set_num_threads(number)


def load_in_process() -> None:
    """Have data loaders do the work of the processes that a worker may not start."""
    if HAS_TORCH:
        from autograder.worker import single_process

        single_process.load_in_process()


def warm_up() -> None:
    """Prepare what every worker needs, in the process that they are forked from."""
    if HAS_TORCH:
        from autograder.worker import warm_up

        warm_up.import_what_is_needed()
        torch.set_num_threads(1)  # before any operator: a pool of threads would not survive the fork
        warm_up.warm_up()
