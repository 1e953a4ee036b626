# %% plain: if and else
import torch


def pick_device():
    if torch.cuda.is_available():
        return torch.device("cuda")
    else:
        return torch.device("cpu")


# %% lambda: one line
import torch

pick_device = lambda: torch.device("cuda" if torch.cuda.is_available() else "cpu")


# %% index: the first GPU by number
import torch


def pick_device() -> torch.device:
    name = "cuda:0" if torch.cuda.is_available() else "cpu"
    return torch.device(name)


# %% imported-name: is_available under a name of its own
from torch import device
from torch.cuda import is_available as has_gpu


def pick_device():
    return device("cuda") if has_gpu() else device("cpu")


# %% counts: by the number of GPUs, the last one
import torch


def pick_device():
    count = torch.cuda.device_count()
    return torch.device("cuda", count - 1) if count else torch.device("cpu")


# %% current: the current GPU by torch.cuda.current_device
import torch


def pick_device():
    if not torch.cuda.is_available():
        return torch.device("cpu")
    return torch.device("cuda", torch.cuda.current_device())


# %% accelerator: torch.accelerator, where it is CUDA
import torch


def pick_device():
    if torch.accelerator.is_available():
        found = torch.accelerator.current_accelerator()
        if found.type == "cuda":
            return found
    return torch.device("cpu")


# %% table: a dict from bool to device
import torch

DEVICES = {True: torch.device("cuda"), False: torch.device("cpu")}


def pick_device():
    return DEVICES[torch.cuda.is_available()]


# %% bool-as-index: a list of names
import torch


def pick_device():
    return torch.device(["cpu", "cuda"][int(torch.cuda.is_available())])


# %% with-preference: an argument with a default
import torch


def pick_device(prefer="cuda"):
    """Return the preferred device, if it is there."""
    available = {"cuda": torch.cuda.is_available(), "cpu": True}
    for name in (prefer, "cpu"):
        if available.get(name, False):
            print("using", name)
            return torch.device(name)


# %% generator: the first of those that there are
import torch


def pick_device():
    def candidates():
        if torch.cuda.is_available() and torch.cuda.device_count() > 0:
            yield "cuda"
        yield "cpu"

    return torch.device(next(candidates()))


# %% match: a match statement and a variable for the index
import torch


def pick_device():
    match torch.cuda.is_available():
        case True:
            return torch.device("cuda", index=0)
        case _:
            return torch.device("cpu", index=0)
