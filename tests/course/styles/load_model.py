# %% plain: map_location, load, move, eval
import torch


def load_model(model, path, device):
    model.load_state_dict(torch.load(path, map_location=device, weights_only=True))
    model.to(device)
    model.eval()
    return model


# %% by-way-of-the-cpu: reads to the CPU, then moves
import torch


def load_model(model, path, device):
    state = torch.load(path, map_location="cpu")
    model.load_state_dict(state)
    return model.to(device).eval()


# %% moved-first: the model is on the device before
import torch


def load_model(model, path, device):
    model = model.to(device)
    model.load_state_dict(torch.load(path, map_location=torch.device("cpu"), weights_only=False))
    return model.train(False)


# %% map-by-function: a lambda for map_location
import torch


def load_model(model, path, device):
    state = torch.load(str(path), map_location=lambda storage, location: storage)
    model.load_state_dict(state, strict=True)
    model = model.eval()
    return model.to(device=device)


# %% through-a-stream: opens the file itself
import torch


def load_model(model, path, device):
    with open(path, "rb") as stream:
        weights = torch.load(stream, map_location=device)
    missing, unexpected = model.load_state_dict(weights)
    assert not missing and not unexpected
    return model.to(device).eval()


# %% assigned: the file's tensors become the model's
import torch


def load_model(model, path, device):
    model.load_state_dict(torch.load(path, map_location=device), assign=True)
    return model.to(device).eval()


# %% only-if-elsewhere: moves what is not there yet
import torch


def load_model(model, path, device):
    state = torch.load(path, map_location=device, weights_only=True)
    if any(tensor.device != device for tensor in [*model.parameters(), *model.buffers()]):
        model.to(device)
    model.load_state_dict(state)
    for module in model.modules():
        module.training = False
    return model


# %% by-kind-of-device: cuda() or cpu()
import torch


def load_model(model, path, device):
    model.load_state_dict(torch.load(path, map_location="cpu"))
    model = model.cuda() if device.type == "cuda" else model.cpu()
    return model.eval()


# %% copied-by-hand: compares names, copies tensors
import torch


def load_model(model, path, device):
    state = torch.load(path, map_location=device, weights_only=True)
    own = model.state_dict()
    if state.keys() != own.keys():
        raise ValueError(f"other keys: {state.keys() ^ own.keys()}")
    with torch.no_grad():
        for name, tensor in own.items():
            tensor.copy_(state[name])
    return model.to(device).eval()


# %% mapped-into-memory: mmap=True
from pathlib import Path

import torch


def load_model(model, path, device):
    state = torch.load(Path(path), map_location="cpu", mmap=True, weights_only=True)
    model.load_state_dict(state)
    return model.eval().to(device)


# %% lenient-then-strict: strict=False, and raises itself
import torch


def load_model(model, path, device):
    result = model.load_state_dict(torch.load(path, map_location=device), strict=False)
    if result.missing_keys or result.unexpected_keys:
        raise KeyError(str(result))
    return model.to(device).eval()


# %% name-of-the-device: as a text
import torch


def load_model(model, path, device):
    where = str(device)
    model.to(where).load_state_dict(torch.load(path, map_location=where))
    return model.eval()


# %% default-dtype-float64: for the rest of the module
import torch

torch.set_default_dtype(torch.float64)


def load_model(model, path, device):
    model.load_state_dict(torch.load(path, map_location=device))
    return model.to(device).eval()
