"""Hidden checks of `DigitsDataset`."""

import torch

from autograder.checking import (
    CheckFailure,
    Phrase,
    Symptom,
    assert_close,
    assert_unchanged,
    check,
    describe,
    expect_tensor,
    for_each,
    must_raise,
    probe,
    require,
)

NEVER_CALLED = Symptom("transform_never_called", "The transform is kept, but never called.")
NOTHING_AFTER = Symptom(
    "nothing_after_transform",
    "The transform comes last: what it returns, which may be anything, not just a tensor, is the picture of the pair.",
)
FOR_PICTURES = Symptom("transform_for_pictures", "The transform is for the picture alone; the label stays what it is.")
CALLED_ONCE = Symptom(
    "transform_called_once",
    "The transform is called once for each picture and its answer kept; a random one has to be asked at every access.",
)
GETS_PIXELS = Symptom("transform_gets_pixels", "The transform gets the pixels before they are scaled to [0, 1].")
RESHAPED = Symptom("reshaped_in_place", "unsqueeze_() and what else ends in _ change the tensor of the caller.")
NO_DATASET = Symptom("no_dataset", "A class is derived from another one as in class DigitsDataset(Dataset).")


def some_digits(count):
    """Return pictures and labels, no two alike and in no order; the last picture has no white in it."""
    images = torch.randint(256, (count, 28, 28)).to(torch.uint8)
    images[-1] = images[-1] // 4
    images[:, 0, 0] = torch.arange(count)
    return images, (torch.arange(count) * 7 + 4) % 10


def scaled(images):
    """Return what pictures are to become."""
    return (images.double() / 255).float().unsqueeze(-3)


@probe
def items(make, images, labels, numbers, transform):
    """Return some items of a dataset; the transform is handed over by position."""
    dataset = make(images, labels, transform)
    return [dataset[number] for number in numbers]


def pictures_of(student, images, labels, numbers, transform):
    """Return the pictures that the student's dataset gives, having checked the labels."""
    answer = student.run(items, student.DigitsDataset, images, labels, numbers, transform)
    if not isinstance(answer, list) or len(answer) != len(numbers):
        raise CheckFailure(Phrase("sent an answer that cannot be read"))
    for number, found in zip(numbers, answer, strict=True):
        if not isinstance(found, (tuple, list)) or len(found) != 2:
            raise CheckFailure(
                Phrase(
                    "item {number} is {value}; a pair (picture, label) is expected",
                    number=number,
                    value=describe(found),
                )
            )
        if type(found[1]) is not int or found[1] != labels[number].item():
            message = Phrase(
                "label {number} is {value}, expected the int {expected}",
                number=number,
                value=describe(found[1]),
                expected=labels[number].item(),
            )
            raise CheckFailure(message, symptom=FOR_PICTURES if transform is what_came else None)
    return [picture for picture, _ in answer]


@probe
def parts_of_it(x):
    """Make something of another shape and dtype."""
    return x.double()[0, :2, :3].flatten() - 2


@probe
def what_came(x):
    """Say which tensor came."""
    return [str(x.dtype), list(x.shape), x.clone()]


@check(points=0.5)
def test_transform(student):
    """Calls the transform with the float tensor (1, 28, 28), and gives just what it returns."""
    images, labels = some_digits(3)
    with require():
        for number, picture in enumerate(pictures_of(student, images, labels, [0, 1, 2], None)):
            assert_close(picture, scaled(images[number]), Phrase("picture {number}", number=number))
    try:
        answers = pictures_of(student, images, labels, [2, 0], what_came)
    except CheckFailure as failure:
        if failure.message.startswith("raised "):  # and without a transform it does not
            failure.symptom = NOTHING_AFTER
        raise
    for number, came in zip([2, 0], answers, strict=True):
        match came:
            case [str(dtype), list(shape), tensor]:
                if repr(shape) != "[1, 28, 28]" or dtype != "torch.float32":  # as text: it may be anything
                    raise CheckFailure(
                        Phrase(
                            "the transform gets a tensor of dtype {dtype} and shape {shape}, "
                            "expected torch.float32 and [1, 28, 28]",
                            dtype=dtype,
                            shape=shape,
                        )
                    )
                expected = scaled(images[number])
                assert_close(tensor, expected, Phrase("what the transform gets"), look=symptom_of)
            case torch.Tensor():
                raise CheckFailure(
                    Phrase("gives the picture itself, not what the transform returns"), symptom=NEVER_CALLED
                )
            case _:
                raise CheckFailure(Phrase("does not give what the transform returns but {value}", value=describe(came)))
    for number, picture in zip([1, 2], pictures_of(student, images, labels, [1, 2], parts_of_it), strict=True):
        expected = (images[number].double() / 255).float().double()[:2, :3].flatten() - 2
        assert_close(picture, expected, Phrase("what the transform returns"), tolerance=1e-5)


def symptom_of(got, expected, near):
    """Look for what has led to these values."""
    return GETS_PIXELS if near(got, expected * 255) else None


