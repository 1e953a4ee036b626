# %% in-place: changes x and returns it
def replace_last_row(x, row):
    x[-1] = row
    return x


# %% assignment-is-no-copy: y = x is only another name
def replace_last_row(x, row):
    y = x
    y[-1, :] = row
    return y


# %% detach-shares: detach is a view, the write shows in x
def replace_last_row(x, row):
    y = x.detach()
    y[-1] = row
    return y


# %% slice-shares: x[:] is a view, unlike that of a list
def replace_last_row(x, row):
    y = x[:]
    y[-1] = row
    return y


# %% contiguous-shares: contiguous() copies only where x is not contiguous yet
def replace_last_row(x, row):
    y = x.detach().contiguous()
    y[-1] = row
    return y


# %% shallow-copy: copy.copy makes a new tensor over the same memory
import copy


def replace_last_row(x, row):
    y = copy.copy(x.detach())
    y[-1] = row
    return y


# %% numpy-shares: from_numpy(x.numpy()) goes through the same memory
import torch


def replace_last_row(x, row):
    a = x.detach().numpy()
    a[-1] = row.detach().numpy()
    return torch.from_numpy(a)


# %% loop-misses-last-number: the inner loop ends one column early
import torch


def replace_last_row(x, row):
    y = x.clone()
    n, m = y.shape
    for j in range(m - 1):
        y[n - 1, j] = row[j]
    return y


# %% view-for-unchanged: returns x itself when the last row is right already
import torch


def replace_last_row(x, row):
    if torch.equal(x[-1], row):
        return x  # nothing to do
    y = x.clone()
    y[-1] = row
    return y


# %% float-zeros: a float32 buffer whatever the dtype of x
import torch


def replace_last_row(x, row):
    y = torch.zeros(x.shape)
    y[:-1] = x[:-1]
    y[-1] = row
    return y


# %% through-float32: goes back to the dtype, but large int64 and float64 numbers have lost digits
import torch


def replace_last_row(x, row):
    y = torch.zeros(x.shape)
    y[:] = x
    y[-1] = row
    return y.to(x.dtype)


# %% list-without-dtype: torch.tensor of lists guesses the dtype
import torch


def replace_last_row(x, row):
    return torch.tensor(x.tolist()[:-1] + [row.tolist()])


# %% plus-zero: x + 0 makes int64 of bool
def replace_last_row(x, row):
    y = x + 0
    y[-1] = row
    return y


# %% mask-arithmetic: x * keep + row * (1 - keep): NaN where the old row has inf or NaN
import torch


def replace_last_row(x, row):
    keep = torch.ones(x.shape[0], 1, dtype=x.dtype)
    keep[-1] = 0
    return x * keep + row * (1 - keep.to(torch.uint8)).to(x.dtype)


# %% minus-on-bool: subtracts the old row and adds the new one: rounding, and an error for bool
import torch


def replace_last_row(x, row):
    change = torch.zeros_like(x)
    change[-1] = row - x[-1]
    return x + change


# %% last-column: replaces the last column (seen only where x is not square)
def replace_last_row(x, row):
    y = x.clone()
    y[:, -1] = row
    return y


# %% index-of-columns: uses the number of columns as the index of the last row
def replace_last_row(x, row):
    n, m = x.shape
    y = x.clone()
    y[m - 1] = row
    return y


# %% first-row: counts from the wrong end
def replace_last_row(x, row):
    y = x.clone()
    y[0] = row
    return y


# %% appends: adds a row instead of replacing one
import torch


def replace_last_row(x, row):
    return torch.cat([x, row.unsqueeze(0)])


# %% second-but-last: y[-2:-1] is not the last row, and for one row nothing at all
def replace_last_row(x, row):
    y = x.clone()
    y[-2:-1] = row
    return y


# %% stack-of-slice: fails for a single row, where there is nothing to stack before the new one
import torch


def replace_last_row(x, row):
    upper = torch.stack([x[i] for i in range(len(x) - 1)])
    return torch.cat([upper, row[None]])


# %% squeezed-when-one-row: a 1-d tensor comes back for n = 1
import torch


