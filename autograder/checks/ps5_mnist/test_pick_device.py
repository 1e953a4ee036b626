"""Visible checks of `pick_device`."""

from autograder.checking import CheckFailure, Machine, Phrase, Symptom, check, devices_on

ALWAYS_CPU = Symptom("always_cpu", "Is torch's answer asked for when the function is called, and then made use of?")
ALWAYS_CUDA = Symptom("always_cuda", "A computer without a GPU is the usual case: then it is the CPU.")


@check(points=0.5)
def test_without_gpu(student):
    """Picks the CPU where there is no GPU."""
    [device] = devices_on(student.pick_device, Machine())
    if device.type != "cpu":
        raise CheckFailure(
            Phrase("where there is no GPU it returned {device!r}", device=str(device)), symptom=ALWAYS_CUDA
        )


@check(points=1)
def test_with_gpu(student):
    """Picks the GPU where CUDA has one."""
    [device] = devices_on(student.pick_device, Machine(cuda=1))
    if device.type != "cuda":
        raise CheckFailure(
            Phrase("where there is a GPU it returned {device!r}", device=str(device)), symptom=ALWAYS_CPU
        )
