"""What submissions share that others do not have: who is listed, who is not, and what a browser shows of it."""

from __future__ import annotations

import json
import random
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder.batch.ledger import Entry, Ledger
from autograder.commands.main import main
from autograder.report.html.code import CodeCell
from autograder.report.results import write_results
from autograder.report.similarity.pairs import Pair, similar_pairs
from autograder.report.similarity.shapes import blocks_of
from autograder.report.verdict import Report, Status
from autograder.submissions.submission import read_submission
from tests.browser import barriers, chromium, opened

with suppress(ImportError):  # which `chromium` says
    from playwright.sync_api import Browser, Page, expect

ROOT = Path(__file__).parents[1]
ATTACK = "<img src=x onerror='window.hit=1'></script><script>window.hit=1</script>"
HOSTILE = f"<b onmouseover=hit()>{ATTACK.replace('/', '')}"

STANDARDIZE = '''
def standardize(X: Tensor, eps: float = 1e-8) -> Tensor:
    """Standardize columns."""
    number = X.shape[0]
    total = torch.zeros(X.shape[1], dtype=X.dtype)
    for row in range(number):
        total = total + X[row]
    center = total / number
    spread = torch.zeros_like(center)
    for row in range(number):
        spread += (X[row] - center) ** 2  # the squares
    return (X - center) / (torch.sqrt(spread / (number - 1)) + eps)
'''
AFFINE = """
def affine(X, W, b):
    rows = []
    for x in X.unbind(0):
        columns = [torch.dot(x, w) for w in W.t().unbind(0)]
        rows.append(torch.stack(columns) + b)
    return torch.stack(rows).reshape(X.shape[0], b.numel())
"""
# The same with other names, other comments, another layout, no annotations, and in another order.
COPY = """
def affine(inputs, weights, bias):
    # every row for itself
    result = []
    for one in inputs.unbind(0):
        result.append(
            torch.stack([torch.dot(one, each) for each in weights.t().unbind(0)]) + bias,
        )
    return torch.stack(result).reshape(inputs.shape[0], bias.numel())


def helper():
    return None


def standardize(data, small = 1e-8):
    '''My own words.'''
    n = data.shape[0]; s = torch.zeros(data.shape[1],
                                       dtype=data.dtype)
    for i in range(n):
        s = s + data[i]

    mean = s / n
    var = torch.zeros_like(mean)
    for i in range(n):
        var += (data[i] - mean)**2.0
    return (data - mean) / (torch.sqrt(var / (n - 1)) + small)
"""
# Two who have not seen each other's work: the same ideas, in their own words.
HONEST = """
def standardize(X, eps=1e-8):
    mean = X.mean(0)
    return (X - mean) / (X.std(0) + eps)


def affine(X, W, b):
    return X @ W + b
"""
HONEST_TOO = """
def standardize(X, eps=1e-8):
    m, s = X.mean(dim=0), X.std(dim=0)
    return (X - m) / (s + eps)


def affine(X, W, b):
    return torch.matmul(X, W) + b
"""


def _pairs(submissions: Mapping[str, str | Sequence[CodeCell]], *known: str) -> list[Pair]:
    cells = {student: [CodeCell(code)] if isinstance(code, str) else code for student, code in submissions.items()}
    return similar_pairs(cells, [[CodeCell(code)] for code in known])


def _who(pairs: Sequence[Pair]) -> list[tuple[str, str]]:
    return [(pair.one, pair.other) for pair in pairs]


# Who is listed


def test_renamed_and_reordered_copy_is_listed() -> None:
    """Names, comments, layout, annotations and the order of functions hide nothing."""
    class_ = {"a": STANDARDIZE + AFFINE, "b": HONEST, "c": COPY, "d": HONEST_TOO}
    [pair] = _pairs(class_)
    assert (pair.one, pair.other) == ("a", "c")
    assert min(pair.shares) > 0.9
    assert pair.names == ["standardize", "affine"]
    assert pair.parts[0].lines == 11
    assert (pair.parts[0].one[0], pair.parts[0].other[0]) == ((0, 2), (0, 16))


