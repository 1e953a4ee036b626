"""Hidden checks of `replace_last_row`."""

import hypothesis.strategies as st
import torch

from autograder.checking import (
    assert_arguments_untouched,
    assert_close,
    assert_no_memory_shared,
    check,
    for_all,
    tensors,
    together,
)

DTYPES = (torch.float32, torch.float64, torch.int64, torch.int32, torch.uint8, torch.bool)


@st.composite
def tables(draw):
    """Draw a table of at least one row and one column, and a row that fits."""
    rows, columns = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    dtype = draw(st.sampled_from(DTYPES))
    return draw(tensors((rows, columns), [dtype])), draw(tensors((columns,), [dtype]))


@check(points=0.5)
@for_all(together("x", "row", values=tables()), examples=40)
def test_any_table(student, reference, x, row):
    """Works for every size and dtype, integers and bools included."""
    assert_close(student.replace_last_row(x, row), reference.replace_last_row(x, row))


@check(points=0.25)
def test_integers_untouched(student):
    """Leaves tables of integers and bools alone, too, and shares no memory with them."""
    for dtype in (torch.int64, torch.bool):
        x, row = torch.tensor([[0, 1], [1, 0]]).to(dtype), torch.tensor([0, 1]).to(dtype)
        assert_arguments_untouched(student.replace_last_row, student, x=x, row=row)
        assert_no_memory_shared(student.replace_last_row, student, after=[row], x=x)


@check(points=0.25)
def test_single_row(student):
    """Works for a table of one row, which is all replaced."""
    x, row = torch.tensor([[1.0, 2.0]]), torch.tensor([3.0, 4.0])
    assert_close(student.replace_last_row(x, row), torch.tensor([[3.0, 4.0]]))
    assert_no_memory_shared(student.replace_last_row, student, after=[row], x=x)


@check(points=0.25)
def test_view_of_a_larger_table(student, reference):
    """Works for a transposed table, whose rows do not lie one after the other."""
    x, row = torch.arange(6.0).reshape(2, 3).T, torch.tensor([-1.0, -2.0])
    assert_close(student.replace_last_row(x, row), reference.replace_last_row(x, row))
    assert_arguments_untouched(student.replace_last_row, student, x=x, row=row)