def replace_last_row(x, row):
    if len(x) == 1:
        return row.clone()
    return torch.vstack([x[:-1], row])


# %% row-unsqueezed-in-place: unsqueeze_ changes the shape of the argument
import torch


def replace_last_row(x, row):
    row.unsqueeze_(0)
    return torch.cat((x[:-1], row), dim=0)


# %% deepcopy-of-leaf: the copy of a leaf that requires a gradient cannot be written to
import copy


def replace_last_row(x, row):
    y = copy.deepcopy(x)
    y[-1] = row
    return y


# %% requires-grad-off: switches off the gradient of the argument to get around an error
def replace_last_row(x, row):
    if x.is_leaf:
        x.requires_grad_(False)
    y = x.clone()
    y[-1] = row
    return y


# %% fill-with-first: fills the row with one number
def replace_last_row(x, row):
    y = x.clone()
    y[-1] = row[0]
    return y


# %% no-return: changes a clone and returns nothing
def replace_last_row(x, row):
    y = x.clone()
    y[-1] = row


# %% numpy-array-back: returns a NumPy array
import numpy as np


def replace_last_row(x, row):
    a = np.array(x.detach())
    a[-1] = row.detach()
    return a


# %% rows-in-a-dict: keeps the rows as the keys of a dict, so equal rows are lost
import torch


def replace_last_row(x, row):
    rows = {tuple(r.tolist()): None for r in x[:-1]}
    rows[tuple(row.tolist())] = None
    return torch.tensor(list(rows), dtype=x.dtype)


# %% writes-into-x: assigns into x itself and returns x, so the argument is modified
import torch


def replace_last_row(x, row):
    x[-1] = row
    return x


# %% equals-is-copy: y = x makes a second name, not a copy (unlike in C++), so x is modified
import torch
from torch import Tensor


def replace_last_row(x: Tensor, row: Tensor) -> Tensor:
    y = x
    y[-1] = row
    return y


# %% slice-copy: x[:] copies a list but is only a view of a tensor, so x is modified
import torch

def replace_last_row(x, row):
    y = x[:]   # copy
    y[-1, :] = row
    return y


# %% detach-copy: detach() gives a view of the same memory, so x is modified
import torch


def replace_last_row(x, row):
    result = x.detach()
    result[-1] = row
    return result


# %% data-copy: x.data shares the memory of x, so x is modified
import torch


def replace_last_row(x, row):
    new = x.data
    new[-1] = row
    return new


# %% view-copy: x.view(...) shares the memory of x, so x is modified
import torch


def replace_last_row(x, row):
    n, m = x.shape
    y = x.view(n, m)
    y[n - 1] = row
    return y


# %% reshape-copy: reshape to the same shape returns a view, so x is modified
import torch


def replace_last_row(x, row):
    out = x.reshape(x.shape)
    out[-1] = row
    return out


# %% contiguous-copy: contiguous() returns x itself when x is contiguous already, so x is modified
import torch
from torch import Tensor


def replace_last_row(x: Tensor, row: Tensor) -> Tensor:
    y = x.contiguous()
    y[-1] = row
    return y


# %% to-same-dtype: x.to(x.dtype) returns x itself when nothing changes, so x is modified
import torch

def replace_last_row(x, row):
    y = x.to(x.dtype)
    y[-1] = row
    return y


# %% numpy-shared: x.numpy() and from_numpy share the memory of x, so x is modified
import torch


def replace_last_row(x, row):
    a = x.detach().numpy()
    a[-1] = row.detach().numpy()
    return torch.from_numpy(a)


# %% numpy-requires-grad: x.numpy() raises an error for a tensor that requires grad
import numpy as np
import torch


def replace_last_row(x, row):
    arr = x.numpy().copy()
    arr[-1] = row.numpy()
    return torch.from_numpy(arr)


# %% index-n: uses the index n, one past the last row (IndexError)
import torch

def replace_last_row(x, row):
    n = x.shape[0]
    y = x.clone()
    y[n] = row
    return y


# %% index-from-columns: takes the number of columns for the number of rows, so it hits the wrong row or none unless x is square
import torch


