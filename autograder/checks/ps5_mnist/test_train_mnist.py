"""Checks of `train_mnist`: one training run serves them all."""

import torch

from autograder.checking import (
    CheckFailure,
    Phrase,
    Symptom,
    assert_close,
    assert_finite,
    assert_like,
    check,
    expect_object,
    expect_tensor,
    picture,
    probe,
)

# CPU seconds: for the training alone, and for all answers to the test images.
TRAINING_LIMIT_S = 240
ANSWERING_LIMIT_S = 60
# One training image in a hundred is a figure that exists nowhere else. Who knows the digits from elsewhere answers for
# one figure in ten; who has learned from this training set, for all of them.
FIGURES_RIGHT = 0.5

# Where too few test images are right, so many of the training images are looked at, in both modes.
LOOKED_AT, LOOKING_LIMIT_S = 500, 20
DIVERGED = Symptom(
    "diverged",
    "Training has diverged: is the learning rate too large, zero_grad() missing, the sign of the loss wrong, or the "
    "log of 0 taken?",
)
BATCH_STATISTICS = Symptom(
    "batch_statistics",
    "Batch normalisation without running statistics takes its figures from the batch, in eval mode, too; of one image "
    "there are none.",
)
PROBABILITIES = Symptom("probabilities", "Leave softmax out of the network: the loss applies it itself.")
SAME_FOR_ALL = Symptom(
    "same_for_all",
    "The network gives the same answer to every image: its input is not used, or all its units are dead.",
)
WRONG_MODE = Symptom(
    "wrong_mode",
    "In train mode the network is much better than in eval mode, in which it is tested: look at batch normalisation, "
    "dropout, and what train() and eval() do.",
)
MEMORISED = Symptom(
    "memorised", "The training images are classified much better than new ones: the network has learned them by heart."
)
# So many of the digits are shown that are misread most surely.
SHOWN = 4
# What is typical for the share of test images that are right.
LEVELS = (
    (
        0.2,
        Symptom(
            "not_learning",
            "10 % is what guessing gives: has the optimizer the parameters of this network, and is every "
            "batch followed by zero_grad(), backward() and step()?",
        ),
    ),
    (
        0.88,
        Symptom(
            "hardly_trained",
            "The network has only begun to learn: does every epoch see all batches, and is the learning rate large "
            "enough to the end?",
        ),
    ),
    (
        0.93,
        Symptom(
            "linear",
            "That is what a linear model reaches, or a network that was hardly trained: is there an activation "
            "between the layers, and does every epoch see all batches?",
        ),
    ),
    (0.97, Symptom("almost", "The network learns; it takes some more epochs, a larger learning rate, or more units.")),
)


@probe
def train(train_mnist, images, labels, device):
    """Train the network; it stays in the worker."""
    from autograder.worker.training_set import TrainingSet

    return train_mnist(TrainingSet(images, labels), torch.device(device))


@probe
def answer(net, images, device, number, training):
    """Return the network's logits for the first so many images, computed with all digits on a GPU, too."""
    matmul, convolution = torch.backends.cuda.matmul, torch.backends.cudnn
    before = matmul.allow_tf32, convolution.allow_tf32
    matmul.allow_tf32 = convolution.allow_tf32 = False
    net.train(training)
    try:
        with torch.no_grad():
            return net(images[:number].to(device))
    finally:
        matmul.allow_tf32, convolution.allow_tf32 = before


def trained(student, mnist, device, once):
    """Train once a submission; return the network and its logits for all test images."""

    def run():
        arguments = (student.train_mnist, mnist.images, mnist.labels, device)
        net = expect_object(
            student.run(train, *arguments, timeout_s=TRAINING_LIMIT_S), Phrase("what train_mnist returned")
        )
        logits = torch.cat([logits_for(student, net, images, device) for images in mnist.test_images.split(500)])
        if logits.min() >= 0 and (logits.sum(dim=1) - 1).abs().max() < 1e-3:
            message = Phrase("the network returns probabilities where raw logits are asked for")
            raise CheckFailure(message, symptom=PROBABILITIES)
        for image, before in zip(mnist.test_images[:3], logits, strict=False):
            alone = logits_for(student, net, image.unsqueeze(0), device)
            what = Phrase("the answer to an image changes with what else the network is shown: a logit")
            assert_close(alone[0], before, what, tolerance=1e-3)
        return net, logits

    return once("trained", run)


