"""JupyterLab with nbgrader's extensions, in a real browser: what students and instructors do there with the mouse."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from tests.browser import PATIENCE_S, chromium
from tests.nbgrader.courses import (
    POINTS,
    PS1,
    TOTAL,
    TOTAL_WITH_WRONG_SIGMOID,
    WRONG_SIGMOID,
    NbCourse,
    Person,
    filled_in,
    read,
    solutions,
)

pytestmark = pytest.mark.slow

with suppress(ImportError):  # which `chromium` says
    from playwright.sync_api import Browser, FrameLocator, Locator, Page, expect

TOKEN = "secret"
# Folder for pictures of the main steps, as docs/images has them; without it, none are made.
PICTURES = os.environ.get("AUTOGRADER_SCREENSHOTS")
STUDENTS = "id,first_name,last_name\nkovalevskaya,Sofia,Kovalevskaya\nlovelace,Ada,Lovelace\nnoether,Emmy,Noether\n"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Debian's Chromium, which reaches nothing but this machine."""
    with chromium(tmp_path_factory.mktemp("browser")) as browser:
        yield browser


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> NbCourse:
    """A course with the assignment released, and what two students have handed in."""
    folder = tmp_path_factory.mktemp("formgrader")
    (folder / "students.csv").write_text(STUDENTS)
    course = NbCourse(folder, "--roster", folder / "students.csv", "--due", f"{PS1}=2026-12-01T23:59+00:00")
    course.nbgrader("generate_assignment", PS1)
    course.nbgrader("release_assignment", PS1)
    right = solutions()
    for name, work, when in (
        ("lovelace", right, "09:42:10"),
        ("noether", {**right, "sigmoid": WRONG_SIGMOID}, "16:05:21"),
    ):
        path = course.submit(name, course.released(work))
        path.with_name("timestamp.txt").write_text(f"2026-11-20 {when}.000000 UTC")
    return course


@contextmanager
def jupyterlab(browser: Browser, person: Person, *, height: int = 900) -> Iterator[Page]:
    """Somebody's JupyterLab, in their folder; its log is shown with whatever goes wrong in it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = (
        person.home / ".jupyter/lab/user-settings/@jupyterlab/apputils-extension/notification.jupyterlab-settings"
    )
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(json.dumps({"fetchNews": "false", "checkForUpdates": False}))  # asks nothing, needs no network
    log = person.home / "jupyterlab.log"
    options = [
        "--no-browser",
        "--allow-root",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        f"--IdentityProvider.token={TOKEN}",
    ]
    server = person.start("jupyter", "lab", *options, log=log)
    try:
        _wait_for(server, port)
        page = browser.new_page(viewport={"width": 1280, "height": height})
        page.set_default_timeout(PATIENCE_S * 1000)
        page.goto(f"http://127.0.0.1:{port}/lab?token={TOKEN}")
        yield page
        page.close()
    except BaseException as error:
        error.add_note(log.read_text(errors="replace")[-5000:])
        raise
    finally:
        server.terminate()
        try:
            server.wait(PATIENCE_S)
        finally:
            _kill_group(server)


def _wait_for(server: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except ConnectionRefusedError:
            assert server.poll() is None, "JupyterLab has ended"
            assert time.monotonic() < deadline, "JupyterLab has not started"
            time.sleep(0.1)


def _kill_group(server: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(server.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    server.wait()


def open_from_menu(page: Page, item: str) -> None:
    """Open one of nbgrader's extensions; the file browser makes room for it."""
    page.get_by_role("menuitem", name="Nbgrader").click()
    page.get_by_role("menuitem", name=item, exact=True).click()
    page.get_by_role("tab", name="File Browser").click()


def picture(page: Page, name: str) -> None:
    """Take a picture for the documentation, if somebody wants it."""
    if PICTURES:
        page.screenshot(path=Path(PICTURES, f"nbgrader-{name}.png"), animations="disabled")


def test_student_fetches_validates_and_submits_in_jupyterlab(browser: Browser, course: NbCourse) -> None:
    """The assignment list is all that a student needs: it says what is wrong, then that all is well, and hands in."""
    student = course.student("kovalevskaya")
    with (student.home / ".jupyter" / "nbgrader_config.py").open("a") as file:
        file.write("c.CourseDirectory.student_id = 'kovalevskaya'\n")  # one user plays all students
    student = replace(student, folder=student.home / "work")
    student.folder.mkdir()
    with jupyterlab(browser, student, height=640) as page:
        open_from_menu(page, "Assignment List")
        released, fetched, submitted = (
            page.locator(f"#{each}_assignments_list") for each in ("released", "fetched", "submitted")
        )
        released.get_by_role("button", name="Fetch").click()
        fetched.get_by_role("button", name=PS1).click()
        picture(page, "assignment-list")
        assert "not implemented yet" in validate(page)
        path = student.folder / PS1 / f"{PS1}.ipynb"
        path.write_text(json.dumps(filled_in(read(path), {**solutions(), "sigmoid": WRONG_SIGMOID})))
        said = validate(page, take_picture=True)
        assert "Gives the values that can be looked up" in said
        assert "mse" not in said
        path.write_text(json.dumps(filled_in(read(path), solutions())))
        assert "Success! Your notebook passes all the tests." in validate(page)
        fetched.get_by_role("button", name="Submit").click()
        expect(submitted.get_by_text("UTC")).to_be_visible()
    course.nbgrader("collect", PS1)
    assert read(course.root / "submitted" / "kovalevskaya" / PS1 / f"{PS1}.ipynb") == read(path)


