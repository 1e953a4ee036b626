"""Probes stand alone: what the worker gets of them is their own source, with nothing of the check in it."""

from __future__ import annotations

import importlib.util
import textwrap
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import torch

from autograder.checking.failure import CheckError
from autograder.checking.probe import Probe, ProbeError, as_probe, probe
from autograder.checking.student import to_wire
from autograder.protocol.decoding import decode_value
from autograder.protocol.shared_memory import SharedMemory
from autograder.protocol.values import encode_value
from autograder.worker.server import Server

HEAD = "from autograder.checking.probe import probe\n"


def _define(folder: Path, text: str) -> ModuleType:
    """Import ``text`` as a module of checks, with `probe` in its first line."""
    path = folder / "test_exercise.py"
    path.write_text(HEAD + textwrap.dedent(text), encoding="utf-8")
    spec = importlib.util.spec_from_file_location(f"probes_{folder.name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def worker(shared_memory: SharedMemory) -> Server:
    """The worker's side, in this process."""
    return Server(shared_memory, None)


def _run_remotely(worker: Server, probe: Probe, *arguments: object) -> Any:
    """Send the probe's source to the worker and return the result of its call."""
    request = {"id": 1, "do": "call", "seed": None, "fresh": True, "watch": [], "closely": False}
    answer = worker.answer(encode_value([request, [[probe.source, list(arguments), {}]]]))
    _, [result], *_ = decode_value(answer)[1]
    assert result[0] == "returned", result
    return result[1]


# What is refused


@pytest.mark.parametrize(
    ("text", "name", "line"),
    [
        pytest.param("EXPECTED = 0.5\n@probe\ndef p(x):\n    return x - EXPECTED\n", "EXPECTED", 3, id="constant"),
        pytest.param("def halve(x): ...\n@probe\ndef p(x):\n    return halve(x)\n", "halve", 3, id="function"),
        pytest.param("class Net: ...\n@probe\ndef p(x):\n    return Net()\n", "Net", 3, id="class"),
        pytest.param("import math\n@probe\ndef p(x):\n    return math.pi\n", "math", 3, id="import of the module"),
        pytest.param("@probe\ndef p(x):\n    return student\n", "student", 2, id="what exists nowhere"),
        pytest.param("@probe\ndef p(x):\n    global Y\n    Y = x\n", "Y", 2, id="global that it sets"),
        pytest.param("E = 1\n@probe\ndef p(x):\n    return (lambda: E)()\n", "E", 3, id="in a lambda"),
        pytest.param("E = 1\n@probe\ndef p(x):\n    return [E for _ in x]\n", "E", 3, id="in a comprehension"),
        pytest.param("E = 1\n@probe\ndef p(x):\n    class A:\n        y = E\n", "E", 3, id="in a class"),
        pytest.param(
            "E = 1\n@probe\ndef p(x):\n    def f(y=E):\n        return y\n    return f()\n", "E", 3,
            id="as the default of an inner function",
        ),
        pytest.param("def wrap(f): return f\n@probe\n@wrap\ndef p(x):\n    return wrap\n", "wrap", 3, id="decorated"),
        pytest.param("E = 1\n@probe\ndef p(x, y=E):\n    return y\n", "E", 3, id="as a default"),
    ],
)  # fmt: skip
def test_probe_that_names_something_outside_is_refused(tmp_path: Path, text: str, name: str, line: int) -> None:
    """Where it is defined, with file and line, the name and the remedy."""
    with pytest.raises(ProbeError) as caught:
        _define(tmp_path, text)
    where = f"{tmp_path / 'test_exercise.py'}:{line}"
    assert str(caught.value) == f"{where}: the probe p names {name}; hand it over as an argument."


def test_probe_that_closes_over_a_variable_is_refused() -> None:
    """A closure is how an expected value would travel unseen."""
    expected = 0.5

    def p(x: float) -> float:
        return x - expected

    line = p.__code__.co_firstlineno
    with pytest.raises(ProbeError, match=rf"test_probe\.py:{line}: the probe p names expected; hand it over"):
        probe(p)


@pytest.mark.parametrize("text", ["p = probe(lambda x: x)\n", "@probe\nasync def p(x):\n    return x\n"])
def test_what_is_no_plain_function_is_refused(tmp_path: Path, text: str) -> None:
    """A lambda has no name to send it by; a coroutine would never run."""
    with pytest.raises(ProbeError, match=r"test_exercise\.py:2: a probe is a plain function; write it as one"):
        _define(tmp_path, text)


# What is sent


DOCUMENTED = '''
@probe
def p(x):
    """It must be 0.7310586."""
    # SECRET: the expected value is 0.5
    total = x + 1  # not 0.25

    def inner(y):
        "Inside, too: 0.125."
        return y

    class Inner:
        """And here: 0.0625."""

    return inner(total)
'''


@pytest.mark.parametrize(
    "secret",
    [
        "0.7310586",
        "SECRET",
        "0.25",
        "#",
        "probe",
        "0.125",
        "0.0625",
    ],
)
def test_docstrings_comments_and_decorators_are_not_sent(tmp_path: Path, secret: str) -> None:
    """They are for whoever reads the check, and may say what is expected."""
    module = _define(tmp_path, DOCUMENTED)
    assert secret not in module.p.source.source
    assert module.p(1) == 2


def test_docstring_that_is_the_whole_body_is_not_sent(tmp_path: Path) -> None:
    """A probe that does nothing but hand its arguments over is a probe."""
    module = _define(tmp_path, '@probe\ndef p(x):\n    """It must be 0.7310586."""\n')
    assert "0.7310586" not in module.p.source.source


def test_source_is_the_function_alone(tmp_path: Path) -> None:
    """Of the module around it nothing comes along, however it is indented there."""
    module = _define(tmp_path, "A = 1\nif A:\n    @probe\n    def p(x):\n        return x + 1\nB = 2\n")
    assert (module.p.source.name, module.p.source.source) == ("p", "def p(x):\n    return x + 1")


# What is allowed, and runs


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("import math\n    return x + math.floor(1.5)", id="import inside"),
        pytest.param("from math import floor as f\n    return x + f(1.5)", id="import from inside"),
        pytest.param("return (torch.ones(1) + nn.ReLU()(F.relu(torch.tensor(float(x))))).item()", id="torch, nn, F"),
        pytest.param("return x + int(np.ones(()))", id="np"),
        pytest.param("return x + len([y for y in range(3) if y > 1])", id="built-ins and comprehensions"),
        pytest.param("return x + 1 if x < 3 else p(x - 1) + 1", id="itself"),
        pytest.param("one = 1\n    def add(y):\n        return y + one\n    return add(x)", id="closure inside"),
        pytest.param("try:\n        raise ValueError\n    except ValueError:\n        return x + 1", id="exceptions"),
        pytest.param("return x + y", id="default that is a literal"),
    ],
)  # fmt: skip
def test_probe_runs_here_and_in_the_worker(tmp_path: Path, worker: Server, body: str) -> None:
    """Names of its own, built-ins, torch, nn, F and np are to be had on both sides."""
    imports = "import numpy as np\nimport torch\nimport torch.nn.functional as F\nfrom torch import nn\n"
    module = _define(tmp_path, f"{imports}@probe\ndef p(x, y=1):\n    {body}\n")
    assert module.p(2) == 3
    assert _run_remotely(worker, module.p, 2) == 3


