# %% scatter-and-line: the usual way
import matplotlib.pyplot as plt
import numpy as np


def plot_predictions(y_true, y_pred):
    t, p = np.asarray(y_true), np.asarray(y_pred)
    fig, ax = plt.subplots(figsize=(5, 5))
    ax.scatter(t, p, alpha=0.5, edgecolors="k")
    lims = [min(t.min(), p.min()), max(t.max(), p.max())]
    ax.plot(lims, lims, "r--", label="y = x")
    ax.set_xlabel("True")
    ax.set_ylabel("Predicted")
    ax.legend()
    return fig


# %% axline: an infinite line with a slope
import matplotlib.pyplot as plt


def plot_predictions(y_true, y_pred):
    fig, ax = plt.subplots()
    ax.scatter(y_true, y_pred, s=5, c="green", marker="x")
    ax.axline((0, 0), slope=1, color="black")
    ax.set(xlabel="actual", ylabel="predicted", title="Predictions")
    return fig


# %% axline-by-points: through two points
import matplotlib.pyplot as plt


def plot_predictions(y_true, y_pred):
    fig = plt.figure()
    plt.plot(y_true, y_pred, "o", markersize=4)
    plt.axline((1, 1), (2, 2))
    plt.xlabel("y")
    plt.ylabel("ŷ")
    return fig


# %% reversed: predictions on x
import matplotlib.pyplot as plt


def plot_predictions(y_true, y_pred):
    fig, ax = plt.subplots()
    ax.plot(y_pred, y_true, ls="", marker=".", color="purple")
    ax.plot(y_true, y_true, color="grey")
    ax.set_xlabel("Vorhersage")
    ax.set_ylabel("Wahrheit")
    return fig


# %% box-diagonal: equal limits and the diagonal of the box
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


# %% without-pyplot: Figure alone, a dense line
import numpy as np
from matplotlib.figure import Figure


def plot_predictions(y_true, y_pred):
    figure = Figure()
    axes = figure.subplots()
    axes.scatter(np.array(y_true), np.array(y_pred))
    grid = np.linspace(np.min(np.array(y_true)) - 1, np.max(np.array(y_true)) + 1, 200)
    axes.plot(grid, grid, "-", lw=1)
    figure.supxlabel("true")
    figure.supylabel("predicted")
    return figure


# %% limits-of-the-axes: from get_xlim and get_ylim
import matplotlib.pyplot as plt
import torch


def plot_predictions(y_true, y_pred):
    fig, ax = plt.subplots(layout="tight")
    ax.scatter(torch.as_tensor(y_true).tolist(), torch.as_tensor(y_pred).tolist())
    ends = sorted([*ax.get_xlim(), *ax.get_ylim()])
    ends = [ends[0], ends[-1]]
    ax.plot(ends, ends, "k-", zorder=0)
    ax.set_xlim(ends)
    ax.set_ylim(ends)
    ax.set_xlabel("true value")
    ax.set_ylabel("predicted value")
    return fig


# %% one-by-one: a call for each point
import matplotlib.pyplot as plt


def plot_predictions(y_true, y_pred):
    fig, ax = plt.subplots()
    for t, p in zip(y_true, y_pred):
        ax.plot(float(t), float(p), "bo")
    values = [float(v) for v in y_true] + [float(v) for v in y_pred]
    ax.plot([min(values), max(values)], [min(values), max(values)], "r")
    ax.set(xlabel="true", ylabel="pred")
    return fig


# %% closed-figure: pyplot throughout, closed in the end
import matplotlib.pyplot as plt


def plot_predictions(y_true, y_pred):
    plt.scatter(y_true, y_pred, c=abs(y_true - y_pred), cmap="viridis")
    plt.colorbar(label="error")
    ax = plt.gcf().axes[0]
    low, high = ax.get_xlim()
    ax.plot((low, high), (low, high))
    ax.set_xlabel("t")
    ax.set_ylabel("p")
    figure = plt.gcf()
    plt.close()
    return figure


# %% line-of-sorted-values: the sorted truth against itself, highlights the worst
import matplotlib.pyplot as plt
import numpy as np
import torch


def plot_predictions(y_true, y_pred):
    t = torch.as_tensor(y_true).clone().numpy()
    p = torch.as_tensor(y_pred).clone().numpy()
    worst = np.argmax(np.abs(t - p))
    fig, ax = plt.subplots()
    ax.scatter(t, p, label="samples")
    ax.scatter(t[worst], p[worst], s=200, facecolors="none", edgecolors="r", label="worst")
    t.sort()
    ax.plot(t, t, label="perfect")
    ax.legend()
    ax.grid()
    ax.set_xlabel("true")
    ax.set_ylabel("predicted")
    return fig


# %% error-bars: errorbar with markers alone, a line collection
import matplotlib.pyplot as plt
from matplotlib.collections import LineCollection


def plot_predictions(y_true, y_pred):
    fig, ax = plt.subplots()
    ax.errorbar(y_true, y_pred, yerr=0.1, fmt="s", ms=3)
    low, high = float(y_true.min()), float(y_true.max())
    ax.add_collection(LineCollection([[(low, low), (high, high)]], linestyles="--"))
    ax.set(xlabel="true", ylabel="predicted")
    return fig


# %% two-panels: a second one for the residuals
import matplotlib.pyplot as plt


def plot_predictions(y_true, y_pred):
    fig, (left, right) = plt.subplots(1, 2, figsize=(9, 4))
    left.scatter(y_true, y_pred)
    m = min(y_true.min(), y_pred.min())
    M = max(y_true.max(), y_pred.max())
    left.axline([m, m], [M, M] if M > m else [m + 1, m + 1], color="k")
    left.set_xlabel("true")
    left.set_ylabel("predicted")
    right.hist(y_pred - y_true, bins=20)
    right.set_xlabel("error")
    return fig


# %% square-axes: axis("square") in a style of its own
import matplotlib.pyplot as plt


def plot_predictions(y_true, y_pred):
    with plt.style.context("seaborn-v0_8"):
        fig, ax = plt.subplots()
        ax.plot(y_true, y_pred, "+")
        ax.axis("square")
        ends = ax.get_xlim()
        ax.plot(ends, ends, scalex=False, scaley=False)
        ax.set_xlabel("true")
        ax.set_ylabel("predicted")
    return fig


# %% empty-line: a line without points, for the legend alone
import matplotlib.pyplot as plt


def plot_predictions(y_true, y_pred):
    fig, ax = plt.subplots()
    ax.scatter(y_true, y_pred)
    low, high = min(float(y_true.min()), float(y_pred.min())), max(float(y_true.max()), float(y_pred.max()))
    ax.axline((low, low), (high + 1, high + 1), color="k", linestyle="--")
    ax.plot([], [], "k--", label="ideal")
    ax.legend()
    ax.set_xlabel("true")
    ax.set_ylabel("predicted")
    return fig
