"""The report of a class, in a real browser: what a teacher finds there, and what no student can do to it."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Literal

import pytest
from click.testing import CliRunner

from autograder.batch.ledger import Entry, Ledger
from autograder.commands.main import main
from autograder.report.html.code import CodeCell, Highlighter, places_of
from autograder.report.results import write_results
from autograder.report.verdict import CheckReport, ExerciseReport, Report, Status, Verdict
from autograder.submissions.intake import shown
from autograder.submissions.submission import read_submission
from tests.browser import barriers, chromium, opened

pytestmark = pytest.mark.slow

with suppress(ImportError):  # which `chromium` says
    from playwright.sync_api import Browser, Locator, Page, expect

# What would show if it were markup: a flag on the window, an element, a way out of where the text stands.
ATTACK = "<img src=x onerror='window.hit=1'></script><script>window.hit=1</script>\"'{{7*7}}</style>&lt;<!--"
HOSTILE = f"<b onmouseover=hit()>{ATTACK.replace('/', '')}"
HINT = "Look for a lost minus sign."


def _exercise(name: str, *checks: CheckReport) -> ExerciseReport:
    return ExerciseReport(name, sum(each.points for each in checks), float(len(checks)), list(checks))


def _check(name: str, verdict: Verdict, message: str = "", hint: str = "", known: str | None = None) -> CheckReport:
    shows = "x = tensor([1.])" if verdict is Verdict.FAILED else None
    return CheckReport(name, name == "far", verdict, float(verdict == "passed"), 1.0, message, shows, known, hint)


def _report(student: str, path: Path, *exercises: ExerciseReport, error: str | None = None) -> Report:
    score, most = sum(each.score for each in exercises), sum(each.max_score for each in exercises)
    sha256 = read_submission(path).sha256
    return Report(shown(student), path.name, sha256, Status.GRADED, error, score, most, 1.0, list(exercises))


def _work(number: int, path: Path) -> tuple[ExerciseReport, ExerciseReport]:
    """Return what came of the work of one of a dozen students: some have lost a sign, some have made another error."""
    right = [_check(name, Verdict.PASSED) for name in ("near", "far")]
    if number % 3 == 0:
        return _exercise("sigmoid", *right), _exercise("mse", *right)
    if number % 3 == 1:
        flipped = [_check(name, Verdict.FAILED, "the result is -1", HINT, "sign_flipped") for name in ("near", "far")]
        return _exercise("sigmoid", *flipped), _exercise("mse", *right)
    raised = _check("near", Verdict.FAILED, f"raised ValueError: no\n  {path.name}:2 in sigmoid: raise")
    return _exercise("sigmoid", raised, _check("far", Verdict.BLOCKED, "not looked at")), _exercise("mse", *right)


def _keep(out: Path, files: Mapping[str, Path], reports: Sequence[Report]) -> None:
    """Keep in the ledger what was graded."""
    with Ledger(out, "ps1") as ledger:
        for (student, path), report in zip(files.items(), reports, strict=False):
            ledger.keep(student, Entry({}, report, "full", "cpu"), read_submission(path))


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of results: a dozen students in Python, one with a notebook, a broken one, and a hostile one."""
    folder = tmp_path_factory.mktemp("report")
    submitted, out = folder / "submitted", folder / "out"
    submitted.mkdir()
    out.mkdir()
    files, reports = {}, []
    for number in range(12):
        student = f"s{number}"
        files[student] = path = submitted / f"{student}.py"
        path.write_text(f"def sigmoid(x):\n    return {number}  # {ATTACK}\n\n\ndef mse(a, b):\n    return a\n")
        reports.append(_report(student, path, *_work(number, path)))
    files["nb"] = path = submitted / "nb.ipynb"
    sources = ["import torch", "def mse(a, b):\n    return a", "def sigmoid(x):\n    raise"]
    path.write_text(json.dumps({"cells": [{"cell_type": "code", "source": each} for each in sources]}))
    raised = _check("near", Verdict.FAILED, "raised ValueError: no\n  nb.ipynb cell 3:2 in sigmoid: raise")
    right = [_check(name, Verdict.PASSED) for name in ("near", "far")]
    reports.append(_report("nb", path, _exercise("sigmoid", raised), _exercise("mse", *right)))
    files["broken"] = path = submitted / "broken.py"
    path.write_text("def sigmoid(\n")
    blocked = _check("near", Verdict.FAILED, "the submission cannot be run")
    reports.append(_report("broken", path, _exercise("sigmoid", blocked), error="broken.py:1: SyntaxError"))
    files[HOSTILE] = path = submitted / "hostile.py"
    path.write_text(f"'''{ATTACK}\u202e'''\n# {ATTACK}\n{ATTACK}\n")
    failed = _check("near", Verdict.FAILED, ATTACK, ATTACK, "<i>")
    failed.counterexample = ATTACK
    hostile = _report(HOSTILE, path, _exercise("sigmoid", failed))
    hostile.notes, hostile.file = [ATTACK], f"{ATTACK}.py"
    reports.append(hostile)
    reports.append(Report("lost", "", "", Status.NOT_GRADED, f"the grader failed: {ATTACK}", 0.0, 0.0, 0.0))
    _keep(out, files, reports)
    skipped = [{"path": ATTACK, "reason": f"no .py {ATTACK}"}]
    write_results(out, lambda: reports, assignment="ps1", sandbox="full", device="cpu", skipped=skipped)
    return out


