"""Simulated machines: what a function does where there are GPUs, on a machine that may have none."""

from __future__ import annotations

from typing import Any, NamedTuple

import torch

from autograder.checking.comparison import describe, unreadable
from autograder.checking.failure import CheckFailure
from autograder.checking.probe import probe
from autograder.checking.student import RemoteFunction, student_of
from autograder.checking.symptoms import Symptom, of_type
from autograder.language import Phrase

__all__ = ["Machine", "devices_on"]

_NUMBER = Symptom("device_number", "A number tells one GPU from another, and says nothing of the CPU.")
_TENSOR = Symptom("device_tensor", "A tensor lies on a device; asked for is the device, and nothing is made on it.")
_TEXT = Symptom("device_as_text", "A string names a device; torch.device(…) makes one of it, with .type and .index.")


class Machine(NamedTuple):
    """A machine: how many GPUs CUDA has there, and whether there is one of Apple's."""

    cuda: int = 0
    mps: bool = False


@probe
def _call_on(function: Any, machines: Any) -> Any:
    """Return what the function returns on each machine; torch only says that it runs there.

    What torch's functions say is changed in their code, so it makes no difference under what name they were imported.
    """
    from contextlib import ExitStack

    def there_are(cuda: Any, mps: Any) -> Any:
        kind = "cuda" if cuda else "mps" if mps else None
        available = [lambda: False, lambda: True, lambda: True][cuda]
        number = [lambda: 0, lambda: 1, lambda: 2][cuda]
        yield torch.cuda.is_available, "__code__", available.__code__
        yield torch.cuda.device_count, "__code__", number.__code__
        yield torch.cuda, "current_device", lambda: 0
        yield torch.backends.cuda, "is_built", lambda: True
        yield torch.backends.mps, "is_available", lambda: mps
        yield torch.backends.mps, "is_built", lambda: mps
        if hasattr(torch, "accelerator"):
            yield torch.accelerator, "is_available", lambda: kind is not None
            yield torch.accelerator, "device_count", lambda: cuda or int(mps)
            yield torch.accelerator, "current_accelerator", lambda *_, **__: kind and torch.device(kind)

    found = []
    for cuda, mps in machines:
        with ExitStack() as stack:
            for owner, name, value in there_are(cuda, mps):
                stack.callback(setattr, owner, name, getattr(owner, name))
                setattr(owner, name, value)
            found.append(function())
    return found


def devices_on(function: RemoteFunction, *machines: Machine) -> list[torch.device]:
    """Return the devices that a function of the student's returns on these machines, one after the other.

    The function is called without arguments. It is told of the GPUs, by ``torch.cuda`` and others, and cannot compute
    on them. At most two of CUDA's can be simulated.
    """
    answer = student_of(function).run(_call_on, function, [tuple(machine) for machine in machines])
    if not isinstance(answer, list) or len(answer) != len(machines):
        raise unreadable(answer)
    for device in answer:
        if not isinstance(device, torch.device):
            symptom = _TEXT if isinstance(device, str) else of_type(device)
            if isinstance(device, int | torch.Tensor):
                symptom = _NUMBER if isinstance(device, int) else _TENSOR
            message = Phrase("it returned {value}, not a torch.device", value=describe(device))
            raise CheckFailure(message, symptom=symptom)
    return answer
