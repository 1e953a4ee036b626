"""Visible checks of `fit_line`."""

import torch

from autograder.checking import (
    CheckFailure,
    Phrase,
    Symptom,
    assert_close,
    assert_detached,
    assert_unchanged,
    check,
    describe,
    expect_tensor,
    probe,
    require,
    unreadable,
)

# Of the answer itself.
STACKED = Symptom("stacked", "One tensor of two numbers is no tuple of two tensors: `return w, b` makes a tuple.")
LISTED = Symptom("listed", "Square brackets make a list; `return w, b`, without them, makes a tuple.")
NOT_THE_SAME = Symptom(
    "not_the_same",
    "Called again with the same data, it gives another line. Are the samples shuffled, do w and b begin at random "
    "numbers, or is something kept from the call before?",
)

# Of one step with all samples.
FACTOR_TWO = Symptom(
    "factor_two", "Both are half of what they should be: the square in the loss brings a factor 2 into its gradient."
)
SUM_FOR_MEAN = Symptom(
    "sum_for_mean",
    "The step is as many times too long as the batch has samples: the loss is the mean over these, not the sum.",
)
SWAPPED = Symptom("swapped", "w and b have changed places: the slope w comes first.")
UPHILL = Symptom(
    "uphill", "This is the right step in the wrong direction: the gradient points to where the loss grows."
)
NO_RATE = Symptom("no_rate", "The step is the whole gradient: the learning rate was not applied to it.")
ABSOLUTE = Symptom("absolute", "This is the step for the mean absolute error; the loss squares the errors.")
ROOT = Symptom("root", "This is the step for the root of the mean squared error; the loss is taken without a root.")
NO_STEP = Symptom(
    "no_step", "w and b are still 0: was a step made at all, and is it the stepped w and b that are returned?"
)
NO_INTERCEPT = Symptom("no_intercept", "w is right, but b has stayed 0: the intercept is learned just as the slope.")
BROADCAST = Symptom(
    "broadcast",
    "This is what every x with every y gives: shapes such as (N, 1) and (N,) broadcast to (N, N). Look at the shapes "
    "of what you subtract.",
)
SINGLE = Symptom("single", "This is what a step for each sample gives; without a batch_size all samples make one step.")
ONE_MORE = Symptom("one_more", "This is what two steps give; one epoch without batches is one step.")

# Of the second step, with the same samples.
BEGUN_ANEW = Symptom(
    "begun_anew", "Two epochs end where one does: w and b begin at 0 once, not in every epoch. Or was one epoch run?"
)
OLD_GRADIENT = Symptom(
    "old_gradient", "The second step is the first one again: its gradient is to be taken where the first one has led."
)
NOT_CLEARED = Symptom(
    "not_cleared",
    "The gradient of the step before is still in this one: backward() adds to .grad, which must be cleared before "
    "every step.",
)
MOMENTUM = Symptom(
    "momentum", "A share of the step before is in this one, as momentum has it: a step is -lr times the gradient alone."
)

# Of batches.
ONE_BATCH = Symptom("one_batch", "This is what one step an epoch with all samples gives: the batches were not used.")
SHORT_BATCH = Symptom(
    "short_batch",
    "This is what the first batch alone gives; the last one, which is smaller, is a batch like the others.",
)
LAST_ALONE = Symptom(
    "last_alone",
    "This is what one step on the last batch alone gives: is the step inside of the loop over the batches, and do w "
    "and b begin at 0 only once?",
)
ONCE_AN_EPOCH = Symptom(
    "once_an_epoch",
    "The gradients of all batches went into a single step: a step is to be made after each batch, and the next batch "
    "starts from where it has led.",
)
BY_BATCH_SIZE = Symptom(
    "by_batch_size",
    "The step of the last batch is too short: the mean is over the samples that it has, which are fewer than "
    "batch_size.",
)
BY_ALL = Symptom(
    "by_all", "The steps are too short: the mean of a batch is over its own samples, not over all of them."
)
SUMS = Symptom(
    "sums", "The steps of batches are too long: the loss is the mean over the samples of a batch, not the sum."
)
OTHER_SAMPLES = Symptom(
    "other_samples",
    "This is what batches of other samples give, or in another order: the first batch is cut from the front, without "
    "shuffling or skipping.",
)
OVERLAP = Symptom("overlap", "This is what overlapping batches give: a batch begins where the one before has ended.")

