"""Hidden checks of `plot_history`."""

import numpy as np
import torch

from autograder.checking import CheckFailure, Phrase, Symptom, check, describe, drawings_of, for_each, probe, require

LOSSES = ("train_loss", "test_loss")

OWN_LIST = Symptom(
    "own_list", "append, insert, pop, sort and += change the caller's own list; [0, *values] makes a new one."
)
LEFTOVERS = Symptom("leftovers", "The curves of an earlier call are still there: each call needs a figure of its own.")


@probe
def _history_after(draw, history):
    """Return what the history is after the call."""
    draw(history)
    return history


@check(points=0.5)
@for_each([{"epochs": epochs} for epochs in (1, 2, 30)])
def test_any_number_of_epochs(student, epochs):
    """Shows any number of epochs, a single one included."""
    history = random_history(epochs)
    [drawing] = drawings_of(student.plot_history, [[history]])
    assert_losses(drawing, history)
    if epochs == 1 and not has_legend(drawing):
        [usual] = drawings_of(student.plot_history, [[random_history(4)]])
        if has_legend(usual):  # else another check says so
            raise CheckFailure(Phrase("with a single epoch no legend names both curves"))


def has_legend(drawing):
    """Say whether the entries of a legend contain "train" and "test"."""
    texts = [text.lower() for text, _ in drawing.legend]
    return all(any(name in text for text in texts) for name in ("train", "test"))


@check(points=0.5)
def test_new_figure(student):
    """Makes a new figure for every call, with the data of that call alone."""
    both = random_history(8)
    histories = [{name: values[part] for name, values in both.items()} for part in (slice(0, 4), slice(4, 8))]
    drawings = drawings_of(student.plot_history, [[history] for history in histories])
    for drawing, own, other in zip(drawings, histories, histories[::-1], strict=True):
        with require():
            assert_losses(drawing, own)
        strange = [value for name in LOSSES for value in other[name]]
        if any(np.isclose(marks.y[:, None], strange).any() for marks in drawing.marks):
            raise CheckFailure(Phrase("a figure shows the losses of another call, too"), symptom=LEFTOVERS)


@check(points=0.5)
def test_history_unmodified(student):
    """Leaves the history as it is."""
    history = random_history(5)
    [drawing] = drawings_of(student.plot_history, [[history]])
    with require():
        assert_losses(drawing, history)
    after = student.run(_history_after, student.plot_history, history)
    if not isinstance(after, dict) or after.keys() != history.keys():
        names = ", ".join(map(str, after))[:200] if isinstance(after, dict) else describe(after)
        raise CheckFailure(Phrase("after the call the history has {value}", value=names or Phrase("no keys")))
    for name, values in history.items():
        if type(after[name]) is not list or repr(after[name]) != repr(values):
            is_list = type(after[name]) is list
            message = Phrase(
                "the call changed history[{name!r}]: {n} value before, {now} after",
                "the call changed history[{name!r}]: {n} values before, {now} after",
                name=name,
                n=len(values),
                now=len(after[name]) if is_list else describe(after[name]),
            )
            raise CheckFailure(message, symptom=OWN_LIST if is_list else None)


def random_history(epochs):
    """Return a history in which no two values are alike."""
    values = (torch.randperm(4096)[: 3 * epochs] + 1).double() / 4096
    names = (*LOSSES, "test_accuracy")
    return {name: values[start::3].tolist() for start, name in enumerate(names)}


def assert_losses(drawing, history):
    """Fail unless both losses are shown against the epochs."""
    for name in LOSSES:
        if not any(shows(drawing, marks, history[name]) for marks in drawing.marks):
            raise CheckFailure(
                Phrase("no curve shows {name} against the epochs 1, …, {count}", name=name, count=len(history[name]))
            )


def shows(drawing, marks, values):
    """Say whether a curve shows these values against 1, 2, …"""
    if len(marks.x) != len(values):
        return False
    ticks = drawing.panels[marks.panel].ticks
    epochs = np.array([ticks.get(place, place) for place in marks.x.tolist()])
    order = np.argsort(epochs, kind="stable")
    right = np.allclose(epochs[order], np.arange(1, len(values) + 1))
    return right and np.allclose(marks.y[order], values, rtol=1e-5, atol=1e-6)
