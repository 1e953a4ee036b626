# %% plain: the shortest way
import torch


def save_model(model, path):
    torch.save(model.state_dict(), path)


# %% through-a-stream: opens the file itself
import torch


def save_model(model, path):
    with open(path, "wb") as stream:
        torch.save(model.state_dict(), stream)


# %% copies-on-the-cpu: a plain dict of detached copies
import torch


def save_model(model, path):
    torch.save({name: tensor.detach().cpu().clone() for name, tensor in model.state_dict().items()}, path)


# %% old-format: the format before the zip files
import torch


def save_model(model, path):
    torch.save(model.state_dict(), str(path), _use_new_zipfile_serialization=False)


# %% temporary-file-first: writes beside the file and renames
import os

import torch


def save_model(model, path):
    temporary = f"{path}.tmp"
    torch.save(model.state_dict(), temporary)
    os.replace(temporary, path)


# %% removes-the-old-one: unlinks a file that is there
from pathlib import Path

import torch


def save_model(model, path):
    path = Path(path)
    path.unlink(missing_ok=True)
    torch.save(model.state_dict(), path)


# %% makes-the-folder: creates parent folders, if there are none
from pathlib import Path

from torch import save


def save_model(model, path):
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    save(obj=model.state_dict(), f=path)


# %% parameters-as-such: keep_vars=True has the parameters themselves in it
import torch


def save_model(model, path):
    torch.save(model.state_dict(keep_vars=True), path)


# %% in-memory-first: writes the bytes of a buffer
import io
import pathlib

import torch


def save_model(model, path) -> None:
    buffer = io.BytesIO()
    torch.save(model.state_dict(), buffer)
    pathlib.Path(path).write_bytes(buffer.getbuffer())


# %% ordered-dict: a fresh OrderedDict, sorted by name
from collections import OrderedDict

import torch


def save_model(model, path):
    with torch.no_grad():
        state = OrderedDict(sorted(model.state_dict().items()))
        torch.save(state, path, pickle_protocol=2)


# %% in-eval-mode: puts the model in eval mode before
import torch


def save_model(model, path):
    model.eval()
    torch.save(model.state_dict(), path)
    print(f"saved to {path}")


# %% absolute-path: resolves the path first
import os

import torch


def save_model(model, path):
    target = os.path.abspath(path)
    torch.save(model.state_dict(), target)
    return target


# %% by-hand: gathers parameters and buffers module by module
import torch


def save_model(model, path):
    state = {}
    for prefix, module in model.named_modules():
        start = prefix + "." if prefix else ""
        for name, parameter in module._parameters.items():
            if parameter is not None:
                state[start + name] = parameter.data
        for name, buffer in module._buffers.items():
            if buffer is not None and name not in module._non_persistent_buffers_set:
                state[start + name] = buffer
    torch.save(state, path)


# %% default-dtype-float64: for the rest of the module
import torch

torch.set_default_dtype(torch.float64)


def save_model(model, path):
    torch.save(model.state_dict(), path)
