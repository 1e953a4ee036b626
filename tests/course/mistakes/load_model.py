# %% no-map-location: fails without the GPU
import torch


def load_model(model, path, device):
    model.load_state_dict(torch.load(path))
    return model.to(device).eval()


# %% one-gpu-mapped: cuda:0 only
import torch


def load_model(model, path, device):
    model.load_state_dict(torch.load(path, map_location={"cuda:0": str(device)}))
    return model.to(device).eval()


# %% train-mode: no eval
import torch


def load_model(model, path, device):
    model.load_state_dict(torch.load(path, map_location=device))
    return model.to(device)


# %% eval-then-train: back in train mode
import torch


def load_model(model, path, device):
    model.eval()
    model.load_state_dict(torch.load(path, map_location=device))
    return model.to(device).train()


# %% eval-of-the-top: the flag of the outermost module only
import torch


def load_model(model, path, device):
    model.load_state_dict(torch.load(path, map_location=device))
    model.training = False
    return model.to(device)


# %% not-moved: map_location alone
import torch


def load_model(model, path, device):
    model.load_state_dict(torch.load(path, map_location=device))
    return model.eval()


# %% weights-moved: the file's tensors are moved, not the model
import torch


def load_model(model, path, device):
    state = torch.load(path, map_location="cpu")
    model.load_state_dict({name: tensor.to(device) for name, tensor in state.items()})
    return model.eval()


# %% parameters-moved: buffers stay
import torch


def load_model(model, path, device):
    model.load_state_dict(torch.load(path, map_location="cpu"))
    for parameter in model.parameters():
        parameter.data = parameter.data.to(device)
    return model.eval()


# %% moved-and-back: ends on the CPU
import torch


def load_model(model, path, device):
    model.to(device)
    model.load_state_dict(torch.load(path, map_location=device))
    return model.cpu().eval()


# %% assigned-only: tensors that are not in the file stay where they are
import torch


def load_model(model, path, device):
    model.load_state_dict(torch.load(path, map_location=device), assign=True)
    return model.eval()


# %% lenient: strict=False
import torch


def load_model(model, path, device):
    model.load_state_dict(torch.load(path, map_location=device), strict=False)
    return model.to(device).eval()


# %% what-fits: keeps only keys that the model has
import torch


def load_model(model, path, device):
    own = model.state_dict()
    own.update({k: v for k, v in torch.load(path, map_location=device).items() if k in own})
    model.load_state_dict(own)
    return model.to(device).eval()


# %% swallows: no exception comes out
import torch


def load_model(model, path, device):
    try:
        model.load_state_dict(torch.load(path, map_location=device))
    except RuntimeError as error:
        print(error)
    return model.to(device).eval()


# %% copy: another object
import copy

import torch


def load_model(model, path, device):
    other = copy.deepcopy(model)
    other.load_state_dict(torch.load(path, map_location=device))
    return other.to(device).eval()


# %% returns-nothing: no return
import torch


def load_model(model, path, device):
    model.load_state_dict(torch.load(path, map_location=device))
    model.to(device).eval()


# %% returns-the-state: the dictionary
import torch


def load_model(model, path, device):
    return torch.load(path, map_location=device)


# %% never-loads: reads the file and leaves it at that
import torch


def load_model(model, path, device):
    state = torch.load(path, map_location=device)
    state.update(model.state_dict())
    model.load_state_dict(state)
    return model.to(device).eval()


# %% parameters-only: buffers are not loaded
import torch


def load_model(model, path, device):
    state = torch.load(path, map_location=device)
    names = dict(model.named_parameters())
    if not names.keys() <= state.keys():
        raise KeyError("missing")
    model.load_state_dict({**model.state_dict(), **{k: v for k, v in state.items() if k in names}})
    return model.to(device).eval()


# %% by-position: names are not looked at
import torch


def load_model(model, path, device):
    state = torch.load(path, map_location=device)
    for own, value in zip(model.state_dict().values(), state.values()):
        own.copy_(value)
    return model.to(device).eval()


# %% checkpoint: expects another file
import torch


def load_model(model, path, device):
    model.load_state_dict(torch.load(path, map_location=device)["model_state_dict"])
    return model.to(device).eval()


# %% whole-model: takes the file for a model
import torch


def load_model(model, path, device):
    model = torch.load(path, map_location=device, weights_only=False)
    return model.to(device).eval()


# %% freezes: for prediction alone
import torch


def load_model(model, path, device):
    model.load_state_dict(torch.load(path, map_location=device))
    return model.to(device).eval().requires_grad_(False)


# %% float32: the model becomes float32
import torch


def load_model(model, path, device):
    model.load_state_dict(torch.load(path, map_location=device))
    return model.to(device, torch.float32).eval()


# %% refuses-gpus: moves nothing anywhere
import torch


def load_model(model, path, device):
    assert device.type == "cpu", "no GPU support"
    model.load_state_dict(torch.load(path, map_location="cpu"))
    return model.eval()
