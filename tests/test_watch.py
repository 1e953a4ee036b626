"""`autograder watch`: what is checked again, the screen by Textual's Pilot, and the whole in a real terminal."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pexpect
import pytest
from textual.pilot import Pilot

from autograder.course.assignments import find_course
from autograder.local.watch.app import WatchApp
from autograder.local.watch.changes import fingerprints
from autograder.local.watch.checker import Message, Request, Settings
from autograder.local.watch.client import Checker
from autograder.local.watch.state import State
from autograder.report.verdict import CheckReport, ExerciseReport, Report, Status, Verdict
from autograder.sandbox.limits import Limits

ROOT = Path(__file__).parents[1]
EXERCISES = ["sigmoid", "mse"]
SIGMOID = "import torch\ndef sigmoid(x):\n    return 0.5 * torch.tanh(0.5 * x) + 0.5\n"
MSE = "def mse(a, b):\n    return ((a - b) ** 2).mean()\n"
OTHER_SIGMOID = SIGMOID.replace("+ 0.5", "+ 1")
CALLS, BY_NAME = "def mse(a, b): return sigmoid(a)\n", MSE + "mse = globals()['sigmoid']\n"


# What is checked again


def changed(before: str, after: str) -> set[str]:
    """Return the exercises of which the code is another, and those whose lines alone have moved with an asterisk."""
    old, new = (fingerprints([text], EXERCISES) for text in (before, after))
    moved = {f"{name}*" for name in EXERCISES if old[name].code == new[name].code and old[name] != new[name]}
    return moved | {name for name in EXERCISES if old[name].code != new[name].code}


@pytest.mark.parametrize(
    ("before", "after", "names"),
    [
        (SIGMOID + MSE, SIGMOID + MSE, set()),
        (SIGMOID + MSE, SIGMOID + MSE.replace("2", "3"), {"mse"}),
        (SIGMOID + MSE, SIGMOID.replace("    return", "    # half\n    return") + MSE, {"sigmoid*", "mse*"}),
        (SIGMOID + MSE, SIGMOID + MSE + "# the end\n", set()),
        (SIGMOID + MSE, "half = 0.5\n" + SIGMOID + MSE, {"sigmoid", "mse"}),
        (SIGMOID + MSE, SIGMOID, {"mse", "sigmoid"}),
        (SIGMOID + MSE + "def helper(): pass\n", SIGMOID + MSE + "def helper(): return 1\n", {"sigmoid", "mse"}),
        (SIGMOID + CALLS, OTHER_SIGMOID + CALLS, {"sigmoid", "mse"}),
        (SIGMOID + BY_NAME, OTHER_SIGMOID + BY_NAME, {"sigmoid", "mse"}),
        (SIGMOID + MSE + "check('mse')\n", SIGMOID + MSE + "check('sigmoid')\n", set()),
    ],
    ids=["nothing", "one", "a comment", "at the end", "a global", "gone", "a helper", "calls", "by name", "check"],
)  # fmt: skip
def test_what_an_exercise_depends_on(before: str, after: str, names: set[str]) -> None:
    """Its own code, what belongs to none, and the exercises that these mention; not its neighbours, nor comments."""
    assert changed(before, after) == names


def test_broken_cells_are_text() -> None:
    """A cell that is no Python is as much a part of the notebook as any other."""
    first, second = (fingerprints(["%matplotlib inline", SIGMOID, cell], EXERCISES) for cell in ("def (", "def )"))
    assert first["sigmoid"] != second["sigmoid"]
    assert fingerprints([], EXERCISES)["mse"] == ("", "")


def report(
    *scores: float, error: str | None = None, sha256: str = "", hints: tuple[str, ...] = ("one", "two", "three")
) -> Report:
    """Return a report of the exercises with these shares of a point."""
    exercises = []
    for name, score in zip(EXERCISES, scores, strict=False):
        verdict = Verdict.PASSED if score == 1 else Verdict.FAILED
        check = CheckReport("Is right", False, verdict, score, 1.0, "" if score == 1 else f"{name} is [wrong]")
        if score < 1:
            check.hint, *check.further_hints = hints
        exercises.append(ExerciseReport(name, score, 1.0, [check]))
    total = float(sum(scores))
    return Report("", "ps1_tensors.py", sha256, Status.GRADED, error, total, float(len(scores)), 0.1, exercises)


@pytest.fixture
def state(tmp_path: Path) -> State:
    """The state of a file in which all is to be checked."""
    path = tmp_path / "ps1_tensors.py"
    path.write_text(SIGMOID + MSE)
    state = State(path, EXERCISES)
    assert state.read()
    assert (state.to_check, state.order) == (EXERCISES, EXERCISES)
    return state


def test_right_work_may_move_and_wrong_work_is_checked_again(state: State) -> None:
    """What is said of wrong work names lines; nothing is said of right work."""
    assert state.take(report(1, 0))
    assert state.to_check == []
    state.path.write_text(f"\n{SIGMOID}{MSE}")
    assert state.read()
    assert state.to_check == ["mse"]


def test_an_error_keeps_what_was_found(state: State) -> None:
    """While somebody types, nothing can be run; what is found is not lost, and checked once more when it can."""
    state.take(report(1, 0.5))
    state.path.write_text(SIGMOID + "def mse(\n")
    state.read()
    assert set(state.to_check) == {"sigmoid", "mse"}
    state.take(report(0, 0, error="ps1_tensors.py:4: SyntaxError"))
    assert (state.problem, state.score, state.is_done) == ("ps1_tensors.py:4: SyntaxError", (1.5, 2.0), False)
    state.path.write_text(SIGMOID + MSE)
    state.read()
    state.take(report(1, 1))
    assert (state.problem, state.is_done) == ("", True)
    state.path.write_text(SIGMOID + "def mse(\n")
    state.read()
    state.take(report(0, 0, error="ps1_tensors.py:4: SyntaxError"))
    state.path.write_text(SIGMOID + MSE)
    state.read()
    assert (state.problem, state.to_check) == ("", []), "what was typed was taken back"
    state.path.unlink()
    assert not state.read()
    assert state.problem == "ps1_tensors.py: there is no such file; check the name"


def test_a_report_about_an_older_save_is_not_taken(state: State) -> None:
    """It was read by the process that checks after this one had read something else."""
    assert not state.take(report(1, 1, sha256="00"))
    assert state.found == {}


# The screen


class Canned(Checker):
    """A checker that answers when the test says so: the real one is tested in a terminal below."""

    def __init__(self) -> None:
        super().__init__(Settings("ps1_tensors", [], "cpu", Limits()))
        self.asked: list[Request] = []
        self.tell: Callable[[Message], None] = lambda message: None

    async def listen(self, tell: Callable[[Message], None]) -> None:
        """Wait."""
        self.tell = tell
        await asyncio.Event().wait()

    def ask(self, request: Request) -> None:
        """Take note."""
        self.asked.append(request)

    def answer(self, with_report: Report) -> None:
        """Answer what was asked last."""
        self.tell(Message(self.asked[-1].number, report=with_report))


@asynccontextmanager
async def shown(state: State, size: tuple[int, int] = (100, 30)) -> AsyncIterator[tuple[Pilot[None], Canned]]:
    """Run the screen."""
    checker = Canned()
    app = WatchApp("ps1_tensors: mine.py", state, checker, 1.5)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot, checker


def screen(pilot: Pilot[None]) -> str:
    """Return what is on the screen, line by line."""
    lines = pilot.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in lines)


def run(test: Callable[[], Awaitable[None]]) -> None:
    """Run a test's coroutine."""
    asyncio.run(test())  # type: ignore[arg-type]