def test_notebook_and_file_are_compared() -> None:
    """Whatever cell something stands in; what magics there are does not matter."""
    cells = [CodeCell("%matplotlib inline\nimport torch", "cell 2"), CodeCell(STANDARDIZE, "cell 5")]
    [pair] = _pairs({"file": COPY, "notebook": cells})
    assert pair.parts[0].other[0] == (1, 2)


def test_short_solutions_that_are_alike_are_not_listed() -> None:
    """Of a line or two, everybody writes the same."""
    assert _pairs({"a": HONEST, "b": HONEST, "c": HONEST_TOO}) == []


def test_what_was_given_is_left_out() -> None:
    """Be it the stub or the solution, in whatever words: what is written beside them is what counts."""
    both = {"a": STANDARDIZE + AFFINE, "b": COPY}
    [pair] = _pairs(both, STANDARDIZE)
    assert pair.names == ["affine"]
    assert _pairs(both, STANDARDIZE, AFFINE) == []


def test_what_many_have_is_left_out() -> None:
    """Five may have copied from one; of more than a tenth of the class nobody has."""
    others = {f"o{number:02}": HONEST for number in range(40)}
    five = {f"s{number}": STANDARDIZE for number in range(5)}
    assert len(_pairs(others | five)) == 10
    assert _pairs(others | five | {"s5": COPY}) == []


def test_rarer_is_before_more_common() -> None:
    """What only two have tells more than what three have."""
    listed = _pairs({"a": AFFINE, "b": STANDARDIZE, "c": STANDARDIZE, "d": STANDARDIZE, "e": AFFINE})
    assert _who(listed)[0] == ("b", "c")  # which is longer
    assert [round(pair.weight / listed[0].weight, 2) for pair in listed[:3]] == [1, 1, 1]
    alone = _pairs({"b": STANDARDIZE, "c": STANDARDIZE})
    assert alone[0].weight > listed[0].weight


def test_list_is_the_same_every_time() -> None:
    """Whatever order the submissions come in."""
    class_ = {"a": STANDARDIZE + AFFINE, "b": COPY, "c": AFFINE, "d": HONEST}
    listed = _pairs(class_)
    again = _pairs(dict(reversed(class_.items())))
    assert [({pair.one, pair.other}, pair.weight) for pair in listed] == [
        ({pair.one, pair.other}, pair.weight) for pair in again
    ]


def test_nothing_to_compare_is_an_empty_list() -> None:
    """No submission, one, and files in which nothing stands."""
    assert _pairs({}) == []
    assert _pairs({"a": STANDARDIZE}) == []
    assert _pairs({"a": "", "b": "# nothing\n", "c": []}) == []


def test_broken_code_is_compared_as_far_as_it_goes() -> None:
    """A bracket that nobody closes costs what stands in its own function."""
    [pair] = _pairs({"a": "def f(:\n    x = (\n" + STANDARDIZE, "b": "''\n)))\n" + COPY})
    assert pair.names == ["standardize"]


def test_hostile_code_takes_no_longer() -> None:
    """A thousand times the same, and no end of brackets."""
    code = STANDARDIZE * 300 + "x = [1, 2, 3]\n" * 3000 + "(" * 5000
    started = time.process_time()
    [pair] = _pairs({"a": code, "b": code})
    assert pair.share == 1
    assert time.process_time() - started < 5


def test_large_class_takes_seconds() -> None:
    """500 submissions: 125 000 pairs; a copy among them comes first."""
    chance = random.Random(0)
    ways = ["x + {}", "x - x.sum({})", "x * x.mean() / {}", "x.roll({}) @ x.T", "torch.exp({} - x)", "x[{}] + x.abs()"]

    def function(number: int) -> str:
        lines = [f"    x = {chance.choice(ways).format(chance.randrange(50))}\n" for _ in range(6)]
        return f"def f{number}(x):\n" + "".join(lines) + "    return x\n\n"

    class_ = {f"s{number:03}": "".join(map(function, range(6))) for number in range(500)}
    class_["s123"] = re.sub(r"\bx\b", "value", class_["s321"])
    started = time.process_time()
    assert _who(_pairs(class_))[0] == ("s123", "s321")
    assert time.process_time() - started < 30


