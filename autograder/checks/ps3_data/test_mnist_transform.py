"""Visible checks of `mnist_transform`."""

import torch

from autograder.checking import CheckFailure, Symptom, assert_close, assert_like, check, describe, probe, require

MEAN, STD = 0.1307, 0.3081

NOT_CALLABLE = Symptom(
    "not_callable", "mnist_transform() returns the transform itself, not yet what the transform makes of a picture."
)
NOT_NORMALISED = Symptom("not_normalised", "These pixels are scaled to [0, 1] but not normalised.")
NOT_SCALED = Symptom(
    "not_scaled", "These pixels are normalised without having been scaled: 0.1307 is the mean of pixels in [0, 1]."
)
RAW = Symptom("raw", "These are the pixels as they stand in the picture, 0 ... 255: neither scaled nor normalised.")
STD_FIRST = Symptom("std_first", "Normalising is (x - mean) / std: first subtract the mean, then divide what is left.")
SWAPPED = Symptom("swapped", "Mean and standard deviation have changed places.")
MULTIPLIED = Symptom("multiplied", "The pixels are multiplied by the standard deviation; they are to be divided by it.")
ADDED = Symptom("added", "The mean is added; it is to be subtracted.")
BY_256 = Symptom("by_256", "The largest pixel is 255, not 256: white becomes exactly 1 when scaled.")
TO_ONE = Symptom("to_one", "Pixels are scaled to [-1, 1], with mean 0.5 and standard deviation 0.5; those are others.")
OWN_FIGURES = Symptom(
    "own_figures",
    "Each picture is normalised by its own mean and standard deviation; 0.1307 and 0.3081 are those of all pictures.",
)
TURNED = Symptom("turned", "Rows and columns have changed places: the picture is transposed.")
FLIPPED = Symptom("flipped", "The picture is mirrored.")


@probe
def transformed(make, pixels):
    """Return what the transform makes of each of these pictures, or what cannot be called."""
    from PIL import Image

    transform = make()
    if not callable(transform):
        return "not callable", transform
    return "results", [transform(Image.fromarray(each.numpy().copy())) for each in pixels]


def tensors_of(student, pixels):
    """Return what the student's transform makes of uint8 pictures (N, 28, 28), as a list of N."""
    match student.run(transformed, student.mnist_transform, pixels):
        case ("results", list(results)) if len(results) == len(pixels):
            return results
        case ("not callable", other):
            symptom = NOT_CALLABLE if isinstance(other, torch.Tensor) else None
            raise CheckFailure(f"mnist_transform() returns {describe(other)}, which cannot be called", symptom=symptom)
    raise CheckFailure("sent an answer that cannot be read")


def assert_normalised(results, pixels, names):
    """Fail the check unless these are the normalised pictures."""
    for result, picture, name in zip(results, pixels, names, strict=True):
        expected = ((picture.double() / 255 - MEAN) / STD).float().unsqueeze(0)
        assert_close(result, expected, name, look=symptom_of)


def symptom_of(got, expected, near):
    """Look for what has led to these values."""
    scaled = expected.double() * STD + MEAN
    spread = scaled.std(correction=0)
    for symptom, made in (
        (NOT_NORMALISED, scaled),
        (NOT_SCALED, (scaled * 255 - MEAN) / STD),
        (RAW, scaled * 255),
        (STD_FIRST, scaled / STD - MEAN),
        (SWAPPED, (scaled - STD) / MEAN),
        (MULTIPLIED, (scaled - MEAN) * STD),
        (ADDED, (scaled + MEAN) / STD),
        (BY_256, (scaled * 255 / 256 - MEAN) / STD),
        (TO_ONE, (scaled - 0.5) / 0.5),
        (OWN_FIGURES, (scaled - scaled.mean()) / spread if spread > 0 else scaled * float("nan")),
    ):
        if near(got, made.to(got.dtype)):
            return symptom
    if near(got.mT, expected):
        return TURNED
    return FLIPPED if any(near(got.flip(dims), expected) for dims in ([1], [2], [1, 2])) else None


@check(points=0.5)
def test_kind(student):
    """Makes a float32 tensor of shape (1, 28, 28) of a picture."""
    [result] = tensors_of(student, torch.zeros(1, 28, 28, dtype=torch.uint8))
    assert_like(result, torch.zeros(1, 28, 28), "the tensor")


@check(points=1)
def test_known_pixels(student):
    """Makes -0.4242 of black, 2.8215 of white, and what is between of grey."""
    pixels = torch.stack([torch.full((28, 28), grey, dtype=torch.uint8) for grey in (0, 255, 51)])
    pixels[2, 3, 4] = 255
    results = tensors_of(student, pixels)
    with require():
        for result in results:
            assert_like(result, torch.zeros(1, 28, 28))
    names = ("the tensor of a black picture", "the tensor of a white picture", "the tensor of a grey picture")
    # The grey one first: what has led to its values shows best.
    assert_normalised(results[::-1], pixels.flip(0), names[::-1])