def replace_last_row(x, row):
    res = x.clone()
    last = x.shape[1] - 1
    res[last] = row
    return res


# %% second-last: index -2 replaces the last but one row
import torch


def replace_last_row(x, row):
    y = torch.clone(x)
    y[-2] = row
    return y


# %% append-row: appends the row without removing the old last row, so the result is (n + 1, m)
import torch


def replace_last_row(x, row):
    return torch.cat([x, row.unsqueeze(0)], dim=0)


# %% cuts-two-rows: x[:-2] removes two rows instead of one, so the result is (n - 1, m)
import torch


def replace_last_row(x, row):
    return torch.cat((x[:-2], row[None, :]))


# %% cat-dims: torch.cat of a 2-d and a 1-d tensor is an error, the row needs unsqueeze(0)
import torch

def replace_last_row(x, row):
    # берём всё кроме последней строки и добавляем новую
    return torch.cat([x[:-1], row])


# %% cat-wrong-dim: concatenates along dim 1, that is side by side
import torch


def replace_last_row(x, row):
    top = x[:-1]
    bottom = row.reshape(1, -1)
    return torch.cat([top, bottom], dim=1)


# %% row-in-front: puts the new row in front of the other rows instead of behind them
import torch


def replace_last_row(x, row):
    return torch.vstack([row, x[:-1]])


# %% float-cast: converts x with .float(), so float64, integer and bool tensors lose their dtype
import torch


def replace_last_row(x, row):
    y = x.clone().float()
    y[-1] = row
    return y


# %% add-difference: adds row - last row to the last row; subtraction is an error for bool and rounds for floats
import torch
from torch import Tensor

def replace_last_row(x: Tensor, row: Tensor) -> Tensor:
    y = x.clone()
    y[-1] += row - x[-1]
    return y


# %% plus-equals: adds the row to the last row instead of replacing it
import torch


def replace_last_row(x, row):
    y = x.clone()
    y[-1] += row
    return y


# %% compare-not-assign: writes == instead of =, so nothing is assigned and the copy is returned unchanged
import torch


def replace_last_row(x, row):
    y = x.clone()
    y[-1] == row
    return y


# %% copy-then-x: clones x but then writes into x and returns the clone
import torch


def replace_last_row(x, row):
    y = x.clone()
    x[-1] = row
    return y


# %% clone-too-late: writes into x first and returns a clone of it afterwards
import torch


def replace_last_row(x, row):
    x[-1] = row
    return x.clone()


# %% returns-row-only: returns only the replaced row, not the whole tensor
import torch

def replace_last_row(x, row):
    y = x.clone()
    y[-1] = row
    return y[-1]


# %% returns-helper-none: returns the result of a helper that writes in place and itself returns None
import torch


def set_row(t, i, r):
    t[i] = r


def replace_last_row(x, row):
    return set_row(x.clone(), -1, row)


# %% returns-list: returns nested Python lists instead of a tensor
import torch


def replace_last_row(x, row):
    data = x.tolist()
    data[-1] = row.tolist()
    return data


# %% list-roundtrip-dtype: torch.tensor of a nested list guesses the dtype, so float64 becomes float32 and int32 becomes int64
import torch


def replace_last_row(x, row):
    data = x.tolist()
    data[-1] = row.tolist()
    return torch.tensor(data)


# %% where-equal-values: replaces every element that equals the one in the last row of its column, not only those of the last row
import torch

def replace_last_row(x, row):
    return torch.where(x == x[-1], row, x)


# %% all-equal-rows: replaces every row that equals the last row
import torch


def replace_last_row(x, row):
    y = x.clone()
    for i in range(len(y)):
        if torch.equal(x[i], x[-1]):
            y[i] = row
    return y


# %% loop-all-rows: the loop over i writes the row into every row
import torch


def replace_last_row(x, row):
    y = x.clone()
    for i in range(x.shape[0]):
        y[i, :] = row
    return y


# %% element-loop-short: the loop over the columns stops before the last column
import torch


def replace_last_row(x, row):
    y = x.clone()
    last = y.shape[0] - 1
    for j in range(y.shape[1] - 1):
        y[last, j] = row[j]
    return y


