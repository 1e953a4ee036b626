"""Visible checks of `load_model`."""

import io
import zipfile

import torch
from torch import nn

from autograder.checking import CheckFailure, Phrase, Symptom, assert_close, check, for_each, probe, require, unreadable

SHAPES = {"0.weight": (4, 3), "0.bias": (4,), "2.weight": (2, 4), "2.bias": (2,)}
CPU = torch.device("cpu")

NOT_LOADED = Symptom("not_loaded", "The model has the weights that it had before the call.")
NOT_THE_MODEL = Symptom(
    "not_the_model", "The model that was given is to be loaded and returned: no copy, no other object."
)
TRAIN_MODE = Symptom("train_mode", "A new module is in train mode; eval() puts it and all its parts into eval mode.")


@probe
def _load(load, file, device):
    """Have a file loaded into a network of zeros.

    Return whether that same network came back, the type of what did, the modes of all modules, the weights.
    """
    import os
    import shutil
    from pathlib import Path

    net = nn.Sequential(nn.Linear(3, 4), nn.Dropout(), nn.Linear(4, 2)).float()
    for parameter in net.parameters():
        nn.init.zeros_(parameter)
    home = Path.cwd()
    shutil.rmtree("loading", ignore_errors=True)
    Path("loading").mkdir()
    os.chdir("loading")
    try:
        Path("weights.pt").write_bytes(file.numpy().tobytes())
        result = load(net, "weights.pt", device)
    finally:
        os.chdir(home)
        shutil.rmtree("loading", ignore_errors=True)
    return result is net, type(result).__name__, [module.training for module in net.modules()], dict(net.state_dict())


@check(points=1)
def test_loads_into_the_model(student):
    """Loads the weights into the model that it is given, and returns that model."""
    state = random_state()
    same, kind, _, weights = loaded(student, state)
    if not same:
        what = Phrase("another model") if kind == "Sequential" else Phrase("something of type {kind}", kind=kind)
        raise CheckFailure(Phrase("returned {what}, not the model that it was given", what=what), symptom=NOT_THE_MODEL)
    assert_weights(weights, state)


@check(points=1)
@for_each([{"saved_on": "cuda:0"}, {"saved_on": "cuda:7"}])
def test_saved_on_a_gpu(student, saved_on):
    """Loads a file that was saved on a GPU on a machine that does not have it."""
    state = random_state()
    with require():
        assert_weights(loaded(student, state)[-1], state)
    assert_weights(loaded(student, state, saved_on)[-1], state)


@check(points=0.5)
def test_eval_mode(student):
    """Returns the model in eval mode."""
    state = random_state()
    _, _, modes, weights = loaded(student, state)
    with require():
        assert_weights(weights, state)
    if modes != [False] * 4:
        raise CheckFailure(Phrase("the model is in train mode, or a part of it is"), symptom=TRAIN_MODE)


def random_state():
    """Return a state_dict of random values."""
    return {name: torch.randn(shape) for name, shape in SHAPES.items()}


def file_of(state, saved_on):
    """Return the bytes that `torch.save` writes of a state_dict whose tensors are on this device."""
    stream = io.BytesIO()
    torch.save(state, stream)
    if saved_on != "cpu":
        written, stream = stream, io.BytesIO()
        with zipfile.ZipFile(written) as old, zipfile.ZipFile(stream, "w") as new:
            for entry in old.infolist():
                content = old.read(entry).replace(pickled("cpu"), pickled(saved_on))
                new.writestr(zipfile.ZipInfo(entry.filename), content)  # without the time of day
    return torch.frombuffer(bytearray(stream.getvalue()), dtype=torch.uint8)


def pickled(text):
    """Return a short text as it stands in a pickle."""
    return b"X" + len(text).to_bytes(4, "little") + text.encode()


def loaded(student, state, saved_on="cpu"):
    """Return whether the model came back, the type of what did, modes, weights."""
    match student.run(_load, student.load_model, file_of(state, saved_on), CPU):
        case (bool(same), str(kind), list(modes), dict(weights)) if all(type(mode) is bool for mode in modes):
            return same, kind, modes, weights
        case other:
            raise unreadable(other)


def assert_weights(weights, state):
    """Fail unless the model has these weights."""
    if weights.keys() != state.keys():
        raise CheckFailure(
            Phrase("the model has other keys than before: {value}", value=", ".join(map(str, weights))[:200])
        )
    for name, tensor in state.items():
        assert_close(weights[name], tensor, Phrase("{name} of the model", name=name), tolerance=0.0, look=of_weights)


def of_weights(got, expected, near):
    """Return the symptom of wrong weights."""
    return NOT_LOADED if not got.any() else None
