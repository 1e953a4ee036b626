"""Visible checks of `saliency`."""

from contextlib import contextmanager

import torch

from autograder.checking import (
    CheckFailure,
    Phrase,
    Symptom,
    assert_close,
    assert_detached,
    assert_unchanged,
    check,
    for_each,
    probe,
    require,
    unreadable,
)

SIGNED = Symptom("signed", "Some of these are negative: the saliency is the absolute value of the gradient.")
NO_BATCH = Symptom("no_batch", "The network takes a batch (N, C, H, W): image.unsqueeze(0) is a batch of one image.")
BATCH_LEFT = Symptom(
    "batch_left", "The dimension of the batch of one is still there; the result has the image's shape."
)
CHANNELS_GONE = Symptom(
    "channels_gone", "Other recipes take the largest over the channels; here every channel is kept."
)
ON_THE_IMAGE = Symptom(
    "on_the_image",
    "requires_grad_(), unsqueeze_() and backward() on the image itself leave their traces in it: work on a copy, "
    "image.detach().clone().",
    apart=True,
)
BACKWARD = Symptom(
    "backward",
    "backward() adds to the .grad of every parameter on its way, and zero_grad() clears what the caller had there; "
    "torch.autograd.grad gives the gradient of the image alone.",
    apart=True,
)
MODE_CHANGED = Symptom(
    "mode_changed", "train() and eval() change the network itself, which is the caller's.", apart=True
)
FROZEN = Symptom(
    "frozen", "requires_grad_() on a parameter stays after the call; who is to be trained is not yours.", apart=True
)

WEIGHT = torch.tensor([[1.0, -2.0, 3.0, 0.5], [-0.25, 4.0, -1.0, 2.0], [2.0, 1.0, -3.0, -5.0]])
BIAS = torch.tensor([0.5, -1.0, 0.0])
IMAGE = torch.tensor([[[0.5, -1.0], [2.0, 0.25]]])


@probe
def linear_net(weight, bias):
    """Make a network of one layer: the gradient of a logit is a row of its weights."""
    net = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(*weight.T.shape, dtype=weight.dtype))
    with torch.no_grad():
        net[1].weight.copy_(weight)
        net[1].bias.copy_(bias)
    return net


@probe
def saliency_of(saliency, make, weights, image, label):
    """Make a network and ask for its saliency."""
    return saliency(make(*weights).eval(), image, label)


@contextmanager
def seen_in_exceptions():
    """Look for an image that goes into the network as it is: its layers say that its shape does not fit."""
    try:
        yield
    except CheckFailure as failure:
        if failure.symptom is not None and failure.symptom.name in ("sizes_of_layers", "batch_flattened", "no_batch"):
            failure.symptom = NO_BATCH
        raise


SALIENCY = Phrase("the saliency")


def assert_saliency(result, expected, what=SALIENCY):
    """Fail the check unless this is the saliency."""
    try:
        assert_close(result, expected, what, look=seen_in_values)
    except CheckFailure as failure:
        if isinstance(result, torch.Tensor) and failure.symptom is None:
            failure.symptom = seen_in_shape(tuple(result.shape), tuple(expected.shape))
        raise


def seen_in_values(got, expected, near):
    """Look for a gradient without its absolute value."""
    return SIGNED if near(got.abs(), expected) else None


def seen_in_shape(got, expected):
    """Look for a dimension too many, or a missing one."""
    if got == (1, *expected):
        return BATCH_LEFT
    return CHANNELS_GONE if got in (expected[1:], (1, *expected[1:])) and got != expected else None


@check(points=1)
@for_each(
    [
        {"image": IMAGE, "label": 1},
        {"image": torch.tensor([[[0.5, -1.0]], [[2.0, 0.25]]]), "label": 2},
        {"image": torch.tensor([[[0.5], [-1.0], [2.0], [0.25]]]), "label": 0},
    ]
)
def test_known_values(student, image, label):
    """Gives the absolute gradient of the label's logit, in the shape of the image."""
    with seen_in_exceptions():
        result = student.run(saliency_of, student.saliency, linear_net, [WEIGHT, BIAS], image, label)
    assert_saliency(result, WEIGHT[label].abs().reshape(image.shape))


