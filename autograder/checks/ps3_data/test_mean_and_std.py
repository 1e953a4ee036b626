"""Visible checks of `mean_and_std`."""

import numpy as np
import torch

from autograder.checking import CheckFailure, Phrase, Symptom, check, describe, probe

MEAN_OF_MEANS = Symptom(
    "mean_of_means", "This is the mean of the batches' means, in which a picture of a short batch counts more."
)
MEAN_OF_DEVIATIONS = Symptom(
    "mean_of_deviations",
    "This is the mean of the batches' standard deviations, in which it is lost how much their means differ.",
)
STD_OF_MEANS = Symptom(
    "std_of_means",
    "This is the standard deviation of the batches' means, in which it is lost how much pixels differ within a batch.",
)
SAMPLE = Symptom("sample", "This standard deviation divides by n - 1, as torch.std does unless told otherwise.")
VARIANCE = Symptom("variance", "This is the variance; the standard deviation is its square root.")
SUM = Symptom("sum", "This is the sum of all pixels; the mean divides it by their number.")
BY_PICTURES = Symptom("by_pictures", "The sum is divided by the number of pictures, not by that of their pixels.")
FIRST_BATCH = Symptom("first_batch", "This is the answer for the first batch alone.")
LAST_BATCH = Symptom("last_batch", "This is the answer for the last batch alone.")
STD_FIRST = Symptom("std_first", "The mean comes first, then the standard deviation.")
ROOT_OF_SQUARES = Symptom(
    "root_of_squares", "This is the root of the mean square; a deviation is of the differences from the mean."
)
BY_BATCHES = Symptom("by_batches", "The sum is divided by the number of batches, not by that of all pixels.")
SIZE_784 = Symptom("size_784", "Each picture is taken to have 784 pixels; count those that it has.")
FULL_BATCHES = Symptom(
    "full_batches", "Each batch is counted as one of the size of the first; the last one may have fewer pictures."
)
SCALED_AGAIN = Symptom("scaled_again", "Divided by 255, it seems; the loader's images are scaled already.")
FIGURES = Symptom("figures", "These are the figures of MNIST's pictures; asked for are those of this loader's images.")
ROUNDED = Symptom("rounded", "These are the right numbers, rounded; leave them all their digits.")
NO_RETURN = Symptom("no_return", "A function without `return` gives None.")
ONE_TENSOR = Symptom("one_tensor", "One tensor of two numbers is no tuple; return mean, std makes a tuple.")
TENSORS = Symptom("tensors", "An element of a tensor is a tensor of its own; float(x) and x.item() make it a number.")
A_LIST = Symptom("a_list", "return mean, std makes a tuple; square brackets make a list.")
NOT_A_FLOAT = Symptom("not_a_float", "float(x) makes a Python number of it.")

TOLERANCE = 1e-4


def pair_of(answer):
    """Return mean and std as numbers, be they tensors of one element; what they are is for another check to say."""
    match answer:
        case tuple() | list() if len(answer) == 2:
            return [number_of(name, part) for name, part in zip(("mean", "std"), answer, strict=True)]
    symptom = NO_RETURN if answer is None else ONE_TENSOR if _two_numbers(answer) else None
    raise CheckFailure(
        Phrase("returns {value}; a pair (mean, std) is expected", value=describe(answer)), symptom=symptom
    )


def _two_numbers(answer):
    return isinstance(answer, torch.Tensor) and answer.shape == (2,)


def number_of(name, part):
    """Return a number."""
    if isinstance(part, torch.Tensor) and part.numel() == 1 and not part.is_complex():
        return float(part.item())
    if type(part) is float or (type(part) is int and abs(part) < 1e15):
        return float(part)
    symptom = NOT_A_FLOAT if isinstance(part, np.ndarray) and not part.ndim else None
    raise CheckFailure(
        Phrase("the {name} is {value}, expected a float", name=name, value=describe(part)), symptom=symptom
    )


def assert_pair(answer, batches):
    """Fail the check unless this is the answer for these batches of images."""
    got = pair_of(answer)
    pixels = torch.cat([images.double().flatten() for images in batches])
    expected = [pixels.mean().item(), pixels.std(correction=0).item()]
    for name, found, exact in zip(("mean", "std"), got, expected, strict=True):
        if not abs(found - exact) <= TOLERANCE:
            message = Phrase("the {name} is {found:.6g}, expected {exact:.6g}", name=name, found=found, exact=exact)
            raise CheckFailure(message, symptom=symptom_of(name, got, batches, pixels))


