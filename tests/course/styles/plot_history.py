# %% pyplot-subplots: the usual way
import matplotlib.pyplot as plt


def plot_history(history):
    epochs = range(1, len(history["train_loss"]) + 1)
    fig, ax = plt.subplots(figsize=(8, 5))
    ax.plot(epochs, history["train_loss"], "o-", label="Train loss")
    ax.plot(epochs, history["test_loss"], "s--", label="Test loss")
    ax.set(xlabel="Epoch", ylabel="Loss", title="Loss")
    ax.grid(True)
    ax.legend()
    fig.tight_layout()
    return fig


# %% state-machine: pyplot's current figure, a new one
import matplotlib.pyplot as plt


def plot_history(history):
    fig = plt.figure()
    x = list(range(1, len(history["train_loss"]) + 1))
    plt.plot(x, history["train_loss"], "b", label="training")
    plt.plot(x, history["test_loss"], "b--", label="testing")
    plt.xlabel("Epoche")
    plt.ylabel("Verlust")
    plt.legend(loc="upper right")
    plt.show()
    return fig


# %% without-pyplot: Figure alone
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


# %% semilogy: logarithmic scale
import matplotlib.pyplot as plt
import torch


def plot_history(history):
    fig, ax = plt.subplots()
    for key in ("train_loss", "test_loss"):
        values = torch.tensor(history[key], dtype=torch.float64)
        ax.semilogy(torch.arange(1, len(values) + 1), values, label=key)
    ax.set_xlabel("epoch")
    ax.set_ylabel("cross-entropy (log)")
    ax.legend(title="Curves")
    return fig


# %% twin-axes: the accuracy on an axis of its own
import matplotlib.pyplot as plt


def plot_history(history):
    epochs = [i + 1 for i, _ in enumerate(history["train_loss"])]
    fig, left = plt.subplots()
    right = left.twinx()
    lines = left.plot(epochs, history["train_loss"], "C0", epochs, history["test_loss"], "C1")
    lines += right.plot(epochs, history["test_accuracy"], "C2:")
    left.set_xlabel("Epoch")
    left.set_ylabel("Loss")
    right.set_ylabel("Accuracy")
    left.legend(lines, ["loss (train)", "loss (test)", "accuracy (test)"])
    return fig


# %% two-panels: loss and accuracy one above the other, x shared
import matplotlib.pyplot as plt


def plot_history(history):
    n = len(history["train_loss"])
    fig, (top, bottom) = plt.subplots(2, 1, sharex=True)
    top.plot(range(1, n + 1), history["train_loss"], label="TRAIN")
    top.plot(range(1, n + 1), history["test_loss"], label="TEST")
    top.set_ylabel("loss")
    top.legend()
    bottom.plot(range(1, n + 1), history["test_accuracy"], color="green")
    bottom.set_ylabel("accuracy")
    bottom.set_xlabel("epoch")
    return fig


# %% side-by-side: a panel for each loss
import matplotlib.pyplot as plt


def plot_history(history):
    fig, panels = plt.subplots(1, 2, sharey=True)
    for ax, name in zip(panels, ("train", "test")):
        losses = history[name + "_loss"]
        ax.plot(range(1, len(losses) + 1), losses, label=name)
        ax.set_xlabel("epoch")
        ax.legend()
    panels[0].set_ylabel("loss")
    return fig


# %% scatter-points: points only
import matplotlib.pyplot as plt


def plot_history(history):
    fig = plt.figure()
    ax = fig.add_subplot(111)
    n = len(history["test_loss"])
    ax.scatter(range(1, n + 1), history["train_loss"], color="red", label="train")
    ax.scatter(range(1, n + 1), history["test_loss"], color="blue", label="test")
    ax.set_xlabel("epoch")
    ax.set_ylabel("loss")
    ax.legend()
    return fig


# %% legend-by-list: names given to legend
import matplotlib.pyplot as plt


def plot_history(history):
    fig, ax = plt.subplots(1)
    ax.plot(range(1, 1 + len(history["test_loss"])), history["test_loss"], color="k", ls="--")
    ax.plot(range(1, 1 + len(history["train_loss"])), history["train_loss"], color="k")
    ax.legend(["Test Loss", "Train Loss"])
    fig.supxlabel("epoch")
    fig.supylabel("loss")
    return fig