async def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline
        await asyncio.sleep(0.01)


@pytest.mark.parametrize("width", [100, 50])
def test_screen_shows_the_first_exercise_that_is_not_right(state: State, width: int) -> None:
    """With points, marks, what is wrong and a hint; nothing that a student writes is markup."""

    async def test() -> None:
        async with shown(state, (width, 30)) as (pilot, checker):
            assert checker.asked == [Request(1, str(state.path), EXERCISES)]
            checker.answer(report(1, 0))
            await pilot.pause()
            text = screen(pilot)
            for line in (
                "1 of 2",
                "✓ sigmoid  1 of 1",
                "✗ mse  0 of 1",
                "mse is [wrong]",
                "hint: one",
                "checked 2 exercises",
            ):
                assert line in text
            assert "hint: two" not in text

    run(test)


def test_keys(state: State) -> None:
    """Further hints, three at most, and the exercises by the way; at the ends there is nothing to go to."""

    async def test() -> None:
        async with shown(state) as (pilot, checker):
            checker.answer(report(0, 0))
            for key, line in [
                ("h", "hint: two"), ("h", "hint: three"), ("h", "there is no further hint for sigmoid"),
                ("n", "mse is [wrong]"), ("n", "mse is [wrong]"), ("p", "hint: three"), ("p", "sigmoid is [wrong]"),
                ("down", "mse is [wrong]"),
            ]:  # fmt: skip
                await pilot.press(key)
                await pilot.pause()
                assert line in screen(pilot), key
            await pilot.press("a")
            assert checker.asked[-1] == Request(2, str(state.path), EXERCISES)
            await pilot.press("q")
        assert pilot.app.return_code == 0

    run(test)


