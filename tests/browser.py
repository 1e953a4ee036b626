"""Debian's Chromium, for tests of what people see."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

try:
    from playwright.sync_api import Browser, expect, sync_playwright
except ImportError:
    sync_playwright = None

__all__ = ["PATIENCE_S", "chromium"]

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
