# Домашнее задание 5. MNIST.
import torch as th
from torch import nn


def train_mnist(train_set, device):
    сеть = nn.Sequential(nn.Flatten(), nn.Linear(784, 10)).to(device)   # одного слоя должно хватить
    оптимизатор = th.optim.SGD(сеть.parameters(), lr=0.1)
    загрузчик = th.utils.data.DataLoader(train_set, batch_size=64, shuffle=True)
    for картинки, цифры in загрузчик:
        оптимизатор.zero_grad()
        потери = nn.functional.cross_entropy(сеть(картинки.to(device)), цифры.to(device))
        потери.backward()
        оптимизатор.step()
    return сеть


# %%
def pick_device() -> torch.device:
    """Return the device to compute on: a GPU where CUDA has one, else the CPU.

    Returns a `torch.device`, not a string: of type "cuda" (with any index, or none) where `torch.cuda.is_available()`
        is true, else of type "cpu". Never of type "mps".

    Ask at every call, not when the file is imported, and compute nothing on the device: the checks only pretend that
    there is a GPU, by what `torch.cuda.is_available()` and `torch.cuda.device_count()` say.
    """
    # YOUR CODE HERE
    raise NotImplementedError("replace this line with your code")


# %%
def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    batches = iter(loader)
    total, count = 0.0, 0
    while True:
        try:
            batch = next(batches)
        except StopIteration:
            break
        inputs, labels = batch[0].to(device=device), batch[1].to(device=device)
        optimizer.zero_grad()
        loss = loss_fn(model(inputs), labels)
        loss.backward()
        optimizer.step()
        total += loss.item() * inputs.shape[0]
        count += inputs.shape[0]
    return total / max(count, 1)


# %%
import torch


def evaluate(model, loader, loss_fn, device):
    model.eval()
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for inputs, labels in loader:
            inputs, labels = inputs.to(device), labels.to(device)
            outputs = model(inputs)
            total += loss_fn(outputs, labels).item() * len(labels)
            right += (outputs.argmax(dim=1) == labels).sum().item()
            count += len(labels)
    return [total / count, right / count]


# %%
import torch


def fit(model, train_loader, test_loader, loss_fn, optimizer, epochs, device):
    train_losses, test_losses, accuracies = [], [], []
    for epoch in range(1, epochs + 1):
        model.train()
        s = n = 0
        for x, y in train_loader:
            x, y = x.to(device), y.to(device)
            loss = loss_fn(model(x), y)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            s += loss.item() * y.shape[0]
            n += y.shape[0]
        train_losses.append(s / n)
        model.eval()
        s = n = c = 0
        with torch.inference_mode():
            for x, y in test_loader:
                x, y = x.to(device), y.to(device)
                out = model(x)
                s += loss_fn(out, y).item() * y.shape[0]
                c += out.argmax(dim=1).eq(y).sum().item()
                n += y.shape[0]
        test_losses.append(s / n)
        accuracies.append(c / n)
    return dict(train_loss=train_losses, test_loss=test_losses, test_accuracy=accuracies)


# %%
def save_model(model: nn.Module, path: str | Path) -> None:
    """Save the state_dict of a model, and nothing else.

    model: any module; it is left unmodified.
    path: the file to write, in a folder that exists; written exactly there, whatever its name ends in, and to no other
        file. A file that is there already is replaced.

    `torch.load(path, weights_only=True)` then gives a dictionary with the keys, dtypes and values of
    `model.state_dict()`, buffers and frozen parameters included. The tensors in it may be copies on the CPU.
    """
    # YOUR CODE HERE
    raise NotImplementedError("replace this line with your code")


# %%
import torch


def load_model(model, path, device):
    model = torch.load(path, map_location=device, weights_only=False)
    return model.to(device).eval()


# %%
import io
import matplotlib.pyplot as plt


def plot_history(history):
    table = {"epoch": list(range(1, len(history["train_loss"]) + 1))}
    table.update({k: list(v) for k, v in history.items() if k.endswith("_loss")})
    with plt.style.context("ggplot"):
        fig, ax = plt.subplots(dpi=80)
        ax.plot("epoch", "train_loss", data=table)
        ax.plot("epoch", "test_loss", data=table)
        ax.set_xlabel("epoch")
        ax.set_ylabel("loss")
        ax.legend(title="set")
        fig.savefig(io.BytesIO(), format="png")
    return fig


# %%
import matplotlib.pyplot as plt


def plot_predictions(y_true, y_pred):
    fig, ax = plt.subplots()
    ax.scatter(y_true, y_pred)
    low = float(min(y_true.min(), y_pred.min())) - 0.5
    high = float(max(y_true.max(), y_pred.max())) + 0.5
    ax.set_xlim(low, high)
    ax.set_ylim(low, high)
    ax.plot([0, 1], [0, 1], transform=ax.transAxes, ls=":")
    ax.set_aspect("equal")
    ax.set_xlabel("истина")
    ax.set_ylabel("прогноз")
    return fig


# %%
import torch
import torch.nn.functional as F


def repaired_training_step(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    images /= 2
    outputs = model(images)
    loss = F.cross_entropy(outputs, labels)
    loss.backward()
    optimizer.step()
    return loss.item()
