"""Visible checks of `ema_update`."""

import torch

from autograder.checking import (
    CheckFailure,
    Phrase,
    Symptom,
    assert_close,
    assert_unchanged,
    check,
    probe,
    require,
    unreadable,
)

NOT_IN_PLACE = Symptom(
    "not_in_place",
    "average = … gives the name to a new tensor, of which the caller hears nothing; average.mul_(…), average += … and "
    "average[…] = … write into the tensor itself.",
)
NEW_MEMORY = Symptom(
    "new_memory", "average.data = … and set_() put other memory under the tensor; views of average keep the old one."
)
SWAPPED = Symptom("swapped", "decay and 1 - decay have changed places: decay is the share of the old average.")
NOT_FROM_THE_OLD = Symptom(
    "not_from_the_old", "The share of value was added to the whole average, not to decay times it."
)
GRAPH_RECORDED = Symptom(
    "graph_recorded",
    "value requires grad, so what is computed from it is recorded unless that happens under torch.no_grad(), or from "
    "value.detach().",
    apart=True,
)

AVERAGE = torch.tensor([[1.0, -2.0], [4.0, 0.0]])
VALUE = torch.tensor([[3.0, 2.0], [-4.0, 8.0]])
UPDATED = torch.tensor([[1.5, -1.0], [2.0, 2.0]])  # three quarters of the one, a quarter of the other


@probe
def update(ema_update, average, value, decay):
    """Call it; what it returns is not looked at."""
    ema_update(average, value, decay)


def seen_in_average(got, expected, near):
    """Look for what has become of the average."""
    for made, symptom in (
        (AVERAGE, NOT_IN_PLACE),
        (0.25 * AVERAGE + 0.75 * VALUE, SWAPPED),
        (AVERAGE + 0.25 * VALUE, NOT_FROM_THE_OLD),
    ):
        if near(got, made):
            return symptom
    return None


@probe
def update_and_look(ema_update, average, value, decay):
    """Call it, and return what the tensor holds afterwards, in whatever memory."""
    ema_update(average, value, decay)
    return average.detach()


@check(points=1)
def test_known_update(student):
    """Writes decay * average + (1 - decay) * value into average."""
    average = student.share(AVERAGE)
    held = student.run(update_and_look, student.ema_update, average, VALUE, 0.75)
    if isinstance(held, torch.Tensor) and not torch.equal(held, AVERAGE) and torch.equal(average.now(), AVERAGE):
        message = Phrase("average was given new memory; in its own, which others look at, nothing has changed")
        raise CheckFailure(message, symptom=NEW_MEMORY)
    assert_close(average.now(), UPDATED, Phrase("average after the call"), look=seen_in_average)


@check(points=0.5)
def test_leaves_value_alone(student):
    """Leaves value unmodified."""
    average, value = student.share(AVERAGE), student.share(VALUE)
    student.run(update, student.ema_update, average, value, 0.75)
    with require():
        assert_close(average.now(), UPDATED)
    assert_unchanged(value, "value")


@probe
def update_with_leaf(ema_update, average, value, slope, decay):
    """Update with a value that requires grad and has one; return what has become of both."""
    leaf = value.detach().requires_grad_()
    leaf.grad = slope
    ema_update(average, leaf, decay)
    return [average.requires_grad, average.grad_fn is not None, leaf.requires_grad, leaf.grad]


@check(points=0.75)
def test_records_no_graph(student):
    """Records no graph, also where value requires grad, and leaves requires_grad and .grad of value as they are."""
    average, slope = student.share(AVERAGE), torch.full_like(VALUE, 7.0)
    with require():
        student.run(update, student.ema_update, average, VALUE, 0.75)
        assert_close(average.now(), UPDATED)
    average = student.share(AVERAGE)
    answer = student.run(update_with_leaf, student.ema_update, average, VALUE, slope, 0.75)
    match answer:
        case [bool(requires_grad), bool(has_graph), bool(value_requires_grad), grad]:
            pass
        case _:
            raise unreadable(answer)
    assert_close(average.now(), UPDATED, Phrase("average after a call with a value that requires grad"))
    if requires_grad or has_graph:
        message = Phrase("average requires grad after a call with a value that requires grad: a graph was recorded")
        raise CheckFailure(message, symptom=GRAPH_RECORDED)
    if not value_requires_grad:
        raise CheckFailure(Phrase("the call set value.requires_grad to False"))
    assert_close(grad, slope, Phrase("value.grad after the call, 7 everywhere before it,"))