# Shapes


def _words(code: str) -> list[str]:
    return [" ".join(block.words) for block in blocks_of([CodeCell(code)])]


def test_shape_keeps_what_a_name_is_of() -> None:
    """A variable may be called anything, `torch.exp` may not; one's own attributes may."""
    assert _words("y = 1.0 / (1 + torch.exp(-value))  # so") == ["v = 1 / 1 + v exp - v"]
    assert _words("self.layer = nn.Linear(10, 0x10)") == ["v = v Linear 10 0x10"]
    assert _words("print(f'a{x}', \"it's\")") == ["print s v s s"]


def test_shape_has_no_signature() -> None:
    """Annotations and defaults come and go; statements at the top level are blocks of their own."""
    long = "@wraps(f)\nasync def g(\n  x: dict[str, int] = {}, *,\n  key=lambda y: 1,\n) -> int:\n  return x\na = 1\n"
    assert _words(long) == ["v v", "async def return v", "v = 1"]
    assert [block.name for block in blocks_of([CodeCell(long)])] == ["f", "g", "a"]
    assert _words("class Net(nn.Module):\n    '''doc'''\n    def f(self): return self.x") == ["class def return v"]


# The command


def _grade(out: Path, files: Mapping[str, Path], unreadable: Sequence[str] = ()) -> None:
    """Write what `autograder grade` would have written of these files."""
    out.mkdir()
    reports = []
    with Ledger(out, "ps1_tensors") as ledger:
        for student, path in files.items():
            submission = read_submission(path)
            report = Report(student, path.name, submission.sha256, Status.GRADED, None, 1.0, 2.0, 0.1)
            ledger.keep(student, Entry({}, report, "full", "cpu"), submission)
            reports.append(report)
    for student in unreadable:
        reports.append(Report(student, "", "", Status.GRADED, "x.py: the file is empty", 0.0, 2.0, 0.1))
    write_results(out, lambda: reports, assignment="ps1_tensors", sandbox="full", device="cpu")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graded class: a copy, one in a notebook, honest work, a hostile one, and one that cannot be read."""
    folder = tmp_path_factory.mktemp("similar")
    stub = (ROOT / "assignments/ps1_tensors/ps1_tensors.py").read_text(encoding="utf-8")
    solution = (ROOT / "solutions/ps1_tensors/ps1_tensors.py").read_text(encoding="utf-8")
    work = {
        "first": stub + STANDARDIZE + AFFINE,
        "honest": stub + HONEST,
        "honest_too": stub + HONEST_TOO,
        "solver": solution,
        "solver_too": solution.replace("y_true", "target"),
        HOSTILE: f"'''{ATTACK}'''\n# {ATTACK}\n" + COPY.replace("helper()", f"helper(a='''{ATTACK}''')"),
    }
    files = {}
    for number, (student, code) in enumerate(work.items()):
        files[student] = folder / f"{number}.py"
        files[student].write_text(code, encoding="utf-8")
    files["notebook"] = folder / "ps1_tensors.ipynb"
    cells = [{"cell_type": "code", "source": each} for each in ("import torch", AFFINE.strip(), STANDARDIZE.strip())]
    files["notebook"].write_text(json.dumps({"cells": cells}), encoding="utf-8")
    _grade(folder / "out", files, unreadable=["nobody"])
    return folder / "out"


@pytest.fixture(scope="module")
def file(out: Path) -> Path:
    """The list, written by the command."""
    done = CliRunner().invoke(main, ["similar", str(out)])
    assert done.exit_code == 0, done.output
    lines = done.output.splitlines()
    assert [line.split(":")[-1].strip() for line in lines[-2:]] == ["3 pairs of 7 submissions", "the file is empty"]
    assert "solver" not in done.output
    return out / "similar.html"


def test_empty_batch_has_an_empty_list(tmp_path: Path) -> None:
    """And a file that says so."""
    _grade(tmp_path / "out", {})
    done = CliRunner().invoke(main, ["similar", str(tmp_path / "out")])
    assert (done.exit_code, done.output.split(":")[-1].strip()) == (0, "0 pairs of 0 submissions")
    assert "None share more" in (tmp_path / "out/similar.html").read_text(encoding="utf-8")


def test_folder_without_results_is_said_in_a_line(tmp_path: Path) -> None:
    """With what to name instead."""
    done = CliRunner().invoke(main, ["similar", str(tmp_path)])
    assert (done.exit_code, done.output) == (
        2,
        f"autograder: {tmp_path / 'results.json'}: is not there; name the OUT folder of `autograder grade`.\n",
    )


def test_without_the_solution_it_is_said_that_it_is_not_left_out(
    out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on the machine of somebody who has the course without its secret folder."""
    (tmp_path / "assignments").mkdir()
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["similar", str(out)])
    assert "there is no solution here" in done.stderr
    assert "solver · solver_too" in done.output


