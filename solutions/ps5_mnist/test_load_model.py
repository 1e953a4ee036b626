"""Hidden checks of `load_model`."""

import io

import torch
from torch import nn

from autograder.checking import CheckFailure, Phrase, Symptom, assert_close, check, for_each, probe, require, unreadable

SHAPES = {
    "0.weight": (4, 3), "0.bias": (4,), "1.weight": (4,), "1.bias": (4,), "1.running_mean": (4,),
    "1.running_var": (4,), "3.weight": (2, 4), "3.bias": (2,),
}  # fmt: skip
CPU = torch.device(type="cpu")
TRAINABLE = ["0.weight", "0.bias", "1.weight", "1.bias"]
BUFFERS = ("1.running_mean", "1.running_var", "1.num_batches_tracked")

NOT_STRICT = Symptom("not_strict", "strict=False leaves what does not match as it is, and says nothing.")
RENAMED = Symptom(
    "renamed",
    "Names are compared as they are: who drops a part of them, such as module., loads files of other models, and those "
    "of a model that has a part of this name no longer.",
)
NOT_MOVED = Symptom(
    "not_moved", "map_location says where the file's tensors go; load_state_dict copies them to where the model is."
)
OTHER_BUFFERS = Symptom("other_buffers", "Buffers, such as a running mean, are in the file, too, and to be loaded.")


@probe
def _load(load, file, path, as_path, device, dtype):
    """Have a file loaded into a network with a batch normalisation, of ones; its last layer is frozen.

    Return whether that same network came back, the modes of all modules, which parameters are trainable, the state.
    """
    import os
    import shutil
    from pathlib import Path

    net = nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.Dropout(), nn.Linear(4, 2)).to(dtype)
    for parameter in net.parameters():
        nn.init.ones_(parameter)
    net[3].requires_grad_(False)
    home = Path.cwd()
    shutil.rmtree("loading", ignore_errors=True)
    Path("loading/models").mkdir(parents=True)
    os.chdir("loading")
    try:
        Path(path).write_bytes(file.numpy().tobytes())
        result = load(net, Path(path) if as_path else path, device)
    finally:
        os.chdir(home)
        shutil.rmtree("loading", ignore_errors=True)
    trainable = [name for name, parameter in net.named_parameters() if parameter.requires_grad]
    return result is net, [module.training for module in net.modules()], trainable, dict(net.state_dict())


@probe
def _error_of(load_with, load, file, dtype):
    """Return the type of the exception with which a file is refused, None without one."""
    try:
        load_with(load, file, "weights.pt", False, torch.device("cpu"), dtype)
    except Exception as error:
        return type(error).__name__
    return None


@probe
def _load_beside_gpu(load, file, device):
    """Have a file loaded on a machine that pretends to have a GPU, into a model that is on the other device.

    Return which tensors are still there.

    The GPU is a note about which memory would be on it: made there, copied there by `to`, `cuda` and the like, or read
    there from a file. Returns None where that cannot be told, as something was asked of the GPU that it cannot do.
    Who has asked for nothing, has moved nothing.
    """
    import os
    import shutil
    import time
    from pathlib import Path
    from unittest import mock

    from torch.overrides import TorchFunctionMode

    on_gpu = []  # storages; kept, so that no other gets their address
    pretending = [True]
    asked_for = []

    def is_there(tensor):
        return any(tensor.untyped_storage().data_ptr() == storage.data_ptr() for storage in on_gpu)

    def names(value, kind):
        return type(value) in (torch.device, str) and str(value).startswith(kind)

    def names_gpu(value):
        return names(value, "cuda")

    def read_from_file(storage, location):
        if not pretending or not location.startswith("cuda"):
            return None
        asked_for.append(location)
        on_gpu.append(storage)
        return storage

    class Gpu(TorchFunctionMode):
        def __torch_function__(self, func, types, args=(), kwargs=None):
            if func == torch.Tensor.device.__get__:
                return torch.device("cuda", 0) if is_there(args[0]) else torch.device("cpu")
            if func == torch.Tensor.is_cuda.__get__:
                return is_there(args[0])
            if func == torch.Tensor.cuda:
                return moved(args[0], True)
            if func == torch.Tensor.cpu:
                return moved(args[0], False)
            named = kwargs or {}
            if func in (torch.device, torch._C._nn._parse_to):
                return func(*args, **named)
            given = [*args, *named.values()]
            asked = any(map(names_gpu, given))
            if asked:
                asked_for.append(func)
            if func == torch.Tensor.to and any(type(value) is int for value in given):
                return moved(args[0], True)
            args = [torch.device("cpu") if names_gpu(value) else value for value in args]
            named = {name: torch.device("cpu") if names_gpu(value) else value for name, value in named.items()}
            result = func(*args, **named)
            if not isinstance(result, torch.Tensor):
                return result
            tensors = [value for value in given if isinstance(value, torch.Tensor)]
            there = asked or any(map(is_there, tensors))
            if func == torch.Tensor.to:
                return moved(result, there and not any(names(value, "cpu") for value in given))
            if there and not any(shares(result, tensor) for tensor in tensors):
                on_gpu.append(result.untyped_storage())
            return result

    def shares(one, other):
        return one.untyped_storage().data_ptr() == other.untyped_storage().data_ptr()

    def moved(tensor, to_gpu):
        asked_for.append(to_gpu)
        if is_there(tensor) is to_gpu:
            return tensor
        copy = tensor.clone()
        if to_gpu:
            on_gpu.append(copy.untyped_storage())
        return copy

    net = nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.Dropout(), nn.Linear(4, 2))
    net[0].register_buffer("cache", torch.ones(2), persistent=False)
    if device == "cpu":
        on_gpu += [each.untyped_storage() for each in [*net.parameters(), *net.buffers()]]
    torch.serialization.register_package(-time.monotonic_ns(), lambda storage: None, read_from_file)
    home = Path.cwd()
    shutil.rmtree("loading", ignore_errors=True)
    Path("loading").mkdir()
    os.chdir("loading")
    try:
        Path("weights.pt").write_bytes(file.numpy().tobytes())
        with (
            mock.patch.object(torch.cuda, "is_available", return_value=True),
            mock.patch.object(torch.cuda, "device_count", return_value=1),
            Gpu(),
        ):
            load(net, "weights.pt", torch.device(device))
    except Exception as error:
        where = error.__traceback__
        while where.tb_next:
            where = where.tb_next
        if asked_for or "torch" in Path(where.tb_frame.f_code.co_filename).parts:
            return None
    finally:
        pretending.clear()
        os.chdir(home)
        shutil.rmtree("loading", ignore_errors=True)
    named = [*net.named_parameters(), *net.named_buffers()]
    return [name for name, each in named if is_there(each) is (device == "cpu")]


