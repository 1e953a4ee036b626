"""Hidden checks of `save_model`."""

import torch
from torch import nn

from autograder.checking import (
    CheckFailure,
    Phrase,
    Symptom,
    assert_close,
    check,
    describe,
    for_each,
    probe,
    require,
    unreadable,
)

SHAPES = {
    "0.weight": (4, 3), "0.bias": (4,), "1.weight": (4,), "1.bias": (4,), "1.running_mean": (4,),
    "1.running_var": (4,), "2.weight": (2, 4), "2.bias": (2,),
}  # fmt: skip

NO_TENSOR = Symptom("no_tensor", "The values of the state_dict are tensors, and are saved as they are.")
OTHER_DTYPE = Symptom(
    "other_dtype", "half(), float() and double() change the dtype; file and model keep the one that the model has."
)
OTHER_NAME = Symptom("other_name", "The name is the caller's affair: write to the path as it is, whatever it ends in.")
TOO_MANY_FILES = Symptom("too_many_files", "There is to be one file, at the path; what else is written is litter.")
NOT_REPLACED = Symptom(
    "not_replaced", "A file that is there already is to be replaced, which torch.save does by itself."
)
NOT_PERSISTENT = Symptom("not_persistent", "A buffer with persistent=False is not in state_dict(), so not to be saved.")


@probe
def _save(save, state, path, as_path, old):
    """Have a network with this state saved to a path, where a file of so many bytes may be.

    Return the files there are then, what can be loaded from ours, and values, requires_grad and .grad of the
    network's tensors.
    """
    import os
    import shutil
    from pathlib import Path

    if "weight" in state:
        net = nn.Linear(3, 4).to(state["weight"].dtype)
    else:
        net = nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.Linear(4, 2)).to(state["0.weight"].dtype)
        net[0].register_buffer("cache", torch.ones(2, dtype=torch.float32), persistent=False)
        net[2].register_parameter("shared", net[2].weight)
        net[0].requires_grad_(False)
        for parameter in net[2].parameters():
            parameter.grad = torch.ones_like(parameter)
    net.load_state_dict(state)
    home = Path.cwd()
    shutil.rmtree("saving", ignore_errors=True)
    Path("saving/models").mkdir(parents=True)
    os.chdir("saving")
    try:
        if old:
            Path(path).write_bytes(b"old" * old)
        save(net, Path(path) if as_path else path)
        files = sorted(str(file) for file in Path().rglob("*") if not file.is_dir())
        loaded = None
        if path in files:
            try:
                loaded = torch.load(path, weights_only=True)
            except Exception as error:
                loaded = f"{type(error).__name__}: {str(error)[:120]}"
        tensors = dict([*net.named_parameters(remove_duplicate=False), *net.named_buffers()])
        return files, loaded, {name: (each, each.requires_grad, each.grad) for name, each in tensors.items()}
    finally:
        os.chdir(home)
        shutil.rmtree("saving", ignore_errors=True)


@check(points=0.5)
@for_each(
    [
        {"path": "weights.pt", "as_path": True},
        {"path": "models/net.pth", "as_path": False},
        {"path": "models/last.best", "as_path": True},
        {"path": "models/epoch 3", "as_path": False},
        {"path": "layer", "as_path": True},  # of one layer, whose parameters have names of one part
    ]
)
def test_path(student, path, as_path):
    """Writes to the very path that it is given, a str or a Path, and to no other file."""
    state = {"weight": torch.rand(4, 3), "bias": torch.rand(4)} if path == "layer" else random_state()
    files, loaded, _ = saved(student, state, path, as_path)
    with require():
        if path in files:
            assert_state(loaded, state)
    if path not in files:
        message = Phrase(
            "called with the path {path!r}, it wrote {value}",
            path=path,
            value=", ".join(map(repr, files)) or Phrase("no file"),
        )
        raise CheckFailure(message, symptom=OTHER_NAME if files else None)
    if len(files) > 1:
        others = ", ".join(repr(file) for file in files if file != path)
        raise CheckFailure(
            Phrase("beside {path!r} it wrote {others}", path=path, others=others), symptom=TOO_MANY_FILES
        )


