"""Visible checks of `save_model`."""

import re

import torch
from torch import nn

from autograder.checking import CheckFailure, Phrase, Symptom, assert_close, check, describe, probe, require, unreadable

# A network of two linear layers, and one with a batch normalisation between them.
PARAMETERS = {"0.weight": (4, 3), "0.bias": (4,), "2.weight": (2, 4), "2.bias": (2,)}
OF_NORM = {"1.weight": (4,), "1.bias": (4,), "1.running_mean": (4,), "1.running_var": (4,)}
FROZEN = {"0.weight", "0.bias"}
BUFFERS = {"1.running_mean", "1.running_var", "1.num_batches_tracked"}

NO_TENSOR = Symptom("no_tensor", "The values of the state_dict are tensors, and are saved as they are.")
OTHER_DTYPE = Symptom(
    "other_dtype", "half(), float() and double() change the dtype; file and model keep the one that the model has."
)
WHOLE_MODEL = Symptom("whole_model", "That is a part of the model itself; its state_dict() is what to save.")
NO_TENSORS = Symptom("no_tensors", "With weights_only=True only tensors and plain containers of them can be read.")
NESTED = Symptom(
    "nested", "The state_dict is one of the things in the file; with nothing else to save it stands there by itself."
)
NO_BUFFERS = Symptom(
    "no_buffers",
    "parameters() and named_parameters() have no buffers in them, such as a running mean; state_dict() has.",
)
NO_FROZEN = Symptom(
    "no_frozen", "Frozen parameters are not trained, but the network cannot predict without them: save all."
)
NO_NAMES = Symptom("no_names", "Without their names nobody can tell where the tensors belong.")
NOT_WRITTEN = Symptom("not_written", "Is the path that you are given the one that you write to, just as it is?")


@probe
def _save(save, state, frozen):
    """Have a network with this state saved; return the files there are then, and what can be loaded from ours."""
    import os
    import shutil
    from pathlib import Path

    net = nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4) if len(state) > 4 else nn.ReLU(), nn.Linear(4, 2)).float()
    net.load_state_dict(state)
    net[0].requires_grad_(not frozen)
    home = Path.cwd()
    shutil.rmtree("saving", ignore_errors=True)
    Path("saving").mkdir()
    os.chdir("saving")
    try:
        save(net, "weights.pt")
        files = sorted(file.name for file in Path().iterdir())
        if "weights.pt" not in files:
            return files, None
        try:
            return files, torch.load("weights.pt", weights_only=True)
        except Exception as error:
            return files, f"{type(error).__name__}: {error}"[:2000]
    finally:
        os.chdir(home)
        shutil.rmtree("saving", ignore_errors=True)


@check(points=1)
def test_state_dict(student):
    """Writes the state_dict, to be read with weights_only=True."""
    state = {name: torch.randn(shape) for name, shape in PARAMETERS.items()}
    assert_saved(student.run(_save, student.save_model, state, False), state)


@check(points=0.5)
def test_buffers_and_frozen_parameters(student):
    """Saves buffers and frozen parameters, too."""
    state = {name: torch.rand(shape) for name, shape in {**PARAMETERS, **OF_NORM}.items()}
    state["1.num_batches_tracked"] = torch.tensor(7)
    answer = student.run(_save, student.save_model, state, True)
    with require():
        assert_readable(answer)
    assert_saved(answer, state)


def assert_readable(answer):
    """Return what has been loaded, having checked that there is something."""
    match answer:
        case (list(files), loaded) if all(type(name) is str for name in files):
            if "weights.pt" not in files:
                message = Phrase(
                    "called with the path 'weights.pt', it wrote {value}", value=", ".join(files) or Phrase("no file")
                )
                raise CheckFailure(message, symptom=NOT_WRITTEN)
            if type(loaded) is str:
                raise refused(loaded)
            return loaded
    raise unreadable(answer)


def refused(error):
    """Return the failure of a file that cannot be read."""
    match re.search(r"GLOBAL ([\w.]+)", error):
        case None:
            said = error.split(". ")[0][:120]  # what follows is advice
            return CheckFailure(
                Phrase("torch.load(path, weights_only=True) cannot read what it wrote: {loaded}", loaded=said)
            )
        case found:
            symptom = WHOLE_MODEL if found[1].startswith("torch.nn.") else NO_TENSORS
            return CheckFailure(
                Phrase(
                    "torch.load(path, weights_only=True) cannot read what it wrote: there is a {kind} in the file",
                    kind=found[1],
                ),
                symptom=symptom,
            )


def assert_saved(answer, state):
    """Fail unless just this state was saved."""
    loaded = assert_readable(answer)
    if not isinstance(loaded, dict):
        message = Phrase("the file holds {value}, not a dictionary of names and tensors", value=describe(loaded))
        raise CheckFailure(message, symptom=NO_NAMES if isinstance(loaded, (list, tuple)) else None)
    missing = [name for name in state if name not in loaded]
    unknown = [key for key in loaded if key not in state]
    if missing or unknown:
        nested = any(isinstance(value, dict) and state.keys() <= value.keys() for value in loaded.values())
        symptom = NESTED if nested else NO_BUFFERS if missing and set(missing) <= BUFFERS else None
        if not unknown and {*missing} == FROZEN and state.keys() >= BUFFERS:
            symptom = NO_FROZEN
        keys = {"missing": ", ".join(missing), "unknown": ", ".join(map(repr, unknown))[:200]}
        if missing and unknown:
            message = Phrase(
                "the file has other keys than the state_dict: {missing} missing; {unknown} too many", **keys
            )
        elif missing:
            message = Phrase("the file has other keys than the state_dict: {missing} missing", **keys)
        else:
            message = Phrase("the file has other keys than the state_dict: {unknown} too many", **keys)
        raise CheckFailure(message, symptom=symptom)
    for name, tensor in state.items():
        assert_as_it_is(loaded[name], tensor, Phrase("{name} in the file", name=name))


def assert_as_it_is(found, tensor, what):
    """Fail unless what is found is this very tensor, in its dtype."""
    try:
        assert_close(found, tensor, what, tolerance=0.0)
    except CheckFailure as failure:
        if not isinstance(found, torch.Tensor):
            failure.symptom = NO_TENSOR
        elif found.dtype != tensor.dtype:
            failure.symptom = OTHER_DTYPE
        raise