@probe
def counted(make, images, labels, numbers):
    """Return pictures of a dataset whose transform adds 10 at its first call, 20 at its second, and so on."""
    calls = []

    def add(x):
        calls.append(1)
        return x + 10 * len(calls)

    dataset = make(images, labels, transform=add)
    return [dataset[number][0] for number in numbers]


@check(points=0.5)
def test_transform_every_time(student):
    """Calls the transform anew at every access."""
    images, labels = some_digits(3)
    numbers = [1, 0, 1, 1, 2, 0]
    answer = student.run(counted, student.DigitsDataset, images, labels, numbers)
    if not isinstance(answer, list) or len(answer) != len(numbers):
        raise CheckFailure(Phrase("sent an answer that cannot be read"))
    last = 0
    for number, found in zip(numbers, answer, strict=True):
        picture = expect_tensor(found, Phrase("a picture")).detach()
        with require():
            if picture.dtype != torch.float32 or picture.shape != (1, 28, 28):
                raise CheckFailure(Phrase("the picture is not of the shape and dtype that the transform returns"))
        added = picture - scaled(images[number])
        call = added.mean().div(10).nan_to_num(0).clamp(-99, 99).round().int().item()
        with require():
            assert_close(
                added, torch.full_like(added, 10.0 * call), Phrase("what the transform has added"), tolerance=1e-4
            )
            if call == 0:
                raise CheckFailure(Phrase("the transform is not called"))
        if call <= last:
            raise CheckFailure(Phrase("the transform is not called anew at every access"), symptom=CALLED_ONCE)
        last = call


@probe
def item(make, images, labels, number):
    """Return one item of a dataset."""
    return make(images, labels)[number]


@check(points=0.5)
@for_each([{"count": 4, "index": index} for index in (4, 5, 1000, -5, -6, -1000)] + [{"count": 1, "index": 1}])
def test_out_of_range(student, count, index):
    """Raises IndexError for every index that is out of range."""
    images, labels = some_digits(count)
    hint = Phrase(
        "An index beyond either end, the negative ones' too, is an IndexError; that is how a for loop finds the end."
    )
    with must_raise(IndexError, Phrase("for item {index} of {count}", index=index, count=count), hint=hint):
        student.run(item, student.DigitsDataset, images, labels, index)


@probe
def batches(make, images, labels, size):
    """Return whether it is a Dataset, and the batches that a loader makes of it."""
    from torch.utils.data import DataLoader, Dataset

    dataset = make(images, labels)
    loader = DataLoader(dataset, batch_size=size)
    return issubclass(type(dataset), Dataset), [[batch[0], batch[1]] for batch in loader]


@check(points=0.5)
@for_each([{"count": 5}, {"count": 1}])  # a set of one picture has no white in it
def test_in_a_loader(student, count):
    """Is a Dataset, and a DataLoader makes batches of it."""
    images, labels = some_digits(count)
    starts = range(0, count, 2)
    match student.run(batches, student.DigitsDataset, images, labels, 2):
        case (True, list(found)) if len(found) == len(starts):
            for batch, start in zip(found, starts, strict=True):
                match batch:
                    case [pictures, numbers]:
                        assert_close(pictures, scaled(images[start : start + 2]), Phrase("a batch of pictures"))
                        assert_close(numbers, labels[start : start + 2], Phrase("a batch of labels"))
                    case _:
                        raise CheckFailure(Phrase("sent an answer that cannot be read"))
        case (False, _):
            raise CheckFailure(Phrase("is not derived from torch.utils.data.Dataset"), symptom=NO_DATASET)
        case _:
            message = Phrase(
                "a loader with batch_size=2 makes other batches of {n} picture than it should",
                "a loader with batch_size=2 makes other batches of {n} pictures than it should",
                n=count,
            )
            raise CheckFailure(message)


@probe
def pictures_and_shapes(make, images, labels, numbers):
    """Return pictures of a dataset, and the shapes that its tensors then have."""
    dataset = make(images, labels)
    pictures = [dataset[number][0] for number in numbers]
    return pictures, [list(images.shape), list(labels.shape)]


@check(points=0.25)
def test_unmodified(student):
    """Leaves images and labels unmodified."""
    images, labels = some_digits(4)
    shared = student.share(images), student.share(labels)
    numbers = [0, 1, 2, 3, 0]
    match student.run(pictures_and_shapes, student.DigitsDataset, *shared, numbers):
        case (list(pictures), [list(of_images), list(of_labels)]) if len(pictures) == len(numbers):
            with require():
                for number, picture in zip(numbers, pictures, strict=True):
                    assert_close(picture, scaled(images[number]))
            for tensor, name in zip(shared, ("images", "labels"), strict=True):
                assert_unchanged(tensor, name)
            if repr((of_images, of_labels)) != "([4, 28, 28], [4])":  # as text: what has come may be anything
                message = Phrase(
                    "images and labels had the shapes [4, 28, 28] and [4], and now have {images} and {labels}",
                    images=of_images,
                    labels=of_labels,
                )
                raise CheckFailure(message, symptom=RESHAPED)
        case _:
            raise CheckFailure(Phrase("sent an answer that cannot be read"))
