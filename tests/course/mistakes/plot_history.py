# %% from-zero: without x
import matplotlib.pyplot as plt


def plot_history(history):
    fig, ax = plt.subplots()
    ax.plot(history["train_loss"], label="train")
    ax.plot(history["test_loss"], label="test")
    ax.set(xlabel="epoch", ylabel="loss")
    ax.legend()
    return fig


# %% no-legend: labels, but legend() is never called
import matplotlib.pyplot as plt


def plot_history(history):
    fig, ax = plt.subplots()
    epochs = range(1, len(history["train_loss"]) + 1)
    ax.plot(epochs, history["train_loss"], label="train")
    ax.plot(epochs, history["test_loss"], label="test")
    ax.set(xlabel="epoch", ylabel="loss")
    return fig


# %% legend-too-early: before anything is drawn
import matplotlib.pyplot as plt


def plot_history(history):
    fig, ax = plt.subplots()
    ax.legend()
    epochs = range(1, len(history["train_loss"]) + 1)
    ax.plot(epochs, history["train_loss"], label="train")
    ax.plot(epochs, history["test_loss"], label="test")
    ax.set(xlabel="epoch", ylabel="loss")
    return fig


# %% legend-names-one: the second has no name
import matplotlib.pyplot as plt


def plot_history(history):
    fig, ax = plt.subplots()
    epochs = range(1, len(history["train_loss"]) + 1)
    ax.plot(epochs, history["train_loss"], label="train")
    ax.plot(epochs, history["test_loss"])
    ax.set(xlabel="epoch", ylabel="loss")
    ax.legend()
    return fig


# %% legend-in-wrong-order: the list is the wrong way round
import matplotlib.pyplot as plt


def plot_history(history):
    fig, ax = plt.subplots()
    epochs = range(1, len(history["train_loss"]) + 1)
    ax.plot(epochs, history["train_loss"])
    ax.plot(epochs, history["test_loss"])
    ax.legend(["test", "train"])
    ax.set(xlabel="epoch", ylabel="loss")
    return fig


# %% legend-says-loss: other words
import matplotlib.pyplot as plt


def plot_history(history):
    fig, ax = plt.subplots()
    epochs = range(1, len(history["train_loss"]) + 1)
    ax.plot(epochs, history["train_loss"], label="loss")
    ax.plot(epochs, history["test_loss"], label="val_loss")
    ax.legend()
    ax.set(xlabel="epoch", ylabel="loss")
    return fig


# %% legend-invisible: switched off again
import matplotlib.pyplot as plt


def plot_history(history):
    fig, ax = plt.subplots()
    epochs = range(1, len(history["train_loss"]) + 1)
    ax.plot(epochs, history["train_loss"], label="train")
    ax.plot(epochs, history["test_loss"], label="test")
    ax.legend().set_visible(False)
    ax.set(xlabel="epoch", ylabel="loss")
    return fig


# %% no-x-label: y only
import matplotlib.pyplot as plt


def plot_history(history):
    fig, ax = plt.subplots()
    epochs = range(1, len(history["train_loss"]) + 1)
    ax.plot(epochs, history["train_loss"], label="train")
    ax.plot(epochs, history["test_loss"], label="test")
    ax.set_ylabel("loss")
    ax.legend()
    return fig


# %% title-for-labels: a title is no axis label
import matplotlib.pyplot as plt


def plot_history(history):
    fig, ax = plt.subplots()
    epochs = range(1, len(history["train_loss"]) + 1)
    ax.plot(epochs, history["train_loss"], label="train")
    ax.plot(epochs, history["test_loss"], label="test")
    ax.set_title("loss against epoch")
    ax.set_xlabel(" ")
    ax.legend()
    return fig


# %% loss-axis-unlabelled: only the accuracy's axis has a label
import matplotlib.pyplot as plt


def plot_history(history):
    fig, ax = plt.subplots()
    epochs = range(1, len(history["train_loss"]) + 1)
    ax.plot(epochs, history["train_loss"], label="train")
    ax.plot(epochs, history["test_loss"], label="test")
    ax.set_xlabel("epoch")
    ax.legend()
    other = ax.twinx()
    other.plot(epochs, history["test_accuracy"], "k")
    other.set_ylabel("accuracy")
    return fig


# %% axis-off: nothing of the labels is seen
import matplotlib.pyplot as plt


def plot_history(history):
    fig, ax = plt.subplots()
    epochs = range(1, len(history["train_loss"]) + 1)
    ax.plot(epochs, history["train_loss"], label="train")
    ax.plot(epochs, history["test_loss"], label="test")
    ax.set(xlabel="epoch", ylabel="loss")
    ax.axis("off")
    ax.legend()
    return fig


# %% current-figure: curves pile up
import matplotlib.pyplot as plt


def plot_history(history):
    epochs = range(1, len(history["train_loss"]) + 1)
    plt.plot(epochs, history["train_loss"], label="train")
    plt.plot(epochs, history["test_loss"], label="test")
    plt.xlabel("epoch")
    plt.ylabel("loss")
    plt.legend()
    return plt.gcf()


# %% numbered-figure: always figure 1, cleared
import matplotlib.pyplot as plt


def plot_history(history):
    fig = plt.figure(1, clear=True)
    ax = fig.add_subplot()
    epochs = range(1, len(history["train_loss"]) + 1)
    ax.plot(epochs, history["train_loss"], label="train")
    ax.plot(epochs, history["test_loss"], label="test")
    ax.set(xlabel="epoch", ylabel="loss")
    ax.legend()
    return fig


# %% remembers: what was plotted before comes along
import matplotlib.pyplot as plt

seen = []


