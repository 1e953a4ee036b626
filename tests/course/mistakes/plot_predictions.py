# %% no-line: points alone
import matplotlib.pyplot as plt


def plot_predictions(y_true, y_pred):
    fig, ax = plt.subplots()
    ax.scatter(y_true, y_pred)
    ax.set(xlabel="true", ylabel="predicted")
    return fig


# %% joined: a line from sample to sample
import matplotlib.pyplot as plt


def plot_predictions(y_true, y_pred):
    fig, ax = plt.subplots()
    ax.plot(y_true, y_pred)
    ax.plot(y_true, y_true)
    ax.set(xlabel="true", ylabel="predicted")
    return fig


# %% joined-with-markers: markers, and lines between them
import matplotlib.pyplot as plt


def plot_predictions(y_true, y_pred):
    fig, ax = plt.subplots()
    ax.plot(y_true, y_pred, "o-")
    ax.plot(y_true, y_true)
    ax.set(xlabel="true", ylabel="predicted")
    return fig


# %% regression-line: a fitted line
import matplotlib.pyplot as plt
import numpy as np


def plot_predictions(y_true, y_pred):
    t, p = np.asarray(y_true), np.asarray(y_pred)
    fig, ax = plt.subplots()
    ax.scatter(t, p)
    if len(t) > 1:
        ax.plot(t, np.polyval(np.polyfit(t, p, 1), t))
    ax.set(xlabel="true", ylabel="predicted")
    return fig


# %% unit-line: from 0 to 1, wherever the data are
import matplotlib.pyplot as plt


def plot_predictions(y_true, y_pred):
    fig, ax = plt.subplots()
    ax.scatter(y_true, y_pred)
    ax.plot([0, 1], [0, 1], "r")
    ax.set(xlabel="true", ylabel="predicted")
    return fig


# %% corner-to-corner: from the smallest pair to the largest
import matplotlib.pyplot as plt


def plot_predictions(y_true, y_pred):
    fig, ax = plt.subplots()
    ax.scatter(y_true, y_pred)
    ax.plot([y_true.min(), y_true.max()], [y_pred.min(), y_pred.max()], "r")
    ax.set(xlabel="true", ylabel="predicted")
    return fig


# %% box-diagonal: the diagonal of a box with unequal limits
import matplotlib.pyplot as plt


def plot_predictions(y_true, y_pred):
    fig, ax = plt.subplots()
    ax.scatter(y_true, y_pred)
    ax.plot([0, 1], [0, 1], transform=ax.transAxes)
    ax.set(xlabel="true", ylabel="predicted")
    return fig


# %% falling-line: y = -x
import matplotlib.pyplot as plt


def plot_predictions(y_true, y_pred):
    fig, ax = plt.subplots()
    ax.scatter(y_true, y_pred)
    ax.axline((0, 0), slope=-1)
    ax.set(xlabel="true", ylabel="predicted")
    return fig


# %% line-through-the-mean: slope 1, beside y = x
import matplotlib.pyplot as plt


def plot_predictions(y_true, y_pred):
    fig, ax = plt.subplots()
    ax.scatter(y_true, y_pred)
    ax.axline((float(y_true.mean()), float(y_pred.mean())), slope=1)
    ax.set(xlabel="true", ylabel="predicted")
    return fig


# %% two-dots: the ends of the line, without the line
import matplotlib.pyplot as plt


def plot_predictions(y_true, y_pred):
    fig, ax = plt.subplots()
    ax.scatter(y_true, y_pred)
    ends = [float(y_true.min()), float(y_true.max())]
    ax.plot(ends, ends, "ro")
    ax.set(xlabel="true", ylabel="predicted")
    return fig


# %% line-invisible: drawn and hidden
import matplotlib.pyplot as plt


def plot_predictions(y_true, y_pred):
    fig, ax = plt.subplots()
    ax.scatter(y_true, y_pred)
    ends = [float(y_true.min()), float(y_true.max())]
    ax.plot(ends, ends, visible=False)
    ax.set(xlabel="true", ylabel="predicted")
    return fig


# %% zero-lines: axhline and axvline
import matplotlib.pyplot as plt


def plot_predictions(y_true, y_pred):
    fig, ax = plt.subplots()
    ax.scatter(y_true, y_pred)
    ax.axhline(0)
    ax.axvline(0)
    ax.set(xlabel="true", ylabel="predicted")
    return fig


# %% over-index: two rows of points
import matplotlib.pyplot as plt


def plot_predictions(y_true, y_pred):
    fig, ax = plt.subplots()
    ax.plot(y_true, "o", label="true")
    ax.plot(y_pred, "x", label="predicted")
    ax.legend()
    ax.set(xlabel="sample", ylabel="value")
    return fig


# %% sorted-apart: each sorted by itself
import matplotlib.pyplot as plt
import numpy as np


def plot_predictions(y_true, y_pred):
    fig, ax = plt.subplots()
    ax.scatter(np.sort(y_true), np.sort(y_pred))
    ax.plot(y_true, y_true)
    ax.set(xlabel="true", ylabel="predicted")
    return fig


# %% residuals: the error against the truth
import matplotlib.pyplot as plt


def plot_predictions(y_true, y_pred):
    fig, ax = plt.subplots()
    ax.scatter(y_true, y_pred - y_true)
    ax.plot(y_true, y_true)
    ax.set(xlabel="true", ylabel="error")
    return fig


