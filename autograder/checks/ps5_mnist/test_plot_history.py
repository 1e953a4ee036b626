"""Visible checks of `plot_history`."""

import numpy as np

from autograder.checking import CheckFailure, Phrase, Symptom, check, drawings_of, require

HISTORY = {
    "train_loss": [1.25, 0.75, 0.5, 0.4375],
    "test_loss": [1.5, 0.875, 0.625, 0.6875],
    "test_accuracy": [0.53125, 0.71875, 0.828125, 0.8125],
}
NAMES = {"train": "train_loss", "test": "test_loss"}

FROM_ZERO = Symptom("from_zero", "plot(values) alone counts from 0, as range(n) does; the first epoch is number 1.")
ONE_CURVE = Symptom("one_curve", "There are two lists of losses in the history, and each is to be a curve.")
ACCURACY_ALONE = Symptom("accuracy_alone", "There is an accuracy in the figure where the losses are asked for.")
NO_CURVE = Symptom(
    "no_curve", "There is nothing in this figure: is it another one that was drawn in, or was it cleared or closed?"
)
AXES_SWAPPED = Symptom("axes_swapped", "plot(x, y) takes the horizontal values first: those are the epochs here.")
ONE_AGAINST_THE_OTHER = Symptom(
    "one_against_the_other", "plot(a, b) draws b against a; each list of losses is to be drawn against the epochs."
)
LOGARITHMS = Symptom(
    "logarithms", "These are logarithms; set_yscale shows the losses themselves, on a logarithmic axis."
)
NO_LEGEND = Symptom("no_legend", "label=… names a curve; it is shown only once legend() is called, after the plotting.")
SWAPPED = Symptom(
    "swapped", "legend([…]) gives names in the order in which the curves were drawn; label=… cannot slip."
)
NO_LABEL = Symptom(
    "no_label", "ax.set_xlabel and ax.set_ylabel, or plt.xlabel and plt.ylabel, say what is on the axes."
)


@check(points=1.5)
def test_curves(student):
    """Shows train and test loss against the epochs 1, 2, …"""
    [drawing] = drawings_of(student.plot_history, [[HISTORY]])
    assert_curves(drawing, HISTORY)


@check(points=0.5)
def test_legend(student):
    """Has a legend that names both curves."""
    [drawing] = drawings_of(student.plot_history, [[HISTORY]])
    with require():
        assert_curves(drawing, HISTORY)
    texts = [text.lower() for text, _ in drawing.legend]
    if not texts:
        raise CheckFailure(Phrase("there is no legend, or nothing in it"), symptom=NO_LEGEND)
    for name in NAMES:
        if not any(name in text for text in texts):
            raise CheckFailure(
                Phrase(
                    "no entry of the legend contains {name!r}: {value}", name=name, value=", ".join(map(repr, texts))
                )
            )
    for name, other in (("train", "test"), ("test", "train")):
        found = entries_of(drawing, name, other)
        if found and not any(name in text for text in found):
            message = Phrase("the legend calls the curve of the {name} loss {found!r}", name=name, found=found[0])
            raise CheckFailure(message, symptom=SWAPPED if other in found[0] else None)


@check(points=0.5)
def test_axis_labels(student):
    """Labels both axes."""
    [drawing] = drawings_of(student.plot_history, [[HISTORY]])
    with require():
        assert_curves(drawing, HISTORY)
    for key in NAMES.values():
        for axis, letter in enumerate("xy"):
            if not any(drawing.axis_label(marks.panel, axis) for marks in curves(drawing, HISTORY[key])):
                raise CheckFailure(Phrase("the {letter} axis has no label", letter=letter), symptom=NO_LABEL)


def epochs_of(drawing, marks):
    """Return what is written at the places of the points on the x axis."""
    ticks = drawing.panels[marks.panel].ticks
    return np.array([ticks.get(place, place) for place in marks.x.tolist()])


def curves(drawing, values, first=1):
    """Return the curves that show these values against first, first + 1, …"""
    found = []
    for marks in drawing.marks:
        if len(marks.x) != len(values):
            continue
        epochs = epochs_of(drawing, marks)
        order = np.argsort(epochs, kind="stable")
        expected = np.arange(first, first + len(values))
        if np.allclose(epochs[order], expected) and np.allclose(marks.y[order], values, rtol=1e-5, atol=1e-6):
            found.append(marks)
    return found


def assert_curves(drawing, history):
    """Fail unless both losses are shown against the epochs."""
    for name, key in NAMES.items():
        if curves(drawing, history[key]):
            continue
        epochs = f"1, …, {len(history[key])}"
        message = Phrase("no curve shows {key} against the epochs {epochs}", key=key, epochs=epochs)
        if curves(drawing, history[key], first=0):
            message = Phrase("{key} is drawn against 0, 1, …, not against the epochs {epochs}", key=key, epochs=epochs)
            raise CheckFailure(message, symptom=FROM_ZERO)
        if any(curves(drawing, history["test_accuracy"], first) for first in (0, 1)):
            raise CheckFailure(Phrase("{message}; one shows test_accuracy", message=message), symptom=ACCURACY_ALONE)
        if not drawing.marks:
            raise CheckFailure(Phrase("{message}: the figure has no curves", message=message), symptom=NO_CURVE)
        pairs = [(history[key], range(1, len(history[key]) + 1)), (history["train_loss"], history["test_loss"])]
        for (x, y), symptom in zip(pairs, (AXES_SWAPPED, ONE_AGAINST_THE_OTHER), strict=True):
            if len(x) > 1 and (shows(drawing, x, y) or (symptom is ONE_AGAINST_THE_OTHER and shows(drawing, y, x))):
                raise CheckFailure(message, symptom=symptom)
        if any(curves(drawing, logarithm(history[key])) for logarithm in (np.log, np.log10)):
            raise CheckFailure(message, symptom=LOGARITHMS)
        other = "test_loss" if name == "train" else "train_loss"
        raise CheckFailure(message, symptom=ONE_CURVE if curves(drawing, history[other]) else None)


def shows(drawing, x, y):
    """Say whether one of the curves has these points."""
    return any(
        len(marks.x) == len(x) and np.allclose(marks.x, x) and np.allclose(marks.y, y, rtol=1e-5, atol=1e-6)
        for marks in drawing.marks
    )


def entries_of(drawing, name, other):
    """Return the entries of the legend that stand for a curve, in lower case; none where that cannot be told."""
    mine, others = (curves(drawing, HISTORY[NAMES[each]]) for each in (name, other))
    styles = {marks.style for marks in mine}
    if styles.isdisjoint(marks.style for marks in others):
        return [text.lower() for text, style in drawing.legend if style in styles]
    labels = {marks.label for marks in mine}
    return [text.lower() for text, _ in drawing.legend if text in labels]
