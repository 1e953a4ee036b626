"""Devices that are not there: probes by which code on a CPU can be seen to move tensors, or not."""

from __future__ import annotations

from typing import Any

import torch

from autograder.checking.probe import probe

__all__ = ["elsewhere", "from_a_loader", "simulated_gpu"]


@probe
def simulated_gpu() -> Any:
    """Return a mode in which tensors can be moved to a GPU; and functions: put one there, is it there (or where another
    one is, beside which it is needed), take it away.

    Parameters and buffers count as being there. What a loader gives is marked by `from_a_loader`.
    """
    from torch.overrides import TorchFunctionMode

    class OnGpu(torch.Tensor):
        pass

    def is_raw(value: Any) -> Any:
        return type(value).__name__ == "FromALoader"

    def leave(value: Any) -> Any:
        with torch._C.DisableTorchFunction():
            return value.as_subclass(torch.Tensor)

    def bring(value: Any) -> Any:
        with torch._C.DisableTorchFunction():
            return value.as_subclass(OnGpu)

    def names(value: Any, kind: Any) -> Any:
        return isinstance(value, (str, torch.device)) and str(value).startswith(kind)

    class Gpu(TorchFunctionMode):
        def __torch_function__(self, called: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
            named, name = dict(kwargs or {}), getattr(called, "__name__", "")
            first, rest = (args[0], [*args[1:], *named.values()]) if args else (None, [*named.values()])
            asked = getattr(called, "__self__", None)
            if asked is torch.Tensor.device:
                return torch.device("cpu") if is_raw(first) else torch.device("cuda", 0)
            if asked is torch.Tensor.is_cuda:
                return not is_raw(first)
            if name in ("to", "cuda", "cpu", "type_as", "as_tensor") and isinstance(first, torch.Tensor):
                there = any(isinstance(each, torch.Tensor) and not is_raw(each) for each in rest)
                there = there or name == "cuda" or any(names(each, "cuda") for each in rest)
                here = name == "cpu" or any(names(each, "cpu") for each in rest)
                dtypes = [each.dtype if isinstance(each, torch.Tensor) else each for each in rest]
                dtypes = [each for each in dtypes if isinstance(each, torch.dtype)]
                result = called(first, dtypes[0]) if dtypes and name == "to" else first
                if there and is_raw(first):
                    return bring(leave(result).clone())
                return leave(result) if here and isinstance(first, OnGpu) else result
            parts = [part for each in [*args, *rest] for part in (each if isinstance(each, (list, tuple)) else [each])]
            parts = [part for part in parts if isinstance(part, torch.Tensor) and part.dim()]
            if name == "copy_":  # from the one to the other
                called(leave(first), *[leave(each) if isinstance(each, torch.Tensor) else each for each in args[1:]])
                return first
            if any(map(is_raw, parts)) and any(isinstance(part, OnGpu) for part in parts):
                raise RuntimeError("Expected all tensors to be on the same device, but found cuda:0 and cpu!")
            if any(names(each, "cuda") for each in rest):  # something new is made there
                args = [each for each in args if not names(each, "cuda")]
                named = {key: each for key, each in named.items() if not names(each, "cuda")}
                return bring(called(*args, **named))
            return called(*args, **named)

    def fits(value: Any, beside: Any = None) -> Any:
        return not is_raw(value) or (beside is not None and not isinstance(beside, OnGpu))

    return Gpu(), bring, fits, leave


@probe
def from_a_loader(batches: Any) -> Any:
    """Return the batches as a loader gives them: not on the simulated GPU."""

    class FromALoader(torch.Tensor):
        pass

    return [(inputs.as_subclass(FromALoader), labels.as_subclass(FromALoader)) for inputs, labels in batches]


@probe
def elsewhere(batches: Any) -> Any:
    """Return the batches as on another device: they can be moved, and compute with nothing that is on this one."""
    from torch.utils._pytree import tree_leaves, tree_map

    class Elsewhere(torch.Tensor):
        __torch_function__ = torch._C._disabled_torch_function_impl  # type: ignore[assignment]

        @staticmethod
        def __new__(cls: Any, inner: Any) -> Any:
            made = torch.Tensor._make_wrapper_subclass(
                cls, inner.shape, strides=inner.stride(), dtype=inner.dtype, device=torch.device("meta")
            )
            made.inner = inner
            return made

        @classmethod
        def __torch_dispatch__(  # type: ignore[override]
            cls, called: Any, types: Any, args: Any = (), kwargs: Any = None
        ) -> Any:
            named = dict(kwargs or {})
            leaves = str(named.get("device", "meta")) != "meta"
            if not leaves:
                named.pop("device", None)
            copies = called is torch.ops.aten.copy_.default  # from one device to the other, as it may
            arrives = leaves or (copies and not isinstance(args[0], cls))
            tensors = [each for each in tree_leaves([args, named]) if isinstance(each, torch.Tensor) and each.dim()]
            if not arrives and not copies and not all(isinstance(each, cls) for each in tensors):
                raise RuntimeError("Expected all tensors to be on the same device, but found at least two devices!")
            args, named = tree_map(lambda each: each.inner if isinstance(each, cls) else each, (args, named))
            result = called(*args, **named)
            return tree_map(lambda each: cls(each) if type(each) is torch.Tensor and not arrives else each, result)

    return [(Elsewhere(inputs), Elsewhere(labels)) for inputs, labels in batches]
