"""One submission to one report: what of it reaches whom, and what no submission can do to its own report."""

from __future__ import annotations

from pathlib import Path

import pytest

from .small_course import checks_of, grade, small_course

# What a hidden check asks


SECRET = 271828
ASKS = """
    @check(points=1)
    def test_{kind}_{name}(student):
        '''{kind} check of {name}.'''
        assert student.{name}({value}) == {value}
"""


def _checks(kind: str, value: int) -> dict[str, str]:
    return {name: ASKS.format(kind=kind, name=name, value=value) for name in ("a", "b")}


def test_hidden_inputs_reach_no_visible_message(tmp_path: Path) -> None:
    """Checks that students see run before all others, of whatever exercise: there is nothing yet to be told."""
    solution = "def a(x): return x\ndef b(x): return x\n"
    assignment = small_course(tmp_path, _checks("visible", 1), solution, _checks("hidden", SECRET))
    spy = """
        heard = []
        def a(x):
            heard.append(x)
            raise ValueError(f"heard {heard}")
        b = a
    """
    right, spied = grade(assignment, solution, spy)
    assert right.score == right.max_score == 4
    messages = {name: check.message for name, check in checks_of(spied).items()}
    assert [name for name, message in messages.items() if str(SECRET) in message] == [
        "hidden check of a",
        "hidden check of b",
    ]
    assert [exercise.name for exercise in spied.exercises] == ["a", "b"]
    assert [check.hidden for exercise in spied.exercises for check in exercise.checks] == [False, True] * 2


# What switched-off built-ins run


SWITCHED_OFF = """
    pytestmark = switched_off("the built-in sigmoid", "aten::sigmoid")

    @check(points=1)
    def test_f(student):
        '''Has a gradient.'''
        value, gradient = student.run(both, student.f, torch.ones(2))
        assert value.shape == gradient.shape == (2,)

    @probe
    def both(fn, x):
        x = x.clone().requires_grad_()
        y = fn(x)
        y.sum().backward()
        return y.detach(), x.grad
"""
# In the backward pass of this one torch runs its sigmoid by itself, so the check is run again, closely.
UNCLEAR = "0 * F.binary_cross_entropy_with_logits(x, x.detach())"


def test_built_in_that_was_called_in_the_first_run_alone_is_seen(tmp_path: Path) -> None:
    """Where a check runs a second time, to be looked at closely, what the first run has seen counts."""
    assignment = small_course(tmp_path, {"f": SWITCHED_OFF})
    head = "import torch\nimport torch.nn.functional as F\n"
    honest = f"{head}def f(x): return 1 / (1 + torch.exp(-x)) + {UNCLEAR}\n"
    remembers = (
        f"{head}known = []\ndef f(x):\n"
        "    if not known: known.append(torch.sigmoid(x.detach()))\n"
        f"    return known[0] + 0 * x + {UNCLEAR}\n"
    )
    right, wrong = grade(assignment, honest, remembers)
    assert right.score == 1, checks_of(right)
    [check] = checks_of(wrong).values()
    assert check.message == "f runs the built-in sigmoid, which is switched off in this exercise"


# What a message may hold


def _message(folder: Path, body: str, submission: str) -> str:
    """Return what the only check says of a submission."""
    check = f'@check(points=1)\ndef test_f(student):\n    """Title."""\n    {body}\n'
    [report] = grade(small_course(folder, {"f": check}), submission)
    [result] = checks_of(report).values()
    assert result.verdict == "failed"
    return result.message


@pytest.mark.parametrize(
    ("body", "submission"),
    [
        pytest.param("assert student.echo(3) == 4", "def echo(x): return x", id="assert"),
        pytest.param("assert (student.f(), student.f)[1] is None", "def f(): pass", id="assert about the function"),
        pytest.param("assert student.make() == 4", "class C: pass\ndef make(): return C()", id="object"),
        pytest.param("student.f()", "def f(): raise ValueError(object())", id="exception"),
        pytest.param("student.f()", "def f(): return {}[object()]", id="key"),
        pytest.param("raise CheckFailure(f'it is {student.make()!r}')", "def make(): return lambda: 0", id="repr"),
    ],
)
def test_no_message_has_an_address(tmp_path: Path, body: str, submission: str) -> None:
    """Where an object lies is nobody's business, and differs from one report of the same work to the next."""
    message = _message(tmp_path, body, submission)
    assert message
    assert "0x" not in message.replace("0x…", "")


def test_assert_says_the_values(tmp_path: Path) -> None:
    """Not the way by which the check has come to them."""
    assert _message(tmp_path, "assert student.echo(3) == 4", "def echo(x): return x") == "assert 3 == 4"


@pytest.mark.parametrize(
    "submission",
    [
        pytest.param("def f(): raise ValueError('x' * (6 << 20))", id="text"),
        pytest.param(
            "from autograder.worker.server import Server\n"
            "Server._result = lambda *_: ['raised', 'K' * 10**6, [], 'x' * 10**6, ['line' * 10**4] * 100, False]\n"
            "def f(): pass",
            id="text and lines that no traceback has",
        ),
        pytest.param(
            "from autograder.worker.server import Server\n"
            "Server._result = lambda *_: ['unsendable', 'x' * 10**6]\ndef f(): pass",
            id="reason",
        ),
    ],
)
def test_message_is_short_whatever_the_worker_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, submission: str
) -> None:
    """Every failed try keeps its message, and every report its own: some KiB each."""
    from autograder.worker.server import Server

    monkeypatch.setattr(Server, "_result", Server._result)  # put back afterwards
    message = _message(tmp_path, "student.f()", submission)
    assert 10 < len(message) <= 4000


