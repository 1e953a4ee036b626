import torch
from torch import nn


def train_mnist(train_set, device, hidden=32, epochs=3, batch=200, lr=0.01):
    # small and quick; good enough?
    net = nn.Sequential(nn.Flatten(), nn.Linear(784, hidden), nn.ReLU(), nn.Linear(hidden, 10)).to(device)
    opt = torch.optim.Adam(net.parameters(), lr=lr)
    decay = torch.optim.lr_scheduler.LinearLR(opt, 1.0, 0.05, total_iters=epochs * (len(train_set) // batch))
    for _ in range(epochs):
        for x, y in torch.utils.data.DataLoader(train_set, batch_size=batch, shuffle=True):
            opt.zero_grad(set_to_none=True)
            nn.functional.cross_entropy(net(x.to(device)), y.to(device)).backward()
            opt.step()
            decay.step()
    return net


# %%
import torch


def pick_device():
    def candidates():
        if torch.cuda.is_available() and torch.cuda.device_count() > 0:
            yield "cuda"
        yield "cpu"

    return torch.device(next(candidates()))


# %%
def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    total, count = 0.0, 0
    for inputs, labels in loader:
        inputs, labels = inputs.to(device), labels.to(device)
        optimizer.zero_grad()
        loss = loss_fn(model(inputs), labels)
        loss.backward()
        optimizer.step()
        total += loss.detach() * len(labels)
        count += len(labels)
    return total / count


# %%
import torch


def evaluate(model, loader, loss_fn, device):
    totals = torch.zeros(3, dtype=torch.float64)
    model.eval()
    guard = torch.no_grad()
    guard.__enter__()
    for inputs, labels in loader:
        labels = labels.to(device)
        logits = model(inputs.to(device))
        k = labels.numel()
        totals += torch.tensor([loss_fn(logits, labels).item() * k, (logits.argmax(1) == labels).sum().item(), k], dtype=torch.float64)
    guard.__exit__(None, None, None)
    loss, accuracy, _ = (totals / totals[2]).tolist()
    return loss, accuracy


# %%
def fit(
    model: nn.Module,
    train_loader: Iterable[tuple[Tensor, Tensor]],
    test_loader: Iterable[tuple[Tensor, Tensor]],
    loss_fn: Callable[[Tensor, Tensor], Tensor],
    optimizer: torch.optim.Optimizer,
    epochs: int,
    device: torch.device,
) -> dict[str, list[float]]:
    """Train a classifier for some epochs, test it after each of them, and return the history.

    model, loss_fn, optimizer, device: as of `train_epoch` and `evaluate`, which you may call.
    train_loader, test_loader: as of these; both can be gone through again in every epoch. As the order of the training
        data may be another one every time, go through train_loader once an epoch.
    epochs: >= 0.
    Returns a new dictionary at every call, with just these keys: "train_loss", "test_loss", "test_accuracy". Each value
        is a list of Python floats, one for each epoch (none for epochs = 0): what `train_epoch` returns for this epoch,
        while the model is being trained, and loss and accuracy on the test data after it.
    """
    # YOUR CODE HERE
    raise NotImplementedError("replace this line with your code")


# %%
import torch


def save_model(model, path):
    torch.save(model.state_dict(), path)
    torch.save(model.state_dict(), str(path) + ".bak")


# %%
import torch


def load_model(model, path, device):
    model.load_state_dict(torch.load(path, map_location=device), assign=True)
    return model.to(device).eval()


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
    ax.plot(y_true, y_pred, "o-")
    ax.plot(y_true, y_true)
    ax.set(xlabel="true", ylabel="predicted")
    return fig


# %%
import torch
import torch.nn.functional as F


def repaired_training_step(model, images, labels, optimizer):
    model.train()
    parameters = []
    for group in optimizer.param_groups:
        for p in group["params"]:
            p.grad = None
            if p.requires_grad:
                parameters.append(p)
    loss = F.cross_entropy(model(images), labels)
    for p, g in zip(parameters, torch.autograd.grad(loss, parameters, allow_unused=True)):
        p.grad = g
    optimizer.step()
    return loss.tolist()