# %% truth-twice: y_true on both axes
import matplotlib.pyplot as plt


def plot_predictions(y_true, y_pred):
    fig, ax = plt.subplots()
    ax.scatter(y_true, y_true)
    ax.plot(y_true, y_true)
    ax.set(xlabel="true", ylabel="predicted")
    return fig


# %% rounded: to whole numbers
import matplotlib.pyplot as plt
import torch


def plot_predictions(y_true, y_pred):
    fig, ax = plt.subplots()
    ax.scatter(torch.as_tensor(y_true).round(), torch.as_tensor(y_pred).round())
    ax.plot(y_true, y_true)
    ax.set(xlabel="true", ylabel="predicted")
    return fig


# %% no-labels: none at all
import matplotlib.pyplot as plt


def plot_predictions(y_true, y_pred):
    fig, ax = plt.subplots()
    ax.scatter(y_true, y_pred)
    ax.plot(y_true, y_true)
    ax.set_title("true and predicted")
    return fig


# %% one-label: x twice
import matplotlib.pyplot as plt


def plot_predictions(y_true, y_pred):
    fig, ax = plt.subplots()
    ax.scatter(y_true, y_pred)
    ax.plot(y_true, y_true)
    ax.set_xlabel("true")
    ax.set_xlabel("predicted")
    return fig


# %% current-figure: points pile up
import matplotlib.pyplot as plt


def plot_predictions(y_true, y_pred):
    plt.scatter(y_true, y_pred)
    plt.plot(y_true, y_true)
    plt.xlabel("true")
    plt.ylabel("predicted")
    return plt.gcf()


# %% one-figure-for-all: made at import
import matplotlib.pyplot as plt

fig, ax = plt.subplots()


def plot_predictions(y_true, y_pred):
    ax.clear()
    ax.scatter(y_true, y_pred)
    ax.plot(y_true, y_true)
    ax.set(xlabel="true", ylabel="predicted")
    return fig


# %% tensors-only: methods that arrays do not have
import matplotlib.pyplot as plt


def plot_predictions(y_true, y_pred):
    fig, ax = plt.subplots()
    ax.scatter(y_true.detach().cpu(), y_pred.detach().cpu())
    ax.plot(y_true, y_true)
    ax.set(xlabel="true", ylabel="predicted")
    return fig


# %% arrays-only: methods that tensors do not have
import matplotlib.pyplot as plt


def plot_predictions(y_true, y_pred):
    fig, ax = plt.subplots()
    ax.scatter(y_true.astype(float), y_pred.astype(float))
    ax.plot(y_true, y_true)
    ax.set(xlabel="true", ylabel="predicted")
    return fig


# %% sorts-in-place: for the line, in the caller's memory
import matplotlib.pyplot as plt
import numpy as np


def plot_predictions(y_true, y_pred):
    fig, ax = plt.subplots()
    ax.scatter(y_true, y_pred)
    values = np.asarray(y_true)
    values.sort()
    ax.plot(values, values)
    ax.set(xlabel="true", ylabel="predicted")
    return fig


# %% centred-in-place: subtracts and adds the mean, which rounds
import matplotlib.pyplot as plt


def plot_predictions(y_true, y_pred):
    fig, ax = plt.subplots()
    ax.scatter(y_true, y_pred)
    ax.plot(y_true, y_true)
    y_pred -= y_true
    ax.set(xlabel="true", ylabel=f"predicted (mean error {float(y_pred.mean()):.2f})")
    return fig


# %% sampled: at most 50 points
import matplotlib.pyplot as plt


def plot_predictions(y_true, y_pred):
    fig, ax = plt.subplots()
    ax.scatter(y_true[-50:], y_pred[-50:])
    ax.plot(y_true, y_true)
    ax.set(xlabel="true", ylabel="predicted")
    return fig


# %% density: hexbin shows no points
import matplotlib.pyplot as plt


def plot_predictions(y_true, y_pred):
    fig, ax = plt.subplots()
    ax.hexbin(y_true, y_pred, gridsize=10)
    ax.plot(y_true, y_true)
    ax.set(xlabel="true", ylabel="predicted")
    return fig


# %% returns-the-axes: not the figure
import matplotlib.pyplot as plt


def plot_predictions(y_true, y_pred):
    fig, ax = plt.subplots()
    ax.scatter(y_true, y_pred)
    ax.plot(y_true, y_true)
    ax.set(xlabel="true", ylabel="predicted")
    return ax


# %% shows: and returns nothing
import matplotlib.pyplot as plt


def plot_predictions(y_true, y_pred):
    fig, ax = plt.subplots()
    ax.scatter(y_true, y_pred)
    ax.plot(y_true, y_true)
    ax.set(xlabel="true", ylabel="predicted")
    plt.show()


# %% line-from-zero: the line begins at 0, also where all values are far below
import matplotlib.pyplot as plt


def plot_predictions(y_true, y_pred):
    fig, ax = plt.subplots()
    ax.scatter(y_true, y_pred)
    low, high = 0.0, float(max(y_true.max(), y_pred.max()))
    ax.plot([low, high], [low, high], "r")
    ax.set_xlabel("true")
    ax.set_ylabel("predicted")
    return fig
