"""Hidden checks of `saliency`."""

from contextlib import contextmanager

import torch

from autograder.checking import (
    FLOATS,
    CheckFailure,
    Phrase,
    Symptom,
    assert_close,
    assert_detached,
    check,
    for_each,
    probe,
    random_weights,
    require,
    unreadable,
)

NO_BATCH = Symptom("no_batch", "The network takes a batch (N, C, H, W): image.unsqueeze(0) is a batch of one image.")
RUNNING_STATISTICS = Symptom(
    "running_statistics",
    "In train mode, batch normalisation updates its running mean and variance at every forward pass: run a copy of the "
    "network, or put the buffers back.",
)


@probe
def two_layers(weights):
    """Make a network with a bent middle, some of whose input is dropped in train mode."""
    hidden, features = weights[0].shape
    net = torch.nn.Sequential(
        torch.nn.Flatten(),
        torch.nn.Dropout(0.5),
        torch.nn.Linear(features, hidden),
        torch.nn.Tanh(),
        torch.nn.Linear(hidden, weights[2].shape[0]),
    ).to(weights[0].dtype)
    with torch.no_grad():
        for parameter, weight in zip(net.parameters(), weights, strict=True):
            parameter.copy_(weight)
    return net


@probe
def convolution(weights):
    """Make a network of a convolution, batch normalisation and a linear layer; the last two weights are its buffers."""
    filters, channels, _, _ = weights[0].shape
    classes, features = weights[4].shape
    net = torch.nn.Sequential(
        torch.nn.Conv2d(channels, filters, 2),
        torch.nn.BatchNorm2d(filters),
        torch.nn.Softplus(),
        torch.nn.Flatten(),
        torch.nn.Linear(features, classes),
    ).to(weights[0].dtype)
    with torch.no_grad():
        for parameter, weight in zip(net.parameters(), weights[:6], strict=True):
            parameter.copy_(weight)
        net[1].running_mean.copy_(weights[6])
        net[1].running_var.copy_(weights[7].abs() + 0.5)
    return net


@probe
def saliency_of(saliency, make, weights, image, label, training):
    """Make a network and ask for its saliency."""
    return saliency(make(weights).train(training), image, label)


@probe
def saliency_and_buffers(saliency, make, weights, image, label):
    """Ask a network in train mode; return the answer and the running mean, variance and count."""
    net = make(weights).train()
    result = saliency(net, image, label)
    return [result, [net[1].running_mean, net[1].running_var, net[1].num_batches_tracked]]


@contextmanager
def seen_in_exceptions():
    """Look for an image that goes into the network as it is: its layers say that its shape does not fit."""
    try:
        yield
    except CheckFailure as failure:
        if failure.symptom is not None and failure.symptom.name in ("sizes_of_layers", "batch_flattened", "no_batch"):
            failure.symptom = NO_BATCH
        raise


def weights_of(make, shape, classes, dtype):
    """Draw weights for a network that takes images of this shape."""
    channels, height, width = shape
    if make is two_layers:
        return random_weights([(5, channels * height * width), (5,), (classes, 5), (classes,)], dtype)
    features = 3 * (height - 1) * (width - 1)
    shapes = [(3, channels, 2, 2), (3,), (3,), (3,), (classes, features), (classes,), (3,), (3,)]
    return random_weights(shapes, dtype)


def exact(reference, make, weights, image, label, training):
    """Return what the reference computes in float64, in the dtype of the image."""
    doubles = [weight.double() for weight in weights]
    return saliency_of(reference.saliency, make, doubles, image.double(), label, training).to(image.dtype)


@check(points=1)
@for_each(
    [
        {"make": make, "shape": shape, "classes": classes, "label": label, "dtype": dtype}
        for make, shape, classes, label, dtype in (
            (two_layers, (1, 2, 3), 4, 0, FLOATS[0]),
            (two_layers, (3, 2, 2), 4, 3, FLOATS[1]),
            (two_layers, (2, 1, 1), 1, 0, FLOATS[1]),
            (convolution, (1, 3, 4), 3, 2, FLOATS[0]),
            (convolution, (2, 3, 2), 5, 1, FLOATS[1]),
        )
    ]
)
def test_any_network(student, reference, make, shape, classes, label, dtype):
    """Is right for networks of several kinds in eval mode, for images of any size, and for every label."""
    weights = weights_of(make, shape, classes, dtype)
    image = torch.randn(shape, dtype=torch.float64).to(dtype)
    with seen_in_exceptions():
        result = student.run(saliency_of, student.saliency, make, weights, image, label, False)
    assert_close(result, exact(reference, make, weights, image, label, False), Phrase("the saliency"))
    assert_detached(result)


@check(points=0.25)
def test_train_mode(student, reference):
    """Uses a network that is in train mode as it is."""
    weights = weights_of(convolution, (1, 4, 3), 3, torch.float64)
    image = torch.randn(1, 4, 3, dtype=torch.float64)
    labels = (0, 1)  # one of which at least is not the class of the largest logit
    with require():  # in eval mode
        for label in labels:
            result = student.run(saliency_of, student.saliency, convolution, weights, image, label, False)
            assert_close(result, exact(reference, convolution, weights, image, label, False))
    for label in labels:
        result = student.run(saliency_of, student.saliency, convolution, weights, image, label, True)
        expected = exact(reference, convolution, weights, image, label, True)
        assert_close(result, expected, Phrase("the saliency in train mode"))


@check(points=0.25)
def test_leaves_buffers_alone(student, reference):
    """Leaves the running statistics of batch normalisation unmodified, in train mode, too."""
    weights = weights_of(convolution, (1, 4, 3), 3, torch.float64)
    image = torch.randn(1, 4, 3, dtype=torch.float64)
    for label in (0, 1):  # one of which at least is not the class of the largest logit
        with seen_in_exceptions():
            answer = student.run(saliency_and_buffers, student.saliency, convolution, weights, image, label)
        match answer:
            case [result, [mean, variance, count]]:
                pass
            case _:
                raise unreadable(answer)
        with require():
            assert_close(result, exact(reference, convolution, weights, image, label, True))
        expected = (weights[6], weights[7].abs() + 0.5, torch.tensor(0))
        for found, before, what in zip((mean, variance, count), expected, ("mean", "variance", "count"), strict=True):
            name = Phrase("the running {what} after a call in train mode", what=what)
            assert_close(found, before, name, tolerance=0, look=lambda got, expected, near: RUNNING_STATISTICS)
