"""Visible checks of `MNISTClassifier`."""

import torch

from autograder.checking import (
    CheckFailure,
    Phrase,
    Symptom,
    assert_like,
    assert_logits,
    assert_parameters,
    check,
    describe,
    probe,
    random_weights,
    require,
)

SHAPES = [(128, 784), (128,), (10, 128), (10,)]
NOT_RANDOM = Symptom(
    "not_random", "Nothing is dropped: is there a dropout layer, does forward use it, and is it in train mode itself?"
)


@check(points=0.5)
def test_parameters(student):
    """Has the parameters of Linear(784, 128) and Linear(128, 10), in the order of their use."""
    assert_parameters(student.MNISTClassifier, (), SHAPES)


@check(points=1)
def test_eval_mode(student):
    """Gives the right logits in eval mode: nothing is dropped, nothing scaled."""
    weights = [weight / 10 for weight in random_weights(SHAPES, torch.float64)]
    first, first_bias, second, second_bias = weights
    x = torch.randn(4, 784, dtype=torch.float64)
    expected = torch.relu(x @ first.T + first_bias) @ second.T + second_bias
    assert_logits(student.MNISTClassifier, (0.5,), weights, x, expected, training=False)


@probe
def two_passes(make, dropout):
    """Return the logits of the same pictures, twice, in train mode."""
    net = make(dropout).float()
    net.train()
    x = torch.linspace(-1, 1, 784 * 3, dtype=torch.float32).reshape(3, 784)
    return net(x), net(x)


@check(points=0.5)
def test_random_in_train_mode(student):
    """Gives other logits at every pass in train mode."""
    match student.run(two_passes, student.MNISTClassifier, 0.5):
        case (first, second):
            with require():
                for logits in (first, second):
                    assert_like(logits, torch.zeros(3, 10), Phrase("the output in train mode"))
            if torch.equal(first, second):
                raise CheckFailure(Phrase("in train mode, two passes give the same logits"), symptom=NOT_RANDOM)
        case other:
            raise CheckFailure(Phrase("the network cannot be examined: {value} came back", value=describe(other)))
