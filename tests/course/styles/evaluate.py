# %% plain: as in every tutorial
import torch


def evaluate(model, loader, loss_fn, device):
    model.eval()
    test_loss, correct, n = 0.0, 0, 0
    with torch.no_grad():
        for inputs, labels in loader:
            inputs, labels = inputs.to(device), labels.to(device)
            outputs = model(inputs)
            test_loss += loss_fn(outputs, labels).item() * inputs.size(0)
            _, predicted = torch.max(outputs, 1)
            correct += (predicted == labels).sum().item()
            n += labels.size(0)
    return test_loss / n, correct / n


# %% decorator: no_grad above the function
import torch


@torch.no_grad()
def evaluate(model, loader, loss_fn, device):
    model.eval()
    total = right = count = 0
    for x, y in loader:
        x = x.to(device)
        y = y.to(device)
        out = model(x)
        total += loss_fn(out, y).item() * len(x)
        right += out.argmax(dim=-1).eq(y).sum().item()
        count += len(x)
    return total / count, right / count


# %% inference-mode: inference_mode in place of no_grad
import torch


@torch.inference_mode()
def evaluate(model, loader, loss_fn, device):
    model.train(False)
    total, right, count = 0.0, 0, 0
    for inputs, labels in loader:
        inputs, labels = inputs.to(device), labels.to(device)
        logits = model(inputs)
        total += float(loss_fn(logits, labels)) * len(labels)
        right += int(torch.sum(torch.argmax(logits, dim=1) == labels))
        count += len(labels)
    return (total / count, right / count)


# %% concatenated: all outputs first, then one loss
import torch


def evaluate(model, loader, loss_fn, device):
    model.eval()
    outputs, labels = [], []
    with torch.no_grad():
        for x, y in loader:
            outputs.append(model(x.to(device)))
            labels.append(y.to(device))
        outputs, labels = torch.cat(outputs), torch.cat(labels)
        loss = loss_fn(outputs, labels)
    accuracy = (outputs.argmax(dim=1) == labels).float().mean()
    return loss.item(), accuracy.item()


# %% all-at-once: one forward pass for all samples
import torch


def evaluate(model, loader, loss_fn, device):
    model.eval()
    batches = list(loader)
    inputs = torch.cat([batch[0] for batch in batches]).to(device)
    labels = torch.cat([batch[1] for batch in batches]).to(device)
    with torch.set_grad_enabled(False):
        logits = model(inputs)
        return loss_fn(logits, labels).item(), (logits.argmax(1) == labels).double().mean().item()


# %% mode-put-back: the mode is what it was, even after an error
import torch


def evaluate(model, loader, loss_fn, device):
    training = model.training
    try:
        model.eval()
        sums = [0.0, 0.0, 0]
        with torch.no_grad():
            for inputs, labels in loader:
                inputs, labels = inputs.to(device), labels.to(device)
                outputs = model(inputs)
                sums[0] += loss_fn(outputs, labels).item() * labels.numel()
                sums[1] += (outputs.max(dim=1).indices == labels).sum().item()
                sums[2] += labels.numel()
    finally:
        model.train(training)
    loss, accuracy = (part / sums[2] for part in sums[:2])
    return loss, accuracy


# %% copy: a deep copy of the model is tested
import copy

import torch


def evaluate(model, loader, loss_fn, device):
    twin = copy.deepcopy(model).eval()
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for inputs, labels in loader:
            inputs, labels = inputs.to(device), labels.to(device)
            outputs = twin(inputs)
            total += loss_fn(outputs, labels).item() * len(labels)
            right += (outputs.topk(1).indices.squeeze(1) == labels).sum().item()
            count += len(labels)
    return total / count, right / count


# %% lists: a list of hits and a list of losses, numpy for the means
import numpy as np
import torch


def evaluate(model, loader, loss_fn, device):
    model.eval()
    losses, sizes, hits = [], [], []
    for inputs, labels in loader:
        inputs, labels = inputs.to(device), labels.to(device)
        with torch.no_grad():
            outputs = model(inputs)
            losses.append(loss_fn(outputs, labels).item())
        sizes.append(len(labels))
        hits.extend((outputs.argmax(1) == labels).tolist())
    return float(np.average(losses, weights=sizes)), float(np.mean(hits))


# %% softmax-for-accuracy: probabilities for the accuracy, raw outputs for the loss
import torch
import torch.nn.functional as F


def evaluate(model, loader, loss_fn, device):
    model.eval()
    loss_sum = correct = total = 0.0
    with torch.no_grad():
        for X, y in loader:
            X, y = X.to(device), y.to(device)
            logits = model(X)
            loss_sum += loss_fn(logits, y).item() * X.shape[0]
            correct += (F.softmax(logits, dim=1).argmax(dim=1) == y).type(torch.float).sum().item()
            total += X.shape[0]
    return loss_sum / total, correct / total


# %% numpy-float: returns NumPy's float64, which is a float
import numpy as np
import torch


def evaluate(model, loader, loss_fn, device):
    model.eval()
    rows = []
    with torch.no_grad():
        for inputs, labels in loader:
            inputs, labels = inputs.to(device), labels.to(device)
            outputs = model(inputs)
            rows.append([loss_fn(outputs, labels).item() * len(labels), (outputs.argmax(1) == labels).sum().item(), len(labels)])
    loss, right, count = np.array(rows).sum(axis=0)
    return loss / count, right / count


# %% generator-of-sums: a nested generator and zip, named tuple
from typing import NamedTuple

import torch


class Score(NamedTuple):
    loss: float
    accuracy: float


def evaluate(model, loader, loss_fn, device):
    model.eval()

    def parts():
        with torch.no_grad():
            for inputs, labels in loader:
                labels = labels.to(device)
                outputs = model(inputs.to(device))
                n = labels.size(0)
                yield loss_fn(outputs, labels).item() * n, outputs.argmax(1).eq(labels).sum().item(), n

    losses, rights, sizes = zip(*parts())
    return Score(sum(losses) / sum(sizes), sum(rights) / sum(sizes))