@pytest.fixture(scope="module")
def file(out: Path) -> Path:
    """The report, written by the command."""
    done = CliRunner().invoke(main, ["report", str(out)])
    assert (done.exit_code, done.output.split(":")[-1].strip()) == (0, "16 submissions")
    return out / "report.html"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Debian's Chromium."""
    with chromium(tmp_path_factory.mktemp("browser")) as browser:
        yield browser


@pytest.fixture
def page(browser: Browser, file: Path) -> Iterator[Page]:
    """The report, open; at the end nothing may have been logged, fetched or hit."""
    with opened(browser, file) as page:
        yield page


def _students(page: Page) -> list[str]:
    """Return who is in the table, from above."""
    return [text for text in page.locator("#table tbody tr:visible th").all_inner_texts() if text[0] != "<"]


def _link(page: Page, student: str) -> Locator:
    """Return the link to a student's page in the table."""
    return page.locator("#table").get_by_role("link", name=student, exact=True)


def test_overview_answers_what_is_asked_first(page: Page) -> None:
    """Mean, exercises, causes in words, and what needs a look; the causes are counted by students."""
    expect(page.get_by_role("heading", level=1)).to_have_text("ps1")
    expect(page.locator(".facts")).to_contain_text("not graded")
    looks = page.locator("#looks")
    expect(looks).to_contain_text("broken.py:1: SyntaxError")
    expect(looks).to_contain_text("the grader failed")
    page.locator("summary").filter(has_text="sigmoid").click()
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="far hidden"))
    expect(row.first).to_contain_text("33 %")  # of 12 that have this check 4 pass
    cause = page.get_by_role("button", name=HINT)
    expect(cause).to_contain_text("4 students")
    expect(cause).to_contain_text("misconception: sign flipped")


def test_table_is_sorted_and_searched(page: Page) -> None:
    """By number where there are numbers, names by what a person takes for their order; a cause shows who has it."""
    everybody = _students(page)
    assert everybody == [*(f"s{number}" for number in range(12)), "nb", "broken", "lost"]
    students = page.get_by_role("columnheader", name="student")
    students.get_by_role("button").click()
    expect(students).to_have_attribute("aria-sort", "descending")
    assert _students(page)[:3] == ["s11", "s10", "s9"]
    page.get_by_role("columnheader", name="score").get_by_role("button").click()
    assert _students(page)[:4] == ["s0", "s3", "s6", "s9"]
    page.keyboard.press("Enter")
    assert _students(page)[:2] == ["lost", "broken"]
    page.keyboard.press("/")
    page.keyboard.type("SyntaxError broken")
    expect(page.get_by_role("status")).to_have_text("1 of 16")
    assert _students(page) == ["broken"]
    page.get_by_role("searchbox").fill("")
    page.get_by_role("button", name=HINT).click()
    assert sorted(_students(page)) == ["s1", "s10", "s4", "s7"]
    page.get_by_role("button", name="Show everybody again").click()
    assert sorted(_students(page)) == sorted(everybody)


def test_student_is_one_click_away(page: Page) -> None:
    """Code beside findings: a finding leads to its line; the next student, back, and the keys for them."""
    _link(page, "s2").click()
    expect(page.get_by_role("heading", name="s2")).to_be_focused()
    expect(page).to_have_title("s2 · ps1: report of the class")
    expect(page.locator(".code li").first).to_have_text("def sigmoid(x):")
    expect(page.locator(".code .named")).to_have_text(f"    return 2  # {ATTACK}")
    page.get_by_role("button", name="s2.py:2").click()
    expect(page.locator(".code .here")).to_have_text(f"    return 2  # {ATTACK}")
    page.get_by_role("button", name="mse", exact=True).click()
    expect(page.locator(".code .here")).to_have_text("def mse(a, b):")
    page.get_by_role("link", name="Next").click()
    expect(page.get_by_role("heading", name="s3")).to_be_visible()
    page.keyboard.press("p")
    expect(page.get_by_role("heading", name="s2")).to_be_visible()
    page.keyboard.press("Escape")
    expect(_link(page, "s2")).to_be_focused()
    page.go_back()
    expect(page.get_by_role("heading", name="s2")).to_be_visible()


def test_notebook_is_shown_by_cells(page: Page) -> None:
    """Lines are counted in each, as messages do."""
    _link(page, "nb").click()
    expect(page.locator(".code .cell")).to_have_text(["cell 1", "cell 2", "cell 3"])
    page.get_by_role("button", name="nb.ipynb cell 3:2").click()
    expect(page.locator(".code .here")).to_have_text("    raise")


