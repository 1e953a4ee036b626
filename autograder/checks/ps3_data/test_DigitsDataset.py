"""Visible checks of `DigitsDataset`."""

import torch

from autograder.checking import (
    CheckFailure,
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
    raise CheckFailure("sent an answer that cannot be read")


def pair_of(number, item):
    """Return the two parts of an item."""
    match item:
        case tuple() | list() if len(item) == 2:
            return item
    raise CheckFailure(f"item {number} is {describe(item)}; a pair (picture, label) is expected", symptom=NO_PAIR)


def assert_picture(picture, pixels, number):
    """Fail the check unless this is the picture with these pixels."""
    what = f"picture {number}"
    expected = (pixels.double() / 255).float().unsqueeze(0)
    if type(picture) is int and not isinstance(picture, bool):
        raise CheckFailure(f"{what} is an int", symptom=SWAPPED)
    if isinstance(picture, torch.Tensor):
        if picture.shape == pixels.shape:
            raise CheckFailure(f"{what} has shape {tuple(picture.shape)}, expected (1, 28, 28)", symptom=NO_CHANNEL)
        if picture.dtype == torch.uint8:
            raise CheckFailure(f"{what} has dtype torch.uint8, expected torch.float32", symptom=NOT_FLOAT)
    assert_close(picture, expected, what, look=symptom_of)


def symptom_of(got, expected, near):
    """Look for what has led to these values."""
    return NOT_SCALED if near(got, expected * 255) else None


def assert_label(label, expected, number):
    """Fail the check unless this is the label, as a Python int."""
    if type(label) is not int:
        symptom = LABEL_TENSOR if isinstance(label, torch.Tensor) else LABEL_KIND
        raise CheckFailure(f"label {number} is {describe(label)}, expected the int {expected}", symptom=symptom)
    if label != expected:
        raise CheckFailure(f"label {number} is {label}, expected {expected}")


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
        assert_picture(picture, images[number], number)


@check(points=0.5)
def test_labels(student):
    """Gives labels as Python ints."""
    images, labels = some_digits(5)
    _, items = length_and_items(student, images, labels, [4, 0, 3, 1])
    for number, (_, label) in zip([4, 0, 3, 1], items, strict=True):
        assert_label(label, labels[number].item(), number)


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
                raise CheckFailure(f"len() of {count} pictures is {length}")
            if len(found) > count:
                raise CheckFailure(f"a for loop over {count} pictures goes on after the last one", symptom=NO_END)
            if len(found) != count:
                raise CheckFailure(f"a for loop over {count} pictures ends after {len(found)}")
            with require():
                for number, label in enumerate(found):
                    assert_label(label, labels[number].item(), number)
        case _:
            raise CheckFailure("sent an answer that cannot be read")


@check(points=0.5)
@for_each([{"pictures": 3, "labels": 2}, {"pictures": 3, "labels": 4}, {"pictures": 1, "labels": 2}])
def test_lengths_differ(student, pictures, labels):
    """Raises ValueError when there are more pictures than labels, or fewer."""
    images, numbers = some_digits(5)
    with must_raise(ValueError, f"for {pictures} pictures and {labels} labels"):
        student.DigitsDataset(images[:pictures], numbers[:labels])
