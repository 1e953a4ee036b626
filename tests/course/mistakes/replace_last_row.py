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
