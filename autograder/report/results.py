"""``results.json`` and ``grades.csv``: the batch as files, and read back."""

from __future__ import annotations

import csv
import json
import os
import tempfile
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

import msgspec

from autograder.course.lateness import LatePolicy
from autograder.language import ENGLISH, LANGUAGES
from autograder.report.spreadsheet import safe_cell
from autograder.report.verdict import Report, Status

__all__ = ["SCHEMA", "OutputError", "Results", "as_results", "prepare", "read_results", "write_results"]

SCHEMA = "autograder/results/1"


@dataclass
class Results:
    """What stands in ``results.json``.

    Attributes:
        schema: `SCHEMA`.
        assignment: its name.
        sandbox: the level at which it was graded.
        device: where training checks have trained: ``cpu`` or ``cuda``.
        lang: the language of its texts.
        layout: how the submissions were laid out, by the name that ``--layout`` has for it; "" where there was none.
        late_policy: what lateness costs, or None.
        skipped: what was found among the submissions and not graded: ``path`` and ``reason`` of each.
        submissions: a report for each student.
    """

    schema: str
    assignment: str
    sandbox: str
    device: str
    lang: str = field(default=ENGLISH, kw_only=True)
    layout: str = field(default="", kw_only=True)
    late_policy: LatePolicy | None = field(default=None, kw_only=True)
    skipped: list[dict[str, str]]
    submissions: list[Report]


class OutputError(Exception):
    """The folder for the results cannot be used; whoever runs the grader names another."""


def as_results(
    reports: Sequence[Report],
    *,
    assignment: str,
    sandbox: str,
    device: str,
    lang: str = ENGLISH,
    skipped: Sequence[Mapping[str, str]] = (),
    layout: str = "",
    late_policy: LatePolicy | None = None,
) -> dict[str, Any]:
    """Return the reports in the shape of ``results.json``, see `Results`."""
    left = [dict(each) for each in skipped]
    results = Results(
        SCHEMA,
        assignment,
        sandbox,
        device,
        left,
        list(reports),
        lang=lang,
        layout=layout,
        late_policy=late_policy,
    )
    found: dict[str, Any] = msgspec.to_builtins(results)
    return found


def read_results(path: Path) -> Results:
    """Read a ``results.json``.

    Raises:
        OutputError: there is none, or it is another version's.
    """
    try:
        data = path.read_bytes()
        schema = msgspec.json.decode(data, type=_Head).schema
        if schema != SCHEMA:
            raise OutputError(f"{path}: has schema {schema}, wanted is {SCHEMA}; grade with this version.")
        results = msgspec.json.decode(data, type=Results)
        if results.lang not in LANGUAGES:
            raise OutputError(f"{path}: is in the language {results.lang}, of which there is no catalogue here.")
        return results
    except FileNotFoundError:
        if (path.parent / "ledger.sqlite").exists():
            remedy = "the batch has not come to its end; run the same `autograder grade` command again"
        else:
            remedy = "name the OUT folder of `autograder grade`"
        raise OutputError(f"{path}: is not there; {remedy}.") from None
    except (OSError, msgspec.DecodeError) as error:
        raise OutputError(f"{path}: is no results.json ({error}); run `autograder grade` again.") from None


@dataclass
class _Head:
    """What every version of ``results.json`` has."""

    schema: str


def prepare(out: Path) -> None:
    """Make the folder for the results, before any work is done for them.

    Raises:
        OutputError: it cannot be made or written to.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out):
            pass
    except OSError as error:
        raise OutputError(f"{out}: cannot be written to ({error.strerror}); name another folder.") from None


def write_results(
    out: Path,
    reports: Callable[[], Iterable[Report]],
    *,
    assignment: str,
    sandbox: str,
    device: str,
    lang: str = ENGLISH,
    skipped: Sequence[Mapping[str, str]] = (),
    layout: str = "",
    late_policy: LatePolicy | None = None,
) -> None:
    """Write ``results.json`` and ``grades.csv`` into the folder ``out``; each appears whole or not at all.

    ``reports`` is called twice: however many they are, they are never in memory all at once.

    Raises:
        OutputError: they cannot be written.
    """
    try:
        with _appearing(out / "results.json") as file:
            head = as_results(
                [],
                assignment=assignment,
                sandbox=sandbox,
                device=device,
                lang=lang,
                skipped=skipped,
                layout=layout,
                late_policy=late_policy,
            )
            begin, end = json.dumps(head, indent=1, ensure_ascii=False).rsplit("[]", 1)  # of "submissions", the last
            file.write(f"{begin}[")
            names: dict[str, None] = {}
            comma = ""
            for report in reports():
                names.update(dict.fromkeys(exercise.name for exercise in report.exercises))
                text = json.dumps(msgspec.to_builtins(report), indent=1, ensure_ascii=False)
                file.write(f"{comma}\n" + textwrap.indent(text, "  "))
                comma = ","
            file.write(f"{comma and chr(10) + ' '}]{end}\n")
        with _appearing(out / "grades.csv") as file:
            _write_grades(file, reports(), assignment, list(names), with_lateness=late_policy is not None)
    except OSError as error:
        raise OutputError(
            f"{out}: cannot be written to ({error.strerror}); the grades are safe in ledger.sqlite: "
            "make room, and run the same command again."
        ) from None


def _write_grades(
    file: TextIO, reports: Iterable[Report], assignment: str, names: Sequence[str], *, with_lateness: bool
) -> None:
    """Write the table of grades; what could not be graded has empty cells, not zeros.

    So has one of which nobody knows how late it was: what lateness makes of its score is somebody's to say.
    """
    writer = csv.writer(file, lineterminator="\n")
    late = ["handed_in", "late_factor", "late_score"] if with_lateness else []
    writer.writerow(["student", "assignment", "file", "status", "score", "max_score", *late, *names, "error", "notes"])
    for report in reports:
        scores = {exercise.name: exercise.score for exercise in report.exercises}
        graded = report.status is Status.GRADED
        writer.writerow(
            [
                safe_cell(report.student),
                assignment,
                safe_cell(report.file),
                report.status.value,
                *([report.score, report.max_score] if graded else ["", ""]),
                *(_late_cells(report) if late else ()),
                *(scores.get(name, "") if graded else "" for name in names),
                safe_cell(report.error or ""),
                safe_cell("; ".join(report.notes)),
            ]
        )


def _late_cells(report: Report) -> list[str | float]:
    """Return when it was handed in, how much of the score counts, and what that comes to."""
    at = report.handed_in.at if report.handed_in is not None else None
    factor, score = (report.late.factor, report.late.score) if report.late is not None else (None, None)
    return [at.isoformat() if at is not None else "", *("" if each is None else each for each in (factor, score))]


@contextmanager
def _appearing(path: Path) -> Iterator[TextIO]:
    """Open a file that takes the place of ``path`` when the block has ended well."""
    temporary = path.with_name(f".{path.name}.new")
    with temporary.open("w", encoding="utf-8", newline="") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
