"""Hidden checks of `as_shared_tensor`."""

import numpy as np
import torch

from autograder.checking import CheckFailure, Phrase, Symptom, assert_close, check, for_each, probe, unreadable

DTYPES = (
    "bool", "uint8", "int8", "int16", "int32", "int64", "uint16", "uint32", "uint64", "float16", "float32", "float64",
    "complex64", "complex128",
)  # fmt: skip
LAYOUTS = (
    "transposed", "every other column", "some rows", "one column", "columns after another", "three dimensions turned",
    "a corner",
)  # fmt: skip
COPIED = Symptom(
    "copied_here",
    "The elements of this array do not lie one after the other: what needs them in order, such as reshape(…), "
    "contiguous() and np.ascontiguousarray(…), has to copy them.",
)


@probe
def write_both_ways(fn, array, first, second):
    """Call ``fn``, write to the array and then to the tensor; return the tensor as it was before and between."""
    result = plain(fn(array))  # noqa: F821 (probes have it)
    if not isinstance(result, torch.Tensor) or result.shape != first.shape:
        return result, None
    before = result.clone()
    array[...] = first.numpy()
    between = result.clone()
    result.detach().copy_(second)
    return before, between


@check(points=0.25)
@for_each([{"dtype": dtype} for dtype in DTYPES])
def test_every_dtype(student, dtype):
    """Shares the memory of arrays of every dtype that torch has, too."""
    _assert_shared(student, lambda numbers: numbers.astype(dtype), 0 if dtype == "bool" else 1)


@check(points=0.25)
@for_each([{"shape": shape} for shape in ((), (1,), (4,), (1, 1), (3, 1), (2, 1, 3), (2, 1, 2, 2))])
def test_every_shape(student, shape):
    """Works for arrays of every shape, 0-d included."""
    _assert_shared(student, lambda numbers: numbers.ravel()[: int(np.prod(shape))].reshape(shape))


@check(points=0.5)
@for_each([{"layout": layout} for layout in LAYOUTS])
def test_every_layout(student, layout):
    """Shares the memory of slices and of transposed tables."""
    _assert_shared(student, lambda numbers: _laid_out(numbers, layout), symptom=COPIED)


def _laid_out(numbers, layout):
    """Return some of the 24 numbers, or all of them, as they are not one after the other in memory."""
    return {
        "transposed": lambda: numbers.T,
        "every other column": lambda: numbers[:, ::2],
        "some rows": lambda: numbers[1::2],
        "one column": lambda: numbers[:, 3],
        "columns after another": lambda: np.asfortranarray(numbers),
        "three dimensions turned": lambda: numbers.reshape(2, 3, 4).transpose(2, 0, 1),
        "a corner": lambda: numbers[2:, 4:],
    }[layout]()


def _assert_shared(student, make, more=1, symptom=None):
    """Fail unless writes to either side show in the other, for the array made of 24 numbers in four rows."""
    values, first, second = (
        make((np.arange(24.0).reshape(4, 6) + step) % 2 if not more else np.arange(24.0).reshape(4, 6) + 30 * step)
        for step in range(3)
    )
    array = student.share(values)
    answer = student.run(write_both_ways, student.as_shared_tensor, array, torch.tensor(first), torch.tensor(second))
    match answer:
        case (before, between):
            pass
        case _:
            raise unreadable(answer)
    assert_close(before, torch.tensor(values))
    if not values.shape:  # torch.asarray takes a 0-d array for a number, and copies it; that is held against nobody
        return
    # Integers without a sign are not promoted, so another dtype must be seen before.
    like = isinstance(between, torch.Tensor) and between.dtype == before.dtype
    if not like or not torch.equal(between, torch.tensor(first)):
        raise CheckFailure(Phrase("what is written to the array does not show in the tensor"), symptom=symptom)
    if not torch.equal(array.now(), torch.tensor(second)):
        raise CheckFailure(Phrase("what is written to the tensor does not show in the array"), symptom=symptom)
