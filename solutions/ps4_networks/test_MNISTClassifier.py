"""Hidden checks of `MNISTClassifier`.

What is likely is told from what is not by limits that a right solution misses less than once in 10^9 times, all of them
together (Hoeffding's inequality).
"""

import math

import torch

from autograder.checking import (
    CheckFailure,
    Phrase,
    Symptom,
    assert_close,
    assert_like,
    assert_same_gradients,
    assert_same_logits,
    assert_unchanged,
    check,
    for_each,
    probe,
    random_weights,
    require,
)

KEEPS = Symptom("keeps", "dropout is the probability to be dropped; this drops with the probability to be kept.")
NEVER = Symptom("never_drops", "In train mode nothing is dropped; what does forward do with the dropout layer?")
DEFAULT = Symptom("default_dropout", "Without an argument, dropout is 0.2.")
FIXED = Symptom("fixed_dropout", "The argument dropout makes no difference.")
NOT_SCALED = Symptom("not_scaled", "What is kept is not scaled, so in train mode the next layer gets less on average.")
SAME_FOR_ALL = Symptom("same_for_all", "All samples of a batch lose the same units: one mask serves the whole batch.")
WHOLE_SAMPLES = Symptom("whole_samples", "Units are dropped together, not each on its own.")
MASK_KEPT = Symptom("mask_kept", "The same units are dropped in every pass: the mask has to be drawn in forward.")
NOT_ZERO = Symptom(
    "not_zero", "What is dropped is to be 0. AlphaDropout and FeatureAlphaDropout put another number in its place."
)
ELSEWHERE = Symptom(
    "dropped_elsewhere", "Dropout stands between the two linear layers, and nowhere else; nothing else changes units."
)
SAMPLES, HIDDEN, CLASSES = 64, 128, 10
# Hidden units that a logit tells of, each by a power of 2; the last logit has fewer.
GROUP = 13