def test_a_save_is_a_check_of_what_has_changed(state: State) -> None:
    """In place, or by another file that takes the name, as editors do; a file that is gone is waited for."""

    async def test() -> None:
        async with shown(state) as (pilot, checker):
            checker.answer(report(1, 0))
            await pilot.pause()
            state.path.write_text(SIGMOID + MSE.replace("2", "3"))
            await until(lambda: len(checker.asked) == 2)
            checker.answer(report(0, 0.5, sha256="00"))  # about something else
            saved = state.path.with_suffix(".new")
            saved.write_text(SIGMOID + MSE.replace("2", "4"))
            saved.replace(state.path)
            await until(lambda: len(checker.asked) == 3)
            assert [request.exercises for request in checker.asked[1:]] == [["mse"], ["mse"]]
            both = report(1, 1)
            both.exercises = both.exercises[1:]
            checker.answer(both)
            await pilot.pause()
            assert "All 2 exercises are right: 2 points. 1.5 more are graded after you hand in." in screen(pilot)
            state.path.rename(saved)
            await until(lambda: "there is no such file" in screen(pilot))
            saved.rename(state.path)
            await until(lambda: "there is no such file" not in screen(pilot))
            assert len(checker.asked) == 3

    run(test)


def test_a_folder_that_goes_and_comes_back_is_watched_again(state: State) -> None:
    """As when another branch is checked out."""

    async def test() -> None:
        async with shown(state) as (pilot, checker):
            checker.answer(report(1, 0))
            folder, away = state.path.parent, state.path.parent.with_name("away")
            folder.rename(away)
            await until(lambda: "there is no such file" in screen(pilot))
            folder.mkdir()
            state.path.write_text(SIGMOID + MSE.replace("2", "3"))
            await until(lambda: len(checker.asked) == 2)
            await asyncio.sleep(0.1)
            state.path.write_text(SIGMOID + MSE.replace("2", "4"))
            await until(lambda: len(checker.asked) == 3)

    run(test)


def test_it_never_moves_on_by_itself(state: State) -> None:
    """Whoever has solved an exercise stays with it, and an older answer is none."""

    async def test() -> None:
        async with shown(state) as (pilot, checker):
            checker.answer(report(0, 0))
            await pilot.press("a")
            checker.tell(Message(1, report=report(0.25, 0)))
            checker.tell(Message(2, doing="sigmoid: Is right, 3 s of at most 10 s"))
            checker.answer(report(1, 0))
            await pilot.pause()
            assert "sigmoid  1 of 1  ━" in screen(pilot)
            assert "mse is" not in screen(pilot)

    run(test)