def plot_history(history):
    seen.append(history)
    fig, ax = plt.subplots()
    for one in seen:
        epochs = range(1, len(one["train_loss"]) + 1)
        ax.plot(epochs, one["train_loss"], label="train")
        ax.plot(epochs, one["test_loss"], label="test")
    ax.set(xlabel="epoch", ylabel="loss")
    ax.legend()
    return fig


# %% train-twice: one list for both curves
import matplotlib.pyplot as plt


def plot_history(history):
    fig, ax = plt.subplots()
    epochs = range(1, len(history["train_loss"]) + 1)
    ax.plot(epochs, history["train_loss"], label="train")
    ax.plot(epochs, history["train_loss"], label="test")
    ax.set(xlabel="epoch", ylabel="loss")
    ax.legend()
    return fig


# %% accuracy: where the test loss should be
import matplotlib.pyplot as plt


def plot_history(history):
    fig, ax = plt.subplots()
    epochs = range(1, len(history["train_loss"]) + 1)
    ax.plot(epochs, history["train_loss"], label="train")
    ax.plot(epochs, history["test_accuracy"], label="test")
    ax.set(xlabel="epoch", ylabel="loss")
    ax.legend()
    return fig


# %% log-of-the-values: not of the scale
import matplotlib.pyplot as plt
import numpy as np


def plot_history(history):
    fig, ax = plt.subplots()
    epochs = range(1, len(history["train_loss"]) + 1)
    ax.plot(epochs, np.log(history["train_loss"]), label="train")
    ax.plot(epochs, np.log(history["test_loss"]), label="test")
    ax.set(xlabel="epoch", ylabel="log loss")
    ax.legend()
    return fig


# %% smoothed: running means
import matplotlib.pyplot as plt
import numpy as np


def plot_history(history):
    fig, ax = plt.subplots()
    epochs = np.arange(1, len(history["train_loss"]) + 1)
    for name in ("train", "test"):
        ax.plot(epochs, np.cumsum(history[name + "_loss"]) / epochs, label=name)
    ax.set(xlabel="epoch", ylabel="loss")
    ax.legend()
    return fig


# %% axes-swapped: epochs on y
import matplotlib.pyplot as plt


def plot_history(history):
    fig, ax = plt.subplots()
    epochs = range(1, len(history["train_loss"]) + 1)
    ax.plot(history["train_loss"], epochs, label="train")
    ax.plot(history["test_loss"], epochs, label="test")
    ax.set(xlabel="loss", ylabel="epoch")
    ax.legend()
    return fig


# %% test-against-train: one curve of both
import matplotlib.pyplot as plt


def plot_history(history):
    fig, ax = plt.subplots()
    ax.plot(history["train_loss"], history["test_loss"], label="train and test")
    ax.set(xlabel="train", ylabel="test")
    ax.legend()
    return fig


# %% ten-epochs: another number fails
import matplotlib.pyplot as plt


def plot_history(history):
    fig, ax = plt.subplots()
    ax.plot(range(1, 11)[: len(history["train_loss"])], history["train_loss"], label="train")
    ax.plot(range(1, 11)[: len(history["test_loss"])], history["test_loss"], label="test")
    ax.set(xlabel="epoch", ylabel="loss")
    ax.legend()
    return fig


# %% returns-axes: not the figure
import matplotlib.pyplot as plt


def plot_history(history):
    fig, ax = plt.subplots()
    epochs = range(1, len(history["train_loss"]) + 1)
    ax.plot(epochs, history["train_loss"], label="train")
    ax.plot(epochs, history["test_loss"], label="test")
    ax.set(xlabel="epoch", ylabel="loss")
    ax.legend()
    return ax


# %% returns-both: figure and axes
import matplotlib.pyplot as plt


def plot_history(history):
    fig, ax = plt.subplots()
    epochs = range(1, len(history["train_loss"]) + 1)
    ax.plot(epochs, history["train_loss"], label="train")
    ax.plot(epochs, history["test_loss"], label="test")
    ax.set(xlabel="epoch", ylabel="loss")
    ax.legend()
    return fig, ax


# %% shows: and returns nothing
import matplotlib.pyplot as plt


def plot_history(history):
    epochs = range(1, len(history["train_loss"]) + 1)
    plt.plot(epochs, history["train_loss"], label="train")
    plt.plot(epochs, history["test_loss"], label="test")
    plt.legend()
    plt.show()


# %% cleared: clf before the return
import matplotlib.pyplot as plt


def plot_history(history):
    fig = plt.figure()
    epochs = range(1, len(history["train_loss"]) + 1)
    plt.plot(epochs, history["train_loss"], label="train")
    plt.plot(epochs, history["test_loss"], label="test")
    plt.xlabel("epoch")
    plt.ylabel("loss")
    plt.legend()
    plt.clf()
    return fig


# %% changes-the-history: puts the epochs into it
import matplotlib.pyplot as plt


def plot_history(history):
    history["epoch"] = list(range(1, len(history["train_loss"]) + 1))
    fig, ax = plt.subplots()
    ax.plot(history["epoch"], history["train_loss"], label="train")
    ax.plot(history["epoch"], history["test_loss"], label="test")
    ax.set(xlabel="epoch", ylabel="loss")
    ax.legend()
    return fig


# %% pads-the-history: inserts a value for epoch 0
import matplotlib.pyplot as plt


def plot_history(history):
    fig, ax = plt.subplots()
    for name in ("train", "test"):
        losses = history[name + "_loss"]
        losses.insert(0, float("nan"))
        ax.plot(losses, label=name)
    ax.set(xlabel="epoch", ylabel="loss")
    ax.legend()
    return fig
