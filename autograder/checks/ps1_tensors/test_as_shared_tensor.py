"""Visible checks of `as_shared_tensor`."""

import numpy as np
import torch

from autograder.checking import (
    CheckFailure,
    Phrase,
    Symptom,
    assert_close,
    assert_untouched,
    check,
    for_each,
    probe,
    require,
    watched,
)

ARRAY = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
BEFORE, AFTER = torch.tensor(ARRAY), torch.tensor([[-1.0, 7.0, 9.0], [8.0, 0.0, -2.0]], dtype=torch.float64)
COPIED = Symptom(
    "copied",
    "torch.tensor(…), clone(), copy() and astype(…) have memory of their own: the tensor must be made of the array's.",
)


@probe
def write_to_tensor(fn, array, values):
    """Call ``fn`` and write to the tensor that it returns; return what it had returned."""
    result = plain(fn(array))  # noqa: F821 (probes have it)
    if not isinstance(result, torch.Tensor) or result.shape != values.shape:
        return result
    before = result.clone()
    result.detach().copy_(values)
    return before


@probe
def write_to_array(fn, array, values):
    """Call ``fn`` and write to the array; return what the tensor is then."""
    result = fn(array)
    array[...] = values.numpy()
    return result


@check(points=0.5)
@for_each([{"dtype": dtype} for dtype in ("float64", "float32", "int64", "bool")])
def test_same_elements(student, dtype):
    """Returns a tensor of the array's shape, dtype and elements, and leaves the array alone."""
    array = ARRAY.astype(dtype)
    result = assert_untouched(student.as_shared_tensor, watched("array", array))
    assert_close(result, torch.tensor(array))


@check(points=0.5)
def test_write_to_tensor(student):
    """A write to the tensor shows in the array."""
    array = student.share(ARRAY)
    result = student.run(write_to_tensor, student.as_shared_tensor, array, AFTER)
    with require():
        assert_close(result, BEFORE)
    if not torch.equal(array.now(), AFTER):
        raise CheckFailure(Phrase("what is written to the tensor does not show in the array"), symptom=COPIED)


@check(points=0.5)
def test_write_to_array(student):
    """A write to the array shows in the tensor."""
    with require():
        assert_close(student.as_shared_tensor(ARRAY), BEFORE)
    result = student.run(write_to_array, student.as_shared_tensor, student.share(ARRAY), AFTER)
    try:
        assert_close(result, AFTER)
    except CheckFailure as failure:
        raise CheckFailure(
            Phrase("what is written to the array does not show in the tensor: {message}", message=failure.message),
            symptom=COPIED,
        ) from None
