"""Hidden checks of `train_epoch`."""

import hypothesis.strategies as st
import torch
from torch.nn import functional as F

from autograder.checking import (
    CheckFailure,
    Phrase,
    Symptom,
    assert_close,
    assert_moves_batches,
    assert_number,
    assert_parameters_after,
    check,
    for_all,
    for_each,
    network_with_modes,
    probe,
    random_batches,
    random_network,
    require,
    trained,
)

ARGUMENTS = ["model", "loader", "loss_fn", "optimizer", "device"]
LEFTOVER = Symptom("leftover", "Whatever is in .grad before the first batch is added to its gradient.")
SIZES = st.lists(st.integers(1, 5), min_size=1, max_size=4)


@probe
def momentum(parameters):
    """Return an optimizer whose steps depend on all those before."""
    return torch.optim.SGD(parameters, lr=0.1, momentum=0.9, weight_decay=0.01)


@probe
def adam(parameters):
    """Return one that counts its steps."""
    return torch.optim.Adam(parameters, lr=0.01)


@probe
def last_layer(parameters):
    """Return one that knows the last two parameters alone."""
    return torch.optim.SGD(parameters[-2:], lr=0.5)


@probe
def two_groups(parameters):
    """Return one that has the parameters in two groups."""
    return torch.optim.SGD([{"params": parameters[:2]}, {"params": parameters[2:], "lr": 0.05}], lr=0.1)


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


def both(student, reference, sizes, numbers=False, **setup):
    """Return what comes of an epoch, and what should; the labels may be numbers in the place of classes."""
    setup = {"optimizer": momentum, **setup}
    setup |= {"net": network_with_modes, "weights": random_network(3, 4, 3), "batches": random_batches(sizes, 3, 3)}
    if numbers:
        setup["batches"] = [(inputs, torch.rand(len(inputs), 3)) for inputs, _ in setup["batches"]]
    setup["loss_fn"] = F.mse_loss if numbers else F.cross_entropy
    functions = reference.train_epoch, student.train_epoch
    expected, found = (trained(each, ARGUMENTS, **setup) for each in functions)
    return found, expected


@check(points=1)
@for_all(
    examples=12,
    sizes=SIZES,
    optimizer=st.sampled_from([momentum, adam, last_layer]),
    numbers=st.booleans(),
    training=st.booleans(),
    also=[{"sizes": [3, 2], "optimizer": two_groups, "numbers": False, "training": True}],
)
def test_parameters(student, reference, sizes, optimizer, numbers, training):
    """Leaves the parameters that one step a batch leads to, with any optimizer."""
    found, expected = both(student, reference, sizes, numbers, optimizer=optimizer, training=training)
    assert_parameters_after(found, expected, Phrase("after the epoch"))


@check(points=0.5)
@for_all(examples=8, sizes=SIZES, training=st.booleans())
def test_loss(student, reference, sizes, training):
    """Returns the mean loss of the network in training, for batches of any sizes."""
    found, expected = both(student, reference, sizes, training=training)
    assert_number(found.results[0], expected.results[0], Phrase("the loss of the epoch"))


@check(points=0.5)
@for_all(examples=4, size=st.integers(1, 5))
def test_gradients_left_over(student, reference, size):
    """Is right also where gradients are left over from before."""
    with require():
        found, expected = both(student, reference, [size])
        assert_parameters_after(found, expected, Phrase("after the epoch"))
    found, expected = both(student, reference, [size], leftover=True)
    try:
        assert_parameters_after(found, expected, Phrase("after an epoch that begins with a .grad of 1 everywhere"))
    except CheckFailure as failure:
        failure.symptom = LEFTOVER
        raise


@check(points=0.5)
@for_each([{"loader": once}, {"loader": bare}, {"loader": part_of_a_dataset}])
def test_any_iterable(student, reference, loader):
    """Takes any iterable of batches, counts the samples that come, and leaves them unmodified."""
    with require():
        found, expected = both(student, reference, [4, 4])
        assert_parameters_after(found, expected, Phrase("after the epoch"))
        assert_number(found.results[0], expected.results[0], Phrase("the loss of the epoch"))
    found, expected = both(student, reference, [4, 4], loader=loader)
    assert_parameters_after(found, expected, Phrase("after the epoch"))
    assert_number(found.results[0], expected.results[0], Phrase("the loss of the epoch"))
    if len(found.batches) != len(expected.batches):
        raise CheckFailure(Phrase("the batches were changed"))
    for one, other in zip(found.batches, expected.batches, strict=True):
        assert_close(one, other, Phrase("a batch after the call"))


@check(points=0.5)
def test_device(student, reference):
    """Moves every batch, inputs and labels, to the device."""
    setup = {"net": network_with_modes, "weights": random_network(3, 4, 3), "batches": random_batches([4, 3], 3, 3)}
    setup |= {"loss_fn": F.cross_entropy, "optimizer": momentum}
    expected = trained(reference.train_epoch, ARGUMENTS, **setup)
    with require():
        found = trained(student.train_epoch, ARGUMENTS, **setup)
        assert_number(found.results[0], expected.results[0], Phrase("the loss of the epoch"))
    assert_moves_batches(student.train_epoch, ARGUMENTS, expected.results, **setup)
