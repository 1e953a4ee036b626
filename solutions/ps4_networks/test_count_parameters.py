"""Hidden checks of `count_parameters`."""

import torch

from autograder.checking import CheckFailure, Phrase, Symptom, assert_close, check, describe, for_each, probe, require

BYTES = Symptom("bytes", "These are bytes, four for each number of float32.")
BUFFERS = Symptom("buffers", "Buffers count here; they are saved with a model, but they are no parameters.")
AGAIN = Symptom(
    "again", "parameters() of a module has those of the modules inside it; who asks each module counts them again."
)
NESTED = Symptom("nested", "Modules stand in modules that stand in modules; not all of them are looked into.")
NO_MODE = Symptom("no_mode", "Whether a parameter is trainable has nothing to do with the mode of the model.")
NO_GRADIENT = Symptom("no_gradient", "A parameter has a gradient only after a backward pass; it is trainable before.")
ALIKE = Symptom("alike", "Parameters with equal numbers, or of one shape, are two all the same; shared is one tensor.")
ANY_RANK = Symptom("any_rank", "A parameter has any number of dimensions: none, one, two, three or four.")
STATE_CHANGED = Symptom("state_changed", "To count, nothing in the model has to be switched, cleared or set.")
# What to say of a wrong count, by the kind of the model.
TOO_MANY = {
    "a model with a buffer": BUFFERS,
    "a model with batch normalisation": BUFFERS,
    "a model with modules in modules": AGAIN,
    "a model with parameters of its own": ANY_RANK,
}
TOO_FEW = {
    "a model with modules in modules": NESTED,
    "a model with parameters of its own": ANY_RANK,
    "a model with batch normalisation": ANY_RANK,
    "a model in eval mode": NO_MODE,
    "a model with equal weights": ALIKE,
    "a model with a gradient": NO_GRADIENT,
}


@probe
def of_model(count, kind, size):
    """Count in a model of this kind."""
    layer = torch.nn.Linear(size, 2)  # 2 size + 2
    model = torch.nn.Module()
    if kind == "a model without parameters":
        model = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.ReLU())
    elif kind == "a model with parameters of its own":
        model.scale = torch.nn.Parameter(torch.tensor(2.0))
        model.cube = torch.nn.Parameter(torch.zeros(size, 2, 3))
        model.plain = torch.ones(5, requires_grad=True)
    elif kind == "a model with modules in modules":
        inner = torch.nn.Sequential(torch.nn.Sequential(layer), torch.nn.ModuleList([torch.nn.Linear(1, size)]))
        model.inner = torch.nn.ModuleDict({"a": inner})
        model.last = torch.nn.ParameterList([torch.zeros(size), torch.zeros(1)])
    elif kind == "a model with batch normalisation":
        model = torch.nn.Sequential(torch.nn.Conv2d(1, size, 3), torch.nn.BatchNorm2d(size))
    elif kind == "a model with a buffer":
        model.layer = layer
        model.register_buffer("known", torch.zeros(100))
    elif kind == "a model that has a layer in two places":
        model.first, model.second = layer, torch.nn.Sequential(layer, torch.nn.ReLU(), layer)
    elif kind == "a model with a frozen weight that two layers share":
        other = torch.nn.Linear(size, 2)
        other.weight = layer.weight.requires_grad_(False)
        model = torch.nn.Sequential(layer, other)
    elif kind == "a model with frozen biases":
        model = torch.nn.Sequential(layer, torch.nn.ReLU(), torch.nn.Linear(2, size))
        for name, parameter in model.named_parameters():
            parameter.requires_grad_(not name.endswith("bias"))
    elif kind == "a model all of which is frozen, in eval mode":
        model = torch.nn.Sequential(layer).requires_grad_(False).eval()
    elif kind == "a model in eval mode":
        model = torch.nn.Sequential(layer).eval()
    elif kind == "a model with equal weights":
        model = torch.nn.Sequential(torch.nn.LayerNorm(size), torch.nn.LayerNorm(size))
    elif kind == "a model with a gradient":
        model = torch.nn.Sequential(layer)
        layer.weight.grad = torch.zeros_like(layer.weight)
    return count(model)


