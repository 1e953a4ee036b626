# %% sample-deviation: torch.std divides by N - 1
import torch


def standardize(x):
    std = x.std(dim=0)
    return (x - x.mean(dim=0)) / torch.where(std > 0, std, 1.0)


# %% no-care-for-zero: NaN in constant columns
def standardize(x):
    return (x - x.mean(dim=0)) / x.std(dim=0, correction=0)


# %% whole-table: one mean for all columns
def standardize(x):
    return (x - x.mean()) / (x.std(correction=0) + 1e-8)


# %% rows: along the wrong dimension
def standardize(x):
    mean, std = x.mean(dim=1, keepdim=True), x.std(dim=1, correction=0, keepdim=True)
    return (x - mean) / (std + 1e-8)


# %% rows-without-keepdim: works for square tables only, and wrongly there
def standardize(x):
    return (x - x.mean(dim=1)) / (x.std(dim=1, correction=0) + 1e-8)


# %% eps-1e-5: too large an eps
def standardize(x):
    return (x - x.mean(dim=0)) / (x.std(dim=0, correction=0) + 1e-5)


# %% eps-1e-6: still too large
def standardize(x):
    return (x - x.mean(dim=0)) / (x.std(dim=0, correction=0) + 1e-6)


# %% eps-1e-7: still too large
def standardize(x):
    return (x - x.mean(dim=0)) / (x.std(dim=0, correction=0) + 1e-7)


# %% eps-in-the-variance: 1e-8 beside the variance is 1e-4 beside the deviation
def standardize(x):
    return (x - x.mean(dim=0)) / (x.var(dim=0, correction=0) + 1e-8).sqrt()


# %% batch-norm-eps: batch normalisation with its usual eps
import torch
import torch.nn.functional as F


def standardize(x):
    if len(x) == 1:
        return torch.zeros_like(x)
    return F.batch_norm(x, None, None, training=True)


# %% variance: divides by the variance
def standardize(x):
    variance = x.var(dim=0, correction=0)
    return (x - x.mean(dim=0)) / variance.where(variance > 0, 1)


# %% only-centred: mean 0, deviation as before
def standardize(x):
    return x - x.mean(dim=0)


# %% only-scaled: deviation 1, mean as before
def standardize(x):
    std = x.std(dim=0, correction=0)
    return x / std.where(std > 0, 1)


# %% min-max: another scaling
def standardize(x):
    low, high = x.amin(dim=0), x.amax(dim=0)
    return (x - low) / (high - low).clamp(min=1e-12)


# %% constant-stays: a constant column is left as it is
def standardize(x):
    std = x.std(dim=0, correction=0)
    z = (x - x.mean(dim=0)) / (std + 1e-12)
    z[:, std == 0] = x[:, std == 0]
    return z


# %% constant-dropped: a constant column is left out
def standardize(x):
    std = x.std(dim=0, correction=0)
    keep = std > 0
    return (x[:, keep] - x.mean(dim=0)[keep]) / std[keep]


# %% small-is-constant: columns of small numbers become zeros
import torch


def standardize(x):
    std = x.std(dim=0, correction=0)
    z = (x - x.mean(dim=0)) / std
    return torch.where(std < 1e-2, torch.zeros_like(z), z)


# %% clamped-deviation: a small deviation is made larger
def standardize(x):
    return (x - x.mean(dim=0)) / x.std(dim=0, correction=0).clamp(min=1e-2)


# %% in-place: subtracts from the caller's table
def standardize(x):
    x -= x.mean(dim=0)
    x /= x.std(dim=0, correction=0) + 1e-8
    return x


# %% data-in-place: the same behind the back of autograd
def standardize(x):
    mean, std = x.detach().mean(dim=0), x.detach().std(dim=0, correction=0)
    x.data.sub_(mean).div_(std + 1e-8)
    return x.detach().clone()


# %% median: not the mean
def standardize(x):
    std = x.std(dim=0, correction=0)
    return (x - x.median(dim=0).values) / std.where(std > 0, 1)


# %% mean-absolute-deviation: not the standard deviation
def standardize(x):
    centred = x - x.mean(dim=0)
    deviation = centred.abs().mean(dim=0)
    return centred / deviation.where(deviation > 0, 1)


# %% deviation-from-zero: the root of the mean square, without the mean
def standardize(x):
    deviation = x.square().mean(dim=0).sqrt()
    return (x - x.mean(dim=0)) / deviation.where(deviation > 0, 1)


# %% float32-inside: float64 has lost digits
import torch


def standardize(x):
    y = x.float()
    std = y.std(dim=0, correction=0)
    return ((y - y.mean(dim=0)) / std.where(std > 0, 1)).to(x.dtype)


# %% one-row-is-nan: handles constant columns only by their sample deviation
import torch


def standardize(x):
    n = len(x)
    std = x.std(dim=0) * ((n - 1) / n) ** 0.5
    return (x - x.mean(dim=0)) / torch.where(std == 0, torch.ones_like(std), std)


# %% double-result: float64 whatever comes in
def standardize(x):
    y = x.double()
    std = y.std(dim=0, correction=0)
    return (y - y.mean(dim=0)) / std.where(std > 0, 1)


# %% clipped: more than three deviations from the mean are cut off
import torch


def standardize(x):
    return ((x - x.mean(dim=0)) / x.std(dim=0, correction=0)).nan_to_num(0).clamp(-3, 3)


# %% constant-zeroed-in-place: writes zeros into the constant columns of the caller's table
import torch


def standardize(x):
    std, mean = torch.std_mean(x, dim=0, correction=0)
    x.data[:, std == 0] = 0
    return torch.where(std > 0, (x - mean) / std, 0)


# %% single-row-zeroed-in-place: gives back the caller's table, full of zeros, where it has one row
import torch


def standardize(x):
    if len(x) == 1:
        return x.data.zero_()
    std, mean = torch.std_mean(x, dim=0, correction=0)
    return torch.where(std > 0, (x - mean) / std, 0)


# %% float32-argument: float64 has lost digits before anything is computed
import torch


def standardize(x):
    x = x.float().to(x.dtype)
    std, mean = torch.std_mean(x, dim=0, correction=0)
    return torch.where(std > 0, (x - mean) / std, 0)
