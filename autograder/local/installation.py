"""Whether the autograder that runs is the one that is installed."""

from __future__ import annotations

import json
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

__all__ = ["other_installation"]


def other_installation() -> str | None:
    """Return a line that names both if another autograder runs than the installed one; else None.

    A ``PYTHONPATH``, or the folder that Python was started in, may come before what is installed: then the checks and
    the engine are not those that somebody believes to grade with.
    """
    try:
        installed = _package_of(distribution("pytorch-autograder"))
    except PackageNotFoundError:  # it runs from its sources alone
        return None
    running = Path(__file__).resolve().parents[1]
    if running == installed:
        return None
    remedy = "unset PYTHONPATH, or call it elsewhere, if that is not meant"
    return f"{running} runs, and not the installed {installed}; {remedy}."


def _package_of(installed: Distribution) -> Path:
    """Return the folder of the package that was installed; from its sources, that is where these lie."""
    origin = json.loads(installed.read_text("direct_url.json") or "{}")
    if origin.get("dir_info", {}).get("editable"):
        return Path(url2pathname(urlsplit(origin["url"]).path), "autograder").resolve()
    return Path(str(installed.locate_file("autograder"))).resolve()
