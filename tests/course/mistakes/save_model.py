# %% whole-model: pickles the object
import torch


def save_model(model, path):
    torch.save(model, path)


# %% checkpoint: a dictionary around the state_dict
import torch


def save_model(model, path):
    torch.save({"state_dict": model.state_dict(), "epoch": 0}, path)


# %% parameters-only: no buffers
import torch


def save_model(model, path):
    torch.save({name: p.detach() for name, p in model.named_parameters()}, path)


# %% all-buffers: those that are not persistent, too
import torch


def save_model(model, path):
    torch.save({**dict(model.named_parameters()), **dict(model.named_buffers())}, path)


# %% trainable-only: frozen parameters are left out
import torch


def save_model(model, path):
    frozen = {name for name, p in model.named_parameters() if not p.requires_grad}
    torch.save({name: t for name, t in model.state_dict().items() if name not in frozen}, path)


# %% list-of-tensors: the values without names
import torch


def save_model(model, path):
    torch.save(list(model.state_dict().values()), path)


# %% as-lists: numbers in plain lists
import torch


def save_model(model, path):
    torch.save({name: tensor.tolist() for name, tensor in model.state_dict().items()}, path)


# %% as-arrays: NumPy arrays, which weights_only refuses
import torch


def save_model(model, path):
    torch.save({name: tensor.numpy() for name, tensor in model.state_dict().items()}, path)


# %% pickled: not torch's format
import pickle


def save_model(model, path):
    with open(path, "wb") as stream:
        pickle.dump(model.state_dict(), stream)


# %% numpy-archive: savez puts .npz behind the name
import numpy as np


def save_model(model, path):
    np.savez(path, **{name: tensor.numpy() for name, tensor in model.state_dict().items()})


# %% fixed-name: ignores the path
import torch


def save_model(model, path):
    torch.save(model.state_dict(), "model.pt")


# %% adds-pt: appends an ending where there is another
import torch


def save_model(model, path):
    path = str(path)
    if not path.endswith(".pt"):
        path += ".pt"
    torch.save(model.state_dict(), path)


# %% changes-the-ending: replaces the ending
from pathlib import Path

import torch


def save_model(model, path):
    torch.save(model.state_dict(), Path(path).with_suffix(".pt"))


# %% str-only: concatenates, which a Path does not
import torch


def save_model(model, path):
    torch.save(model.state_dict(), "./" + path)


# %% path-only: asks a str for its parent
import torch


def save_model(model, path):
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), path)


# %% never-replaces: raises where a file is
import os

import torch


def save_model(model, path):
    if os.path.exists(path):
        raise FileExistsError(path)
    torch.save(model.state_dict(), path)


# %% appends: writes behind what is there
import torch


def save_model(model, path):
    with open(path, "ab") as stream:
        torch.save(model.state_dict(), stream)


# %% writes-over: leaves the rest of a longer file
import os

import torch


def save_model(model, path):
    with open(path, "r+b" if os.path.exists(path) else "wb") as stream:
        torch.save(model.state_dict(), stream)


# %% in-half-precision: saves space
import torch


def save_model(model, path):
    torch.save({k: v.half() if v.is_floating_point() else v for k, v in model.state_dict().items()}, path)


# %% float32-model: the model itself becomes float32
import torch


def save_model(model, path):
    torch.save(model.float().state_dict(), path)


# %% freezes: requires_grad is switched off for good
import torch


def save_model(model, path):
    for parameter in model.parameters():
        parameter.requires_grad = False
    torch.save(model.state_dict(), path)


# %% drops-gradients: zero_grad before saving
import torch


def save_model(model, path):
    model.zero_grad(set_to_none=True)
    torch.save(model.state_dict(), path)


# %% leaves-a-copy: a backup beside the file
import torch


def save_model(model, path):
    torch.save(model.state_dict(), path)
    torch.save(model.state_dict(), str(path) + ".bak")


# %% nothing-written: only makes the dictionary
def save_model(model, path):
    return model.state_dict()


# %% makedirs-of-nothing: dirname of a bare name is empty
import os

import torch


def save_model(model, path):
    os.makedirs(os.path.dirname(path))
    torch.save(model.state_dict(), path)


# %% shared-once: a parameter with two names is saved under one of them
import torch


def save_model(model, path):
    seen, state = set(), {}
    for name, tensor in model.state_dict().items():
        if tensor.data_ptr() not in seen:
            seen.add(tensor.data_ptr())
            state[name] = tensor
    torch.save(state, path)
