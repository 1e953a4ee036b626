# %% signed: without abs
import copy

import torch


def saliency(model, image, label):
    net = copy.deepcopy(model)
    x = image.detach().clone().requires_grad_()
    return torch.autograd.grad(net(x[None])[0, label], x)[0]


# %% batch-left: shape (1, C, H, W)
import copy

import torch


def saliency(model, image, label):
    net = copy.deepcopy(model)
    x = image.detach().clone()[None].requires_grad_()
    return torch.autograd.grad(net(x)[0, label], x)[0].abs()


# %% max-over-channels: shape (H, W)
import copy

import torch


def saliency(model, image, label):
    net = copy.deepcopy(model)
    x = image.detach().clone().requires_grad_()
    return torch.autograd.grad(net(x[None])[0, label], x)[0].abs().max(dim=0)[0]


# %% squeezed: all dimensions of size 1 are gone
import copy

import torch


def saliency(model, image, label):
    net = copy.deepcopy(model)
    x = image.detach().clone().requires_grad_()
    return torch.autograd.grad(net(x[None])[0, label], x)[0].abs().squeeze()


# %% no-batch: gives the network a single image
import copy

import torch


def saliency(model, image, label):
    net = copy.deepcopy(model)
    x = image.detach().clone().requires_grad_()
    return torch.autograd.grad(net(x)[0, label], x)[0].abs()


# %% softmax: of the probability
import copy

import torch


def saliency(model, image, label):
    net = copy.deepcopy(model)
    x = image.detach().clone().requires_grad_()
    p = torch.softmax(net(x[None]), dim=1)[0, label]
    return torch.autograd.grad(p, x)[0].abs()


# %% log-softmax: of the log-probability
import copy

import torch


def saliency(model, image, label):
    net = copy.deepcopy(model)
    x = image.detach().clone().requires_grad_()
    p = torch.log_softmax(net(x[None]), dim=1)[0, label]
    return torch.autograd.grad(p, x)[0].abs()


# %% all-logits: the sum of all
import copy

import torch


def saliency(model, image, label):
    net = copy.deepcopy(model)
    x = image.detach().clone().requires_grad_()
    return torch.autograd.grad(net(x[None]).sum(), x)[0].abs()


# %% argmax: the predicted class
import copy

import torch


def saliency(model, image, label):
    net = copy.deepcopy(model)
    x = image.detach().clone().requires_grad_()
    logits = net(x[None])
    return torch.autograd.grad(logits[0, logits.argmax()], x)[0].abs()


# %% label-as-truth: a label of 0 counts as none
import copy

import torch


def saliency(model, image, label):
    net = copy.deepcopy(model)
    x = image.detach().clone().requires_grad_()
    logits = net(x[None])
    label = label or int(logits.argmax())
    return torch.autograd.grad(logits[0, label], x)[0].abs()


# %% abs-of-sum: abs of the logit instead of abs of the slope
import copy

import torch


def saliency(model, image, label):
    net = copy.deepcopy(model)
    x = image.detach().clone().requires_grad_()
    return torch.autograd.grad(net(x[None])[0, label].abs(), x)[0]


# %% normalised: divided by the largest
import copy

import torch


def saliency(model, image, label):
    net = copy.deepcopy(model)
    x = image.detach().clone().requires_grad_()
    g = torch.autograd.grad(net(x[None])[0, label], x)[0].abs()
    return g / g.max()


# %% times-input: gradient times image
import copy

import torch


def saliency(model, image, label):
    net = copy.deepcopy(model)
    x = image.detach().clone().requires_grad_()
    return (torch.autograd.grad(net(x[None])[0, label], x)[0] * image).abs()


# %% fills-parameters: backward through the network itself
import torch


def saliency(model, image, label):
    x = image.detach().clone().requires_grad_()
    model(x[None])[0, label].backward()
    return x.grad.abs()


# %% clears-parameters: zero_grad behind it
import torch


def saliency(model, image, label):
    model.zero_grad()
    x = image.detach().clone().requires_grad_()
    model(x[None])[0, label].backward()
    g = x.grad.abs()
    model.zero_grad()
    return g