CASES = [
    ("an empty model", 0, 0),
    ("a model without parameters", 0, 0),
    ("a model with parameters of its own", 6, 1),
    ("a model with modules in modules", 5, 3),
    ("a model with batch normalisation", 12, 0),
    ("a model with a buffer", 2, 2),
    ("a model that has a layer in two places", 2, 2),
    ("a model with a frozen weight that two layers share", 0, 4),
    ("a model with frozen biases", 4, 0),
    ("a model all of which is frozen, in eval mode", 0, 0),
    ("a model in eval mode", 2, 2),
    ("a model with equal weights", 4, 0),
    ("a model with a gradient", 2, 2),
]


@check(points=1)
@for_each([{"kind": kind, "size": size} for kind, _, _ in CASES for size in (3, 4)])
def test_any_model(student, kind, size):
    """Counts in any model: empty or nested, with buffers, shared layers or parameters of its own."""
    found = student.run(of_model, student.count_parameters, kind, size)
    [(slope, offset)] = [(slope, offset) for name, slope, offset in CASES if name == kind]
    expected = slope * size + offset
    if type(found) is not int:
        raise CheckFailure(
            Phrase("for {kind} the result is {value}, expected an int", kind=kind, value=describe(found))
        )
    if found != expected:
        symptom = BYTES if found == 4 * expected else (TOO_MANY if found > expected else TOO_FEW).get(kind)
        message = Phrase(
            "for {kind} the result is {found}, expected {expected}", kind=kind, found=found, expected=expected
        )
        raise CheckFailure(message, symptom=symptom)


@probe
def before_and_after(count):
    """Count in a model with all there is; return the result, and the state of the model before and after."""
    model = torch.nn.Sequential(
        torch.nn.Linear(3, 2), torch.nn.BatchNorm1d(2), torch.nn.Dropout(), torch.nn.Linear(2, 2)
    )
    model[0].weight.requires_grad_(False)
    model[3].weight.grad = torch.ones(2, 2)
    model[2].eval()

    def state():
        parameters = [
            [name, parameter.detach().clone(), parameter.requires_grad, parameter.grad is not None]
            for name, parameter in model.named_parameters()
        ]
        buffers = [[name, buffer.clone()] for name, buffer in model.named_buffers()]
        return parameters, buffers, [module.training for module in model.modules()]

    before = state()
    return count(model), before, state()


@check(points=0.25)
def test_unmodified(student):
    """Leaves the model as it is: values, what requires a gradient, gradients, mode."""
    match student.run(before_and_after, student.count_parameters):
        case (found, (list(before), list(buffers), list(modes)), (list(after), list(buffers_after), list(modes_after))):
            with require():
                if type(found) is not int or found != 12:
                    raise CheckFailure(Phrase("the result is {value}, expected 12", value=describe(found)))
            for now, was in ((after, before), (buffers_after, buffers)):
                if len(now) != len(was):
                    raise CheckFailure(Phrase("the model has other parameters or buffers after the call"))
                for one, other in zip(now, was, strict=True):
                    assert_same(one, other)
            if repr(modes) != repr(modes_after):  # as text: what has come may be anything
                raise CheckFailure(Phrase("the call changed the mode of the model"), symptom=STATE_CHANGED)
        case _:
            raise CheckFailure(Phrase("sent an answer that cannot be read"))


def assert_same(now, was):
    """Fail the check unless a parameter or buffer is what it was."""
    match now, was:
        case [str(name), torch.Tensor() as value, *flags], [str(known), torch.Tensor() as exact, *others]:
            if name != known:
                raise CheckFailure(Phrase("the model has {name} where it had {known}", name=name, known=known))
            assert_close(value, exact, Phrase("{name} after the call", name=name), equal_nan=True)
            if repr(flags) != repr(others):
                raise CheckFailure(
                    Phrase("the call changed requires_grad or .grad of {name}", name=name), symptom=STATE_CHANGED
                )
        case _:
            raise CheckFailure(Phrase("sent an answer that cannot be read"))