def test_a_notebook_saved_with_other_outputs_needs_no_check(tmp_path: Path) -> None:
    """What Jupyter saves again and again is the same code."""
    path = tmp_path / "ps1_tensors.ipynb"

    def save(output: str, source: str = SIGMOID) -> None:
        cell = {"cell_type": "code", "source": source, "outputs": [output]}
        temporary = path.with_name(".~ps1_tensors.ipynb")
        temporary.write_text(json.dumps({"cells": [cell]}))
        temporary.replace(path)

    async def test() -> None:
        save("1")
        state = State(path, EXERCISES)
        async with shown(state) as (pilot, checker):
            checker.answer(report(1, 0))
            save("2")
            await until(lambda: "nothing has changed that is checked" in screen(pilot))
            save("3", SIGMOID + "# half\n" + MSE)
            await until(lambda: len(checker.asked) == 2)

    run(test)


# The whole, in a terminal


@contextmanager
def watched(path: Path, *options: str) -> Iterator[pexpect.spawn[str]]:
    """Run `autograder watch` of a file in a terminal, as students do, and quit it in the end."""
    command = ["-m", "autograder.commands.main", "watch", str(path), "--time-limit", "1", *options]
    environment = {**os.environ, "TERM": "xterm-256color"}
    watch = pexpect.spawn(
        sys.executable, command, cwd=str(ROOT), dimensions=(40, 120), encoding="utf-8", timeout=60, env=environment
    )
    yield watch
    watch.send("q")
    watch.expect(pexpect.EOF)
    watch.close()
    assert watch.exitstatus == 0


@pytest.mark.slow
def test_from_the_first_check_to_the_last(tmp_path: Path) -> None:
    """Saved right and wrong, a syntax error, a loop that never ends, and a save while that is checked."""
    path = tmp_path / "draft.py"
    path.write_text(SIGMOID)
    with watched(path) as watch:
        _follow(watch, path)


def _follow(watch: pexpect.spawn[str], path: Path) -> None:
    watch.expect("checked 9 exercises")
    watch.send("p")  # the first that is not right is the one after it
    watch.expect("Gives 0 and 1 for large arguments")
    path.write_text(SIGMOID.replace("0.5 * x", "x"))
    watch.expect("sigmoid.* at .*expected")
    watch.expect("checked sigmoid ")
    path.write_text(SIGMOID + "def mse(\n")
    watch.expect("SyntaxError")
    path.write_text(SIGMOID.replace("    return", "    while True: pass\n    return"))
    watch.expect("sigmoid: .* of at most 1 s")
    path.write_text(SIGMOID.replace("0.5 * x", "0.4 * x"))  # the older check is given up
    watch.expect("checked sigmoid ")
    path.write_text(SIGMOID.replace("    return", "    while True: pass\n    return"))
    watch.expect("did not finish in ")  # computing time, or the clock of a machine that has much to do
    path.write_text(SIGMOID)
    watch.expect("Gives 0 and 1 for large arguments")
    watch.expect("checked sigmoid ")


@pytest.mark.slow
def test_in_russian(tmp_path: Path) -> None:
    """What is being done, what was found, its hint, and a further one for the key."""
    path = tmp_path / "draft.py"
    path.write_text(SIGMOID.replace("0.5 * x", "x"))
    with watched(path, "--lang", "ru") as watch:
        watch.expect("Даёт значения, которые можно найти в таблице")
        watch.expect("проверено: ")
        path.write_text(SIGMOID.replace("    return", "    while True: pass\n    return"))
        watch.expect("sigmoid: .*, самое большее 1 с")
        watch.expect("выполнение не закончилось")
        watch.send("h")
        watch.expect("других подсказок для sigmoid нет")


def test_without_a_terminal_it_is_one_clear_line() -> None:
    """There is nothing to show it on, and nobody to press keys."""
    done = subprocess.run(
        [sys.executable, "-m", "autograder.commands.main", "watch"], cwd=ROOT, capture_output=True, text=True,
        stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (2, "autograder: watch needs a terminal; `autograder check` does not.\n")


def test_exercises_of_the_course_are_told_apart() -> None:
    """Every exercise of a stub has a fingerprint of its own."""
    for name in find_course().assignments:
        exercises = find_course().assignment(name, with_solution=False).exercises
        stub = (ROOT / "assignments" / name / f"{name}.py").read_text(encoding="utf-8")
        assert len({*fingerprints([stub], exercises).values()}) == len(exercises)
