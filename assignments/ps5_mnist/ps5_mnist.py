# %% [markdown]
# # 5. Training on MNIST
#
# MNIST is 60 000 pictures of handwritten digits to learn from and 10 000 others to be tested on, grey,
# 28×28 pixels. Everything of the first four assignments comes together here: a loader makes batches, a network makes
# logits of them, a loss says how wrong these are, autograd finds the gradients, and an optimizer makes the step.
#
# What you write here is not about digits at all: the functions below train any network on any data, and you will find
# them, a little longer, in every project that uses PyTorch.

# %%
"""Assignment 5, training on MNIST."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import torch
from matplotlib.figure import Figure
from torch import Tensor, nn
from torch.nn import functional as F
from torch.utils.data import DataLoader, Dataset

# %% [markdown]
# ## Where to compute
#
# A tensor lies on a *device*: in the memory of the CPU, or in that of a GPU. `x.to(device)` gives the same tensor on
# another device, a copy if it is not there yet; `model.to(device)` moves the parameters and buffers of a model itself.
# What is to be computed together must lie on one device, or PyTorch says: "Expected all tensors to be on the same
# device".
#
# ```python
# device = torch.device("cpu")            # or "cuda", or "cuda:1" for the second GPU
# model = model.to(device)                # once, before the optimizer gets the parameters
# x = x.to(device)                        # every batch: loaders make their batches on the CPU
# y = torch.zeros(3, device=device)       # made there at once
# ```
#
# So a program decides once, at its start, and hands the device on to whatever needs it. Write `"cuda"` in the middle of
# a function, and it fails on every laptop.
#
# **More than one GPU.** `nn.DataParallel(model)` is one line: it splits each batch among the GPUs, from one process. It
# is simple, slow, and no longer recommended. `nn.parallel.DistributedDataParallel` is: one process for each GPU, each
# with its own part of the data, and gradients that are averaged before every step.


# %%
# 2 points: 1.5 by checks that you have, 0.5 by more after you hand in
def pick_device() -> torch.device:
    """Return the device to compute on: a GPU where CUDA has one, else the CPU.

    Returns a `torch.device`, not a string: of type "cuda" (with any index, or none) where `torch.cuda.is_available()`
        is true, else of type "cpu". Never of type "mps".

    Ask at every call, not when the file is imported, and compute nothing on the device: the checks only pretend that
    there is a GPU, by what `torch.cuda.is_available()` and `torch.cuda.device_count()` say.
    """
    # YOUR CODE HERE
    raise NotImplementedError("replace this line with your code")


# %% [markdown]
# ## The training loop
#
# One step of training is always the same:
#
# 1. take a batch and move it to the device;
# 2. forget the gradients of the step before: `optimizer.zero_grad()`;
# 3. compute the outputs of the network and, from these and the labels, the loss;
# 4. `loss.backward()` computes the gradients;
# 5. `optimizer.step()` changes the parameters.
#
# The optimizer knows the parameters, because it was made with them: `torch.optim.SGD(model.parameters(), lr=0.01)` is
# the plain update of assignment 2, `torch.optim.Adam` gives each parameter a step size of its own. Your loop need not
# know which of them it is.
#
# **The three classic mistakes**, which may well go unnoticed, since none of them has to raise an error:
# - **no `zero_grad()`**: `backward()` adds to what is in `.grad`, so every step goes along the sum of all gradients so
#   far;
# - **the wrong mode**: some layers do one thing in training and another one afterwards. Dropout switches off units at
#   random, and later none; batch normalisation uses mean and deviation of the batch, and later those that it has noted.
#   `model.train()` and `model.eval()` say which it is to be, for all layers in the model. A new model is in train mode,
#   but yours may come from a test;
# - **the wrong shapes**: softmax before the cross-entropy, which applies it itself, or outputs `(N, 1)` and labels
#   `(N,)` that broadcast to `(N, N)`.

# %% tags=["active-ipynb"]
# layer = nn.Dropout(0.5)
# layer.train()(torch.ones(6)), layer.eval()(torch.ones(6))

# %% [markdown]
# **The loss of an epoch** is the mean over its samples. The loss of a batch is a mean already, over the batch; the mean
# of 64, 64 and 22 samples is not the mean of the three means. `loss.item()` takes the number out of the tensor. Who
# adds up the tensors themselves keeps the graph of every batch alive.


# %%
# 5.5 points: 2.5 by checks that you have, 3 by more after you hand in
def train_epoch(
    model: nn.Module,
    loader: Iterable[tuple[Tensor, Tensor]],
    loss_fn: Callable[[Tensor, Tensor], Tensor],
    optimizer: torch.optim.Optimizer,
    device: torch.device,
) -> float:
    """Train a model for one epoch and return the mean loss per sample.

    model: on `device` already, in whatever mode.
    loader: any iterable of batches (inputs, labels), such as a DataLoader, a list or a generator; it need have neither
        a length nor a `.dataset`. Go through it once. Inputs have the dtype of the model; inputs and labels of a batch
        may lie elsewhere and are to be moved to `device`; they are left unmodified. Batches may differ in size.
    loss_fn: `loss_fn(outputs, labels)` is the mean loss over a batch, a 0-d tensor; labels may be of any kind.
    optimizer: any one, of some or all parameters of the model.
    device: where the model is.
    Returns a Python float: the mean of the loss over all samples, in which a short batch weighs less than a full one.
        The loss of each batch is the one before its step.

    In train mode, one optimizer step for each batch, in order, by the gradients of this batch alone; also where `.grad`
    is not empty at the call. The mode after the call is up to you.
    """
    # YOUR CODE HERE
    raise NotImplementedError("replace this line with your code")


# %% [markdown]
# Your loop on the first 2000 digits. The first loss should be below log 10 = 2.3, what guessing gives, and the others
# ever smaller:

# %% tags=["active-ipynb"]
# if __name__ == "__main__":
#     from autograder.course.data import load_mnist
#
#     def normalised(images):
#         return (images.unsqueeze(1) / 255 - 0.1307) / 0.3081
#
#     def small_net():
#         return nn.Sequential(nn.Flatten(), nn.Linear(784, 64), nn.ReLU(), nn.Linear(64, 10))
#
#     images, labels = load_mnist(train=True)
#     batches = [(normalised(images[i : i + 50]), labels[i : i + 50]) for i in range(0, 2000, 50)]
#     model = small_net()
#     optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
#     for epoch in range(1, 6):
#         loss = train_epoch(model, batches, F.cross_entropy, optimizer, torch.device("cpu"))
#         print(f"{epoch=} {loss=:.3f}")

# %% [markdown]
# ## Testing
#
# Testing looks like training without the step, and three things are different:
# - **eval mode**, or dropout spoils the answers, and batch normalisation learns from the test data:
#   even a forward pass changes its running mean in train mode;
# - **no gradients.** `with torch.no_grad():` around the forward pass keeps PyTorch from recording a graph that nobody
#   needs. That saves time, and often most of the memory. `detach()` afterwards is too late: the graph was built then;
# - **accuracy** beside the loss: the share of samples whose largest output is the right one. It is what you want to
#   know, but it is no loss: it changes in jumps, so it has no useful gradient.
#
# `outputs.argmax(dim=1)` gives the class with the largest output for each sample, of shape `(N,)`. Eval mode and
# `no_grad()` are two things, by the way: neither switches on the other.


# %%
# 5 points: 2.5 by checks that you have, 2.5 by more after you hand in
def evaluate(
    model: nn.Module,
    loader: Iterable[tuple[Tensor, Tensor]],
    loss_fn: Callable[[Tensor, Tensor], Tensor],
    device: torch.device,
) -> tuple[float, float]:
    """Test a classifier: return its mean loss per sample and its accuracy.

    model: maps a batch to outputs (N, classes); on `device` already, in whatever mode.
    loader: any iterable of batches (inputs, labels), such as a DataLoader, a list or a generator; it need have neither
        a length nor a `.dataset`. Go through it once. Inputs have the dtype of the model, labels are int64 (N,); both
        may lie elsewhere and are to be moved to `device`; they are left unmodified. Batches may differ in size.
    loss_fn: `loss_fn(outputs, labels)` is the mean loss over a batch, a 0-d tensor.
    device: where the model is.
    Returns a tuple of two Python floats: the mean of the loss over all samples, in which a short batch weighs less than
        a full one, and the share, from 0 to 1, of all samples whose largest output is that of their label.

    In eval mode, and with gradients disabled in the forward pass: `torch.is_grad_enabled()` is false there, and no
    graph is built (to detach afterwards is not enough). Parameters (their `requires_grad` and `.grad` included) and
    buffers are as before the call. The mode after the call is up to you.
    """
    # YOUR CODE HERE
    raise NotImplementedError("replace this line with your code")


# %% [markdown]
# ## Many epochs
#
# Train for an epoch, test, and write down what came of it; then the next one. The curve of the test loss says when to
# stop: as soon as it rises while the training loss still falls, the network learns its training data by heart.
#
# Two figures that look alike are not: the training loss of an epoch is a mean over a network that changes all the time,
# mostly for the better. The test loss is that of the network at the end of the epoch. So in the first epochs the test
# loss is often the smaller one.
#
# A trap of Python on the way: a default such as `history={}` or `history=[]` in the first line of a function is made
# once, when the function is defined, and shared by all calls. Make a new one inside.


# %%
# 5 points: 2 by checks that you have, 3 by more after you hand in
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


# %% [markdown]
# ## Saving and loading
#
# `model.state_dict()` is a dictionary: the name of every parameter and buffer, such as `0.weight`, and its tensor.
# Buffers are tensors that belong to a model and are not trained, such as the running mean of a batch normalisation.

# %% tags=["active-ipynb"]
# if __name__ == "__main__":
#     model = nn.Sequential(nn.Linear(3, 2), nn.BatchNorm1d(2))
#     for name, tensor in model.state_dict().items():
#         print(name, tuple(tensor.shape), tensor.dtype)

# %% [markdown]
# This dictionary is what to save. `torch.save(model, path)` would pickle the whole object, and that is a bad idea:
# - the file holds no code, only the names of classes and of the modules that they were imported from. Rename the class,
#   or move it, and the file cannot be read any more;
# - to unpickle is to call whatever the file names: a pickle from a stranger can run any program on your machine.
#   `torch.load(path, weights_only=True)` (the default since PyTorch 2.6) reads tensors and plain containers alone.
#
# For predictions the state_dict is enough. Whoever wants to **go on training** needs more: Adam keeps running means of
# the gradients and of their squares, and the loop has to know where it was. Such a file is a *checkpoint*, a dictionary
# of all of it:

# %% tags=["active-ipynb"]
# if __name__ == "__main__":
#     import tempfile
#
#     optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
#     with tempfile.TemporaryDirectory() as folder:
#         path = Path(folder, "checkpoint.pt")
#         torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "epoch": 4}, path)
#
#         checkpoint = torch.load(path, map_location="cpu", weights_only=True)
#         model.load_state_dict(checkpoint["model"])
#         optimizer.load_state_dict(checkpoint["optimizer"])
#         print("the next epoch is", checkpoint["epoch"] + 1)


# %%
# 3.5 points: 1.5 by checks that you have, 2 by more after you hand in
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


# %% [markdown]
# ## Loading, on whatever device
#
# The file has only numbers in it, so first build the model, with the same layers; `load_state_dict` then copies the
# numbers into it. It raises an error where names are missing or unknown: `strict=False` would silence that, and leave
# random weights where you think you have trained ones.
#
# Every tensor in the file remembers the device that it was saved on. On a machine without a GPU, `torch.load` therefore
# fails for a model that was trained on one; `map_location` says where the tensors are to go instead:
# `map_location="cpu"`, or the device that you want to use.
#
# Before you ask a loaded model anything, put it in eval mode: a new module is in train mode, and with dropout or batch
# normalisation its answers would be those of training.


# %%
# 4 points: 2.5 by checks that you have, 1.5 by more after you hand in
def load_model(model: nn.Module, path: str | Path, device: torch.device) -> nn.Module:
    """Load a saved state_dict into a model, and return the model, ready to predict.

    model: a module with the layers of the one that was saved; its parameters and buffers are overwritten, and frozen
        parameters stay frozen, others trainable.
    path: a file that `torch.save(other.state_dict(), path)` has written, on whatever device: it may hold tensors of a
        GPU that this machine does not have.
    device: where the model is to be; it is moved there itself, with all parameters and buffers.
    Returns the same object `model`, in eval mode.

    Raises an exception, of any type, if the keys in the file are not those of the model: one missing or one too many.
    """
    # YOUR CODE HERE
    raise NotImplementedError("replace this line with your code")


# %% [markdown]
# ## Loss curves
#
# A picture of the loss tells more than its last value. Draw training and test loss into one plot:
# - both still fall: train longer;
# - the training loss falls and the test loss rises: the model learns its training data by heart. That is *overfitting*;
#   stop earlier, or use dropout or more data;
# - both stay high: the model is too small, or the learning rate too low;
# - the loss jumps, or becomes NaN: the learning rate is too high.
#
# Matplotlib draws on a `Figure` with one or more `Axes` in it. Ask for a new one each time:

# %% tags=["active-ipynb"]
# if __name__ == "__main__":
#     figure, axes = plt.subplots(figsize=(4, 2.5))
#     axes.plot([1, 2, 3], [0.9, 0.5, 0.4], label="a curve")
#     axes.set_xlabel("what is on x")
#     axes.legend()
#     plt.show()

# %% [markdown]
# `plt.plot(...)` without a figure of its own draws into the current one, on top of what is there. And
# `ax.plot(values)` without x counts from 0, as Python does; people count epochs from 1.


# %%
# 4 points: 2.5 by checks that you have, 1.5 by more after you hand in
def plot_history(history: dict[str, list[float]]) -> Figure:
    """Draw the loss curves of a training: train and test loss against the epoch.

    history: lists `train_loss`, `test_loss` and `test_accuracy`, one value an epoch, at least one epoch, as `fit`
        returns them. It is left unmodified.
    Returns a new `matplotlib.figure.Figure` on every call, with the data of this call alone.

    One curve for `train_loss` and one for `test_loss`, lines or points, over the epochs 1, 2, ... on x. Both axes
    have a label (any text). A legend names both curves: the entry of the one contains "train", that of the other
    "test", in upper or lower case. A logarithmic scale and a further curve for the accuracy are welcome, not needed.
    """
    # YOUR CODE HERE
    raise NotImplementedError("replace this line with your code")


# %% [markdown]
# Your functions, put together. 2000 digits are few: from which epoch on does the network learn them by heart?

# %% tags=["active-ipynb"]
# if __name__ == "__main__":
#     torch.manual_seed(0)
#     test_images, test_labels = load_mnist(train=False)
#     tests = [(normalised(test_images[:2000]), test_labels[:2000])]
#     model = small_net()
#     optimizer = torch.optim.Adam(model.parameters(), lr=0.003)
#     history = fit(model, batches, tests, F.cross_entropy, optimizer, 15, torch.device("cpu"))
#     plot_history(history)
#     plt.show()

# %% [markdown]
# ## Predicted against true
#
# For numbers instead of classes (prices, temperatures, ages) there is no accuracy. Look at a scatter plot: a point a
# sample, the true value on x, the predicted one on y. A perfect model has all points on the line y = x. Points above
# it were predicted too high, those below too low; a cloud flatter than the line means that the model hides near the
# mean; a single point far away is worth a look at the sample itself.
#
# Draw the line, too: without it nobody sees whether a cloud lies on it or beside it. It is not a line fitted to the
# points, and it does not depend on the predictions.


# %%
# 5 points: 2.5 by checks that you have, 2.5 by more after you hand in
def plot_predictions(y_true: Tensor | np.ndarray, y_pred: Tensor | np.ndarray) -> Figure:
    """Draw predicted against true values: a scatter plot with the line y = x.

    y_true, y_pred: two 1-D tensors or two 1-D arrays of one length >= 1 and one dtype, float32 or float64, on the
        CPU and without a graph. They are left unmodified.
    Returns a new `matplotlib.figure.Figure` on every call, with the data of this call alone.

    One point a sample, not joined by lines: y_true on x and y_pred on y, or the other way round. The line y = x runs
    where the points are, in any form. Both axes have a label (any text).
    """
    # YOUR CODE HERE
    raise NotImplementedError("replace this line with your code")


# %% [markdown]
# A model that hugs the mean, as your picture shows it:

# %% tags=["active-ipynb"]
# if __name__ == "__main__":
#     torch.manual_seed(0)
#     y_true = 10 * torch.rand(200)
#     plot_predictions(y_true, 2 + 0.6 * y_true + 0.5 * torch.randn(200))
#     plt.show()

# %% [markdown]
# ## From pictures to a classifier
#
# Any network is welcome that fits the time. To compare with: one hidden layer of 128 units, plain SGD with
# learning rate 0.01 and batches of 4, reached 97.4 % after five epochs. Small batches are slow: with larger
# ones and Adam the same takes seconds, and a learning rate that gets smaller towards the end
# (`torch.optim.lr_scheduler`) is worth a few tenths of a per cent. While you experiment, keep 10 000 of the
# training images aside and measure the accuracy on those. A network can know its training data by heart and
# fail on new ones. And aim for 97.5 %: no two trainings end alike, and the check turns and bends all images a little,
# which may cost 0.2 %.


# %%
# 10 points
def train_mnist(train_set: Dataset[Any], device: torch.device) -> nn.Module:
    """Build a network, train it on MNIST and return it.

    train_set: 60 000 pairs (normalised float32 image (1, 28, 28), int class 0 ... 9). Use `len(train_set)`
        and `train_set[i]`, or a DataLoader over it, and nothing else of it.
    device: where to train; the returned network is expected there.
    Returns the trained network. It maps float32 images (N, 1, 28, 28) to raw logits (N, 10), for every
        N >= 1; its answer to an image does not depend on what it was shown before. `.eval()` is called on it
        before it is tested.

    Full points for 97 % right on 10 000 test images that it has never had, half of them for 95 %. Time
    limit, reading the data included: 240 s of CPU time (120 s on two cores); a wall clock of 600 s catches
    what sleeps. Class numbers may be renamed, alike in training and test data, and one training image in a
    hundred is no digit but a figure made of squares, which has to be recognised, too: so weights that were
    trained elsewhere are worth nothing.
    """
    # YOUR CODE HERE
    raise NotImplementedError("replace this line with your code")


# %% [markdown]
# The final test: your network on the 10 000 test images, and the first that it gets wrong: above each its answer and,
# in brackets, what was meant. Some of them are hard for you, too.

# %% tags=["active-ipynb"]
# if __name__ == "__main__":
#     from torch.utils.data import TensorDataset
#
#     device = pick_device()
#     model = train_mnist(TensorDataset(normalised(images), labels), device).eval()
#     with torch.no_grad():
#         predicted = model(normalised(test_images).to(device)).argmax(dim=1).cpu()
#     wrong = (predicted != test_labels).nonzero().flatten()
#     print(f"accuracy {1 - len(wrong) / len(test_labels):.2%}")
#     figure, axes = plt.subplots(2, 8, figsize=(9, 3), layout="constrained")
#     for ax, i in zip(axes.flat, wrong):
#         ax.imshow(test_images[i], cmap="gray")
#         ax.set_title(f"{predicted[i]} ({test_labels[i]})")
#         ax.axis("off")
#     plt.show()

# %% [markdown]
# ## Find the bugs
#
# The step below runs, its loss even falls a little, and four mistakes are in it. That is how most mistakes in deep
# learning look: no error, only a network that is worse than it could be. What helps to find them:
# - read the code line by line, against the list of steps above;
# - try it on what you can compute by hand: one layer, two samples, weights of 0 and 1;
# - a network must be able to learn a handful of samples by heart: if the loss does not get close to 0 on these,
#   something is wrong;
# - look at the numbers: the first loss of a classifier with K classes is about log K, 2.3 for ten digits;
# - call the function twice, and look at what is left from the first call.


# %%
# 4 points: 2 by checks that you have, 2 by more after you hand in
def repaired_training_step(model: nn.Module, images: Tensor, labels: Tensor, optimizer: torch.optim.Optimizer) -> float:
    """Make one training step on a batch and return the loss before it. Four bugs are in it: find and mend them.

    model: maps a batch to raw logits (N, classes); on the device of the batch, in whatever mode.
    images, labels: a batch, of the model's dtype and int64 (N,); left unmodified.
    optimizer: any one, of some or all parameters of the model.
    Returns the loss of this batch before the step: just a Python float, not rounded.

    Right is: in train mode, `F.cross_entropy` with its default arguments on the raw outputs of the model, one step of
    the optimizer by the gradients of this batch alone, also where `.grad` is not empty at the call. The mode after the
    call is up to you.
    """
    model.eval()
    probabilities = torch.softmax(model(images), dim=1)
    loss = F.cross_entropy(probabilities, labels)
    loss.backward()
    optimizer.step()
    return loss


# %% [markdown]
# ## Where to go from here
#
# You can now read most PyTorch code that there is. What is built on it, and what stands beside it:
#
# - [Lightning](https://lightning.ai/docs/pytorch) and [Accelerate](https://huggingface.co/docs/accelerate) are the
#   training loop of this assignment, written once for all: devices, several GPUs, checkpoints, logs;
# - [torchvision](https://docs.pytorch.org/vision) and [Transformers](https://huggingface.co/docs/transformers) bring
#   networks that are already trained, for pictures and for text;
# - [JAX](https://docs.jax.dev) is NumPy with gradients, made of pure functions that are compiled; popular in research;
# - [TensorFlow](https://www.tensorflow.org) is older and at work in many products; [Keras](https://keras.io), once a
#   part of it, now runs on TensorFlow, JAX and PyTorch alike;
# - [ONNX Runtime](https://onnxruntime.ai) and [ExecuTorch](https://docs.pytorch.org/executorch) run a trained model
#   without Python, on servers and on phones;
# - [scikit-learn](https://scikit-learn.org) and [XGBoost](https://xgboost.readthedocs.io) are for tables of numbers,
#   where a neural network is often not the best choice.
#
# What to learn next, in an order that has worked for many:
# 1. **convolutions** (`nn.Conv2d`): with two of them the 97 % of MNIST become 99 %;
# 2. **regularisation**: data augmentation, weight decay, batch normalisation, early stopping;
# 3. **transfer learning**: take a trained network and train only its last layer on your own pictures;
# 4. **attention and transformers**: the networks behind language models; write a small one yourself;
# 5. **speed**: profile first, then `torch.compile`, mixed precision (`torch.autocast`), more than one GPU.
#
# Good company on the way: the [PyTorch tutorials](https://docs.pytorch.org/tutorials), the free book
# [Dive into Deep Learning](https://d2l.ai), and a problem of your own. One real data set teaches more than ten courses.

# %% [markdown]
# ## Check your work
#
# Save this file and run `make check` in a terminal, in the folder of the course; this one trains for a
# while. It needs the MNIST files, which `make data` fetches once. To look at one exercise only:
# `autograder check assignments/ps5_mnist -e train_mnist`; or, in a cell of the notebook,
# `from autograder import check; check("train_mnist")`.
