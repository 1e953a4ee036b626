# %% plain: the four bugs mended
import torch.nn.functional as F


def repaired_training_step(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    outputs = model(images)
    loss = F.cross_entropy(outputs, labels)
    loss.backward()
    optimizer.step()
    return loss.item()


# %% module-loss: nn.CrossEntropyLoss, float()
from torch import nn


def repaired_training_step(model, images, labels, optimizer):
    model.train()
    loss_fn = nn.CrossEntropyLoss()
    loss = loss_fn(model(images), labels)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return float(loss)


# %% log-softmax: nll_loss of log_softmax
import torch
import torch.nn.functional as F


def repaired_training_step(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    log_probabilities = F.log_softmax(model(images), dim=1)
    loss = F.nll_loss(log_probabilities, labels)
    loss.backward()
    optimizer.step()
    return loss.detach().item()


# %% closure: optimizer.step(closure)
import torch.nn.functional as F


def repaired_training_step(model, images, labels, optimizer):
    model.train()

    def closure():
        optimizer.zero_grad()
        loss = F.cross_entropy(model(images), labels)
        loss.backward()
        return loss

    return optimizer.step(closure).item()


# %% grad-none: .grad = None by hand, tolist
import torch.nn.functional as F


def repaired_training_step(model, images, labels, optimizer):
    model.train(mode=True)
    for group in optimizer.param_groups:
        for p in group["params"]:
            p.grad = None
    loss = F.cross_entropy(input=model(images), target=labels, reduction="mean")
    loss.backward()
    optimizer.step()
    return loss.tolist()


# %% autograd-grad: torch.autograd.grad
import torch
import torch.nn.functional as F


def repaired_training_step(model, images, labels, optimizer):
    model.train()
    logits = model(images)
    loss = F.cross_entropy(logits, labels)
    params = list(model.parameters())
    grads = torch.autograd.grad(loss, params, allow_unused=True)
    for p, g in zip(params, grads):
        p.grad = g
    optimizer.step()
    return loss.detach().cpu().item()


# %% eval-afterwards: back in eval mode after the step
import torch.nn.functional as F


def repaired_training_step(model, images, labels, optimizer):
    was = model.training
    try:
        model.train()
        optimizer.zero_grad(set_to_none=False)
        loss = F.cross_entropy(model(images), labels)
        loss.backward()
        optimizer.step()
        value = loss.item()
    finally:
        model.train(was)
    return value


# %% by-hand: the cross-entropy from logsumexp
import torch


def repaired_training_step(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    logits = model(images)
    right = logits.gather(1, labels.unsqueeze(1)).squeeze(1)
    loss = (torch.logsumexp(logits, dim=1) - right).mean()
    loss.backward()
    optimizer.step()
    return loss.item()


# %% chunks: gradients of single samples add up to those of the batch
import torch
import torch.nn.functional as F


def repaired_training_step(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    logits = model(images)
    losses = F.cross_entropy(logits, labels, reduction="none")
    loss = losses.sum() / losses.numel()
    loss.backward()
    optimizer.step()
    return loss.item()


# %% one-hot: targets as probabilities
import torch
import torch.nn.functional as F


def repaired_training_step(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    outputs = model(images)
    targets = F.one_hot(labels, outputs.shape[1]).to(outputs.dtype)
    loss = torch.nn.CrossEntropyLoss()(outputs, targets)
    loss.backward()
    optimizer.step()
    return loss.item()


# %% with-checks: asserts and prints on the way
import math

import torch
import torch.nn.functional as F


def repaired_training_step(model, images, labels, optimizer):
    assert images.shape[0] == labels.shape[0]
    model.train()
    model.zero_grad()
    optimizer.zero_grad()
    with torch.enable_grad():
        loss = F.cross_entropy(model(images), labels)
    if not math.isfinite(loss.item()):
        raise ValueError("the loss is not finite")
    loss.backward()
    optimizer.step()
    probabilities = torch.softmax(model(images).detach(), dim=1)
    print("mean confidence", probabilities.max(dim=1).values.mean().item())
    return loss.item()
