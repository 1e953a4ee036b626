"""Makes the pictures of the documentation from what the commands really print and write; `make pictures` runs this."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.text import Text

from autograder.course.assignments import find_course
from autograder.local.watch.app import WatchApp
from autograder.local.watch.checker import Settings
from autograder.local.watch.client import Checker
from autograder.local.watch.state import State
from autograder.sandbox.limits import Limits

HERE = Path(__file__).parent
WIDTH = 110  # characters

HALF_DONE = """import torch


def sigmoid(x):
    return torch.exp(x) / (1 + torch.exp(x))


def mse(y_true, y_pred):
    return ((y_true - y_pred) ** 2).mean()
"""


def picture(name: str, title: str, command: list[str]) -> None:
    """Run a command as in a terminal and save what it prints as ``images/<name>.svg``."""
    environment = {**os.environ, "COLUMNS": str(WIDTH), "FORCE_COLOR": "1", "TERM": "xterm-256color"}
    printed = subprocess.run(
        [sys.executable, "-m", "autograder.commands.main", *command],
        cwd=HERE.parent, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        text=True, check=False,
    ).stdout  # fmt: skip
    console = Console(record=True, width=WIDTH, file=open(os.devnull, "w"))  # noqa: PTH123, SIM115
    console.print(Text.from_ansi(printed))
    console.save_svg(str(HERE / "images" / f"{name}.svg"), title=title)


def picture_of_report(out: Path) -> None:
    """Write the report of a class, and save what is seen of it in Chromium as ``images/report*.png``."""
    subprocess.run([sys.executable, "-m", "autograder.commands.main", "report", str(out)], cwd=HERE.parent, check=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1200, "height": 900}, reduced_motion="reduce")
        page.goto((out / "report.html").as_uri())
        page.screenshot(path=HERE / "images" / "report.png")
        page.locator("#table").get_by_role("link", name="s012").click()
        page.get_by_role("heading", name="s012").wait_for()
        page.screenshot(path=HERE / "images" / "report-student.png")
        browser.close()


async def picture_of_watch(file: Path) -> None:
    """Save what the screen of ``autograder watch`` shows of a file as ``images/watch.svg``."""
    assignment = find_course(HERE.parent).assignment(file.stem, with_solution=False)
    checker = Checker(Settings(file.stem, ["torch"], "cpu", Limits()))
    state = State(file, assignment.exercises)
    app = WatchApp(f"{file.stem}: {file.name}", state, checker)
    async with app.run_test(size=(WIDTH, 22)) as pilot:
        while not state.found:
            await pilot.pause(0.1)
        await pilot.pause(0.5)
        (HERE / "images" / "watch.svg").write_text(app.export_screenshot(title="autograder watch"), encoding="utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder, "ps1_tensors.py")
        draft.write_text(HALF_DONE, encoding="utf-8")
        picture("check", "autograder check", ["check", str(draft), "-e", "sigmoid", "-e", "mse"])
        asyncio.run(picture_of_watch(draft))
        out = str(Path(folder, "out"))
        picture("grade", "make grade", ["grade", "examples/submitted", "-a", "ps1_tensors", "-o", out])
        picture_of_report(Path(out))