def symptom_of(name, got, batches, pixels):
    """Look for what has led to a wrong mean or std."""
    parts = [images.double().flatten() for images in batches]
    mean, std = pixels.mean(), pixels.std(correction=0)
    candidates = {
        "mean": [
            (MEAN_OF_MEANS, torch.stack([part.mean() for part in parts]).mean()),
            (SUM, pixels.sum()),
            (BY_PICTURES, pixels.sum() / sum(map(len, batches))),
            (FIRST_BATCH, parts[0].mean()),
            (LAST_BATCH, parts[-1].mean()),
            (BY_BATCHES, pixels.sum() / len(batches)),
            (SIZE_784, pixels.sum() / sum(map(len, batches)) / 784),
            (FULL_BATCHES, pixels.sum() / (len(batches) * parts[0].numel())),
            (SCALED_AGAIN, mean / 255),
            (FIGURES, torch.tensor(0.1307)),
        ],
        "std": [
            (SAMPLE, pixels.std(correction=1)),
            (VARIANCE, std**2),
            (MEAN_OF_DEVIATIONS, torch.stack([part.std(correction=0) for part in parts]).mean()),
            (MEAN_OF_DEVIATIONS, torch.stack([part.std(correction=1) for part in parts]).mean()),
            (FIRST_BATCH, parts[0].std(correction=0)),
            (LAST_BATCH, parts[-1].std(correction=0)),
            (STD_OF_MEANS, torch.stack([part.mean() for part in parts]).std(correction=0)),
            (STD_OF_MEANS, torch.stack([part.mean() for part in parts]).std(correction=1)),
            (ROOT_OF_SQUARES, pixels.square().mean().sqrt()),
            (SCALED_AGAIN, std / 255),
            (FIGURES, torch.tensor(0.3081)),
        ],
    }
    if abs(got[0] - std.item()) <= 1e-5 and abs(got[1] - mean.item()) <= 1e-5:
        return STD_FIRST
    found, exact = got[name == "std"], (std if name == "std" else mean).item()
    if any(found == round(exact, digits) for digits in (1, 2, 3)):
        return ROUNDED
    return next((symptom for symptom, made in candidates[name] if abs(found - made.item()) <= 1e-5), None)


def labels_of(images):
    """Return some labels for a batch."""
    return torch.arange(len(images)) % 10


@check(points=1)
def test_known_values(student):
    """Gives mean and population standard deviation that can be computed by hand."""
    dark, bright = torch.zeros(2, 1, 1, 3), torch.tensor([[[[0.0, 2.0, 2.0]]], [[[2.0, 2.0, 4.0]]]])
    # The mean of six zeros and 0, 2, 2, 2, 2, 4 is 1, that of the squares 8/3.
    answer = student.mean_and_std([(dark, labels_of(dark)), (bright, labels_of(bright))])
    assert_pair(answer, [dark, bright])


@check(points=1)
def test_short_last_batch(student):
    """Counts every pixel once, also where the last batch is short."""
    batches = [torch.full((3, 1, 2, 2), 0.5), torch.full((3, 1, 2, 2), 0.25), torch.ones(1, 1, 2, 2)]
    batches[0][:, :, 0] = 0
    answer = student.mean_and_std([(images, labels_of(images)) for images in batches])
    assert_pair(answer, batches)


@probe
def answer_and_kinds(function, batches):
    """Return the answer, and which of its parts are Python floats (as NumPy's float64 are, too)."""
    answer = function(batches)
    if not isinstance(answer, (tuple, list)):
        return answer, None
    return answer, [issubclass(type(part), float) for part in answer]


@check(points=0.5)
def test_kind(student):
    """Returns a tuple of two Python floats."""
    images = torch.tensor([0.25, 0.5, 0.75, 0.25]).reshape(1, 1, 2, 2)
    match student.run(answer_and_kinds, student.mean_and_std, [(images, labels_of(images))]):
        case (answer, kinds):
            pair_of(answer)
            kinds = [kind is True for kind in kinds] if isinstance(kinds, list) else []
            if not isinstance(answer, tuple):
                raise CheckFailure(
                    Phrase("returns {value}, expected a tuple (mean, std)", value=describe(answer)), symptom=A_LIST
                )
            if kinds != [True, True]:
                part = answer[1] if kinds[:1] == [True] else answer[0]
                symptom = TENSORS if isinstance(part, torch.Tensor) else NOT_A_FLOAT
                kind = Phrase("a NumPy number") if type(part) is float else describe(part)
                raise CheckFailure(
                    Phrase("a part of the pair is {kind}, expected a Python float", kind=kind), symptom=symptom
                )
        case _:
            raise CheckFailure(Phrase("sent an answer that cannot be read"))
