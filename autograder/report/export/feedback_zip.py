"""Feedback in the zips that an LMS takes back: each file finds its student by the numbers in its name."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from autograder.report.export.exceptions import ExportError
from autograder.report.export.moodle import participants
from autograder.report.export.people import Person, match
from autograder.report.export.template import read_template
from autograder.report.feedback.html import as_html
from autograder.report.feedback.outline import outline
from autograder.report.feedback.text import as_text
from autograder.report.files import zipped
from autograder.report.verdict import Report

__all__ = ["FeedbackZip", "for_canvas", "for_moodle"]

_NO_WORD = re.compile(r"[^\w ]|_")
_SUBMISSIONS = "download the submissions of the assignment in Canvas"


@dataclass
class FeedbackZip:
    """A zip of feedback.

    Attributes:
        content: the file.
        students: how many have feedback in it.
        left: a line for each student who has none, with the reason.
    """

    content: bytes
    students: int = 0
    left: list[str] = field(default_factory=list)


def for_moodle(reports: Sequence[Report], assignment: str, worksheet: Path, column: str | None = None) -> FeedbackZip:
    """Return what Moodle takes under "Upload multiple feedback files in a zip": a page for each student.

    Args:
        reports: what students are told.
        assignment: its name.
        worksheet: the grading worksheet, which has the participants' numbers.
        column: header of the grades in it, where it is neither English nor Russian.

    Raises:
        ExportError: the worksheet is none.
    """
    people = participants(read_template(worksheet), column)
    paths = [
        f"{_NO_WORD.sub('', person.names[0]).strip() or 'student'}_{person.number}_assignfeedback_file/feedback.html"
        for person in people
    ]
    return _packed(reports, people, paths, lambda report: as_html(outline(report, assignment)))


def for_canvas(reports: Sequence[Report], assignment: str, submissions: Path) -> FeedbackZip:
    """Return what Canvas takes under "Upload Submissions": plain text, which it shows under the student's file name.

    Args:
        reports: what students are told.
        assignment: its name.
        submissions: the zip of submissions that Canvas gave out, in whose names the attachments' numbers are.

    Raises:
        ExportError: the zip is none of Canvas's.
    """
    people, paths = [], []
    for number, (prefix, attachment, names) in _attachments(submissions).items():
        people.append(Person(number, (prefix.removesuffix("_LATE"),), tuple(names)))
        paths.append(f"{prefix}_{number}_{attachment}_feedback.txt")
    return _packed(reports, people, paths, lambda report: as_text(outline(report, assignment)))


def _packed(
    reports: Sequence[Report], people: Sequence[Person], paths: Sequence[str], render: Callable[[Report], str]
) -> FeedbackZip:
    matches = match([report.student for report in reports], people)
    files = {
        paths[matches.people[report.student]]: render(report) for report in reports if report.student in matches.people
    }
    left = [f"{student}: {reason}" for student, reason in matches.unknown.items()]
    return FeedbackZip(zipped(files), len(files), left)


def _attachments(submissions: Path) -> dict[str, tuple[str, str, list[str]]]:
    """Return for each person's number what stands before it, an attachment's number, and the names of all files."""
    try:
        with zipfile.ZipFile(submissions) as archive:
            names = [Path(name).name for name in sorted(archive.namelist()) if not name.endswith("/")]
    except FileNotFoundError:
        raise ExportError(f"{submissions}: there is no such file; {_SUBMISSIONS}.") from None
    except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise ExportError(f"{submissions}: is no zip that can be read ({error}); {_SUBMISSIONS}.") from None
    found: dict[str, tuple[str, str, list[str]]] = {}
    for name in names:
        parts = name.split("_")
        digits = [index for index, part in enumerate(parts) if part.isascii() and part.isdigit()]
        if len(digits) < 2 or digits[1] != digits[0] + 1 or not digits[0]:
            continue
        prefix, number, attachment = "_".join(parts[: digits[0]]), parts[digits[0]], parts[digits[1]]
        found.setdefault(number, (prefix, attachment, []))[2].extend([name, Path(name).stem])
    if not found:
        raise ExportError(
            f"{submissions}: no file in it is called NAME_NUMBER_NUMBER_…, as Canvas calls them; {_SUBMISSIONS}."
        )
    return found