def test_text_of_students_is_never_markup(page: Page) -> None:
    """Names, files, notes, messages, hints and code: all of it is there to read, and does nothing."""
    page.locator("#table tbody a").filter(has_text="<b onmouseover").click()
    article = page.locator("#student")
    expect(article.get_by_role("heading", level=1)).to_have_text(shown(HOSTILE))
    assert article.inner_text().count(ATTACK) >= 5
    expect(page.locator(".code li").first).to_have_text(f"'''{ATTACK}\\u202e'''")
    tags = page.evaluate("[...new Set([...document.querySelectorAll('body *')].map((e) => e.localName))]")
    assert {"img", "b", "i"} & set(tags) <= {"b"}
    assert page.locator("b:not(.score b, .total b, figcaption b)").count() == 0
    assert page.locator("script").count() == 2


def test_page_is_at_home_on_a_phone_in_the_dark_and_on_paper(browser: Browser, file: Path) -> None:
    """Nothing is wider than the phone; in the dark, text is light; on paper, what is folded is shown."""
    page = browser.new_page(viewport={"width": 360, "height": 740}, color_scheme="dark")
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    ink, paper = (page.evaluate(f"getComputedStyle(document.body).{each}") for each in ("color", "backgroundColor"))
    assert int(ink[4:].split(",")[0]) > 200 > 60 > int(paper[4:].split(",")[0])
    page.goto(f"{file.as_uri()}#student/s2")
    expect(page.get_by_role("heading", name="s2")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.goto(file.as_uri())
    page.emulate_media(media="print")
    page.pdf()
    expect(page.locator(".checks").first).to_be_visible()
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("place", ["", "#student/s2"])
def test_nothing_keeps_anybody_out(browser: Browser, file: Path, scheme: Literal["light", "dark"], place: str) -> None:
    """Names, roles, order and contrast are such as screen readers, keyboards and weak eyes need them."""
    page = browser.new_page(color_scheme=scheme, reduced_motion="reduce")
    page.goto(file.as_uri() + place)
    assert barriers(page) == []
    page.close()


def test_code_that_was_not_kept_is_said(out: Path, tmp_path: Path, browser: Browser) -> None:
    """As in a folder of an earlier version; the rest of the page is there."""
    before = shutil.copytree(out, tmp_path / "out")
    with closing(sqlite3.connect(before / "ledger.sqlite")) as database:
        database.execute("DROP TABLE sources")
    assert CliRunner().invoke(main, ["report", str(before), "--to", str(tmp_path / "other.html")]).exit_code == 0
    page = browser.new_page()
    page.goto(f"{(tmp_path / 'other.html').as_uri()}#student/s5")
    expect(page.locator(".code")).to_have_text(
        "The code was not kept when it was graded; grade again with --fresh to have it here."
    )
    expect(page.locator(".findings")).to_contain_text("raised ValueError: no")
    page.close()


def test_folder_without_results_is_said_in_a_line(tmp_path: Path) -> None:
    """With what to name instead."""
    done = CliRunner().invoke(main, ["report", str(tmp_path)])
    assert (done.exit_code, done.output) == (
        2,
        f"autograder: {tmp_path / 'results.json'}: is not there; name the OUT folder of `autograder grade`.\n",
    )


def test_large_class_makes_a_small_file(tmp_path: Path) -> None:
    """What students have in common is there once: the thousandth student costs little."""
    stub = "".join(f"# line {number} of what was handed out to everybody\n" for number in range(400))
    sizes = []
    for number in (100, 200):
        folder = tmp_path / f"{number}"
        folder.mkdir()
        files = {}
        for each in range(number):
            files[f"t{each}"] = path = folder / f"t{each}.py"
            path.write_text(f"{stub}x = {each}\n")
        reports = [_report(name, path, *_work(1, path)) for name, path in files.items()]
        _keep(folder, files, reports)
        write_results(folder, lambda reports=reports: reports, assignment="ps1", sandbox="full", device="cpu")
        assert CliRunner().invoke(main, ["report", str(folder)]).exit_code == 0
        sizes.append((folder / "report.html").stat().st_size)
    assert (sizes[1] - sizes[0]) / 100 < 2000


# Code as lines


def test_highlighted_lines_are_the_lines_of_the_source() -> None:
    """As many, in their order, and the same text when the spans are taken away; also of what is no Python."""
    for source in ("x = 1", "def f():\n\n    '''a\n\n# %% no cell\nb'''\n# %%\nx", "(((\n'''", "# %%\n\n# %%\n"):
        lines = Highlighter().lines(source)
        assert len(lines) == len(source.rstrip("\n").split("\n"))
    assert Highlighter().lines("x" * 1000 + "\n" * 5000 + "y")[-1] == '<span class="c1"># … and 2001 more lines</span>'


def test_last_definition_is_where_an_exercise_is() -> None:
    """It is the one that counts; what stands inside of something else is another's."""
    cells = [CodeCell("def f(): 1\nclass G:\n  def h(): 2", "cell 1"), CodeCell("\nasync def f(): 3", "cell 4")]
    assert places_of(["f", "G", "h"], cells) == {"f": "4:2", "G": "1:2"}
    assert places_of(["f"], [CodeCell("\ndef f(): 1")]) == {"f": "2"}
