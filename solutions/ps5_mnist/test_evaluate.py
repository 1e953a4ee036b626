"""Hidden checks of `evaluate`."""

import hypothesis.strategies as st
import torch
from torch.nn import functional as F

from autograder.checking import (
    CheckFailure,
    Phrase,
    assert_close,
    assert_moves_batches,
    assert_number,
    check,
    describe,
    for_all,
    for_each,
    network_with_modes,
    probe,
    random_batches,
    random_network,
    require,
    trained,
)

ARGUMENTS = ["model", "loader", "loss_fn", "device"]


@probe
def sgd(parameters):
    """Return an optimizer that nobody asks for."""
    return torch.optim.SGD(parameters, lr=0.1)


@probe
def once(batches):
    """Return the batches as a generator, which is used up afterwards."""
    return (batch for batch in batches)


@probe
def bare(batches):
    """Return an iterable that can do nothing else, and whose batches are lists."""

    class Loader:
        def __iter__(self):
            return map(list, batches)

    return Loader()


@probe
def part_of_a_dataset(batches):
    """Return a DataLoader that leaves out a part of its dataset."""
    from torch.utils.data import DataLoader, TensorDataset

    inputs, labels = (torch.cat(parts) for parts in zip(*batches, strict=True))
    dataset = TensorDataset(torch.cat([inputs, inputs[:1]]), torch.cat([labels, labels[:1]]))
    return DataLoader(dataset, batch_size=len(batches[0][0]), drop_last=True)


@probe
def squared_error(outputs, labels):
    """Return another loss, of outputs (N, classes)."""
    return F.mse_loss(outputs, F.one_hot(labels, outputs.shape[1]).to(outputs.dtype))


def both(student, reference, sizes, classes=3, loss_fn=F.cross_entropy, **setup):
    """Return what comes of a test, and what should."""
    setup |= {"net": network_with_modes, "weights": random_network(3, 5, classes)}
    setup |= {"batches": random_batches(sizes, 3, classes), "optimizer": sgd}
    functions = reference.evaluate, student.evaluate
    expected, found = (trained(each, ARGUMENTS, loss_fn=loss_fn, **setup) for each in functions)
    return found, expected


def assert_same(found, expected):
    """Fail the check unless loss and accuracy are the expected ones."""
    [result], [wanted] = found.results, expected.results
    if not isinstance(result, tuple) or len(result) != 2:
        raise CheckFailure(Phrase("the result is {value}, not a tuple of two floats", value=describe(result)))
    for value, number, what in zip(result, wanted, (Phrase("the mean loss"), Phrase("the accuracy")), strict=True):
        assert_number(value, number, what)


@probe
def half_frozen(weights):
    """Return two linear layers, the first of which is frozen."""
    layers = torch.nn.Sequential(torch.nn.Linear(1, 1), torch.nn.Linear(1, 1))
    for layer, weight, bias in zip(layers, weights[::2], weights[1::2], strict=True):
        layer.weight, layer.bias = torch.nn.Parameter(weight.clone()), torch.nn.Parameter(bias.clone())
    layers[0].requires_grad_(False)
    return layers


@check(points=1)
@for_all(
    examples=12,
    sizes=st.lists(st.integers(1, 5), min_size=1, max_size=4),
    classes=st.integers(2, 4),
    loss_fn=st.sampled_from([F.cross_entropy, squared_error]),
    training=st.booleans(),
    also=[
        {"sizes": [2, 1], "classes": 3, "loss_fn": squared_error, "training": True},
        # So many classes that the network is unsure of many that it gets right.
        {"sizes": [60, 40], "classes": 10, "loss_fn": F.cross_entropy, "training": False},
    ],
)
def test_loss_and_accuracy(student, reference, sizes, classes, loss_fn, training):
    """Returns the mean loss and the accuracy of the network in eval mode, for batches of any sizes."""
    assert_same(*both(student, reference, sizes, classes, loss_fn, training=training))


@check(points=0.5)
@for_each([{"leftover": False}, {"leftover": True}])
def test_nothing_changed(student, reference, leftover):
    """Leaves parameters, their gradients, buffers and batches as they were."""
    found, expected = both(student, reference, [4, 3], leftover=leftover)
    with require():
        assert_same(found, expected)
    for what, ones, others in (
        (Phrase("parameter"), found.parameters, expected.parameters),
        (Phrase("buffer"), found.buffers, expected.buffers),
        (Phrase("tensor of the batches"), found.batches, expected.batches),
    ):
        if len(ones) != len(others):
            raise CheckFailure(Phrase("there is another number of {what}s after the call", what=what))
        for index, (one, other) in enumerate(zip(ones, others, strict=True)):
            assert_close(one, other, Phrase("{what} {index} after the call", what=what, index=index))
    if len(found.states) != len(expected.states):
        raise CheckFailure(Phrase("there is another number of parameters after the call"))
    for index, (requires_grad, grad) in enumerate(found.states):
        if not requires_grad:
            raise CheckFailure(Phrase("parameter {index} no longer requires grad after the call", index=index))
        if leftover:
            assert_close(
                grad,
                expected.states[index][1],
                Phrase("the .grad of parameter {index}, 1 everywhere before it,", index=index),
            )
        elif grad is not None:
            raise CheckFailure(Phrase("the call filled the .grad of parameter {index}", index=index))
    if leftover:
        return
    setup = {"net": half_frozen, "weights": [torch.randn(shape).double() for shape in ((4, 3), (4,), (2, 4), (2,))]}
    setup |= {"batches": random_batches([3], 3, 2), "optimizer": sgd, "loss_fn": F.cross_entropy}
    for index, (requires_grad, _) in enumerate(trained(student.evaluate, ARGUMENTS, **setup).states):
        if requires_grad and index < 2:
            raise CheckFailure(Phrase("parameter {index}, which was frozen, requires grad after the call", index=index))


@check(points=0.5)
@for_each([{"loader": once}, {"loader": bare}, {"loader": part_of_a_dataset}])
def test_any_iterable(student, reference, loader):
    """Takes any iterable of batches and counts the samples that come."""
    with require():
        assert_same(*both(student, reference, [4, 4]))
    assert_same(*both(student, reference, [4, 4], loader=loader))


@check(points=0.5)
def test_device(student, reference):
    """Moves every batch, inputs and labels, to the device."""
    setup = {"net": network_with_modes, "weights": random_network(3, 4, 3), "batches": random_batches([4, 3], 3, 3)}
    setup |= {"loss_fn": F.cross_entropy, "optimizer": sgd}
    expected = trained(reference.evaluate, ARGUMENTS, **setup)
    with require():
        assert_same(trained(student.evaluate, ARGUMENTS, **setup), expected)
    assert_moves_batches(student.evaluate, ARGUMENTS, [*expected.results[0]], **setup)
