"""Hidden checks of `mean_and_std`."""

import math
import platform

import hypothesis.strategies as st
import numpy as np
import torch

from autograder.checking import (
    FLOATS,
    CheckFailure,
    Phrase,
    Symptom,
    assert_unchanged,
    check,
    describe,
    for_all,
    for_each,
    probe,
    require,
)

TOLERANCE = 1e-4
TELLS_ALLOCATED = platform.libc_ver()[0] == "glibc"  # which reads the interpreter's file
ITERATED_TWICE = Symptom(
    "iterated_twice", "A stream can be gone through once: take all that you need from a batch while it is there."
)
BATCHES_ALONE = Symptom(
    "batches_alone",
    "All that a loader is sure to give are its batches, one after the other: not a length, an index or a dataset.",
)
HELD = Symptom(
    "batches_held",
    "Batches stay in memory: a list that they are appended to holds them, and so does torch.cat of all of them.",
)
BELOW_ZERO = Symptom(
    "below_zero", "The difference of two equal numbers, each of them rounded, may be a little less than 0."
)


def labels_of(images):
    """Return some labels for a batch."""
    return torch.arange(len(images)) % 10


def pair_of(answer):
    """Return mean and std as numbers, be they tensors of one element; what they are is for another check to say."""
    match answer:
        case tuple() | list() if len(answer) == 2:
            return [number_of(name, part) for name, part in zip(("mean", "std"), answer, strict=True)]
    raise CheckFailure(Phrase("returns {value}; a pair (mean, std) is expected", value=describe(answer)))


def number_of(name, part):
    """Return a number."""
    if isinstance(part, torch.Tensor) and part.numel() == 1 and not part.is_complex():
        return float(part.item())
    if type(part) is float or (type(part) is int and abs(part) < 1e15):
        return float(part)
    raise CheckFailure(Phrase("the {name} is {value}, expected a float", name=name, value=describe(part)))


def assert_pair(answer, mean, std):
    """Fail the check unless this is mean and std."""
    for name, found, exact in zip(("mean", "std"), pair_of(answer), (mean, std), strict=True):
        if not abs(found - exact) <= TOLERANCE:
            raise CheckFailure(
                Phrase("the {name} is {found:.6g}, expected {exact:.6g}", name=name, found=found, exact=exact)
            )


def assert_answer(answer, batches):
    """Fail the check unless this is the answer for these batches of images."""
    pixels = torch.cat([images.double().flatten() for images in batches])
    mean, std = pixels.mean().item(), pixels.std(correction=0).item()
    pair = pair_of(answer)
    # Of one pixel, the root makes 3e-4 times its value of a last digit of float32.
    assert_pair((pair[0], std) if std == 0 and abs(pair[1]) <= 1e-3 * max(1, abs(mean)) else answer, mean, std)


def is_answer(answer, batches):
    """Say whether this is the answer for these batches of images."""
    try:
        assert_answer(answer, batches)
    except CheckFailure:
        return False
    return True


@check(points=0.5)
@for_all(
    sizes=st.lists(st.integers(1, 5), min_size=1, max_size=4),
    height=st.integers(1, 5),
    width=st.integers(1, 5),
    middle=st.sampled_from((0.0, 0.5, -1.0)),
    spread=st.sampled_from((1.0, 0.3)),
    dtype=st.sampled_from(FLOATS),
    also=[{"sizes": [3, 2], "height": 28, "width": 28, "middle": 0.5, "spread": 0.3, "dtype": torch.float32}],
    examples=12,
)
def test_any_batches(student, sizes, height, width, middle, spread, dtype):
    """Works for pictures, batches and values of any size."""
    shapes = [(size, 1, height, width) for size in sizes]
    batches = [(torch.randn(shape, dtype=torch.float64) * spread + middle).to(dtype) for shape in shapes]
    assert_answer(student.mean_and_std([(images, labels_of(images)) for images in batches]), batches)


@probe
def from_a_source(function, batches, kind):
    """Return the answer for batches that come from a source of this kind, and how often it was gone through."""
    from torch.utils.data import DataLoader, TensorDataset

    rounds = []

    class Batches:
        def __iter__(self):
            rounds.append(1)
            return iter(batches)

    class Loader(DataLoader):
        def __iter__(self):
            rounds.append(1)
            return super().__iter__()

    def generator():
        rounds.append(1)
        yield from batches

    if kind == "DataLoader":
        images, labels = (torch.cat([batch[part] for batch in batches]) for part in (0, 1))
        source = Loader(TensorDataset(images, labels), batch_size=len(batches[0][0]))
    else:
        source = generator() if kind == "generator" else Batches()
    return function(source), len(rounds)