@check(points=0.5)
@for_each(
    [
        {"path": "weights.pt", "as_path": True, "dtype": torch.float32},
        {"path": "models/net", "as_path": False, "dtype": torch.float64},
        {"path": "models/last.best", "as_path": True, "dtype": torch.bfloat16},
    ]
)
def test_parameters_and_buffers(student, path, as_path, dtype):
    """Loads all parameters and buffers, from a str or a Path, in every dtype."""
    state = random_state(dtype)
    same, modes, trainable, found = loaded(student, state, path, as_path, dtype)
    assert_state(found, state)
    with require():
        if not same:
            raise CheckFailure(Phrase("returned something else than the model that it was given"))
        if modes != [False] * 5:
            raise CheckFailure(Phrase("the model is in train mode, or a part of it is"))
    if trainable != TRAINABLE:
        raise CheckFailure(
            Phrase(
                "after the call {names} requires a gradient",
                names=", ".join(map(str, trainable))[:200] or Phrase("no parameter"),
            )
        )


@check(points=0.5)
@for_each([{"change": "one missing"}, {"change": "one too many"}, {"change": "other names"}])
def test_keys_must_match(student, change):
    """Raises an exception if the keys in the file are not those of the model."""
    state = random_state()
    with require():
        assert_state(loaded(student, state)[-1], state)
    match change:
        case "one missing":
            del state["3.bias"]
        case "one too many":
            state["4.weight"] = torch.ones(2, 2)
        case "other names":
            state = {f"module.{name}": tensor for name, tensor in state.items()}
    error = student.run(_error_of, _load, student.load_model, file_of(state), torch.float32)
    if type(error) is not str:
        message = {
            "one missing": Phrase("a key missing"),
            "one too many": Phrase("a key too many"),
            "other names": Phrase("names that all begin with 'module.'"),
        }[change]
        symptom = RENAMED if change == "other names" and is_loaded(student, state) else NOT_STRICT
        raise CheckFailure(
            Phrase("a file with {message} was loaded without an exception", message=message), symptom=symptom
        )


def is_loaded(student, state):
    """Say whether the values in a file with other names get into the model."""
    try:
        assert_state(loaded(student, state)[-1], {name.removeprefix("module."): each for name, each in state.items()})
    except CheckFailure:
        return False
    return True


@check(points=0.5)
@for_each([{"device": "cuda"}, {"device": "cpu"}])
def test_moves_the_model(student, device):
    """Moves the model itself to the device, with all parameters and buffers."""
    state = random_state()
    with require():
        assert_state(loaded(student, state)[-1], state)
    left = student.run(_load_beside_gpu, student.load_model, file_of(state), device)
    if left is None:
        return
    if not isinstance(left, list) or not all(type(name) is str for name in left):
        raise unreadable(left)
    if left:
        names = ", ".join(left[:12])
        on_cpu, on_gpu = (
            Phrase("called with torch.device('cuda'), it left on the CPU: {names}", names=names),
            Phrase("called with torch.device('cpu'), it left on the GPU: {names}", names=names),
        )
        raise CheckFailure(on_cpu if device == "cuda" else on_gpu, symptom=NOT_MOVED)


def random_state(dtype=torch.float32):
    """Return a state_dict of random values."""
    state = {name: torch.rand(shape).to(dtype) for name, shape in SHAPES.items()}
    return {**state, "1.num_batches_tracked": torch.tensor(7)}


def file_of(state):
    """Return the bytes that `torch.save` writes of a state_dict."""
    stream = io.BytesIO()
    torch.save(state, stream)
    return torch.frombuffer(bytearray(stream.getvalue()), dtype=torch.uint8)


def loaded(student, state, path="weights.pt", as_path=False, dtype=torch.float32):
    """Return whether the model came back, modes, trainable parameters, state."""
    match student.run(_load, student.load_model, file_of(state), path, as_path, CPU, dtype):
        case (bool(same), list(modes), list(trainable), dict(found)) if all(
            type(mode) is bool for mode in modes
        ) and all(type(name) is str for name in trainable):
            return same, modes, trainable, found
        case other:
            raise unreadable(other)


def assert_state(found, state):
    """Fail unless the model has this state."""
    if found.keys() != state.keys():
        raise CheckFailure(
            Phrase("the model has other keys than before: {value}", value=", ".join(map(str, found))[:200])
        )
    for name, tensor in state.items():
        try:
            assert_close(found[name], tensor, Phrase("{name} of the model", name=name), tolerance=0.0)
        except CheckFailure as failure:
            failure.symptom = OTHER_BUFFERS if name in BUFFERS else failure.symptom
            raise
