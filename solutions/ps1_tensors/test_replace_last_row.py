"""Hidden checks of `replace_last_row`."""

import math

import hypothesis.strategies as st
import torch

from autograder.checking import (
    assert_close,
    assert_no_memory_shared,
    assert_untouched,
    check,
    for_all,
    for_each,
    require,
    tensors,
    together,
    watched,
)

DTYPES = (torch.float32, torch.float64, torch.int64, torch.int32, torch.uint8, torch.bool)


# What must not be left to chance: every dtype, tables of one row and of one column, and rows like the last one.
ALWAYS = [
    {"x": torch.tensor([[1, 0], [0, 1]]).to(dtype)[:rows, :columns], "row": torch.tensor([0, 1]).to(dtype)[:columns]}
    for dtype in DTYPES
    for rows, columns in ((2, 2), (1, 2), (2, 1))
]
ALWAYS.append({"x": torch.tensor([[1.0, 2.0], [3.0, 4.0], [1.0, 2.0]]), "row": torch.tensor([5.0, 6.0])})


@st.composite
def tables(draw):
    """Draw a table of at least one row and one column, and a row that fits; their values need all digits."""
    rows, columns = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    dtype = draw(st.sampled_from(DTYPES))
    elements = st.floats(-1e6, 1e6) if dtype == torch.float64 else None
    large = 2**60 if dtype == torch.int64 else 2**20
    x, row = (draw(tensors(size, [dtype], -large, large, elements)) for size in ((rows, columns), (columns,)))
    return x, row


@check(points=0.5)
@for_all(together("x", "row", values=tables()), examples=40, also=ALWAYS)
def test_any_table(student, reference, x, row):
    """Works for every size and dtype, integers and bools included."""
    assert_close(student.replace_last_row(x, row), reference.replace_last_row(x, row), tolerance=0)


@check(points=0.25)
@for_each([{"x": torch.tensor([[0, 1], [1, 0]]).to(dtype)} for dtype in (torch.int64, torch.bool)])
def test_integers_untouched(student, x):
    """Leaves tables of integers and bools alone, too, and shares no memory with them."""
    row = torch.tensor([0, 1]).to(x.dtype)
    expected = torch.cat([x[:-1], row[None]])
    result = assert_untouched(student.replace_last_row, watched("x", x), watched("row", row))
    again = assert_no_memory_shared(student.replace_last_row, watched("x", x), row)
    with require():
        assert_close(result, expected)
        assert_close(again, expected)


@check(points=0.25)
@for_each(
    [
        {"x": torch.tensor([[1.0, 2.0]]), "row": torch.tensor([3.0, 4.0])},
        {"x": torch.ones(2, 2), "row": torch.ones(2)},
    ]
)
def test_new_memory_always(student, x, row):
    """Returns new memory for a table of one row, and where the last row stays as it is."""
    result = assert_no_memory_shared(student.replace_last_row, watched("x", x), row)
    with require():
        assert_close(result, torch.cat([x[:-1], row[None]]))


@check(points=0.25)
@for_each([{"x": torch.arange(6.0).reshape(2, 3).T}, {"x": torch.tensor([[1.0, 2.0], [math.inf, -math.inf]])}])
def test_hard_to_copy(student, reference, x):
    """Works for a transposed table, whose rows do not lie one after the other, and for infinite numbers."""
    row = torch.tensor([[-1.0, 0.0], [-2.0, 0.0]])[:, 0]
    # Only what is shared keeps its strides on the way to the worker.
    result = assert_untouched(student.replace_last_row, watched("x", x), watched("row", row))
    assert_close(result, reference.replace_last_row(x, row))