def validate(page: Page, take_picture: bool = False) -> str:
    """Press Validate, and return what the dialog says."""
    page.get_by_role("button", name="Validate").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Validation Results")
    said = dialog.inner_text()
    if take_picture:
        picture(page, "validate")
    dialog.get_by_role("button", name="Ok").click()
    return said


def test_instructor_grades_in_the_formgrader(browser: Browser, course: NbCourse) -> None:
    """Autograde twice in one server, look at the verdicts, give points by hand, generate feedback: all by button."""
    with jupyterlab(browser, course.instructor) as page:
        open_from_menu(page, "Formgrader")
        formgrader = page.frame_locator("#formgrader iframe")
        expect(formgrader.locator("td.name")).to_have_text(PS1)
        picture(page, "assignments")
        formgrader.locator("td.num-submissions a").click()
        press(formgrader, "noether", "autograde", "Successfully autograded")
        press(formgrader, "lovelace", "autograde", "Successfully autograded")
        expect(row_of(formgrader, "noether").locator(".score")).to_have_text(
            f"{TOTAL_WITH_WRONG_SIGMOID:g} / {TOTAL:g}"
        )
        expect(row_of(formgrader, "lovelace").locator(".score")).to_have_text(f"{TOTAL:g} / {TOTAL:g}")
        picture(page, "submissions")

        row_of(formgrader, "noether").get_by_role("link", name="Noether, Emmy").click()
        formgrader.locator("td.name a").click()
        score = formgrader.locator("#sigmoid-checks")
        expect(score).to_have_attribute("placeholder", "0.25")
        expect(formgrader.get_by_text("Gives the values that can be looked up").first).to_be_visible()
        hint = course.comments("noether")["sigmoid"] or "none"
        expect(formgrader.locator("#sigmoid-comment")).to_have_attribute("placeholder", hint)
        with page.expect_response(re.compile("/formgrader/api/grade/")) as saved:
            score.fill("1.25")
            score.press("Tab")
        assert saved.value.ok
        assert course.grades("noether")["sigmoid-checks"] == (0.25, 1.25, False)
        to_the_top(formgrader.locator(".nbgrader_cell").filter(has=formgrader.locator("#sigmoid-comment")))
        picture(page, "manual-grading")

        formgrader.get_by_role("link", name="Manual Grading").click()
        formgrader.get_by_role("link", name="Manage Assignments").click()
        formgrader.locator("td.num-submissions a").click()
        press(formgrader, "noether", "generate-feedback", "Successfully generated feedback")
        expect(row_of(formgrader, "noether").locator(".score")).to_have_text(
            f"{TOTAL_WITH_WRONG_SIGMOID + 1:g} / {TOTAL:g}"
        )
        feedback = course.root / "feedback" / "noether" / PS1 / f"{PS1}.html"
        assert f"Score: 1.25 / {POINTS['sigmoid'].visible}" in feedback.read_text()
        page.goto(feedback.as_uri())
        expect(page.get_by_text("Gives the values that can be looked up").first).to_be_visible()
        expect(page.get_by_text(f"{PS1} (Score: {TOTAL_WITH_WRONG_SIGMOID + 1} / {TOTAL})")).to_be_visible()
        to_the_top(page.locator(".nbgrader_cell").filter(has_text="def sigmoid"))
        picture(page, "feedback")


def press(formgrader: FrameLocator, student: str, button: str, said: str) -> None:
    """Press a button in a student's line, wait for the dialog that says that it went well, and close that."""
    row_of(formgrader, student).locator(f".{button} a").click()
    dialog = formgrader.get_by_role("dialog")
    expect(dialog).to_contain_text("for student")
    assert said in dialog.inner_text()
    dialog.get_by_role("button", name="OK").click()
    expect(formgrader.locator(".modal-backdrop")).to_have_count(0)


def row_of(formgrader: FrameLocator, student: str) -> Locator:
    """Return a student's line in the list of submissions."""
    return formgrader.get_by_role("row").filter(has=formgrader.get_by_role("gridcell", name=student, exact=True))


def to_the_top(cell: Locator) -> None:
    """Scroll to a cell, leaving room for the bar above it; the formgrader may be scrolling to another one just now."""
    cell.evaluate("(cell) => { window.jQuery?.('html, body').stop(true); cell.scrollIntoView(); scrollBy(0, -90); }")