X = torch.tensor([1.0, 2.0, 3.0])
Y = torch.tensor([3.0, 5.0, 10.0])
ONE_STEP = (8.6 / 3, 1.2)  # -lr times the gradient at (0, 0): 0.1 * 2 * (3 + 10 + 30) / 3 and 0.1 * 2 * 18 / 3

# Where an epoch in batches of two leads: from (0, 0) to (1.3, 0.8), where the third sample is missed by 5.3, and on.
TWO_THEN_ONE = (1.3 + 0.2 * 3 * 5.3, 0.8 + 0.2 * 5.3)


def assert_line(answer, expected, what, *, look=None):
    """Fail the check unless the answer is a tuple of two 0-d tensors with these values."""
    if not isinstance(answer, tuple) or len(answer) != 2:
        stacked = isinstance(answer, torch.Tensor) and answer.shape == (2,)
        listed = isinstance(answer, list) and len(answer) == 2
        symptom = STACKED if stacked else LISTED if listed else None
        message = Phrase(
            "{what}: a tuple (w, b) is expected; what came back is {value}", what=what, value=describe(answer)
        )
        raise CheckFailure(message, symptom=symptom)
    found = [expect_tensor(part, name) for part, name in zip(answer, "wb", strict=True)]
    try:
        for part, value, name in zip(found, expected, "wb", strict=True):
            assert_close(part, torch.tensor(value), Phrase("{what}: {name}", what=what, name=name))
    except CheckFailure as failure:
        if look is not None and all(part.shape == () for part in found):
            failure.symptom = look([part.item() for part in found]) or failure.symptom
        raise


def near(found, expected):
    """Say whether two pairs of numbers are alike; the found ones may be of any type."""
    pairs = zip(found, expected, strict=True)
    return all(isinstance(one, (int, float)) and abs(one - other) < 1e-4 for one, other in pairs)


def step_at(line, places, count=None):
    """Return the step that some samples give at (w, b): -lr times the gradient of their mean, or sum / count."""
    w, b = line
    errors = [(w * X[place].item() + b - Y[place].item(), X[place].item()) for place in places]
    factor = -0.2 / (count or len(places))
    return factor * sum(error * x for error, x in errors), factor * sum(error for error, _ in errors)


def led_to(*batches, count=None):
    """Return where steps with these samples, one after the other, lead to from (0, 0)."""
    line = 0.0, 0.0
    for places in batches:
        line = added(line, step_at(line, places, count))
    return line


def added(one, other, share=1.0):
    """Return the sum of two pairs, or of one and a share of the other."""
    return one[0] + share * other[0], one[1] + share * other[1]


def seen_in_one_step(found):
    """Look for what is wrong with a single step over all samples."""
    w, b = ONE_STEP
    for made, symptom in (
        ((w / 2, b / 2), FACTOR_TWO),
        ((3 * w, 3 * b), SUM_FOR_MEAN),
        ((b, w), SWAPPED),
        ((-w, -b), UPHILL),
        ((10 * w, 10 * b), NO_RATE),
        ((0.1 * 2, 0.1), ABSOLUTE),
        ((w / 2 * (3 / 134) ** 0.5, b / 2 * (3 / 134) ** 0.5), ROOT),
        ((0, 0), NO_STEP),
        ((w, 0), NO_INTERCEPT),
        ((0.2 * 2 * 6, 0.2 * 6), BROADCAST),
        (led_to([0], [1], [2]), SINGLE),
        (led_to([0, 1, 2], [0, 1, 2]), ONE_MORE),
    ):
        if near(found, made):
            return symptom
    return None


def seen_in_two_steps(found):
    """Look for what is wrong with the second step."""
    if near(found, ONE_STEP):
        return BEGUN_ANEW
    if near(found, added(ONE_STEP, ONE_STEP)):
        return OLD_GRADIENT
    return seen_of_the_first_step(found, ONE_STEP, step_at(ONE_STEP, [0, 1, 2]))


def seen_of_the_first_step(found, first, second):
    """Look for a share of the first step in the second one, the same in w and in b."""
    share = (found[0] - first[0] - second[0]) / first[0] if isinstance(found[0], float) else 0
    if 0.01 < share < 1.01 and near(found, added(added(first, second), first, share)):
        return NOT_CLEARED if share > 0.999 else MOMENTUM
    return None


