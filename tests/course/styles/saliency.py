# %% functional-call: copies of the buffers, autograd.grad for the image alone
import torch
from torch.func import functional_call


def saliency(model, image, label):
    x = image.detach().clone().unsqueeze(0).requires_grad_(True)
    state = {name: buffer.detach().clone() for name, buffer in model.named_buffers()}
    logit = functional_call(model, state, (x,))[0, label]
    (g,) = torch.autograd.grad(logit, x)
    return g.squeeze(0).abs()


# %% deepcopy: a copy of the whole network, and backward on that
import copy

import torch


def saliency(model, image, label):
    twin = copy.deepcopy(model)
    pixels = image.detach().clone()
    pixels.requires_grad = True
    twin(pixels[None])[0][label].backward()
    return pixels.grad.abs()


# %% buffers-restored: saves the buffers and writes them back
import torch


def saliency(model, image, label):
    saved = [(buffer, buffer.clone()) for buffer in model.buffers()]
    x = image.clone().detach().requires_grad_()
    try:
        out = model(x.unsqueeze(0))
        grad = torch.autograd.grad(out[0, label], x)[0]
    finally:
        with torch.no_grad():
            for buffer, before in saved:
                buffer.copy_(before)
    return torch.abs(grad).detach()


# %% backward-and-restore: backward fills every .grad, and each is put back
import torch


def saliency(model, image, label):
    grads = [p.grad for p in model.parameters()]
    buffers = [b.clone() for b in model.buffers()]
    for p in model.parameters():
        p.grad = None
    x = image.detach().clone().requires_grad_()
    model(x.reshape(1, *x.shape))[:, label].sum().backward()
    for p, g in zip(model.parameters(), grads):
        p.grad = g
    for b, before in zip(model.buffers(), buffers):
        b.data.copy_(before)
    return x.grad.data.abs()


# %% frozen-meanwhile: parameters do not require grad during the call
import torch


def saliency(model, image, label):
    flags = [p.requires_grad for p in model.parameters()]
    state = {k: v.clone() for k, v in model.state_dict().items()}
    for p in model.parameters():
        p.requires_grad_(False)
    x = image.detach()[None].clone().requires_grad_()
    model(x)[0, label].backward()
    for p, flag in zip(model.parameters(), flags):
        p.requires_grad_(flag)
    model.load_state_dict(state)
    return x.grad[0].abs()


# %% torch-func-grad: the logit as a function of the pixels
import torch
from torch.func import functional_call, grad


def saliency(model, image, label):
    tensors = {name: p.detach() for name, p in model.named_parameters()}
    tensors.update({name: b.clone() for name, b in model.named_buffers()})

    def logit(pixels):
        return functional_call(model, tensors, (pixels[None],))[0, label]

    x = image.detach().clone().requires_grad_()
    (slope,) = torch.autograd.grad(logit(x), x)
    return abs(slope)


# %% grad-outputs: a row of the Jacobian by a one-hot vector
import copy

import torch
import torch.nn.functional as F


def saliency(model, image, label):
    net = copy.deepcopy(model)
    batch = torch.stack([image.detach().clone()]).requires_grad_()
    logits = net(batch)
    one_hot = F.one_hot(torch.tensor([label]), logits.shape[1]).to(logits.dtype)
    (jacobian_row,) = torch.autograd.grad(logits, batch, grad_outputs=one_hot)
    return jacobian_row[0].detach().abs()


# %% jacobian: of all logits, one row of which is taken
import copy

import torch
from torch.autograd.functional import jacobian


def saliency(model, image, label):
    net = copy.deepcopy(model)
    full = jacobian(lambda pixels: net(pixels[None])[0], image.detach().clone())
    return full[label].abs().clone()


# %% hook: catches the gradient at the image
import copy

import torch


def saliency(model, image, label):
    caught = {}
    net = copy.deepcopy(model)
    x = image.detach().clone().requires_grad_()
    x.register_hook(lambda g: caught.update(g=g))
    net(x.view(1, *image.size())).select(1, label).backward()
    return caught["g"].abs()


# %% index-select: under enable_grad, a square root of a square, a class with a call
import copy

import torch


class Saliency:
    """Карта значимости."""

    def __call__(self, model, image, label):
        with torch.enable_grad():
            сеть = copy.deepcopy(model)
            точки = image.detach().clone().requires_grad_()
            логиты = сеть(точки.expand(1, -1, -1, -1)).flatten()
            наклон = torch.autograd.grad(логиты[label], точки, retain_graph=False)[0]
        return torch.where(наклон < 0, -наклон, наклон)


saliency = Saliency()


# %% numpy-abs: the absolute value in NumPy
import copy

import numpy as np
import torch


def saliency(model, image, label):
    net = copy.deepcopy(model)
    x = torch.tensor(image.tolist(), dtype=image.dtype, device=image.device).reshape(image.shape).requires_grad_()
    (g,) = torch.autograd.grad(net(x[None])[0, label], x)
    return torch.from_numpy(np.abs(g.numpy()))


# %% default-dtype-float64: for the rest of the module
import copy

import torch

torch.set_default_dtype(torch.float64)


def saliency(model, image, label):
    twin, pixels = copy.deepcopy(model), image.clone().requires_grad_()
    (slope,) = torch.autograd.grad(twin(pixels[None])[0, label], pixels)
    return slope.abs()
