"""Visible checks of `images_to_batch`."""

import numpy as np
import torch

from autograder.checking import (
    CheckFailure,
    Symptom,
    assert_close,
    assert_like,
    assert_no_memory_shared,
    assert_untouched,
    check,
    for_each,
    require,
    watched,
)

IMAGES = np.array([[[0, 51, 102], [153, 204, 255]], [[255, 255, 0], [51, 0, 0]]], dtype=np.uint8)
BATCH = torch.tensor([[[[0.0, 0.2, 0.4], [0.6, 0.8, 1.0]]], [[[1.0, 1.0, 0.0], [0.2, 0.0, 0.0]]]])


NO_CHANNEL = Symptom(
    "no_channel",
    "A network wants a dimension for the channels, of size 1 for grey, behind that of the batch; here it is missing.",
)
CHANNEL_ELSEWHERE = Symptom(
    "channel_elsewhere", "The dimension of size 1, for the channels, is there, but not behind that of the batch."
)
COLOURS = Symptom("colours", "Three channels are for colours; a grey picture has a single one.")
ONE_PICTURE = Symptom(
    "one_picture",
    "The whole batch was taken for one picture: ToTensor() takes an array of three dimensions as (H, W, channels).",
)
SIDES_SWAPPED = Symptom("sides_swapped", "Height and width have changed places.")
ONES_LOST = Symptom(
    "ones_lost", "squeeze() drops every dimension of size 1, also that of a single picture, or of one row or column."
)
WHOLE_NUMBERS = Symptom(
    "whole_numbers", "This dtype has no fractions, so no greys between 0 and 1: convert to float32 before you divide."
)
NOT_SCALED = Symptom("not_scaled", "White is 255 in the images and is to be 1 in the batch.")
SCALED_TWICE = Symptom(
    "scaled_twice", "These are 255 times too dark: are they scaled twice? ToTensor() has scaled them already."
)
BY_256 = Symptom("by_256", "There are 256 greys, but the brightest is 255: what does it become?")
INVERTED = Symptom("inverted", "Black and white have changed places.")
FROM_MINUS_ONE = Symptom("from_minus_one", "These run from -1 to 1; asked for is black at 0 and white at 1.")
STANDARDIZED = Symptom(
    "standardized", "These are shifted and scaled by their mean and deviation; asked for is black at 0 and white at 1."
)
SHIFTED = Symptom(
    "shifted", "The greys keep their proportions, but something else than 0 stands for black, or than 1 for white."
)
SIGNED = Symptom(
    "signed", "The bright greys have become negative: int8 ends at 127, so that what is above it wraps around."
)
BLACK_OR_WHITE = Symptom(
    "black_or_white", "All greys have become 0 or 1: // and whole numbers have no fractions; divide as floats."
)
ALL_WHITE = Symptom(
    "all_white", "All greys but black have become white: 1 is for 255 alone, and less for what is darker."
)
FLATTENED = Symptom("flattened", "The pictures are flat vectors here; a batch of pictures keeps height and width.")
STILL_NUMPY = Symptom("still_numpy", "This is still an array of NumPy's; a network takes tensors.")
NOT_FLOAT32 = Symptom(
    "not_float32", "Networks compute in float32 unless told otherwise, so the batch is to be of that."
)


def seen_in_greys(got, expected, near):
    """Look for what is wrong with the values of a batch."""
    whole = (expected * 255).round()
    for made, symptom in (
        (whole, NOT_SCALED),
        (expected / 255, SCALED_TWICE),
        (whole / 256, BY_256),
        (1 - expected, INVERTED),
        (2 * expected - 1, FROM_MINUS_ONE),
        ((whole - 256 * (whole > 127)) / 255, SIGNED),
        (whole - 256 * (whole > 127), SIGNED),
    ):
        if near(got, made):
            return symptom
    if abs(got.mean()) < 1e-3 and (abs(got.std() - 1) < 1e-3 or abs(got.std(correction=0) - 1) < 1e-3):
        return STANDARDIZED
    if near(got, (expected == 1).float()) or near(got, expected.round()):
        return BLACK_OR_WHITE
    if near(got, (expected > 0).float()):
        return ALL_WHITE
    black, white = got[0, 0, 0, 0], got[0, 0, 1, 2]
    return SHIFTED if black < white and near(got, black + (white - black) * expected) else None


def seen_in_shape(found, shape):
    """Look for what is wrong with the shape of a batch of so many pictures of this size."""
    n, height, width = shape
    for wrong, symptom in (
        ((n, height, width), NO_CHANNEL),
        ((1, n, height, width), CHANNEL_ELSEWHERE),
        ((n, height, width, 1), CHANNEL_ELSEWHERE),
        ((n, height, 1, width), CHANNEL_ELSEWHERE),
        ((n, 3, height, width), COLOURS),
        ((n, height, width, 3), COLOURS),
        ((width, n, height), ONE_PICTURE),
        ((width, 1, n, height), ONE_PICTURE),
        ((1, width, n, height), ONE_PICTURE),
        ((n, 1, width, height), SIDES_SWAPPED),
        ((n, height * width), FLATTENED),
        ((n, 1, height * width), FLATTENED),
    ):
        if found == wrong:
            return symptom
    return None


@check(points=1)
def test_known_values(student):
    """Gives the values that can be computed by hand."""
    batch = student.images_to_batch(IMAGES)
    try:
        assert_close(batch, BATCH, look=seen_in_greys)
    except CheckFailure as failure:
        if isinstance(batch, torch.Tensor) and batch.shape != BATCH.shape:
            failure.symptom = seen_in_shape(tuple(batch.shape), IMAGES.shape)
        elif isinstance(batch, torch.Tensor) and batch.dtype != torch.float32:
            failure.symptom = NOT_FLOAT32 if batch.is_floating_point() else WHOLE_NUMBERS
        elif isinstance(batch, np.ndarray):
            failure.symptom = STILL_NUMPY
        raise


@check(points=0.5)
@for_each([{"shape": shape} for shape in ((3, 4, 5), (1, 28, 28), (5, 1, 3), (4, 2, 1), (1, 1, 1))])
def test_shape_and_dtype(student, shape):
    """Makes (N, 1, H, W) in float32 of (N, H, W), also where a size is 1."""
    n, height, width = shape
    try:
        batch = student.images_to_batch(np.full(shape, 255, dtype=np.uint8))
    except CheckFailure as failure:
        if shape == (1, 1, 1) and isinstance(failure, IndexError):  # nothing is left but a number
            failure.symptom = ONES_LOST
        raise
    try:
        assert_like(batch, torch.zeros(n, 1, height, width))
    except CheckFailure as failure:
        if isinstance(batch, torch.Tensor) and 1 in shape and batch.dim() < 4:
            failure.symptom = ONES_LOST
        elif isinstance(batch, torch.Tensor) and batch.dtype != torch.float32:
            failure.symptom = NOT_FLOAT32 if batch.is_floating_point() else WHOLE_NUMBERS
        raise


@check(points=0.5)
def test_leaves_images_alone(student):
    """Leaves the images unmodified, and shares no memory with them."""
    result = assert_untouched(student.images_to_batch, watched("images", IMAGES))
    again = assert_no_memory_shared(student.images_to_batch, watched("images", IMAGES))
    with require():
        assert_close(result, BATCH)
        assert_close(again, BATCH)
