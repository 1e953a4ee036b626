# %% clone-and-assign: the way of the lecture
import torch


def replace_last_row(x, row):
    y = x.clone()
    y[-1] = row
    return y


# %% cat-of-slices: concatenates all rows but the last with the new one; the first part may be empty
import torch


def replace_last_row(x, row):
    return torch.cat([x[:-1], row.unsqueeze(0)], dim=0)


# %% vstack-lambda: a lambda with vstack
import torch

replace_last_row = lambda matrix, vector: torch.vstack((matrix[: len(matrix) - 1], vector[None, :]))


# %% detached-clone: drops the graph first, which is free to choose
import torch
from torch import Tensor


def replace_last_row(x: Tensor, row: Tensor) -> Tensor:
    result = x.detach().clone()
    result[x.shape[0] - 1, :] = row.detach()
    return result


# %% two-loops: copies number by number into zeros of the right dtype
import torch


def replace_last_row(x, row):
    n, m = x.shape
    y = torch.zeros(n, m, dtype=x.dtype, device=x.device)
    for i in range(n):
        for j in range(m):
            if i == n - 1:
                y[i, j] = row[j]
            else:
                y[i, j] = x[i, j]
    return y


# %% list-of-rows-stacked: a Python list of rows, its last one exchanged
import torch


def replace_last_row(x, row):
    rows = list(x)
    rows.pop()
    rows.append(row)
    return torch.stack(rows)


# %% generator-of-rows: yields rows, one of them the new one
import torch


def _rows(x, row):
    last = x.size(0) - 1
    for number, old in enumerate(x):
        yield row if number == last else old


def replace_last_row(x, row):
    return torch.stack(tuple(_rows(x, row)), 0)


# %% where-with-mask: torch.where over a column of booleans
import torch


def replace_last_row(x, row):
    n = x.shape[0]
    is_last = torch.arange(n, device=x.device).unsqueeze(1) == n - 1
    return torch.where(is_last, row, x)


# %% select-scatter: one out-of-place call
import torch


def replace_last_row(x, row):
    """select_scatter is x with x.select(dim, index) replaced, as a new tensor."""
    return torch.select_scatter(x, row, dim=0, index=-1)


# %% index-copy: out-of-place index_copy
import torch


def replace_last_row(x, row):
    index = torch.tensor([x.shape[0] - 1], device=x.device)
    return x.index_copy(0, index, row.view(1, -1))


# %% index-put: out-of-place index_put with a tuple of indices
import torch


def replace_last_row(x, row):
    where = (torch.tensor([-1], device=x.device),)
    return torch.index_put(x, where, row)


# %% slice-scatter: writes a slice of one row
import torch


def replace_last_row(x, row):
    start = x.size(0) - 1
    return x.slice_scatter(row.reshape(1, row.size(0)), dim=0, start=start)


# %% masked-scatter: a mask of the last row and masked_scatter
import torch


def replace_last_row(x, row):
    mask = torch.zeros_like(x, dtype=torch.bool)
    mask[-1] = True
    return x.masked_scatter(mask, row)


# %% list-detour: through nested lists, with dtype and device given back
import torch


def replace_last_row(x, row):
    table = x.tolist()
    table[-1] = row.tolist()
    return torch.tensor(table, dtype=x.dtype, device=x.device)


# %% numpy-with-fallback: NumPy where it knows the dtype, else torch
import numpy as np
import torch


def replace_last_row(x, row):
    try:
        array = np.array(x.detach().cpu().numpy(), copy=True)
        array[-1, :] = row.detach().cpu().numpy()
        return torch.from_numpy(array).to(x.device)
    except TypeError:  # bfloat16 and friends
        copy = x.detach().clone()
        copy[-1] = row
        return copy


# %% bytes-detour: copies the raw bytes of the rows
import torch


def replace_last_row(x, row):
    body = x.detach().clone(memory_format=torch.contiguous_format)
    tail = row.detach().clone(memory_format=torch.contiguous_format)
    n, m = body.shape
    size = body.element_size()
    raw = body.view(torch.uint8)
    raw[n - 1, :] = tail.view(torch.uint8)
    assert raw.shape == (n, m * size)
    return raw.view(x.dtype)