@check(points=0.5)
def test_replaces_a_file(student):
    """Replaces a file that is there already."""
    state = random_state()
    _, loaded, _ = saved(student, state)
    with require():
        assert_state(loaded, state)
    try:
        _, loaded, _ = saved(student, state, old=40_000)
    except CheckFailure as failure:
        if isinstance(failure, FileExistsError):
            failure.symptom = NOT_REPLACED
        raise
    try:
        assert_state(loaded, state)
    except CheckFailure as failure:
        raise CheckFailure(
            Phrase("where a file is already: {message}", message=failure.message), symptom=NOT_REPLACED
        ) from None


@check(points=0.5)
@for_each([{"dtype": dtype} for dtype in (torch.float64, torch.bfloat16, torch.float16)])
def test_dtypes(student, dtype):
    """Keeps every dtype, and saves nothing that is not in the state_dict."""
    state = random_state(dtype)
    _, loaded, _ = saved(student, state)
    with require():
        if not isinstance(loaded, dict) or not state.keys() <= loaded.keys():
            raise CheckFailure(Phrase("the file does not hold the state_dict"))
    assert_state(loaded, state)


@check(points=0.5)
def test_model_unmodified(student):
    """Leaves the model as it is."""
    state = random_state()
    _, loaded, tensors = saved(student, state)
    with require():
        if type(loaded) is str or loaded is None:
            raise CheckFailure(Phrase("the file cannot be read"))
    if not isinstance(tensors, dict) or tensors.keys() != {*state, "0.cache"}:
        raise CheckFailure(Phrase("the model has other parameters or buffers than before"))
    for name, value in {**state, "0.cache": torch.ones(2)}.items():
        match tensors[name]:
            case (tensor, bool(requires_grad), grad):
                assert_as_it_is(tensor, value, Phrase("{name} after the call", name=name))
                trainable = name in ("1.weight", "1.bias", "2.weight", "2.bias", "2.shared")
                if requires_grad is not trainable:
                    raise CheckFailure(
                        Phrase(
                            "the call set requires_grad of {name} to {requires_grad}",
                            name=name,
                            requires_grad=requires_grad,
                        )
                    )
                if (grad is not None) is not name.startswith("2."):
                    filled = Phrase("the call filled the .grad of {name}", name=name)
                    removed = Phrase("the call removed the .grad of {name}", name=name)
                    raise CheckFailure(filled if grad is not None else removed)
                if grad is not None:
                    assert_close(
                        grad,
                        torch.ones_like(value),
                        Phrase(".grad of {name}, 1 everywhere before the call,", name=name),
                    )
            case other:
                raise unreadable(other)


def random_state(dtype=torch.float32):
    """Return a state_dict of random values, one of them under two names."""
    state = {name: torch.rand(shape).to(dtype) for name, shape in SHAPES.items()}
    return {**state, "2.shared": state["2.weight"], "1.num_batches_tracked": torch.tensor(7)}


def saved(student, state, path="weights.pt", as_path=False, old=0):
    """Return the files, what is in ours, and the network's tensors."""
    match student.run(_save, student.save_model, state, path, as_path, old):
        case (list(files), loaded, tensors) if all(type(name) is str for name in files):
            return files, loaded, tensors
        case other:
            raise unreadable(other)


def assert_state(loaded, state):
    """Fail unless just this state was loaded."""
    if type(loaded) is str:
        raise CheckFailure(
            Phrase(
                "torch.load(path, weights_only=True) cannot read the file: {loaded}", loaded=loaded.partition(". ")[0]
            )
        )
    if not isinstance(loaded, dict):
        raise CheckFailure(
            Phrase("the file holds {value}, not a dictionary of names and tensors", value=describe(loaded))
        )
    missing = [name for name in state if name not in loaded]
    unknown = [key for key in loaded if key not in state]
    if missing or unknown:
        message = (
            Phrase("the file has other keys than the state_dict: missing are {missing}", missing=", ".join(missing))
            if missing
            else Phrase(
                "the file has other keys than the state_dict: {unknown} too many",
                unknown=", ".join(map(repr, unknown))[:200],
            )
        )
        symptom = NOT_PERSISTENT if unknown == ["0.cache"] else None
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
