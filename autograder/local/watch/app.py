"""The screen of `autograder watch`: the exercises of one file, what was found of one of them, and what to do."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from rich.console import Group, RenderableType
from rich.text import Text
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option
from watchfiles import awatch

from autograder.language import tell
from autograder.local.watch.checker import Message, Request
from autograder.local.watch.client import Checker
from autograder.local.watch.state import MAX_HINTS, State
from autograder.report.console import bar, exercise_lines, has_further_hint, mark, points, with_caret

__all__ = ["WatchApp"]

# Milliseconds in which several changes of a file are one save: without any for the first, or for the second in all.
_STEP_MS, _DEBOUNCE_MS = 20, 200
# How long an editor may take between two steps of one save.
_HALF_SAVED_S = 0.15
# What takes longer than this is told while it is done.
_TELL_AFTER_S = 0.5
# How often to look whether the folder is there, and still the same.
_LOOK_EVERY_MS = 500


class WatchApp(App[None]):
    """Shows one file, and has it checked whenever it is saved.

    Args:
        title: what the file is called on the screen.
        state: of the file.
        checker: checks it.
        hidden_points: what checks are worth that are run when the file is handed in.
    """

    ENABLE_COMMAND_PALETTE = False
    CSS = """
    #head { height: 1; padding: 0 1; }
    #exercises { width: 36; height: 1fr; border: none; padding: 0; scrollbar-size-vertical: 1; }
    #report { width: 1fr; height: 1fr; padding: 0 1; }
    #status { height: auto; max-height: 4; padding: 0 1; }
    .-narrow #body { layout: vertical; }
    .-narrow #exercises { width: 1fr; height: auto; max-height: 30%; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (90, "-wide")]  # noqa: RUF012 (as Textual declares it)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,ctrl+c", "quit", show=False, priority=True),
        Binding("pagedown,space", "page(1)", "scroll", show=False, priority=True),
        Binding("pageup", "page(-1)", "scroll", show=False, priority=True),
    ]

    def __init__(self, title: str, state: State, checker: Checker, hidden_points: float = 0) -> None:
        super().__init__(ansi_color=True)  # the terminal's own colours, dark or light
        self.failure = ""
        self._file_title = title
        self._state = state
        self._checker = checker
        self._hidden_points = hidden_points
        self._number = 0
        self._checking: list[str] = []
        self._asked_at = time.monotonic()
        self._saved_at: float | None = None
        self._status = Text(tell("torch is being imported …"), "dim")
        self._selected = ""

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Static(id="head")
        with Horizontal(id="body"):
            yield OptionList(id="exercises", markup=False)
            with VerticalScroll(id="report", can_focus=False):
                yield Static(id="text", markup=False)
        yield Static(id="status", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        """Begin to watch and to listen."""
        self.bind("h", "hint", description=tell("a further hint"))
        self.bind("n", "next", description=tell("next"))
        self.bind("p", "previous", description=tell("previous"))
        self.bind("a", "all", description=tell("check all"))
        self.bind("q", "quit", description=tell("quit"))
        self._selected = self._state.order[0]
        self.run_worker(self._checker.listen(self._hear), name="checker")
        self.run_worker(self._watch(), name="watcher")
        self._check_what_has_changed()
        self._draw()

    # What comes from outside

    async def _watch(self) -> None:
        """Look at the file whenever something happens to it."""
        async for _ in _saves(self._state.path):
            self._saved_at = _when_saved(self._state.path)
            if not self._state.read():
                await asyncio.sleep(_HALF_SAVED_S)  # editors move, truncate and write in steps
                self._state.read()
            self._check_what_has_changed()
            self._draw()

    def _hear(self, message: Message) -> None:
        if message.number == 0 and message.error:
            self.failure = message.error
            self.exit()
            return
        if message.number != self._number or message.error:
            return
        if message.report is None:
            if message.doing and time.monotonic() - self._asked_at > _TELL_AFTER_S:
                self._say(Text(message.doing, "dim"))
            return
        first = not self._state.found
        if not self._state.take(message.report):
            return  # it was saved again meanwhile, and will be checked again
        self._say(self._outcome())
        self._checking = []
        if first and self._state.found:
            self._selected = self._state.first_not_right()
        self._draw()

    def _check_what_has_changed(self) -> None:
        if not self._number and not self._state.read():
            return
        names = self._state.to_check
        if names:
            self._check(names)
        elif not self._state.problem:
            self._say(Text(tell("saved {time}: nothing has changed that is checked", time=_now()), "dim"))

    def _check(self, names: list[str]) -> None:
        self._number += 1
        self._asked_at = time.monotonic()
        self._checking = names
        self._checker.ask(Request(self._number, str(self._state.path), names))

    # Keys

    def action_hint(self) -> None:
        """Show a further hint for what is wrong in the exercise."""
        found, shown = self._state.found.get(self._selected), self._state.hints[self._selected]
        if found is None or shown == MAX_HINTS or not has_further_hint(found.report, shown):
            self._say(Text(tell("there is no further hint for {exercise}", exercise=self._selected), "dim"))
            return
        self._state.hints[self._selected] += 1
        self._draw()
        self.query_one("#report").scroll_end(animate=False)

    def action_next(self) -> None:
        """Show the next exercise."""
        self._go(1)

    def action_previous(self) -> None:
        """Show the exercise before."""
        self._go(-1)

    def action_all(self) -> None:
        """Check every exercise again."""
        self._saved_at = None
        if self._state.read():
            self._check(list(self._state.order))
        self._draw()

    def action_page(self, direction: int) -> None:
        """Scroll the report."""
        report = self.query_one("#report")
        (report.scroll_page_down if direction > 0 else report.scroll_page_up)(animate=False)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the exercise that was chosen with the arrows or the mouse."""
        if event.option.id is not None and event.option.id != self._selected:
            self._select(event.option.id)

    def _go(self, step: int) -> None:
        place = self._state.order.index(self._selected) + step
        if 0 <= place < len(self._state.order):
            self._select(self._state.order[place])

    def _select(self, name: str) -> None:
        self._selected = name
        self.query_one("#report").scroll_home(animate=False)
        self._draw()

    # What is shown

    def _say(self, line: Text) -> None:
        self._status = line
        self.query_one("#status", Static).update(line)

    def _outcome(self) -> Text:
        """Say what has been checked, and what to do next."""
        names = self._checking
        what = names[0] if len(names) == 1 else tell("{n} exercise", "{n} exercises", n=len(names))
        took = tell("checked {what} {time}", what=what, time=_now())
        if self._saved_at is not None:
            since_s = time.monotonic() - self._saved_at
            took = tell("{checked}, {seconds:.2f} s after it was saved", checked=took, seconds=since_s)
        if not self._state.is_done:
            return Text(took, "dim")
        score, _ = self._state.score
        right = tell("All {n} exercises are right: {score:g} points.", n=len(self._state.order), score=score)
        line = Text(right, "bold green")
        if self._hidden_points:
            more = tell("{more:g} more are graded after you hand in.", more=self._hidden_points)
            line.append(f" {more}", "not bold green")
        return line.append(f"\n{took}", "not bold dim")

    def _draw(self) -> None:
        score, max_score = self._state.score
        head = Text(self._file_title, "bold", no_wrap=True, overflow="ellipsis")
        if max_score:
            head.append(f"  {points(score, max_score)}  ", "not bold").append_text(bar(score, max_score))
        self.query_one("#head", Static).update(head)
        self._draw_exercises()
        self.query_one("#text", Static).update(Group(*self._report()))
        self.query_one("#status", Static).update(self._status)

    def _draw_exercises(self) -> None:
        exercises = self.query_one("#exercises", OptionList)
        shown = [option.id for option in exercises.options]
        with self.prevent(OptionList.OptionHighlighted):
            if shown != self._state.order:
                exercises.set_options([Option(self._line(name), id=name) for name in self._state.order])
            else:
                for name in self._state.order:
                    exercises.replace_option_prompt(name, self._line(name))
            exercises.highlighted = self._state.order.index(self._selected)

    def _line(self, name: str) -> Text:
        found = self._state.found.get(name)
        if found is None:
            return Text(f"  {name}", "dim")
        report = found.report
        sign, style = mark(report)
        return Text.assemble((sign, style), f" {name}", (f"  {points(report.score, report.max_score)}", "dim"))

    def _report(self) -> list[RenderableType]:
        lines: list[RenderableType] = []
        if self._state.problem:
            lines += [Text(with_caret(self._state.problem), "bold red")]
        lines += [Text(tell("note: {note}", note=note), "dim") for note in self._state.notes]
        found = self._state.found.get(self._selected)
        if found is None:
            return lines or [Text(tell("not checked yet"), "dim")]
        if self._state.problem:
            lines.append(Text(tell("before that:"), "dim"))
        lines += exercise_lines(found.report, self._state.hints[self._selected])
        if has_further_hint(found.report, self._state.hints[self._selected]):
            lines.append(Text(tell("a further hint is there: {how}", how="h"), "dim"))
        return lines


async def _saves(path: Path) -> AsyncIterator[None]:
    """Yield whenever a file may have changed, also where another takes its place, or its folder is there again."""
    while True:
        folder = _identity(path.parent)
        if folder is not None:
            changes = awatch(
                path.parent,
                watch_filter=lambda change, changed: Path(changed).name == path.name,
                step=_STEP_MS,
                debounce=_DEBOUNCE_MS,
                rust_timeout=_LOOK_EVERY_MS,
                yield_on_timeout=True,
                recursive=False,
            )
            with suppress(FileNotFoundError):  # the folder went just now
                async for changed in changes:
                    if changed:
                        yield
                    if _identity(path.parent) != folder:
                        break
        await asyncio.sleep(_LOOK_EVERY_MS / 1000)
        yield


def _identity(folder: Path) -> tuple[int, int] | None:
    """Return what tells a folder from another one of the same name; None where there is none."""
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _when_saved(path: Path) -> float:
    """Return when a file was saved, on the clock of `time.monotonic`; now, if it does not say, or says nonsense."""
    try:
        ago_s = time.time() - path.stat().st_mtime
    except OSError:
        ago_s = 0.0
    return time.monotonic() - (ago_s if 0 < ago_s < 1 else 0.0)


def _now() -> str:
    return datetime.now().strftime("%H:%M:%S")
