"""Feedback: what students are told, and that nothing of theirs becomes markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from autograder.language import NOT_IMPLEMENTED
from autograder.report.feedback.html import as_html
from autograder.report.feedback.markdown import MAX_CHARACTERS, as_markdown
from autograder.report.feedback.outline import outline
from autograder.report.feedback.text import as_text
from autograder.report.telling import OWN_FAULT, Telling, for_student
from autograder.report.verdict import CheckReport, ExerciseReport, Report, Status, Verdict

from . import BATCH, autograder

# What could be markup somewhere, beside all other text.
MARKUP = st.lists(
    st.sampled_from(
        ["<script>", "</pre>", "<!--", "&amp;", "```", "~~~", "`", "\n", "\r", "# ", "- ", "[a](b)", "![x](y)",
         "<a href=x>", "@everyone", "http://x.org", "|", "\\", "    ", "\x1b[31m", "\u202e", "{{ 7*7 }}",
         "{% raw %}", "***", "---", "=1"]
    )
    | st.text(max_size=8),
    max_size=12,
).map("".join)  # fmt: skip


def _report(text: str, *, hidden: bool = False) -> Report:
    """Return a report in which all that a student can say is this."""
    check = CheckReport("Is *right* for [all] <x>", hidden, Verdict.FAILED, 0, 1, text or "x", text, "m", text)
    passed = CheckReport("Is there", hidden, Verdict.PASSED, 1, 1)
    return Report(text, text, "", Status.GRADED, None, 1, 2, 0.1, [ExerciseReport("f", 1, 2, [passed, check])], [text])


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        """Note a tag."""
        self.tags.append(tag)

    def handle_comment(self, data: str) -> None:
        """Note a comment."""
        self.tags.append("comment")


@given(MARKUP)
def test_html_has_no_tag_but_its_own(text: str) -> None:
    """However many lines and signs a message has, the page is built as that of a plain message is."""
    found, plain = _Tags(), _Tags()
    found.feed(as_html(outline(_report(text), "ps1")))
    plain.feed(as_html(outline(_report("plain" if text.split() else text), "ps1")))
    ignored = {"p", "bdi"}  # of names and notes that are empty without what is invisible
    assert [tag for tag in found.tags if tag not in ignored] == [tag for tag in plain.tags if tag not in ignored]


@given(MARKUP)
def test_markdown_has_code_where_students_speak(text: str) -> None:
    """No HTML, no link, no picture, no heading and no list but those that are ours."""
    tokens = MarkdownIt("commonmark").parse(as_markdown(outline(_report(text), "ps1")))
    kinds = [child.type for token in tokens for child in (token, *(token.children or ()))]
    assert {"html_block", "html_inline", "link_open", "image", "em_open", "strong_open"}.isdisjoint(kinds)
    assert (kinds.count("heading_open"), kinds.count("list_item_open")) == (2, 2)
    spoken = [child for token in tokens for child in (token.children or ()) if child.type == "text"]
    assert not any("everyone" in child.content or "x.org" in child.content for child in spoken)


@given(MARKUP)
def test_text_is_free_of_what_a_terminal_obeys(text: str) -> None:
    """A mail may be read in one."""
    assert re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202e]", as_text(outline(_report(text), "ps1"))) is None


CHECK = CheckReport(
    "Is right", True, Verdict.FAILED, 0, 1, "it is 3, expected 4", "x = 1", "off_by_one", "Count.", ["Count x."]
)


@pytest.mark.parametrize(
    ("telling", "hints", "told"),
    [
        (Telling.TITLE, 3, ("", None, None, "", [])),
        (Telling.HINT, 1, ("", None, "off_by_one", "Count.", [])),
        (Telling.HINT, 2, ("", None, "off_by_one", "Count.", ["Count x."])),
        (Telling.COUNTEREXAMPLE, 1, ("it is 3, expected 4", "x = 1", "off_by_one", "Count.", [])),
    ],
)
def test_hidden_check_tells_as_much_as_asked_for(telling: Telling, hints: int, told: tuple[Any, ...]) -> None:
    """Title, verdict and points it always tells; a visible check tells all."""
    found = _told(CHECK, telling, hints)
    assert (found.message, found.counterexample, found.misconception, found.hint, found.further_hints) == told
    assert (found.name, found.verdict, found.max_points) == ("Is right", Verdict.FAILED, 1)
    visible = CheckReport(**{**vars(CHECK), "hidden": False})
    assert _told(visible, telling, 3) == visible


def _told(check: CheckReport, telling: Telling, hints: int = 1) -> CheckReport:
    report = Report("s", "f.py", "", Status.GRADED, None, 0, 1, 0.1, [ExerciseReport("f", 0, 1, [check])])
    return for_student(report, telling, hints).exercises[0].checks[0]


def test_what_blocks_is_told_with_the_hint() -> None:
    """It is the title of another check."""
    blocked = CheckReport("Is fast", True, Verdict.BLOCKED, 0, 1, "checked only once “Is right” passes")
    assert _told(blocked, Telling.HINT) == blocked
    assert _told(blocked, Telling.TITLE).message == ""


def test_hidden_checks_of_which_nothing_is_told_are_not_called_alike() -> None:
    """That two fail for one reason would be told by folding them."""
    checks = [CHECK, CheckReport("Is exact", True, Verdict.FAILED, 0, 1, "it is 3, expected 4", "x = 1")]
    report = Report("s", "f.py", "", Status.GRADED, None, 0, 2, 0.1, [ExerciseReport("f", 0, 2, checks)])
    (section,) = outline(for_student(report, Telling.TITLE), "ps1").sections
    assert [len(block.titles) for block in section.blocks] == [1, 1]


def test_fault_of_the_grader_is_told_as_that_alone() -> None:
    """Of visible checks, too."""
    fault = CheckReport("Is right", False, Verdict.NOT_GRADED, 0, 1, "KeyError: 'expected'", "x = 1", "m", "Count.")
    told = _told(fault, Telling.COUNTEREXAMPLE)
    assert (told.message, told.counterexample, told.misconception, told.hint) == (OWN_FAULT, None, None, "")


def test_untouched_exercise_takes_a_line() -> None:
    """Its checks say nothing more."""
    check = CheckReport("Is right", False, Verdict.FAILED, 0, 1, NOT_IMPLEMENTED)
    report = Report("s", "f.py", "", Status.GRADED, None, 0, 1, 0.1, [ExerciseReport("f", 0, 1, [check])])
    assert as_text(outline(report, "ps1")) == "ps1: 0 of 1 points\ns\n\nf  0 of 1\n    not implemented yet\n"


def test_markdown_fits_into_a_comment() -> None:
    """GitHub refuses one of more than 65 536 characters; what is left out is counted."""
    exercises = [
        ExerciseReport(f"f{number}", 0, 1, [CHECK, *_report("x" * 9000).exercises[0].checks]) for number in range(20)
    ]
    report = Report("s", "f.py", "", Status.GRADED, None, 0, 20, 0.1, exercises)
    text = as_markdown(outline(report, "ps1"))
    assert len(text) <= MAX_CHARACTERS
    assert re.search(r"… and \d+ more exercises", text)
    assert text.count("```") % 2 == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--to", "moodle"], "--to moodle needs --template."),
        (["--template", "x.csv"], "--template is for moodle and canvas."),
        (["--column", "Grade"], "--column is for moodle."),
        (["--hidden", "all"], "'all' is not one of 'title', 'hint', 'counterexample'."),
    ],
)
def test_wrong_use_is_a_line(arguments: list[str], said: str) -> None:
    """Before anything is read or written."""
    done = autograder("feedback", BATCH, "x", *arguments)
    assert done.exit_code == 2
    assert said in done.stderr