# In a browser


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Debian's Chromium."""
    with chromium(tmp_path_factory.mktemp("browser")) as browser:
        yield browser


@pytest.fixture
def page(browser: Browser, file: Path) -> Iterator[Page]:
    """The list, open; at the end nothing may have been logged, fetched or hit."""
    with opened(browser, file) as page:
        yield page


@pytest.mark.slow
def test_nothing_keeps_anybody_out(page: Page) -> None:
    """Neither of the list nor of a pair."""
    assert barriers(page) == []
    page.locator("#table").get_by_role("link").first.click()
    page.locator(".code").first.wait_for()
    assert barriers(page) == []


@pytest.mark.slow
def test_pairs_are_listed_and_opened_side_by_side(page: Page) -> None:
    """A part leads to its lines on both sides; back, next and the search are those of the report."""
    expect(page.locator("#table tbody tr")).to_have_count(3)
    page.get_by_role("searchbox").fill("first notebook")
    expect(page.get_by_role("status")).to_have_text("1 of 3")
    page.locator("#table a:visible").click()
    expect(page.locator("#student .code")).to_have_count(2)
    page.get_by_role("button", name="standardize").first.click()
    here = page.locator(".code .here")
    assert here.all_inner_texts() == ["def standardize(X: Tensor, eps: float = 1e-8) -> Tensor:"] * 2
    marked = page.locator(".code .alike")
    assert "affine" in " ".join(marked.all_inner_texts())
    assert "import torch" not in " ".join(marked.all_inner_texts())
    page.keyboard.press("Escape")
    page.get_by_role("searchbox").fill("")
    page.get_by_role("columnheader", name="weight").get_by_role("button").click()
    expect(page.get_by_role("columnheader", name="weight")).to_have_attribute("aria-sort", "ascending")
    expect(page.locator("#looks, .looks")).to_contain_text("nobody")


@pytest.mark.slow
def test_text_of_students_is_never_markup(page: Page) -> None:
    """Names and code: all of it is there to read, and does nothing."""
    page.locator("#table tbody a").filter(has_text="<b onmouseover").first.click()
    expect(page.locator("#student h1")).to_contain_text(HOSTILE)
    assert (
        page.locator("#student .code").last.inner_text().count(ATTACK)
        + page.locator("#student .code").first.inner_text().count(ATTACK)
        == 3
    )
    assert page.locator("img, b[onmouseover]").count() == 0
    assert page.locator("script").count() == 2


@pytest.mark.slow
def test_phone_and_empty_list(browser: Browser, file: Path, tmp_path: Path) -> None:
    """Nothing is wider than the phone; a list in which nothing stands logs no error."""
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.locator("#table a").first.click()
    expect(page.locator("#student .code")).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.close()
    _grade(tmp_path / "out", {})
    CliRunner().invoke(main, ["similar", str(tmp_path / "out")])
    with opened(browser, tmp_path / "out/similar.html") as page:
        expect(page.get_by_text("None share more")).to_be_visible()
