"""Visible checks of `DigitsDataset`."""

import torch

from autograder.checking import (
    CheckFailure,
    Phrase,
    Symptom,
    assert_close,
    check,
    describe,
    for_each,
    must_raise,
    probe,
    require,
)

NOT_SCALED = Symptom("not_scaled", "The pixels are still 0 ... 255; divide them by 255.")
NO_CHANNEL = Symptom("no_channel", "A picture has a dimension for its channel, also where there is only one.")
NOT_FLOAT = Symptom("not_float", "Divide uint8 pixels by 255 and the result is float32; uint8 holds no fractions.")
LABEL_TENSOR = Symptom("label_tensor", "An element of a tensor is a 0-d tensor; int(x) and x.item() make it a number.")
LABEL_KIND = Symptom("label_kind", "A label is the number of a class, a Python int: int(x) makes one of a number.")
NO_PAIR = Symptom("no_pair", "return picture, label makes a pair of the two; so loops over loaders can take it apart.")
SWAPPED = Symptom("swapped", "A sample is (picture, label), in this order.")
NO_FRACTIONS = Symptom("no_fractions", "// leaves no fractions: of all greys only white remains; / divides.")
BY_256 = Symptom("by_256", "The largest pixel is 255, not 256: white becomes exactly 1 when scaled.")
TO_MINUS_ONE = Symptom("to_minus_one", "These run from -1 to 1; scaled to [0, 1], black is 0 and white is 1.")
NORMALISED = Symptom(
    "normalised", "These are normalised, not just scaled; that is for a transform, which comes after the scaling."
)
INVERTED = Symptom("inverted", "Black and white have changed places.")
ALL_PICTURES = Symptom("all_pictures", "These are all pictures at once; an item is the one of its number.")
ANOTHER_PICTURE = Symptom(
    "another_picture", "This is another picture of the set: item n is the n-th, counted from 0, in the order given."
)
ANOTHER_LABEL = Symptom(
    "another_label",
    "This is the label of another picture: item n has the n-th label, counted from 0.",
)
PIXELS_COUNTED = Symptom("pixels_counted", "len() counts the pictures, not their rows or pixels.")
ONE_OFF = Symptom("one_off", "len() is off by one: it is the number of pictures, not the last index.")
NO_END = Symptom("no_end", "A for loop asks for item 0, 1, 2, … until there is an IndexError; nothing else ends it.")


@probe
def items_of(make, images, labels, numbers):
    """Return the length of a dataset and some of its items."""
    dataset = make(images, labels)
    return len(dataset), [dataset[number] for number in numbers]


def length_and_items(student, images, labels, numbers):
    """Return the length of the student's dataset and some of its items, as pairs."""
    match student.run(items_of, student.DigitsDataset, images, labels, numbers):
        case (length, list(items)) if len(items) == len(numbers):
            return length, [pair_of(number, item) for number, item in zip(numbers, items, strict=True)]
    raise CheckFailure(Phrase("sent an answer that cannot be read"))


def pair_of(number, item):
    """Return the two parts of an item."""
    match item:
        case tuple() | list() if len(item) == 2:
            return item
    raise CheckFailure(
        Phrase("item {number} is {value}; a pair (picture, label) is expected", number=number, value=describe(item)),
        symptom=NO_PAIR,
    )


def assert_picture(picture, pixels, number):
    """Fail the check unless this is the picture with these pixels."""
    what = Phrase("picture {number}", number=number)
    expected = (pixels.double() / 255).float().unsqueeze(0)
    if type(picture) is int and not isinstance(picture, bool):
        raise CheckFailure(Phrase("{what} is an int", what=what), symptom=SWAPPED)
    if isinstance(picture, torch.Tensor):
        if picture.shape == pixels.shape:
            raise CheckFailure(
                Phrase("{what} has shape {shape}, expected (1, 28, 28)", what=what, shape=tuple(picture.shape)),
                symptom=NO_CHANNEL,
            )
        if picture.dtype == torch.uint8:
            raise CheckFailure(
                Phrase("{what} has dtype torch.uint8, expected torch.float32", what=what), symptom=NOT_FLOAT
            )
    assert_close(picture, expected, what, look=symptom_of)


def symptom_of(got, expected, near):
    """Look for what has led to these values."""
    for made, symptom in (
        (expected * 255, NOT_SCALED),
        ((expected == 1).float(), NO_FRACTIONS),
        (expected * 255 / 256, BY_256),
        (expected * 2 - 1, TO_MINUS_ONE),
        ((expected - expected.mean()) / expected.std(), NORMALISED),
        (1 - expected, INVERTED),
    ):
        if near(got, made):
            return symptom
    return NORMALISED if bool(((expected - 0.1307) / 0.3081 - got).abs().max() < 0.01) else None


