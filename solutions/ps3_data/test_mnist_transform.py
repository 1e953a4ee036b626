"""Hidden checks of `mnist_transform`."""

import numpy as np
import torch

from autograder.checking import CheckFailure, Phrase, Symptom, assert_close, assert_like, check, probe, require

MEAN = 0.1307
STD = 0.3081
ALIKE = Symptom(
    "alike", "Different pictures have become the same tensor: is one kept for all of them, or the first remembered?"
)
SPOILED = Symptom(
    "spoiled", "The picture is the caller's, and was changed. Arrays and tensors may share their memory with a picture."
)
RANDOM = Symptom(
    "random", "The same picture becomes another tensor each time: something in it is random, which is not asked for."
)
TURNED = Symptom("turned", "Rows and columns have changed places: the picture is transposed.")
FLIPPED = Symptom("flipped", "The picture is mirrored.")
OWN_RANGE = Symptom(
    "own_range",
    "Each picture is scaled by its own lightest pixel; 255 is the lightest that there may be in any of them.",
)


@probe
def transformed_in_turn(make, pixels, order):
    """Return what one transform makes of pictures in this order, and the pictures' pixels after that."""
    from PIL import Image

    transform = make()
    pictures = [Image.fromarray(each.numpy().copy()) for each in pixels]
    results = [transform(pictures[number]) for number in order]
    return results, [torch.from_numpy(np.array(picture)) for picture in pictures]


def in_turn(student, pixels, order):
    """Return what the transform makes of pictures in this order, and the pictures after that."""
    match student.run(transformed_in_turn, student.mnist_transform, pixels, order):
        case (list(results), list(pictures)) if len(results) == len(order) and len(pictures) == len(pixels):
            with require():
                for result in results:
                    assert_like(result, torch.zeros(1, 28, 28))
            return results, pictures
    raise CheckFailure(Phrase("sent an answer that cannot be read"))


def expected_of(picture):
    """Return what is to become of a picture."""
    return ((picture.double() / 255 - MEAN) / STD).float().unsqueeze(0)


def symptom_of(got, expected, near):
    """Look for what has led to these values."""
    if near(got.mT, expected):
        return TURNED
    scaled = expected.double() * STD + MEAN
    if near(got, ((scaled / scaled.max() - MEAN) / STD).to(got.dtype)):
        return OWN_RANGE
    return FLIPPED if any(near(got.flip(dims), expected) for dims in ([1], [2], [1, 2])) else None


@check(points=1)
def test_every_pixel(student):
    """Puts every pixel, of all 256 values, in its place."""
    pixels = torch.randint(256, (6, 28, 28)).to(torch.uint8)
    pixels[0] = torch.arange(784).reshape(28, 28) % 256
    pixels[5] = pixels[5] // 4 + 20  # neither black nor white in it
    results, _ = in_turn(student, pixels, list(range(6)))
    alike = all(torch.equal(results[0].detach(), result.detach()) for result in results)
    look = (lambda got, expected, near: ALIKE) if alike else symptom_of
    for result, picture in zip(results, pixels, strict=True):
        assert_close(result, expected_of(picture), Phrase("the tensor"), look=look)


@check(points=0.5)
def test_deterministic(student):
    """Makes the same tensor of the same picture, whatever came before, and leaves the picture unmodified."""
    pixels = torch.randint(256, (2, 28, 28)).to(torch.uint8)
    pixels[1, :, 14:] = 0
    order = [0, 1, 1, 0] + [1] * 16
    results, pictures = in_turn(student, pixels, order)
    for picture, before in zip(pictures, pixels, strict=True):
        assert_close(picture, before, Phrase("the picture after the call"), look=lambda got, expected, near: SPOILED)
    for number, result in zip(order, results, strict=True):
        first = results[order.index(number)].detach()
        # Another tensor of the same picture.
        if not torch.allclose(result.detach(), first, rtol=1e-5, atol=1e-5):
            raise CheckFailure(Phrase("the same picture has become different tensors"), symptom=RANDOM)
    if not results[0].ne(results[1]).any():
        raise CheckFailure(Phrase("two different pictures have become the same tensor"), symptom=ALIKE)