@probe
def passes(make, arguments, samples, modes):
    """Return the logits of a batch, pass after pass in these modes, for weights that make every hidden unit 1.

    Logit k is then the sum of 2^(j - 13 k) over the units j = 13 k … 13 k + 12, so it tells what became of each.
    """
    net = make(*arguments)
    if not isinstance(net, torch.nn.Module):
        return None
    net = net.double()
    x = torch.ones(samples, 784, dtype=torch.float64)
    with torch.no_grad():
        net(x)  # layers that learn their sizes from the first input do so now
        parameters = list(net.parameters())
        shapes = [list(parameter.shape) for parameter in parameters]
        if shapes != [[128, 784], [128], [10, 128], [10]]:
            return shapes, None
        parameters[0].fill_(0.5 / 784)
        parameters[1].fill_(0.5)
        parameters[2].fill_(0)
        for unit in range(128):
            parameters[2][unit // 13, unit] = 2.0 ** (unit % 13)
        parameters[3].fill_(0)
        outputs = []
        for mode in modes:
            net.train(mode)
            outputs.append(net(x))
    return shapes, outputs


def outputs_of(student, arguments, modes):
    """Return the logits, pass after pass."""
    match student.run(passes, student.MNISTClassifier, list(arguments), SAMPLES, list(modes)):
        case (list(_), list(outputs)) if len(outputs) == len(modes):
            with require():
                for logits in outputs:
                    assert_like(logits, torch.zeros(SAMPLES, CLASSES, dtype=torch.float64), Phrase("the output"))
            return outputs
        case None:
            raise CheckFailure(Phrase("MNISTClassifier() is not an nn.Module"))
    with require():
        raise CheckFailure(Phrase("the parameters are not those of Linear(784, 128) and Linear(128, 10)"))


def kept(logits, dropout):
    """Return which hidden units were kept in a pass, (samples, 128), and by what they were scaled."""
    for scale in (1 / (1 - dropout), 1.0, 1 / dropout, 1 - dropout):
        whole = (logits / scale).round()
        near = (logits / scale - whole).abs().max() < 1e-3
        if near and whole.min() >= 0 and whole.max() < 2**GROUP:
            bits = (whole.long().unsqueeze(2) >> torch.arange(GROUP)) % 2
            return bits.flatten(1)[:, :HIDDEN].double(), scale
    raise as_other_values(logits, dropout)


def as_other_values(logits, dropout):
    """Return what to say of hidden units that are not scaled as they should be, or not even either 0 or kept."""
    sums = logits[:, :-1]  # each of so many units
    above = sums - sums.min()
    step = common_step(above.flatten().tolist()) if above.isfinite().all() else 0
    if step < 1e-2:
        message = Phrase("in train mode, hidden units that should be either 0 or all of one value have many values")
        return CheckFailure(message, symptom=ELSEWHERE)
    whole = (sums / step).round()
    if (sums / step - whole).abs().max() > 1e-3:
        return CheckFailure(Phrase("in train mode, the hidden units that are dropped are not 0"), symptom=NOT_ZERO)
    share = 1 - (whole.long().unsqueeze(2) >> torch.arange(GROUP)).remainder(2).double().mean().item()
    if abs(share - dropout) > 0.04:
        message = Phrase(
            "in train mode, {share:.0%} of the hidden units are dropped, expected {dropout:.0%}",
            share=share,
            dropout=dropout,
        )
        return CheckFailure(message, symptom=FIXED if abs(share - 0.2) < 0.04 else None)
    return CheckFailure(
        Phrase("kept units are multiplied by {step:.4g}, expected {scale:.4g}", step=step, scale=1 / (1 - dropout))
    )


def common_step(numbers):
    """Return the largest number of which all are whole multiples, by Euclid's algorithm; next to 0 where none is."""
    step = largest = max(numbers)
    for number in filter(None, numbers):
        while number > 1e-3:
            step, number = number, abs(math.remainder(step, number))
        step = largest / max(round(largest / step), 1)  # without what rounding has added on the way
    return step


CASES = [{"arguments": ()}, {"arguments": (0.5,)}, {"arguments": (0.75,)}, {"arguments": (0.1,)}]


def dropout_of(arguments):
    """Return the probability that is asked for."""
    return arguments[0] if arguments else 0.2


@check(points=1)
@for_each(CASES)
def test_share(student, arguments):
    """Drops units with the probability that it is told, 0.2 by default, in train mode and only there."""
    dropout = dropout_of(arguments)
    train, test, again = outputs_of(student, arguments, [True, False, True])
    whole = torch.tensor([2.0**GROUP - 1] * (CLASSES - 1) + [2.0 ** (HIDDEN % GROUP) - 1], dtype=torch.float64)
    for logits in (train, again):
        masks, _ = kept(logits, dropout)
        share = 1 - masks.mean().item()
        # Of 8192 units; a difference of 0.04 has a probability of 8e-12.
        if abs(share - dropout) > 0.04:
            call = f"MNISTClassifier({', '.join(map(str, arguments))})"
            message = Phrase(
                "{call} drops {share:.0%} of the hidden units in train mode, expected {dropout:.0%}",
                call=call,
                share=share,
                dropout=dropout,
            )
            raise CheckFailure(message, symptom=symptom_of(share, dropout, arguments))
    with require():
        assert_close(test, whole.expand(SAMPLES, CLASSES), Phrase("the output in eval mode"))


def symptom_of(share, dropout, arguments):
    """Look for what has led to this share of dropped units."""
    if share == 0:
        return NEVER
    if abs(share - 1 + dropout) < 0.04:
        return KEEPS
    if not arguments:
        return DEFAULT
    return FIXED if abs(share - 0.2) < 0.04 else None


@check(points=0.5)
@for_each(CASES)
def test_scaling(student, arguments):
    """Multiplies what is kept by 1 / (1 - dropout)."""
    dropout = dropout_of(arguments)
    [logits] = outputs_of(student, arguments, [True])
    with require():
        masks, scale = kept(logits, dropout)
        if masks.min() == masks.max():
            raise CheckFailure(Phrase("in train mode nothing is dropped, or everything"))
    if scale != 1 / (1 - dropout):
        message = Phrase(
            "with dropout {dropout}, kept units are multiplied by {scale:.4g}, expected {value:.4g}",
            dropout=dropout,
            scale=scale,
            value=1 / (1 - dropout),
        )
        raise CheckFailure(message, symptom=NOT_SCALED if scale == 1 else None)


@check(points=0.75)
@for_each([{"arguments": (0.5,)}, {"arguments": ()}])
def test_each_on_its_own(student, arguments):
    """Draws for each unit, each sample and each pass anew."""
    dropout = dropout_of(arguments)
    first, second = outputs_of(student, arguments, [True, True])
    with require():
        one, other = kept(first, dropout)[0], kept(second, dropout)[0]
        if abs(1 - one.mean().item() - dropout) > 0.04:
            raise CheckFailure(Phrase("another share of the units is dropped"))
    alike = dropout**2 + (1 - dropout) ** 2
    pairs = (
        (Phrase("all samples of a batch lose much the same units"), SAME_FOR_ALL, one[::2], one[1::2]),
        (Phrase("units of a sample are dropped together"), WHOLE_SAMPLES, one[:, ::2], one[:, 1::2]),
        (Phrase("much the same units are dropped in every pass"), MASK_KEPT, one, other),
    )
    for message, symptom, left, right in pairs:
        # Of at least 4096 pairs; a difference of 0.06 has a probability of 3e-13.
        if abs(left.eq(right).double().mean().item() - alike) > 0.06:
            raise CheckFailure(message, symptom=symptom)
    if len(set(one.sum(1).tolist())) == 1:
        raise CheckFailure(Phrase("every sample loses just as many units; that is no chance"))


@probe
def train_mode(make, arguments, weights, x):
    """Return the logits in train mode, with these weights."""
    net = make(*arguments).to(x.dtype).train()
    net(x)
    parameters = list(net.parameters())
    if [parameter.shape for parameter in parameters] != [weight.shape for weight in weights]:
        return None
    with torch.no_grad():
        for parameter, weight in zip(parameters, weights, strict=True):
            parameter.copy_(weight)
    return net(x)


@check(points=0.25)
@for_each([{"dropout": 0.0}, {"dropout": 0}])
def test_no_dropout(student, dropout):
    """Drops nothing in train mode where dropout is 0."""
    weights = [weight / 10 for weight in random_weights([(128, 784), (128,), (10, 128), (10,)], torch.float32)]
    x = torch.randn(3, 784)
    first, first_bias, second, second_bias = (weight.double() for weight in weights)
    expected = torch.relu(x.double() @ first.T + first_bias) @ second.T + second_bias
    logits = student.run(train_mode, student.MNISTClassifier, [dropout], weights, x)
    with require():
        if logits is None:
            raise CheckFailure(Phrase("the parameters are not those of Linear(784, 128) and Linear(128, 10)"))
    assert_close(logits, expected.float(), Phrase("the output in train mode, with dropout 0,"))


@check(points=0.25)
def test_flattens_pictures(student, reference):
    """Takes pictures, of shape (N, 1, 28, 28), and leaves them unmodified."""
    shared = student.share(torch.randn(3, 1, 28, 28, dtype=torch.float64) / 10)
    assert_same_logits(student.MNISTClassifier, reference.MNISTClassifier, (), shared, training=False)
    assert_unchanged(shared, Phrase("the input"))


@check(points=0.25)
def test_gradients(student, reference):
    """Lets gradients reach every parameter."""
    x = torch.randn(5, 784, dtype=torch.float64)
    assert_same_gradients(student.MNISTClassifier, reference.MNISTClassifier, (0.0,), x)
