# %% text-cuda: returns the name
import torch


def pick_device():
    if torch.cuda.is_available():
        return "cuda"
    return "cpu"


# %% fixed-at-import: decides when the file is imported
import torch

DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")


def pick_device():
    return DEVICE


# %% not-called: is_available without parentheses is always true
import torch


def pick_device():
    return torch.device("cuda" if torch.cuda.is_available else "cpu")


# %% hard-coded: always cuda:0
import torch


def pick_device():
    return torch.device("cuda:0")


# %% always-cpu: to be on the safe side
import torch


def pick_device():
    return torch.device("cpu")


# %% mps-first: Apple's GPU before anything else
import torch


def pick_device():
    if torch.backends.mps.is_available():
        return torch.device("mps")
    if torch.cuda.is_available():
        return torch.device("cuda")
    return torch.device("cpu")


# %% mps-last: as in the tutorial on the web
import torch


def pick_device():
    name = "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"
    return torch.device(name)


# %% accelerator: whatever accelerator there is
import torch


def pick_device():
    if torch.accelerator.is_available():
        return torch.accelerator.current_accelerator()
    return torch.device("cpu")


# %% cached: remembers the first answer
import functools

import torch


@functools.cache
def pick_device():
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


# %% reversed: cpu where there is a GPU
import torch


def pick_device():
    return torch.device("cuda") if not torch.cuda.is_available() else torch.device("cpu")


# %% is-built: asks whether torch was built for CUDA
import torch


def pick_device():
    return torch.device("cuda" if torch.backends.cuda.is_built() else "cpu")


# %% version: asks for the version of CUDA
import torch


def pick_device():
    return torch.device("cuda" if torch.version.cuda else "cpu")


# %% index: the number of the GPU
import torch


def pick_device():
    return 0 if torch.cuda.is_available() else -1


# %% prints: prints the device and returns nothing
import torch


def pick_device():
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    print(device)


# %% tensor: a tensor that lies there
import torch


def pick_device():
    return torch.zeros(1, device="cuda" if torch.cuda.is_available() else "cpu")


# %% tries: computes on the GPU to see whether there is one
import torch


def pick_device():
    try:
        torch.zeros(1).cuda()
        return torch.device("cuda")
    except Exception:
        return torch.device("cpu")


# %% pair: device and number of GPUs
import torch


def pick_device():
    return torch.device("cuda" if torch.cuda.is_available() else "cpu"), torch.cuda.device_count()


# %% several: only with more than one GPU
import torch


def pick_device():
    if torch.cuda.device_count() >= 2:
        return torch.device("cuda")
    return torch.device("cpu")


# %% one-only: not where there are several
import torch


def pick_device():
    if torch.cuda.device_count() == 1:
        return torch.device("cuda")
    return torch.device("cpu")


# %% argument: asks for a name that nobody gives
import torch


def pick_device(name):
    return torch.device(name if torch.cuda.is_available() else "cpu")


# %% misspelt: torch.cuda.is_avaliable
import torch


def pick_device():
    return torch.device("cuda" if torch.cuda.is_avaliable() else "cpu")


# %% meta: another type where there is no GPU
import torch


def pick_device():
    return torch.device("cuda") if torch.cuda.is_available() else torch.device("meta")