def logits_for(student, net, images, device, number=None, training=False, timeout_s=None):
    """Return the network's logits for a batch, or the beginning of it, having checked that they can be logits."""
    number = len(images) if number is None else number
    try:
        logits = student.run(answer, net, images, device, number, training, timeout_s=timeout_s)
    except CheckFailure as failure:
        if not training and "Expected more than 1 value per channel when training" in failure.message:
            failure.symptom = BATCH_STATISTICS
        raise
    what = Phrase("the answer to {n} image", "the answer to {n} images", n=number)
    logits = expect_tensor(logits, what)
    if not logits.is_floating_point():
        raise CheckFailure(
            Phrase("{what} has dtype {got}, expected float32", what=what, got=str(logits.dtype).removeprefix("torch."))
        )
    logits = logits.float()
    assert_like(logits, torch.empty(number, 10), what)
    assert_finite(logits, what, symptom=DIVERGED)
    return logits


def share_right(logits, labels, among=slice(None)):
    """Return the share of some images whose largest logit is that of their class."""
    return (logits.argmax(dim=1) == labels)[among].double().mean().item()


def symptom_of(student, mnist, net, device, logits, right):
    """Look into a network that answers too many test images wrongly; the verdict stands, whatever comes of it."""
    if (logits - logits[0]).abs().max() < 1e-6:
        return SAME_FOR_ALL
    try:
        seen = [
            logits_for(student, net, mnist.images, device, LOOKED_AT, mode, LOOKING_LIMIT_S) for mode in (False, True)
        ]
    except CheckFailure:  # it cannot be looked into, which nobody has asked for
        return level_of(right)
    remembered, in_train_mode = (share_right(each, mnist.labels[:LOOKED_AT]) for each in seen)
    if in_train_mode > remembered + 0.1:
        return WRONG_MODE
    if remembered > right + 0.1:
        return MEMORISED
    return level_of(right)


def level_of(right):
    """Return what is typical for this share of right answers."""
    return next((symptom for most, symptom in LEVELS if right < most), None)


def misread(mnist, logits):
    """Return lines that show the digits that are misread most surely, and as what."""
    answers, sure = logits.argmax(dim=1), logits.softmax(dim=1).amax(dim=1)
    wrong = (answers != mnist.test_labels) & ~mnist.is_figure
    if not wrong.any():
        return []
    shown = [index for index in sure.where(wrong, -1.0).argsort(descending=True)[:SHOWN].tolist() if wrong[index]]
    pictures = [picture(mnist.pictures[index] > 90) for index in shown]
    names = [[int(mnist.digits[number[index]]) for number in (mnist.test_labels, answers)] for index in shown]
    captions = [f"{digit} → {read}".center(len(pictures[0][0])) for digit, read in names]
    return [
        Phrase("most surely misread (digit → answer):"),
        *("  ".join(row).rstrip() for row in [*zip(*pictures, strict=True), captions]),
    ]


def ask_for(student, mnist, device, once, percent, details=lambda mnist, logits: []):
    """Fail the check unless so many percent of the test images are classified rightly; return what to say of it.

    It ends with the lines that ``details`` makes of the logits.
    """
    net, logits = trained(student, mnist, device, once)
    digits, figures = (share_right(logits, mnist.test_labels, each) for each in (~mnist.is_figure, mnist.is_figure))
    reached = Phrase("{share:.2f} % of {n} test images are right", share=100 * digits, n=int((~mnist.is_figure).sum()))
    if digits < percent / 100:
        symptom = once("symptom", lambda: symptom_of(student, mnist, net, device, logits, digits))
        raise CheckFailure(
            Phrase("{reached}; {percent} % are asked for", reached=reached, percent=percent),
            details=lambda: details(mnist, logits),
            symptom=symptom,
        )
    if figures < FIGURES_RIGHT:
        raise CheckFailure(
            Phrase(
                "{reached}, but {share:.0f} % of the figures that this training set alone holds: the network "
                "has not learned from the training set that it was given, or not from all of it",
                reached=reached,
                share=100 * figures,
            )
        )
    return Phrase.lines(reached, *details(mnist, logits))


@check(points=5, timeout_s=ANSWERING_LIMIT_S, threads=2, long=True, replay=False)
def test_reaches_95_percent(student, mnist, device, once):
    """Reaches 95 % on images it has never had."""
    ask_for(student, mnist, device, once, 95)


@check(points=5, timeout_s=ANSWERING_LIMIT_S, threads=2, long=True, replay=False)
def test_reaches_97_percent(student, mnist, device, once, note):
    """Reaches 97 % on images it has never had."""
    note(ask_for(student, mnist, device, once, 97, misread))
