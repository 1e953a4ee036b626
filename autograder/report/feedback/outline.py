"""The outline of a feedback: what its HTML, its Markdown and its plain text say alike, each in its own way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from autograder.language import NOT_IMPLEMENTED, tell, told
from autograder.report.folding import fold, new_hints
from autograder.report.plain import one_line, plain
from autograder.report.spreadsheet import number
from autograder.report.verdict import CheckReport, ExerciseReport, Report, Status, Verdict

__all__ = ["Block", "Outline", "Section", "outline"]

_MARKS = {Verdict.PASSED: "✓", Verdict.FAILED: "✗", Verdict.BLOCKED: "–", Verdict.NOT_GRADED: "?"}


@dataclass(frozen=True)
class Block:
    """Checks with one cause.

    Attributes:
        verdict: of all of them.
        titles: a line for each: mark, title, points.
        facts: what there is to say of them; a fact may have several lines.
    """

    verdict: Verdict
    titles: list[tuple[str, str, str]]
    facts: list[str]


@dataclass(frozen=True)
class Section:
    """An exercise: its name, its points, and its blocks."""

    name: str
    points: str
    blocks: list[Block]


@dataclass(frozen=True)
class Outline:
    """A feedback; nothing in it is invisible, and nothing of it may be taken for markup.

    Attributes:
        assignment: its name.
        student: the name.
        points: of all exercises, or that it could not be graded.
        error: why nothing of it could be run or graded, or "".
        notes: how the file was chosen, and what was skipped.
        sections: an exercise each; none if the error says all.
    """

    assignment: str
    student: str
    points: str
    error: str
    notes: list[str]
    sections: list[Section]


def outline(report: Report, assignment: str) -> Outline:
    """Return the outline of a report, of which `autograder.report.telling.for_student` has left what may be told."""
    graded = report.status is Status.GRADED
    score, max_score = number(report.score), number(report.max_score)
    points = tell("{score} of {max_score} points", score=score, max_score=max_score) + _lateness(report)
    return Outline(
        assignment=assignment,
        student=one_line(report.student),
        points=points if graded else tell("not graded yet"),
        error=plain(report.error or ""),
        notes=[one_line(note) for note in report.notes],
        sections=[] if report.error else list(map(_section, report.exercises)),
    )


def _lateness(report: Report) -> str:
    """Return what lateness makes of the points, where it takes some."""
    late = report.late
    return f"; {one_line(late.reason)}" if late is not None and late.factor is not None and late.factor < 1 else ""


def _section(exercise: ExerciseReport) -> Section:
    has_fault = any(check.verdict is Verdict.NOT_GRADED for check in exercise.checks)
    points = tell("not graded yet") if has_fault else _points(exercise.score, exercise.max_score)
    blocks = (
        [Block(Verdict.FAILED, [], [told(NOT_IMPLEMENTED)])] if _is_untouched(exercise) else list(_blocks(exercise))
    )
    return Section(one_line(exercise.name), points, blocks)


def _is_untouched(exercise: ExerciseReport) -> bool:
    failed = [check for check in exercise.checks if check.verdict is not Verdict.BLOCKED]
    return bool(failed) and all(check.message == told(NOT_IMPLEMENTED) for check in failed)


def _blocks(exercise: ExerciseReport) -> Iterator[Block]:
    already: set[str] = set()
    for block in fold(exercise.checks):
        first = next((check for check in block if check.message), block[0])
        facts = [first.message] if first.message else []
        if first.counterexample:
            facts.append(tell("for {example}", example=first.counterexample))
        facts += [
            tell("hint: {hint}", hint=hint) for hint in new_hints(block, already, steps=1 + len(first.further_hints))
        ]
        yield Block(block[0].verdict, list(map(_title, block)), [plain(fact) for fact in facts])


def _title(check: CheckReport) -> tuple[str, str, str]:
    points = "" if check.verdict is Verdict.NOT_GRADED else _points(check.points, check.max_points)
    return _MARKS[check.verdict], one_line(check.name), points


def _points(score: float, max_score: float) -> str:
    return tell("{score} of {max_score}", score=number(score), max_score=number(max_score))