def test_message_of_the_checks_own_is_short_too(tmp_path: Path) -> None:
    """What a submission returns may be quoted in it."""
    message = _message(tmp_path, "raise CheckFailure(f'it is {student.f()}')", "def f(): return 'x' * (1 << 20)")
    assert len(message) <= 4000


def test_input_of_a_dtype_that_numpy_lacks_can_be_told(tmp_path: Path) -> None:
    """The report shows a bfloat16 tensor like any other."""
    check = """
        @check(points=1)
        @for_each([{"x": torch.tensor([0.5, 2], dtype=torch.bfloat16)}])
        def test_f(student, x):
            '''Is the identity.'''
            assert_close(student.f(x), x, tolerance=0.01)
    """
    [report] = grade(small_course(tmp_path, {"f": check}), "def f(x): return x + 1")
    [result] = checks_of(report).values()
    assert result.verdict == "failed"
    assert result.message.split("\n")[0] == "the result at [0] is 1.5, expected 0.5 (2 of 2 elements differ)"
    assert result.counterexample == "x = tensor([0.5, 2. ], dtype=torch.bfloat16)"


# What hidden checks see, and visible ones tell


FINDS_OUT = """
    pytestmark = switched_off("the built-in sigmoid", "aten::sigmoid")

    @check(points=1)
    def test_visible(student):
        '''Visible.'''
        assert student.f(torch.zeros(1)).shape == (1,)
"""
ASKS_IN_SECRET = """
    @check(points=1)
    def test_hidden(student):
        '''Hidden.'''
        assert student.f(torch.full((1,), 271828.0)).shape == (1,)
"""
TELLS_BY_PLACE = """
    import torch
    def f(x):
        if x.item():
            names = {"torch": torch}
            exec(compile("def g(x): return torch.sigmoid(x)", f.__code__.co_filename, "exec"), names)
            names["g"].__code__ = names["g"].__code__.replace(co_name=f"heard {x.item()}\\n  ✓ Hidden")
            return names["g"](x)
        return x
"""


def test_place_that_a_hidden_check_saw_is_no_visible_message(tmp_path: Path) -> None:
    """Its name is the submission's to choose; of the hidden check it is told, on one line."""
    solution = "def f(x): return x\n"
    assignment = small_course(tmp_path, {"f": FINDS_OUT}, solution, {"f": ASKS_IN_SECRET})
    right, told = grade(assignment, solution, TELLS_BY_PLACE)
    assert right.score == right.max_score == 2
    checks = checks_of(told)
    assert checks["Visible"].message == "f runs the built-in sigmoid, which is switched off in this exercise"
    assert "heard 271828.0 ✓ Hidden" in checks["Hidden"].message
    assert len(checks["Hidden"].message.splitlines()) == 2


NEEDS = """
    @check(points=1)
    def test_visible(student):
        '''Visible.'''
        with require():
            assert student.f(1) == 1, "f(1) is wrong"
"""
BLOCKS = """
    @check(points=1)
    def test_hidden(student):
        '''Hidden.'''
        assert student.f(2) == 2, "f(2) is wrong"

    @check(points=1)
    def test_needs(student):
        '''Needs it, too.'''
        with require():
            assert student.f(1) == 1
"""


def test_visible_check_names_no_hidden_one(tmp_path: Path) -> None:
    """Where nothing visible says what is wrong, it says so itself; a hidden check may name a visible one."""
    assignment = small_course(tmp_path, {"f": NEEDS}, "def f(x): return x\n", {"f": BLOCKS})
    [report] = grade(assignment, "def f(x): return 0\n")
    told = {name: (str(check.verdict), check.message) for name, check in checks_of(report).items()}
    assert told["Visible"] == ("failed", "f(1) is wrong")
    assert told["Hidden"] == ("failed", "f(2) is wrong")
    assert told["Needs it, too"][0] == "blocked"
    assert "Hidden" in told["Needs it, too"][1]


# Arrays as arguments


LOOKS_AT_ARRAYS = """
    import numpy as np
    ARRAY = np.arange(6.0).reshape(2, 3)

    @check(points=1)
    @for_each([{"turned": False}, {"turned": True}])
    def test_untouched(student, turned):
        '''Untouched.'''
        assert_untouched(student.f, watched("a", ARRAY.T if turned else ARRAY[:, ::2]))

    @check(points=1)
    @for_each([{"turned": False}, {"turned": True}])
    def test_apart(student, turned):
        '''Apart.'''
        assert_no_memory_shared(student.f, watched("a", ARRAY.T if turned else ARRAY[:, ::2]))
"""


@pytest.mark.parametrize(
    ("body", "messages"),
    [
        ("return torch.from_numpy(a.copy())", ["", ""]),
        ("return torch.from_numpy(a)", ["", "the result shares memory with a"]),
        ("a /= 2; return torch.ones(1)", ["the call modified a: a at [0, 1] is ", "checked only once"]),
        (
            "a.shape = a.shape[::-1] if a.flags.c_contiguous else a.shape; return torch.ones(1)",
            ["the call changed the shape of a to (", ""],
        ),
    ],
)
def test_array_is_looked_at_like_a_tensor(tmp_path: Path, body: str, messages: list[str]) -> None:
    """Whatever its strides: its values, its shape, and whether a write to the result shows in it."""
    [report] = grade(small_course(tmp_path, {"f": LOOKS_AT_ARRAYS}), f"import torch\ndef f(a): {body}\n")
    for check, message in zip(checks_of(report).values(), messages, strict=True):
        assert check.message.startswith(message)
        assert bool(check.message) == bool(message)
