"""A feedback as a page of its own: no script, nothing from elsewhere, nothing of the student's as markup."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from autograder.language import spoken, tell
from autograder.report.feedback.outline import Outline

__all__ = ["as_html"]


def as_html(outline: Outline) -> str:
    """Return the page."""
    return _template().render(outline=outline)


@cache
def _template() -> Template:
    loader = PackageLoader("autograder.report.feedback", "")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        keep_trailing_newline=True,
    )  # fmt: skip
    environment.globals |= {"tell": tell, "spoken": spoken}
    return environment.get_template("feedback.html.jinja")