@check(points=0.75)
@for_each([{"kind": "object with __iter__ alone"}, {"kind": "generator"}, {"kind": "DataLoader"}])
def test_any_iterable(student, kind):
    """Goes once through any iterable: a generator, a loader, an object that knows nothing but its batches."""
    batches = [torch.randn(size, 1, 3, 4) for size in (4, 4, 4, 3)]
    pairs = [(images, labels_of(images)) for images in batches]
    try:
        sent = student.run(from_a_source, student.mean_and_std, pairs, kind)
    except CheckFailure as failure:
        if any(
            text in failure.message for text in ("has no len()", "is not subscriptable", "has no attribute 'dataset'")
        ):
            failure.symptom = BATCHES_ALONE
        raise
    match sent:
        case (answer, int(rounds)):
            if rounds > 1:
                raise CheckFailure(
                    Phrase("goes through the loader {rounds} times", rounds=rounds), symptom=ITERATED_TWICE
                )
            try:
                assert_answer(answer, batches)
            except CheckFailure as failure:
                if is_answer(answer, batches[1:]):  # the first batch went to whoever looked at it before
                    failure.symptom = ITERATED_TWICE
                raise
        case _:
            raise CheckFailure(Phrase("sent an answer that cannot be read"))


@check(points=0.5)
@for_each(
    [{"value": value, "dtype": dtype} for dtype in FLOATS for value in (0.0, 1.0, -2.0)]
    + [{"value": 0.011 + 0.003 * step, "dtype": FLOATS[step % 2]} for step in range(13)]
)
def test_constant(student, value, dtype):
    """Gives a standard deviation of 0, not NaN, where all pixels are alike."""
    batches = [torch.full((size, 1, 3, 4), value, dtype=dtype) for size in (3, 2)]
    answer = student.mean_and_std([(images, labels_of(images)) for images in batches])
    if math.isnan(pair_of(answer)[1]):
        raise CheckFailure(Phrase("the std is NaN, expected 0"), symptom=BELOW_ZERO)
    assert_pair(answer, batches[0].double().mean().item(), 0.0)


@probe
def streamed(function, values, size, side):
    """Return the answer for batches that are made one after the other, each of one value.

    And how many of the earlier ones were still there when the next one was made, and how many MiB were in use then.
    """
    import ctypes
    import weakref

    known, held, used = [], [], []

    class Mallinfo(ctypes.Structure):  # its fourth and seventh, from 0, are hblkhd and uordblks
        _fields_ = [("of", ctypes.c_size_t * 10)]

    # What is allocated; how much the process has of the system depends on the gaps between what it still needs, too.
    try:
        mallinfo = ctypes.CDLL(None).mallinfo2
        mallinfo.restype = Mallinfo
    except (AttributeError, OSError, TypeError):  # only glibc has it
        mallinfo = Mallinfo

    def in_use():
        found = mallinfo().of
        return (found[4] + found[7]) / 2**20

    def batch(value):
        held.append(sum(reference() is not None for reference in known))
        used.append(in_use())
        array = np.full((size, 1, side, side), value, dtype=np.float32)
        known.append(weakref.ref(array))
        return torch.from_numpy(array), torch.zeros(size, dtype=torch.int64)

    return function(batch(value) for value in values), held, used


@check(points=0.75)
def test_memory(student):
    """Holds one batch in memory, not all of them."""
    count, size, side = 48, 64, 32  # 256 KiB each, 12 MiB in all
    values = [number % 7 / 4 - 0.5 for number in range(count)]
    match student.run(streamed, student.mean_and_std, values, size, side):
        case (answer, list(held), list(used)) if len(held) == len(used) == count:
            exact = torch.tensor(values, dtype=torch.float64)
            with require():
                assert_pair(answer, exact.mean().item(), exact.std(correction=0).item())
            if any(type(number) is not int for number in held) or any(type(number) is not float for number in used):
                raise CheckFailure(Phrase("sent an answer that cannot be read"))
            if TELLS_ALLOCATED and min(used) < 1:
                raise CheckFailure(Phrase("sent an answer that cannot be read"))
            if max(held) > 8:
                raise CheckFailure(Phrase("holds {max} batches at a time", max=max(held)), symptom=HELD)
            # Copies of them are seen in the memory in use; an honest solution has reached its most by the 16th.
            if min(used[40:]) - max(used[8:16]) > 3:
                raise CheckFailure(Phrase("needs ever more memory, with every batch that comes"), symptom=HELD)
        case _:
            raise CheckFailure(Phrase("the loader was not gone through, once, from start to end"))


@check(points=0.25)
@for_each([{"dtype": dtype} for dtype in FLOATS])
def test_unmodified(student, dtype):
    """Leaves the batches unmodified."""
    batches = [torch.randn(size, 1, 3, 2, dtype=dtype) for size in (3, 3, 1)]
    shared = [student.share(images) for images in batches]
    answer = student.mean_and_std([(images, labels_of(batches[0])[: len(images.before)]) for images in shared])
    with require():
        assert_answer(answer, batches)
    for number, images in enumerate(shared):
        assert_unchanged(images, Phrase("batch {number}", number=number))