# %% empty-and-copy: an uninitialised buffer, filled with copy_
import torch


def replace_last_row(x, row):
    with torch.no_grad():
        out = torch.empty_like(x)
        out[:-1].copy_(x[:-1])
        out[-1].copy_(row)
    return out


# %% warning-of-torch-tensor: torch.tensor of a tensor copies, and warns
import torch


def replace_last_row(x, row):
    new = torch.tensor(x)
    new[-1] = torch.tensor(row)
    return new


# %% deepcopy-of-detached: copy.deepcopy of a detached tensor
import copy


def replace_last_row(x, row):
    y = copy.deepcopy(x.detach())
    y[-1:] = row
    return y


# %% recursion: peels off the first row until one is left
import torch


def replace_last_row(x, row):
    if x.shape[0] == 1:
        return row.clone().reshape(1, -1)
    first, rest = x[:1], x[1:]
    return torch.cat((first, replace_last_row(rest, row)))


# %% transposed-columns: works on the transposed matrix and turns it back: right, but not contiguous
import torch


def replace_last_row(x, row):
    columns = x.T.clone()
    columns[:, -1] = row
    return columns.T


# %% part-of-a-larger-buffer: the result is a view of an own, larger buffer
import torch


def replace_last_row(x, row):
    n, m = x.shape
    buffer = torch.empty((n + 1, m), dtype=x.dtype, device=x.device)
    buffer[:n] = x.detach()
    buffer[n - 1] = row.detach()
    buffer[n] = 0  # sentinel
    return buffer[:n]


# %% flip-twice: flips, replaces the first row, flips back
import torch


def replace_last_row(x, row):
    upside_down = torch.flip(x, dims=(0,))
    upside_down[0] = row
    return torch.flipud(upside_down)


# %% gather-from-both: appends the row and picks rows by index
import torch


def replace_last_row(x, row):
    n = x.shape[0]
    both = torch.cat([x, row.reshape(1, -1)])
    index = [i for i in range(n - 1)] + [n]
    return both[index]


# %% named-arguments-and-defaults: other names, an extra default argument, wrong hints
import numpy as np
import torch


def replace_last_row(матрица: np.ndarray, новая_строка: list, индекс: int = -1) -> np.ndarray:
    """Копия матрицы с заменённой последней строкой."""
    копия = torch.clone(матрица)
    копия[индекс] = новая_строка
    return копия


# %% callable-class: a dataclass with __call__ that replaces any row
from dataclasses import dataclass

import torch


@dataclass(frozen=True)
class RowReplacer:
    position: int

    def __call__(self, x, row):
        keep = x.split(1, dim=0)
        parts = list(keep)
        parts[self.position] = row.expand(1, -1)
        return torch.cat(parts)


replace_last_row = RowReplacer(position=-1)


# %% star-import: no prefix anywhere
from torch import *


def replace_last_row(x, row):
    top = narrow(x, 0, 0, x.shape[0] - 1)
    return concatenate((top, atleast_2d(row)), dim=0)


# %% checks-everything: assertions, prints and an own exception that never comes
import torch


class BadShape(Exception):
    pass


def replace_last_row(x, row):
    print(f"replacing the last row of\n{x}\nby\n{row}")
    if x.ndim != 2:
        raise BadShape(x.shape)
    assert row.ndim == 1
    assert x.dtype == row.dtype
    before = x.detach().clone()
    y = x.new_empty(x.shape)
    y[...] = x
    y[-1, ...] = row
    assert y.data_ptr() != x.data_ptr()
    assert torch.equal(x[:-1], y[:-1]) or x.is_floating_point()
    del before
    return y


# %% asarray-copy: torch.asarray with copy=True
import torch


def replace_last_row(x, row):
    y = torch.asarray(x.detach(), copy=True)
    y[y.shape[0] - 1].copy_(row)
    return y


# %% nested-helper: a helper function within, closing over the arguments
import torch


def replace_last_row(x, row):
    n = len(x)

    def line(k):
        if k + 1 < n:
            return x[k]
        return row

    return torch.stack([line(k) for k in range(n)], dim=0)
