"""Hidden checks of `images_to_batch`."""

import numpy as np
import torch

from autograder.checking import Symptom, assert_close, assert_untouched, check, for_each, watched

GREYS = np.arange(256, dtype=np.uint8).reshape(4, 8, 8)
KINDS = ("all 256 greys", "dark pictures", "bright pictures", "black pictures", "0 and 1")
LAYOUTS = ("turned by 90 degrees", "cut out", "every other picture", "turned inside out")
OWN_SCALE = Symptom(
    "own_scale",
    "These are scaled by the darkest or brightest grey that occurs in them. Black is 0 and white is 255, also where "
    "no pixel is black or white.",
)
ROUNDED = Symptom("rounded", "These are the right numbers, rounded; leave them all their digits.")


def seen_in_greys(got, expected, near):
    """Look for what is wrong with the values of a batch."""

    def alike(made):
        return near(got.nan_to_num(2), made.nan_to_num(2))  # 0 / 0 is what a black picture may give

    for dims in ((0, 1, 2, 3), (1, 2, 3)):
        darkest, brightest = expected.amin(dims, keepdim=True), expected.amax(dims, keepdim=True)
        if alike(expected / brightest) or alike((expected - darkest) / (brightest - darkest)):
            return OWN_SCALE
    if any(near(got, expected.round(decimals=digits)) for digits in (0, 1, 2, 3, 4)):
        return ROUNDED
    return None


@check(points=0.5)
@for_each([{"what": what} for what in KINDS])
def test_every_grey(student, reference, what):
    """Is right for every grey, also where nothing is white or nothing is black."""
    images = {
        "all 256 greys": GREYS,
        "dark pictures": GREYS // 3,
        "bright pictures": 255 - GREYS // 3,
        "black pictures": GREYS * 0,
        "0 and 1": GREYS % 2,
    }[what]
    assert_close(student.images_to_batch(images), reference.images_to_batch(images), look=seen_in_greys)


@check(points=0.25)
@for_each([{"shape": shape} for shape in ((0, 28, 28), (0, 3, 5), (0, 1, 1))])
def test_no_images(student, shape):
    """Makes an empty batch of no images."""
    images = np.zeros(shape, dtype=np.uint8)
    assert_close(student.images_to_batch(images), torch.zeros(0, 1, *shape[1:]))


@check(points=0.25)
@for_each([{"layout": layout} for layout in LAYOUTS])
def test_layouts(student, reference, layout):
    """Works for images that are slices of others, or transposed."""
    images = {
        "turned by 90 degrees": lambda: GREYS[:, :5].transpose(0, 2, 1),
        "cut out": lambda: GREYS[:, 2:5, 1:8:2],
        "every other picture": lambda: GREYS[::2],
        "turned inside out": lambda: GREYS[:3].transpose(2, 1, 0),
    }[layout]()
    # Only what is shared keeps its strides on the way to the worker.
    result = assert_untouched(student.images_to_batch, watched("images", images))
    assert_close(result, reference.images_to_batch(images), look=seen_in_greys)