@check(points=0.25)
def test_detached(student):
    """Returns a tensor that is detached from every graph."""
    result = student.run(saliency_of, student.saliency, linear_net, [WEIGHT, BIAS], IMAGE, 1)
    with require():
        assert_saliency(result, WEIGHT[1].abs().reshape(IMAGE.shape))
    assert_detached(result)


@probe
def image_after(saliency, make, weights, image):
    """Ask for a saliency; return it and what has become of the image."""
    result = saliency(make(*weights).eval(), image, 1)
    return [result, image.requires_grad, image.grad is None, list(image.shape)]


@check(points=0.5)
def test_leaves_image_alone(student):
    """Leaves the image unmodified: its values, shape, requires_grad and .grad."""
    image = student.share(IMAGE)
    answer = student.run(image_after, student.saliency, linear_net, [WEIGHT, BIAS], image)
    match answer:
        case [result, bool(requires_grad), bool(no_grad), list(shape)] if all(type(size) is int for size in shape):
            pass
        case _:
            raise unreadable(answer)
    with require():
        assert_saliency(result, WEIGHT[1].abs().reshape(IMAGE.shape))
    assert_unchanged(image, Phrase("the image"))
    if requires_grad or not no_grad or shape != list(IMAGE.shape):
        which = "requires_grad" if requires_grad else "grad" if not no_grad else "shape"
        raise CheckFailure(Phrase("the call changed image.{which}", which=which), symptom=ON_THE_IMAGE)


@probe
def network_after(saliency, make, weights, image, training, frozen):
    """Ask a network whose parameters have gradients, all but the first; the last one may be frozen.

    The last layer, which does the same in both, is in the other mode than the rest.

    Return the saliency, and what has become of the parameters and of the modes.
    """
    net = make(*weights).train(training)
    net[-1].train(not training)
    parameters = list(net.parameters())
    for parameter in parameters[1:]:
        parameter.grad = torch.full_like(parameter, 7.0)
    parameters[-1].requires_grad_(not frozen)
    result = saliency(net, image, 1)
    values = [parameter.detach() for parameter in parameters]
    gradients = [parameter.grad for parameter in parameters]
    flags = [parameter.requires_grad for parameter in parameters]
    return [result, values, gradients, flags, [module.training for module in net.modules()]]


@check(points=0.75)
@for_each([{"training": training, "frozen": frozen} for frozen in (True, False) for training in (False, True)])
def test_leaves_network_alone(student, training, frozen):
    """Leaves the network as it is: parameters, their .grad and requires_grad, and the mode."""
    answer = student.run(network_after, student.saliency, linear_net, [WEIGHT, BIAS], IMAGE, training, frozen)
    match answer:
        case [result, [weight, bias], [weight_grad, bias_grad], list(flags), list(modes)] if all(
            type(flag) is bool for flag in flags + modes
        ):
            pass
        case _:
            raise unreadable(answer)
    with require():
        assert_saliency(result, WEIGHT[1].abs().reshape(IMAGE.shape))
    assert_close(weight, WEIGHT, Phrase("the weight of the network after the call"), tolerance=0)
    assert_close(bias, BIAS, Phrase("the bias of the network after the call"), tolerance=0)
    if weight_grad is not None:
        raise CheckFailure(Phrase("the call has filled the .grad of a parameter, which was None"), symptom=BACKWARD)
    what = Phrase("the .grad of a parameter, 7 everywhere before the call,")
    if bias_grad is None:
        raise CheckFailure(Phrase("{what} is None after it", what=what), symptom=BACKWARD)
    assert_close(bias_grad, torch.full_like(BIAS, 7.0), what, look=lambda got, expected, near: BACKWARD)
    if flags != [True, not frozen]:
        raise CheckFailure(Phrase("the call changed requires_grad of a parameter"), symptom=FROZEN)
    if modes[:1] != [training]:
        mode = "train" if training else "eval"
        raise CheckFailure(
            Phrase("the network was in {mode} mode before the call, but not after it", mode=mode), symptom=MODE_CHANGED
        )
    if modes[1:] != [training, not training]:
        message = Phrase("a layer is in another mode after the call than before it")
        raise CheckFailure(message, symptom=MODE_CHANGED)