def test_annotations_are_no_names_that_a_probe_uses(tmp_path: Path, worker: Server) -> None:
    """The worker never evaluates them, so they may name what exists in the check alone."""
    text = "from typing import Any\n@probe\ndef p(x: Any) -> Any:\n    y: Any = x\n    z: Any\n    return y\n"
    assert _run_remotely(worker, _define(tmp_path, text).p, 3) == 3


def test_probe_with_tensors_returns_what_it_computes(worker: Server) -> None:
    """A probe defined in the middle of a test file, called on both sides with the same tensor."""

    @probe
    def doubled(x: Any) -> Any:
        """Return twice x."""
        return 2 * x

    x = torch.arange(3.0)
    assert torch.equal(doubled(x), _run_remotely(worker, doubled, x))


def test_probe_looks_like_its_function_here() -> None:
    """Name and docstring serve whoever calls it locally; in messages it is its name."""

    @probe
    def doubled(x: Any) -> Any:
        """Return twice x."""
        return 2 * x

    assert isinstance(doubled, Probe)
    assert (doubled.__name__, doubled.__doc__, repr(doubled)) == ("doubled", "Return twice x.", "doubled")  # type: ignore[attr-defined]
    assert doubled(x=4) == 8


# Functions that are handed over as they are


def test_functions_are_handed_over_by_what_they_are(tmp_path: Path, worker: Server) -> None:
    """One of torch's, a lambda among others in its line, a function; they are shown as they are written."""
    module = _define(
        tmp_path,
        """
        import torch
        import torch.nn.functional as F
        FUNCTIONS = [torch.sin, F.gelu, lambda x: (x * x).sum(), (lambda x, k=2: k * x)]
        def shifted(x):
            return x + 1
        FUNCTIONS += [shifted,
            lambda x: x.exp(
            ), lambda x: torch.cos(x)]
        """,
    )
    x = torch.tensor([0.5, -1.0])
    handed = [as_probe(function) for function in module.FUNCTIONS]
    shown = ["torch.sin", "F.gelu", "lambda x: (x * x).sum()", "lambda x, k=2: k * x", "shifted", "lambda x: x.exp()"]
    assert [repr(function) for function in handed] == [*shown, "lambda x: torch.cos(x)"]
    for function, sent in zip(module.FUNCTIONS, handed, strict=True):
        assert sent is not None
        torch.testing.assert_close(_run_remotely(worker, sent, x), function(x))
        torch.testing.assert_close(sent(x), function(x))


