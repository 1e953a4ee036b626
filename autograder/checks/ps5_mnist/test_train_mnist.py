"""Checks of `train_mnist`: one training run serves them all."""

import torch

from autograder.checking import CheckFailure, assert_close, assert_finite, assert_like, check, expect_tensor, probe

# CPU seconds: for the training alone, and for all answers to the test images.
TRAINING_LIMIT_S = 240
ANSWERING_LIMIT_S = 60
# One training image in a hundred is a figure that exists nowhere else. Who knows the digits from elsewhere answers for
# one figure in ten; who has learned from this training set, for all of them.
FIGURES_RIGHT = 0.5


@probe
def train(train_mnist, images, labels, device):
    """Train the network; it stays in the worker."""
    from autograder.worker.training_set import TrainingSet

    return train_mnist(TrainingSet(images, labels), torch.device(device))


@probe
def answer(net, images, device):
    """Return the network's logits for images, computed with all digits on a GPU, too."""
    matmul, convolution = torch.backends.cuda.matmul, torch.backends.cudnn
    before = matmul.allow_tf32, convolution.allow_tf32
    matmul.allow_tf32 = convolution.allow_tf32 = False
    net.eval()
    try:
        with torch.no_grad():
            return net(images.to(device))
    finally:
        matmul.allow_tf32, convolution.allow_tf32 = before


def trained_logits(student, mnist, device, once):
    """Train once a submission; return the logits for all test images, having checked that they can be."""

    def run():
        arguments = (student.train_mnist, mnist.images, mnist.labels, device)
        net = student.run(train, *arguments, timeout_s=TRAINING_LIMIT_S)
        logits = torch.cat([logits_for(student, net, images, device) for images in mnist.test_images.split(500)])
        if logits.min() >= 0 and (logits.sum(dim=1) - 1).abs().max() < 1e-3:
            raise CheckFailure("the network returns probabilities where raw logits are asked for; leave out softmax")
        for image, before in zip(mnist.test_images[:3], logits, strict=False):
            alone = logits_for(student, net, image.unsqueeze(0), device)
            what = "the answer to an image changes with what else the network is shown: a logit"
            assert_close(alone[0], before, what, tolerance=1e-3)
        return logits

    return once("trained", run)


def logits_for(student, net, images, device):
    """Return the network's logits for a batch, having checked that they can be logits."""
    logits = student.run(answer, net, images, device)
    what = f"the answer to {len(images)} image{'s' if len(images) > 1 else ''}"
    logits = expect_tensor(logits, what)
    if not logits.is_floating_point():
        raise CheckFailure(f"{what} has dtype {str(logits.dtype).removeprefix('torch.')}, expected float32")
    logits = logits.float()
    assert_like(logits, torch.empty(len(images), 10), what)
    assert_finite(logits, what)
    return logits


def accuracy(logits, mnist, among):
    """Return the share of some test images whose largest logit is that of their class."""
    return (logits.argmax(dim=1) == mnist.test_labels)[among].double().mean().item()


def require(student, mnist, device, once, note, percent):
    """Fail the check unless so many percent of the test images are classified rightly."""
    logits = trained_logits(student, mnist, device, once)
    digits, figures = accuracy(logits, mnist, ~mnist.is_figure), accuracy(logits, mnist, mnist.is_figure)
    reached = f"{100 * digits:.2f} % of {int((~mnist.is_figure).sum())} test images are right"
    if digits < percent / 100:
        raise CheckFailure(f"{reached}; {percent} % are asked for")
    if figures < FIGURES_RIGHT:
        raise CheckFailure(
            f"{reached}, but {100 * figures:.0f} % of the figures that this training set alone holds: the network "
            "has not learned from the training set that it was given, or not from all of it"
        )
    note(reached)


@check(points=5, timeout_s=ANSWERING_LIMIT_S, threads=2, long=True, replay=False)
def test_reaches_95_percent(student, mnist, device, once, note):
    """Reaches 95 % on images it has never had."""
    require(student, mnist, device, once, note, 95)


@check(points=5, timeout_s=ANSWERING_LIMIT_S, threads=2, long=True, replay=False)
def test_reaches_97_percent(student, mnist, device, once, note):
    """Reaches 97 % on images it has never had."""
    require(student, mnist, device, once, note, 97)
