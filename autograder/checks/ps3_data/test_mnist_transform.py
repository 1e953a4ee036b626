"""Visible checks of `mnist_transform`."""

import torch

from autograder.checking import (
    CheckFailure,
    Phrase,
    Symptom,
    assert_close,
    assert_like,
    check,
    describe,
    probe,
    require,
)

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
OTHER_FIGURES = Symptom(
    "other_figures", "These pixels are normalised by other figures than the mean 0.1307 and the deviation 0.3081."
)
INVERTED = Symptom("inverted", "Light and dark have changed places.")
OWN_RANGE = Symptom(
    "own_range",
    "Each picture is scaled by its own darkest and lightest pixel; for all of them, the scale runs from 0 to 255.",
)
CUT_OFF = Symptom("cut_off", "The values were cut off; normalised pixels run from -0.4242 to 2.8215.")
TWO_GREYS = Symptom("two_greys", "Only black and white are left of the picture; the greys between count, too.")
RANDOM = Symptom(
    "random", "The same picture becomes another tensor each time: something in it is random, which is not asked for."
)
ALIKE = Symptom(
    "alike", "Different pictures have become the same tensor: is one kept for all of them, or the first remembered?"
)
A_LIST = Symptom("a_list", "A list of transforms is no transform yet; Compose makes one of several.")
NO_CHANNEL = Symptom("no_channel", "The dimension for the channels, of size 1 for grey, is missing in front.")
CHANNEL_LAST = Symptom(
    "channel_last", "The channel is at the end, as in a picture's memory; in torch's tensors it comes first."
)
FLAT = Symptom("flat", "The picture was flattened; rows and columns are to stay.")
COLOURS = Symptom("colours", "Three channels are for colours; a grey picture has a single one.")
A_BATCH = Symptom("a_batch", "This is a batch of one picture; the transform makes one picture, without that dimension.")
OTHER_SIZE = Symptom("other_size", "The picture has another size now; it is to stay as it is, not resized or cropped.")
NOT_FLOAT32 = Symptom("not_float32", "The tensor is to be of float32, in which networks compute unless told otherwise.")
SHAPES = {
    (28, 28): NO_CHANNEL,
    (28, 28, 1): CHANNEL_LAST,
    (784,): FLAT,
    (1, 784): FLAT,
    (3, 28, 28): COLOURS,
    (28, 28, 3): COLOURS,
    (1, 1, 28, 28): A_BATCH,
}
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
            symptom = NOT_CALLABLE if isinstance(other, torch.Tensor) else A_LIST if isinstance(other, list) else None
            raise CheckFailure(
                Phrase("mnist_transform() returns {value}, which cannot be called", value=describe(other)),
                symptom=symptom,
            )
    raise CheckFailure(Phrase("sent an answer that cannot be read"))


def assert_normalised(results, pixels, names):
    """Fail the check unless these are the normalised pictures."""
    for result, picture, name in zip(results, pixels, names, strict=True):
        expected = ((picture.double() / 255 - MEAN) / STD).float().unsqueeze(0)
        assert_close(result, expected, name, look=symptom_of)


def symptom_of(got, expected, near):
    """Look for what has led to these values."""
    scaled = expected.double() * STD + MEAN
    spread = scaled.std(correction=0)
    if any(near(got, expected.clamp(low, high)) for low, high in ((0, None), (0, 1), (-1, 1))):
        return CUT_OFF
    if spread == 0:  # one grey alone tells nothing, and that with several was right
        return None
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
        (OWN_FIGURES, (scaled - scaled.mean()) / spread),
    ):
        if near(got, made.to(got.dtype)):
            return symptom
    if near(got.mT, expected):
        return TURNED
    ranged = (scaled - scaled.min()) / (scaled.max() - scaled.min())
    if near(got, ((ranged - MEAN) / STD).to(got.dtype)) or near(got, ranged.to(got.dtype)):
        return OWN_RANGE
    if any(near(got.flip(dims), expected) for dims in ([1], [2], [1, 2])):
        return FLIPPED
    dark, light = scaled.argmin(), scaled.argmax()
    length = scaled.flatten()[light] - scaled.flatten()[dark]
    slope = (got.flatten()[light] - got.flatten()[dark]) / length
    if slope != 0 and near(got, (got.flatten()[dark] + slope * (scaled - scaled.flatten()[dark])).to(got.dtype)):
        return INVERTED if slope < 0 else OTHER_FIGURES
    black, white = ((torch.tensor(shade) - MEAN) / STD for shade in (0.0, 1.0))
    return TWO_GREYS if near(torch.where(got < 1, black, white), got) else None


@check(points=0.5)
def test_kind(student):
    """Makes a float32 tensor of shape (1, 28, 28) of a picture."""
    [result] = tensors_of(student, torch.zeros(1, 28, 28, dtype=torch.uint8))
    try:
        assert_like(result, torch.zeros(1, 28, 28), Phrase("the tensor"))
    except CheckFailure as failure:
        if isinstance(result, torch.Tensor):
            shape = tuple(result.shape)
            other = OTHER_SIZE if len(shape) == 3 and shape[0] == 1 else failure.symptom
            failure.symptom = NOT_FLOAT32 if shape == (1, 28, 28) else SHAPES.get(shape, other)
        raise


@check(points=1)
def test_known_pixels(student):
    """Makes -0.4242 of black, 2.8215 of white, and what is between of grey."""
    pixels = torch.stack([torch.full((28, 28), grey, dtype=torch.uint8) for grey in (0, 255, 51)])
    pixels[2, 3, 4], pixels[2, 5, 6] = 255, 102
    results = tensors_of(student, pixels)
    with require():
        for result in results:
            assert_like(result, torch.zeros(1, 28, 28))
    names = (
        Phrase("the tensor of a black picture"),
        Phrase("the tensor of a white picture"),
        Phrase("the tensor of a grey picture"),
    )
    # The grey one first: what has led to its values shows best.
    try:
        assert_normalised(results[::-1], pixels.flip(0), names[::-1])
    except CheckFailure as failure:
        again = tensors_of(student, pixels)
        if not same(results, again):
            failure.symptom = RANDOM
        elif same(results[:1] * 2, results[1:]):
            failure.symptom = ALIKE
        raise


def same(some, others):
    """Say whether these are the same tensors."""
    pairs = zip(some, others, strict=True)
    return all(isinstance(other, torch.Tensor) and torch.equal(one.detach(), other.detach()) for one, other in pairs)