def test_lambda_that_names_what_is_not_there_is_refused(tmp_path: Path) -> None:
    """With its line, as any probe."""
    module = _define(tmp_path, "K = 3\ndef make(n):\n    return lambda x: x + n\nf = lambda x: K * x\n")
    with pytest.raises(ProbeError, match=r"test_exercise\.py:5: the probe function names K; hand it over"):
        as_probe(module.f)
    with pytest.raises(ProbeError, match=r"test_exercise\.py:4: "):
        as_probe(module.make(1))


def test_lambdas_that_look_alike_are_told_apart_or_refused(tmp_path: Path) -> None:
    """By their lines, by the types of their constants; where only defaults differ in one line, nobody guesses."""
    module = _define(
        tmp_path,
        """
        a = lambda w: w + 1
        b = lambda w: w + 1.0
        c = lambda w, k=3: w * k
        d = lambda w, k=4: w * k
        e, f = (lambda w, k=5: w - k), (lambda w, k=6: w - k)
        """,
    )
    shown = [repr(as_probe(function)) for function in (module.a, module.b, module.c, module.d)]
    assert shown == ["lambda w: w + 1", "lambda w: w + 1.0", "lambda w, k=3: w * k", "lambda w, k=4: w * k"]
    with pytest.raises(ProbeError, match="cannot be told from others"):
        as_probe(module.e)


@pytest.mark.parametrize(
    "value", [1j, {1}, b"a", slice(1), iter([1]), torch.nn.ReLU(), print, int], ids=lambda value: type(value).__name__
)
def test_what_cannot_be_sent_says_so_in_a_line(value: object) -> None:
    """With what to do instead, and without an address."""
    with pytest.raises(CheckError) as caught:
        to_wire([value])
    [line] = str(caught.value).splitlines()
    assert "probe" in line
    assert "0x" not in line