# %% closed-figure: closes it so that a notebook shows it once
import matplotlib.pyplot as plt


def plot_history(history):
    plt.plot(range(1, len(history["train_loss"]) + 1), history["train_loss"], label="train")
    plt.plot(range(1, len(history["test_loss"]) + 1), history["test_loss"], label="test")
    plt.gca().set_xlabel("epoch")
    plt.gca().set_ylabel("loss")
    plt.legend()
    figure = plt.gcf()
    plt.close(figure)
    return figure


# %% with-styles: a style sheet, markers, the best epoch
import matplotlib
import matplotlib.pyplot as plt
import numpy as np


def plot_history(history):
    with plt.style.context("ggplot"):
        fig, ax = plt.subplots()
        test = np.asarray(history["test_loss"])
        epochs = np.arange(1, test.size + 1)
        ax.plot(epochs, history["train_loss"], marker="o", lw=2, label="train loss")
        ax.plot(epochs, test, marker="^", lw=2, label="test loss")
        best = int(test.argmin())
        ax.axvline(best + 1, color="grey", ls=":", label="best epoch")
        ax.annotate("best", (best + 1, test[best]))
        ax.fill_between(epochs, 0, test, alpha=0.1)
        ax.xaxis.set_major_locator(matplotlib.ticker.MaxNLocator(integer=True))
        ax.set_xlabel("Epoch $n$")
        ax.set_ylabel("Loss")
        ax.legend(frameon=False)
    return fig


# %% drawn-point-by-point: one call an epoch
import matplotlib.pyplot as plt


def plot_history(history):
    fig, ax = plt.subplots()
    for epoch, (train, test) in enumerate(zip(history["train_loss"], history["test_loss"]), start=1):
        ax.plot(epoch, train, "ro", label="train" if epoch == 1 else None)
        ax.plot(epoch, test, "b^", label="test" if epoch == 1 else None)
    ax.set_xlabel("epoch")
    ax.set_ylabel("loss")
    ax.legend()
    return fig


# %% error-bars: errorbar with none, and a stem plot
import matplotlib.pyplot as plt


def plot_history(history):
    fig, ax = plt.subplots()
    n = len(history["train_loss"])
    ax.errorbar(range(1, n + 1), history["train_loss"], yerr=[0.0] * n, label="train", color="C3")
    ax.step(range(1, n + 1), history["test_loss"], where="mid", label="test", color="C4")
    ax.set(xlabel="epoch", ylabel="loss", xlim=(0, n + 1), ylim=(0, None))
    ax.legend()
    return fig


# %% ticks-renamed: places from 0, numbers from 1
import matplotlib.pyplot as plt


def plot_history(history):
    fig, ax = plt.subplots()
    n = len(history["train_loss"])
    ax.plot(history["train_loss"], label="train")
    ax.plot(history["test_loss"], label="test")
    ax.set_xticks(range(n), [str(i + 1) for i in range(n)])
    ax.set_xlabel("epoch")
    ax.set_ylabel("loss")
    ax.legend()
    return fig


# %% epochs-as-texts: categories on x
import matplotlib.pyplot as plt


def plot_history(history):
    fig, ax = plt.subplots()
    epochs = [str(i) for i in range(1, len(history["train_loss"]) + 1)]
    ax.plot(epochs, history["train_loss"], label="train")
    ax.plot(epochs, history["test_loss"], label="test")
    plt.setp(ax, xlabel="epoch", ylabel="loss")
    ax.legend(loc="best")
    return fig


# %% line-collection: both curves in one
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D
from matplotlib.pyplot import figure


def plot_history(history):
    fig = figure()
    ax = fig.add_axes([0.1, 0.1, 0.8, 0.8])
    losses = [history["train_loss"], history["test_loss"]]
    ax.add_collection(LineCollection([list(enumerate(each, 1)) for each in losses], colors=["red", "blue"]))
    ax.autoscale()
    ax.set_xlabel("epoch")
    ax.set_ylabel("loss")
    ax.legend([Line2D([], [], color="red"), Line2D([], [], color="blue")], ["train", "test"])
    return fig
