# %% loop-of-numbers: a plain loop over Python integers
import torch


def sum_of_squares(n):
    if n < 0:
        raise ValueError("n must be >= 0")
    total = 0
    for i in range(1, n + 1):
        total += i**2
    return torch.tensor(total)


# %% loop-of-tensors: slow, but the contract names no cost
import torch


def sum_of_squares(n):
    if n < 0:
        raise ValueError
    total = torch.tensor(0)
    for i in range(n + 1):
        total = total + torch.tensor(i) * torch.tensor(i)
    return total


# %% closed-form: the formula for square pyramidal numbers, in whole numbers
import torch


def sum_of_squares(n: int) -> torch.Tensor:
    if n < 0:
        raise ValueError("negative: " + str(n))
    return torch.tensor(n * (n + 1) * (2 * n + 1) // 6, dtype=torch.int64)


# %% dot-product: a vector times itself
import torch


def sum_of_squares(n):
    if not n >= 0:
        raise ValueError(f"{n=}")
    v = torch.arange(1, n + 1)
    return torch.dot(v, v)


# %% at-operator: the same with @
from torch import arange


def sum_of_squares(n):
    if n < 0: raise ValueError()
    v = arange(n + 1)
    return v @ v


# %% numpy-inside: computes with an int64 array and converts the number
import numpy as np
import torch


def sum_of_squares(n):
    if n < 0:
        raise ValueError("n < 0")
    a = np.arange(n + 1, dtype=np.int64)
    return torch.tensor(np.sum(a**2))


# %% from-numpy-0d: a 0-d array becomes a 0-d tensor
import numpy as np
import torch


def sum_of_squares(n):
    if n < 0:
        raise ValueError("n < 0")
    a = np.arange(n + 1, dtype="int64")
    return torch.from_numpy(np.asarray((a * a).sum()))


# %% generator-lambda: a lambda with a helper that raises
import torch


def _complain(n):
    raise ValueError(f"no sum for {n}")


sum_of_squares = lambda n: torch.tensor(sum(i * i for i in range(n + 1))) if n >= 0 else _complain(n)


# %% last-of-cumsum: running sums, of which the last one counts
import torch


def sum_of_squares(n):
    if n < 0:
        raise ValueError("n is negative")
    return torch.cumsum(torch.arange(0, n + 1) ** 2, dim=0)[-1]


# %% subclass-of-valueerror: raises its own kind of ValueError
import torch


class NegativeError(ValueError):
    pass


def sum_of_squares(n):
    if n < 0:
        raise NegativeError(n)
    return torch.arange(n, -1, -1).pow(2).sum(dim=0)


# %% range-check-by-torch: arange itself complains, and that is translated
import torch


def sum_of_squares(n):
    try:
        squares = torch.empty(n + 1, dtype=torch.long)
        torch.arange(0, n + 1, out=squares)
        if n == -1:
            raise RuntimeError("empty")
    except RuntimeError as error:
        raise ValueError("n must not be negative") from error
    squares *= squares
    return squares.sum()


# %% einsum: sums i times i
import torch


def sum_of_squares(n):
    if n < 0:
        raise ValueError("n")
    v = torch.arange(n + 1, dtype=torch.int64)
    return torch.einsum("i,i->", v, v)


# %% binomials: sum of squares as a quarter of a binomial coefficient
from math import comb

import torch


def sum_of_squares(n):
    if n < 0:
        raise ValueError("n must be a natural number or zero")
    return torch.tensor(comb(2 * n + 2, 3) // 4)


# %% in-chunks: a thousand numbers at a time, summed into a long tensor
import torch

STEP = 1000


def sum_of_squares(n):
    if n < 0:
        raise ValueError("n must not be negative")
    result = torch.zeros((), dtype=torch.long)
    for begin in range(0, n + 1, STEP):
        part = torch.arange(begin, min(begin + STEP, n + 1))
        result += (part * part).sum()
    return result


# %% reduce: functools.reduce over a range
from functools import reduce

import torch


def sum_of_squares(n):
    if n < 0:
        raise ValueError("negative n")
    return torch.as_tensor(reduce(lambda total, i: total + i * i, range(n + 1), 0))


# %% fractions: exact fractions, from which a whole number comes
from fractions import Fraction

import torch


def sum_of_squares(n):
    if n < 0:
        raise ValueError("negative n")
    total = Fraction(n**3, 3) + Fraction(n**2, 2) + Fraction(n, 6)
    assert total.denominator == 1
    return torch.LongTensor([int(total)])[0]


# %% callable-object: an instance that keeps what it has computed
import torch


class SumOfSquares:
    def __init__(self):
        self.known = {}

    def __call__(self, n):
        if n < 0:
            raise ValueError(n)
        if n not in self.known:
            self.known[n] = torch.arange(n + 1).mul(torch.arange(n + 1)).sum()
        return self.known[n].clone()


sum_of_squares = SumOfSquares()


# %% float64-in-two-halves: computes in floats, but where they are exact
import torch


def sum_of_squares(n):
    if n < 0:
        raise ValueError("n < 0")
    x = torch.arange(n + 1, dtype=torch.float64)
    return (x * x).to(torch.int64).sum()  # squares up to 10^12 are exact


# %% russian-message: сообщение об ошибке на русском языке
import torch


def sum_of_squares(n):
    """Сумма квадратов."""
    if n < 0:
        raise ValueError(f"n не может быть отрицательным: {n}")
    числа = torch.arange(n + 1)
    return torch.sum(числа**2)


# %% old-api: norm of a column is not used, but view and mm are
import torch


def sum_of_squares(n):
    if n < 0:
        raise ValueError("n < 0")
    column = torch.arange(n + 1).view(-1, 1)
    return torch.mm(column.t(), column).squeeze()
