# %% range-ends-early: range(n) leaves n out
import torch


def sum_of_squares(n):
    if n < 0:
        raise ValueError("n < 0")
    return torch.tensor(sum(i**2 for i in range(n)))


# %% sum-then-square: squares the sum
import torch


def sum_of_squares(n):
    if n < 0:
        raise ValueError("n < 0")
    return torch.arange(n + 1).sum() ** 2


# %% python-int: no tensor at all
def sum_of_squares(n):
    if n < 0:
        raise ValueError("n < 0")
    return sum(i * i for i in range(n + 1))


# %% one-element: a list in torch.tensor makes a vector
import torch


def sum_of_squares(n):
    if n < 0:
        raise ValueError("n < 0")
    return torch.tensor([n * (n + 1) * (2 * n + 1) // 6])


# %% float-division: / makes a float32 tensor of it
import torch


def sum_of_squares(n):
    if n < 0:
        raise ValueError("n < 0")
    return torch.tensor(n * (n + 1) * (2 * n + 1) / 6)


# %% float-made-long: the float32 tensor has lost digits before long()
import torch


def sum_of_squares(n):
    if n < 0:
        raise ValueError("n < 0")
    return torch.tensor(n * (n + 1) * (2 * n + 1) / 6).long()


# %% int-of-quotient: right up to 2^53, wrong for a million
import torch


def sum_of_squares(n):
    if n < 0:
        raise ValueError("n < 0")
    return torch.tensor(int(n * (n + 1) * (2 * n + 1) / 6), dtype=torch.int64)


# %% rounded-polynomial: the formula term by term, in floats
import torch


def sum_of_squares(n):
    if n < 0:
        raise ValueError("n < 0")
    return torch.tensor(round(n**3 / 3 + n**2 / 2 + n / 6))


# %% float64-sum: sums in float64, then converts
import torch


def sum_of_squares(n):
    if n < 0:
        raise ValueError("n < 0")
    return (torch.arange(n + 1, dtype=torch.float64) ** 2).sum().long()


# %% float64-result: right values in the wrong dtype
import torch


def sum_of_squares(n):
    if n < 0:
        raise ValueError("n < 0")
    return (torch.arange(n + 1) ** 2).sum().double()


# %% linspace: floats again
import torch


def sum_of_squares(n):
    if n < 0:
        raise ValueError("n < 0")
    return torch.linspace(0, n, n + 1).square().sum()


# %% int32-squares: the squares overflow from 46 341 on
import torch


def sum_of_squares(n):
    if n < 0:
        raise ValueError("n < 0")
    x = torch.arange(n + 1, dtype=torch.int32)
    return (x * x).sum()


# %% int32-result: the sum overflows, the dtype is wrong
import torch


def sum_of_squares(n):
    if n < 0:
        raise ValueError("n < 0")
    return torch.arange(n + 1).square().sum().int()


# %% no-error: nothing is raised for a negative n
import torch


def sum_of_squares(n):
    return torch.tensor(sum(i * i for i in range(1, n + 1)))


# %% asserts: an AssertionError is no ValueError
import torch


def sum_of_squares(n):
    assert n >= 0, "n must not be negative"
    return torch.arange(n + 1).square().sum()


# %% torchs-own-error: arange raises a RuntimeError, for n = -1 none
import torch


def sum_of_squares(n):
    return torch.arange(n + 1).square().sum()


# %% type-error: the wrong kind of exception
import torch


def sum_of_squares(n):
    if n < 0:
        raise TypeError("n must not be negative")
    return torch.arange(n + 1).square().sum()


# %% returns-the-error: returned, not raised
import torch


def sum_of_squares(n):
    if n < 0:
        return ValueError("n must not be negative")
    return torch.arange(n + 1).square().sum()


# %% zero-refused: n = 0 is allowed
import torch


def sum_of_squares(n):
    if n < 1:
        raise ValueError("n must be positive")
    return torch.arange(n + 1).square().sum()


# %% first-recursion: recursion ends at Python's limit
import torch


def sum_of_squares(n):
    if n < 0:
        raise ValueError("n < 0")
    if n == 0:
        return torch.tensor(0)
    return sum_of_squares(n - 1) + n * n


# %% starts-at-two: leaves out 1
import torch


def sum_of_squares(n):
    if n < 0:
        raise ValueError("n < 0")
    return torch.tensor(sum(i * i for i in range(2, n + 1)))


# %% prints-only: prints the result and returns None
import torch


def sum_of_squares(n):
    if n < 0:
        raise ValueError("n < 0")
    print(torch.arange(n + 1).square().sum())


# %% cubes: the exponent is wrong
import torch


def sum_of_squares(n):
    if n < 0:
        raise ValueError("n < 0")
    return torch.arange(n + 1).pow(3).sum()
