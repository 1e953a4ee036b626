"""Hidden checks of `pick_device`."""

from autograder.checking import CheckFailure, Machine, Phrase, Symptom, check, devices_on, require

MPS = Symptom("mps", "Apple's GPUs, mps, are not asked for here: CUDA or the CPU.")
ONCE = Symptom("once", "What was there at the first call, or at import, is remembered: each call has to ask again.")


def picks_the_gpu(student):
    """Fail the check unless a GPU is picked where there is one."""
    [device] = devices_on(student.pick_device, Machine(cuda=1))
    if device.type != "cuda":
        raise CheckFailure(Phrase("where there is a GPU it does not pick it"))


@check(points=0.25)
def test_never_mps(student):
    """Picks the CPU on a Mac, not its GPU."""
    with require():
        picks_the_gpu(student)
    [device] = devices_on(student.pick_device, Machine(mps=True))
    if device.type != "cpu":
        raise CheckFailure(Phrase("on a Mac it returned {device!r}", device=str(device)), symptom=MPS)


@check(points=0.25)
def test_asks_every_time(student):
    """Asks at every call what there is; several GPUs are as good as one."""
    devices = devices_on(student.pick_device, Machine(cuda=2), Machine(), Machine(cuda=1))
    found, expected = [device.type for device in devices], ["cuda", "cpu", "cuda"]
    if found != expected:
        message = Phrase("with two GPUs, none, and one it picked {value}", value=", ".join(found))
        raise CheckFailure(message, symptom=ONCE if len({*found}) == 1 else None)
