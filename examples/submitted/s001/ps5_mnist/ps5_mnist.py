"""Assignment 5, training on MNIST."""

from typing import Any

import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset


# %%
def train_mnist(train_set: Dataset[Any], device: torch.device) -> nn.Module:
    """Build a network, train it on MNIST and return it."""
    net = nn.Sequential(
        nn.Flatten(),
        nn.Linear(28 * 28, 128),
        nn.SiLU(),
        nn.Linear(128, 10),
    )
    net.to(device)
    net.train()
    loss_fn = nn.CrossEntropyLoss()
    loader = DataLoader(train_set, batch_size=128, shuffle=True)
    # a smaller learning rate in the last epochs
    for learning_rate in (3e-3, 2e-3, 1e-3, 2e-4):
        optimizer = torch.optim.Adam(net.parameters(), lr=learning_rate)
        total = 0.0
        for inputs, labels in loader:
            inputs, labels = inputs.to(device), labels.to(device)
            loss = loss_fn(net(inputs), labels)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(labels)
        print(f"lr {learning_rate}: loss {total / len(train_set):.4f}")
    return net


# %%
import torch


def pick_device():
    if torch.cuda.is_available():
        return torch.device("cuda")
    else:
        return torch.device("cpu")


# %%
def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    s = c = 0
    for data, target in loader:
        data, target = data.to(device, non_blocking=True), target.to(device, non_blocking=True)
        for p in model.parameters():
            p.grad = None
        loss = loss_fn(model(data), target)
        loss.backward()
        optimizer.step()
        s += loss.detach().item() * target.size(0)
        c += target.size(0)
    return s / c


# %%
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


# %%
import torch


def run(model, loader, loss_fn, device, optimizer=None):
    model.train(optimizer is not None)
    total, right, count = 0.0, 0, 0
    with torch.set_grad_enabled(optimizer is not None):
        for inputs, labels in loader:
            inputs, labels = inputs.to(device), labels.to(device)
            outputs = model(inputs)
            loss = loss_fn(outputs, labels)
            if optimizer is not None:
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
            total += loss.item() * len(labels)
            right += (outputs.argmax(dim=1) == labels).sum().item()
            count += len(labels)
    return total / count, right / count


def fit(model, train_loader, test_loader, loss_fn, optimizer, epochs, device):
    history = {"train_loss": [], "test_loss": [], "test_accuracy": []}
    for _ in range(epochs):
        history["train_loss"].append(run(model, train_loader, loss_fn, device, optimizer)[0])
        loss, accuracy = run(model, test_loader, loss_fn, device)
        history["test_loss"].append(loss)
        history["test_accuracy"].append(accuracy)
    return history


# %%
import torch


def save_model(model, path):
    torch.save(model.state_dict(), path)


# %%
import torch


def load_model(model, path, device):
    state = torch.load(str(path), map_location=lambda storage, location: storage)
    model.load_state_dict(state, strict=True)
    model = model.eval()
    return model.to(device=device)


# %%
import numpy as np
from matplotlib.figure import Figure


def plot_history(history):
    figure = Figure(layout="constrained")
    axes = figure.add_subplot()
    epochs = np.arange(len(history["train_loss"])) + 1
    axes.plot(epochs, np.array([history["train_loss"], history["test_loss"]]).T, label=["train", "test"])
    axes.set_xlabel("эпоха")
    axes.set_ylabel("потери")
    figure.legend()
    return figure


# %%
import matplotlib.pyplot as plt


def plot_predictions(y_true, y_pred):
    fig, ax = plt.subplots()
    ax.scatter(y_true, y_pred, s=5, c="green", marker="x")
    ax.axline((0, 0), slope=1, color="black")
    ax.set(xlabel="actual", ylabel="predicted", title="Predictions")
    return fig


# %%
import torch.nn.functional as F


def repaired_training_step(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    outputs = model(images)
    loss = F.cross_entropy(outputs, labels)
    loss.backward()
    optimizer.step()
    return loss.item()