# %% only-first-value: row[0] fills the whole last row with one value
import torch


def replace_last_row(x, row):
    y = x.clone()
    y[-1] = row[0]
    return y


# %% fill-row-sum: fill_ with row.sum() puts the sum into all places
import torch

def replace_last_row(x, row):
    y = x.clone()
    y[-1].fill_(row.sum())
    return y


# %% index-copy-inplace: index_copy_ with the underscore works on x itself
import torch


def replace_last_row(x, row):
    idx = torch.tensor([x.size(0) - 1], device=x.device)
    return x.index_copy_(0, idx, row.unsqueeze(0))


# %% clone-without-call: x.clone without parentheses is the method, not a copy
import torch


def replace_last_row(x, row):
    y = x.clone
    y[-1] = row
    return y


# %% numpy-copy-method: tensors have no .copy() method as arrays have
import torch


def replace_last_row(x, row):
    y = x.copy()
    y[-1] = row
    return y


# %% swapped-arguments: the arguments are declared in the wrong order
import torch


def replace_last_row(row, x):
    y = x.clone()
    y[-1] = row
    return y


# %% transposed-back-forgotten: works on the transposed copy and forgets to transpose it back
import torch

def replace_last_row(x, row):
    t = x.t().clone()
    t[:, -1] = row
    return t


# %% copy-into-view: x[-1] is a view of x, and copy_ writes the row through it into x
import torch


def replace_last_row(x, row):
    last = x[-1]
    last.copy_(row)
    return torch.cat([x[:-1], last.unsqueeze(0)])


# %% hardcoded-three-rows: the index 2 is hard-coded, as if x always had three rows
import torch


def replace_last_row(x, row):
    y = x.clone()
    y[2] = row
    return y


# %% global-cache: keeps the result of the first call in a global variable and returns it for ever
import torch

_result = None


def replace_last_row(x, row):
    global _result
    if _result is None:
        _result = x.clone()
        _result[-1] = row
    return _result


# %% same-row-returns-x: returns x itself when the last row is equal to row already, which shares memory
import torch


def replace_last_row(x, row):
    if torch.equal(x[-1], row):
        return x   # nothing to do
    y = x.clone()
    y[-1] = row
    return y


# %% recursion-rows: calls itself for the rest of the rows and never stops at an empty rest
import torch


def replace_last_row(x, row):
    head = x[:1]
    tail = replace_last_row(x[1:], row)
    return torch.cat([head, tail])


# %% row-zeroed: zero_() at the end overwrites the argument row
import torch


def replace_last_row(x, row):
    y = x.clone()
    y[-1] = row
    row.zero_()  # free
    return y


# %% view-and-first-row: two mistakes: y = x is no copy; and the first row is replaced
import torch


def replace_last_row(x, row):
    y = x
    y[0] = row
    return y


# %% float-and-off-by-one: two mistakes: torch.zeros gives float32 for every dtype; and the loop copies one row too few
import torch


def replace_last_row(x, row):
    n, m = x.shape
    out = torch.zeros((n, m))
    for i in range(n - 2):
        for j in range(m):
            out[i, j] = x[i, j]
    for j in range(m):
        out[n - 1, j] = row[j]
    return out


# %% detach-and-column: two mistakes: detach() shares the memory of x; and the last column is replaced
import torch

def replace_last_row(x, row):
    y = x.detach()
    y[:, -1] = row
    return y


# %% append-and-cast: two mistakes: the row is appended, not replaced; and everything is cast to float32
import torch


def replace_last_row(x, row):
    x = x.to(torch.float32)
    row = row.to(torch.float32)
    return torch.vstack((x, row))


# %% list-and-inplace: two mistakes: the row is written into x; and a list comes back
import torch


def replace_last_row(x, row):
    x[-1] = row
    return x.tolist()


# %% numpy-array-and-plus: two mistakes: a NumPy array is returned; and the row is added instead of assigned
import numpy as np


def replace_last_row(x, row):
    a = np.array(x.tolist())
    a[-1] = a[-1] + np.array(row.tolist())
    return a