# %% eval-mode: for good
import torch


def saliency(model, image, label):
    model.eval()
    x = image.detach().clone().requires_grad_()
    return torch.autograd.grad(model(x[None])[0, label], x)[0].abs()


# %% eval-and-train: leaves every network in train mode
import torch


def saliency(model, image, label):
    model.eval()
    x = image.detach().clone().requires_grad_()
    g = torch.autograd.grad(model(x[None])[0, label], x)[0].abs()
    model.train()
    return g


# %% eval-on-a-copy: the mode is kept, but not used
import copy

import torch


def saliency(model, image, label):
    net = copy.deepcopy(model).eval()
    x = image.detach().clone().requires_grad_()
    return torch.autograd.grad(net(x[None])[0, label], x)[0].abs()


# %% running-statistics: a forward pass in train mode moves the buffers
import torch


def saliency(model, image, label):
    x = image.detach().clone().requires_grad_()
    return torch.autograd.grad(model(x[None])[0, label], x)[0].abs()


# %% image-requires-grad: sets it on the caller's image
import copy

import torch


def saliency(model, image, label):
    net = copy.deepcopy(model)
    image.requires_grad_()
    return torch.autograd.grad(net(image[None])[0, label], image)[0].abs()


# %% image-grad-left: puts requires_grad back, but not .grad
import copy

import torch


def saliency(model, image, label):
    net = copy.deepcopy(model)
    image.requires_grad_()
    net(image[None])[0, label].backward()
    image.requires_grad_(False)
    return image.grad.abs()


# %% absolute-in-place: abs_ on what is the image's memory
import copy

import torch


def saliency(model, image, label):
    net = copy.deepcopy(model)
    x = image.detach().requires_grad_()
    g = torch.autograd.grad(net(x[None])[0, label], x)[0]
    with torch.no_grad():
        x.copy_(g.abs())
    return x.detach().clone()


# %% graph-kept: create_graph
import copy

import torch


def saliency(model, image, label):
    net = copy.deepcopy(model)
    x = image.detach().clone().requires_grad_()
    return torch.autograd.grad(net(x[None])[0, label], x, create_graph=True)[0].abs()


# %% frozen-for-good: requires_grad_(False) on the network
import torch


def saliency(model, image, label):
    saved = {k: v.clone() for k, v in model.state_dict().items()}
    model.requires_grad_(False)
    x = image.detach().clone().requires_grad_()
    model(x[None])[0, label].backward()
    model.load_state_dict(saved)
    return x.grad.abs()


# %% thawed: requires_grad_(True) for all at the end
import torch


def saliency(model, image, label):
    saved = {k: v.clone() for k, v in model.state_dict().items()}
    model.requires_grad_(False)
    x = image.detach().clone().requires_grad_()
    model(x[None])[0, label].backward()
    model.load_state_dict(saved)
    model.requires_grad_(True)
    return x.grad.abs()


# %% float: always float32
import copy

import torch


def saliency(model, image, label):
    net = copy.deepcopy(model).float()
    x = image.detach().float().clone().requires_grad_()
    return torch.autograd.grad(net(x[None])[0, label], x)[0].abs()


# %% mode-set-for-all: train(was) puts all layers into the mode of the whole
import copy

import torch


def saliency(model, image, label):
    was = model.training
    twin, pixels = copy.deepcopy(model), image.clone().requires_grad_()
    (slope,) = torch.autograd.grad(twin(pixels[None])[0, label], pixels)
    model.train(was)
    return slope.abs()


# %% puts-back-what-was-added-to: keeps every .grad, but backward adds to these very tensors
import torch


def saliency(model, image, label):
    grads = [p.grad for p in model.parameters()]
    buffers = [b.clone() for b in model.buffers()]
    x = image.detach().clone().requires_grad_()
    model(x.unsqueeze(0))[0, label].backward()
    for p, g in zip(model.parameters(), grads):
        p.grad = g
    for b, before in zip(model.buffers(), buffers):
        b.data.copy_(before)
    return x.grad.abs()
