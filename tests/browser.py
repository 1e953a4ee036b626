"""Debian's Chromium, for tests of what people see."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

try:
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import Browser, Page, expect, sync_playwright
except ImportError:
    sync_playwright = None

__all__ = ["PATIENCE_S", "barriers", "chromium", "opened"]

PATIENCE_S = 60


@contextmanager
def chromium(home: Path) -> Iterator[Browser]:
    """Open a browser that reaches nothing but this machine; it keeps what it keeps in ``home``."""
    program = shutil.which("chromium")
    if sync_playwright is None:
        pytest.fail("playwright is missing; type: make setup, or .venv/bin/pip install playwright", pytrace=False)
    if program is None:
        pytest.fail("Chromium is missing; type: apt-get install chromium", pytrace=False)
    expect.set_options(timeout=PATIENCE_S * 1000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program,
            args=["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
            env={**os.environ, "HOME": str(home)},
        )
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, file: Path) -> Iterator[Page]:
    """Open a page that needs nothing else; at the end nothing may have been logged, fetched or hit."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    logged: list[str] = []
    fetched: list[str] = []
    page.on("console", lambda message: logged.append(message.text))
    page.on("pageerror", lambda error: logged.append(str(error)))
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(file.as_uri())
    yield page
    assert logged == []
    assert [url for url in fetched if not url.startswith((file.as_uri(), "data:"))] == []
    assert page.evaluate("window.hit") is None
    page.close()


def barriers(page: Page) -> list[str]:
    """Return what keeps people from using what is shown, a line each, by all rules of axe-core."""
    violations = Axe().run(page).response["violations"]
    return [
        f"{each['id']} ({each['impact']}): {node['html'][:150]}" for each in violations for node in each["nodes"][:3]
    ]