def seen_in_batches(found):
    """Look for what is wrong with an epoch of two batches."""
    first, last = step_at((0, 0), [0, 1]), step_at((0, 0), [2])
    for made, symptom in (
        (ONE_STEP, ONE_BATCH),
        (first, SHORT_BATCH),
        (last, LAST_ALONE),
        (added(first, last), ONCE_AN_EPOCH),
        (added((0, 0), added(first, last), 0.5), ONCE_AN_EPOCH),
        (led_to([0, 1], [2], count=2), BY_BATCH_SIZE),
        (led_to([0, 1], [2], count=3), BY_ALL),
        (led_to([0, 1], [2], count=1), SUMS),
        (led_to([0, 1], [1, 2], [2]), OVERLAP),
        (led_to([0, 1], [1, 2]), OVERLAP),
        *((led_to(*batches), OTHER_SAMPLES) for batches in OTHER_BATCHES),
    ):
        if near(found, made):
            return symptom
    return seen_of_the_first_step(found, first, step_at(first, [2]))


# All ways to make batches of two and of one but the right one.
OTHER_BATCHES = [([0, 2], [1]), ([1, 2], [0]), ([2], [0, 1]), ([1], [0, 2]), ([0], [1, 2])]


def assert_line_after(student, expected, what, look, epochs, **batches):
    """Fail the check unless this is the line after so many epochs; look whether it is another one in each call."""
    answer = student.fit_line(X, Y, 0.1, epochs, **batches)
    try:
        assert_line(answer, expected, what, look=look)
    except CheckFailure as failure:
        if failure.symptom is None and is_line(answer):
            again = student.fit_line(X, Y, 0.1, epochs, **batches)
            if is_line(again) and any(one.ne(other) for one, other in zip(answer, again, strict=True)):
                failure.symptom = NOT_THE_SAME
        raise


def is_line(answer):
    """Say whether an answer is a tuple of two finite numbers in tensors."""
    return (
        isinstance(answer, tuple)
        and len(answer) == 2
        and all(isinstance(part, torch.Tensor) and part.shape == () and part.isfinite() for part in answer)
    )


@check(points=1)
def test_one_step(student):
    """Takes one step with all samples, from w = b = 0."""
    assert_line_after(student, ONE_STEP, Phrase("after one epoch with lr 0.1"), seen_in_one_step, 1)


@check(points=0.5)
def test_two_steps(student):
    """Takes the second step from where the first one has led."""
    with require():
        assert_line(student.fit_line(X, Y, 0.1, 1), ONE_STEP, Phrase("after one epoch"))
    second = led_to([0, 1, 2], [0, 1, 2])
    assert_line_after(student, second, Phrase("after two epochs with lr 0.1"), seen_in_two_steps, 2)


@check(points=0.75)
def test_batches(student):
    """Takes one step a batch, in order; the last batch may be smaller."""
    what = Phrase("after one epoch in batches of 2 and 1")
    assert_line_after(student, TWO_THEN_ONE, what, seen_in_batches, 1, batch_size=2)


@check(points=0.25)
def test_detached(student):
    """Returns two tensors that are detached from every graph."""
    answer = student.fit_line(X, Y, 0.1, 1)
    with require():
        assert_line(answer, ONE_STEP, Phrase("after one epoch"))
    for part, name in zip(answer, "wb", strict=True):
        assert_detached(part, name)


@probe
def flags_after(fit_line, x, y):
    """Return the answer, and whether x and y require grad or have one afterwards."""
    answer = fit_line(x, y, 0.1, 1)
    return [answer, [x.requires_grad, x.grad, y.requires_grad, y.grad]]


@check(points=0.25)
def test_leaves_data_alone(student):
    """Leaves x and y unmodified."""
    x, y = student.share(X), student.share(Y)
    sent = student.run(flags_after, student.fit_line, x, y)
    assert_unchanged(x, "x")
    assert_unchanged(y, "y")
    match sent:
        case [answer, [bool(x_requires), x_grad, bool(y_requires), y_grad]]:
            pass
        case _:
            raise unreadable(sent)
    with require():
        assert_line(answer, ONE_STEP, Phrase("after one epoch"))
    for name, requires, grad in (("x", x_requires, x_grad), ("y", y_requires, y_grad)):
        if requires or grad is not None:
            raise CheckFailure(
                Phrase("the call set {name}.requires_grad or {name}.grad: {name} is data, no parameter", name=name)
            )