def assert_label(label, expected, number):
    """Fail the check unless this is the label, as a Python int."""
    if type(label) is not int:
        symptom = LABEL_TENSOR if isinstance(label, torch.Tensor) else LABEL_KIND
        raise CheckFailure(
            Phrase(
                "label {number} is {value}, expected the int {expected}",
                number=number,
                value=describe(label),
                expected=expected,
            ),
            symptom=symptom,
        )
    if label != expected:
        raise CheckFailure(
            Phrase("label {number} is {label}, expected {expected}", number=number, label=label, expected=expected)
        )


def some_digits(count):
    """Return pictures and labels, no two alike and in no order."""
    images = (torch.arange(count * 784).reshape(count, 28, 28) * 7 % 256).to(torch.uint8)
    return images, (torch.arange(count) * 3 + 5) % 10


@check(points=0.75)
def test_pictures(student):
    """Gives pictures as float32 tensors of shape (1, 28, 28), scaled to [0, 1]."""
    images, labels = some_digits(5)
    _, items = length_and_items(student, images, labels, [0, 3, 4, 0])
    for number, (picture, _) in zip([0, 3, 4, 0], items, strict=True):
        try:
            assert_picture(picture, images[number], number)
        except CheckFailure as failure:
            if isinstance(picture, torch.Tensor) and picture.is_floating_point():
                failure.symptom = failure.symptom or seen_in_set(picture.detach(), images)
            raise


def seen_in_set(picture, images):
    """Look whether this is another picture, or all of them."""
    if picture.shape == images.shape:
        return ALL_PICTURES
    if picture.shape == (1, *images.shape[1:]) and any(
        torch.allclose(picture[0].double(), image.double() / 255, atol=1e-5) for image in images
    ):
        return ANOTHER_PICTURE
    return None


@check(points=0.5)
def test_labels(student):
    """Gives labels as Python ints."""
    images, labels = some_digits(5)
    _, items = length_and_items(student, images, labels, [4, 0, 3, 1])
    for number, (_, label) in zip([4, 0, 3, 1], items, strict=True):
        try:
            assert_label(label, labels[number].item(), number)
        except CheckFailure as failure:
            if type(label) is int and label in labels.tolist():
                failure.symptom = ANOTHER_LABEL
            raise


@probe
def walk(make, images, labels, most):
    """Go through a dataset with a for loop, but not on and on; return its length and the labels that came."""
    dataset = make(images, labels)
    found = []
    for item in dataset:
        found.append(item[1])
        if len(found) == most:
            break
    return len(dataset), found


@check(points=0.5)
@for_each([{"count": 5}, {"count": 1}])
def test_length(student, count):
    """Has the length of the images, and a for loop over it ends there."""
    images, labels = some_digits(count)
    match student.run(walk, student.DigitsDataset, images, labels, count + 3):
        case (int(length), list(found)):
            if length != count or isinstance(length, bool):
                counted = PIXELS_COUNTED if length in (28, 784, count * 28, count * 784) else None
                symptom = ONE_OFF if abs(length - count) == 1 else counted
                raise CheckFailure(
                    Phrase("len() of {count} pictures is {length}", count=count, length=length), symptom=symptom
                )
            if len(found) > count:
                raise CheckFailure(
                    Phrase("a for loop over {count} pictures goes on after the last one", count=count), symptom=NO_END
                )
            if len(found) != count:
                raise CheckFailure(
                    Phrase("a for loop over {count} pictures ends after {seen}", count=count, seen=len(found))
                )
            with require():
                for number, label in enumerate(found):
                    assert_label(label, labels[number].item(), number)
        case _:
            raise CheckFailure(Phrase("sent an answer that cannot be read"))


@check(points=0.5)
@for_each([{"pictures": 3, "labels": 2}, {"pictures": 3, "labels": 4}, {"pictures": 1, "labels": 2}])
def test_lengths_differ(student, pictures, labels):
    """Raises ValueError when there are more pictures than labels, or fewer."""
    images, numbers = some_digits(5)
    hint = Phrase("__init__ must compare the two lengths, of which neither may be larger than the other.")
    with must_raise(
        ValueError, Phrase("for {pictures} pictures and {labels} labels", pictures=pictures, labels=labels), hint=hint
    ):
        student.DigitsDataset(images[:pictures], numbers[:labels])
