"""What there is to say of a whole class: scores, exercises, checks, causes of failures, and who needs a look."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import fmean, median

from autograder.language import NOT_IMPLEMENTED, tell, told
from autograder.report.items import difficulty, discrimination
from autograder.report.telling import why_not_graded
from autograder.report.verdict import CheckReport, ExerciseReport, Report, Status, Verdict

__all__ = ["Cause", "CheckFigures", "ClassFigures", "ExerciseFigures", "Look", "cause_of", "in_words", "summarize"]

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")

# Of causes that are equally common, those come first that say most.
_KINDS = ("misconception", "symptom", "message")

# From so many students on, and from such a share of all, one cause is perhaps not their fault.
_MANY, _MANY_SHARE = 5, 0.5


@dataclass(frozen=True)
class CheckFigures:
    """One check over the class.

    Attributes:
        verdicts: how many submissions have which.
        difficulty: the share that passes it, see `autograder.report.items`.
        discrimination: how well it tells strong from weak work, see there.
    """

    name: str
    hidden: bool
    max_points: float
    verdicts: Counter[Verdict]
    difficulty: float | None
    discrimination: float | None


@dataclass(frozen=True)
class ExerciseFigures:
    """One exercise over the class.

    Attributes:
        share: of its points, on average.
        full: how many have all of them.
        untouched: how many have not begun it.
    """

    name: str
    max_score: float
    share: float
    full: int
    untouched: int
    checks: tuple[CheckFigures, ...]


@dataclass
class Cause:
    """What checks were failed for, in words.

    Attributes:
        text: the hint that was given, or what the checks have said.
        kind: ``misconception``, ``symptom`` or ``message``.
        name: of the misconception, in words.
        exercises: in which it was seen.
        students: of whom.
    """

    text: str
    kind: str
    name: str = ""
    exercises: dict[str, None] = field(default_factory=dict)
    students: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True)
class Look:
    """Something that a person should look at.

    Attributes:
        reason: in a word or two, the same for all alike.
        text: what there is to see.
        students: of whom; none where it is about a check.
    """

    reason: str
    text: str
    students: tuple[str, ...] = ()


@dataclass(frozen=True)
class ClassFigures:
    """A class in figures.

    Attributes:
        submissions: how many there are.
        scores: of those that were graded.
        max_score: what is to be had.
        ran: how many of them could be run; exercises and checks are about these.
        seconds: what each took.
        exercises: in the order of the course.
        causes: the commonest first.
        looks: what needs a look.
    """

    submissions: int
    scores: tuple[float, ...]
    max_score: float
    ran: int
    seconds: tuple[float, ...]
    exercises: tuple[ExerciseFigures, ...]
    causes: tuple[Cause, ...]
    looks: tuple[Look, ...]

    @property
    def mean(self) -> float:
        """Mean score; 0 if there is none."""
        return fmean(self.scores) if self.scores else 0.0

    @property
    def median(self) -> float:
        """Median score; 0 if there is none."""
        return median(self.scores) if self.scores else 0.0

    @property
    def full(self) -> int:
        """How many have all points."""
        return sum(score == self.max_score for score in self.scores)

    @property
    def hardest(self) -> list[ExerciseFigures]:
        """The exercises that some points were lost in, the hardest first."""
        return sorted((each for each in self.exercises if each.share < 1), key=lambda each: each.share)


def summarize(reports: Iterable[Report]) -> ClassFigures:
    """Return a class in figures."""
    everyone = list(reports)
    graded = [report for report in everyone if report.status is Status.GRADED]
    ran = [report for report in graded if not report.is_of_all]
    exercises = tuple(_exercises(ran))
    causes = tuple(_causes(ran))
    return ClassFigures(
        submissions=len(everyone),
        scores=tuple(report.score for report in graded),
        max_score=max((report.max_score for report in graded), default=0.0),
        ran=len(ran),
        seconds=tuple(report.seconds for report in everyone),
        exercises=exercises,
        causes=causes,
        looks=(*_together(_looks(everyone)), *_looks_at_causes(causes, len(ran)), *_looks_at_checks(exercises)),
    )


def cause_of(exercise: str, check: CheckReport) -> str:
    """Return what a check was failed for, in the words that it shares with others that were failed for the same."""
    return check.hint or check.message.split("\n", 1)[0].removeprefix(f"{exercise} ")


def in_words(name: str) -> str:
    """Return the name of a misconception as one reads it."""
    return _HUMP.sub(" ", name).replace("_", " ").lower()


def _exercises(ran: Sequence[Report]) -> Iterable[ExerciseFigures]:
    there: dict[str, list[tuple[Report, ExerciseReport]]] = {}
    for report in ran:
        for exercise in report.exercises:
            there.setdefault(exercise.name, []).append((report, exercise))
    for name, pairs in there.items():
        parts = [exercise for _, exercise in pairs]
        yield ExerciseFigures(
            name=name,
            max_score=parts[0].max_score,
            share=fmean(part.score / part.max_score if part.max_score else 1.0 for part in parts),
            full=sum(part.score == part.max_score for part in parts),
            untouched=sum(map(_is_untouched, parts)),
            checks=tuple(_checks(pairs)),
        )


def _is_untouched(exercise: ExerciseReport) -> bool:
    failed = [check for check in exercise.checks if check.verdict is not Verdict.BLOCKED]
    return bool(failed) and all(check.message == told(NOT_IMPLEMENTED) for check in failed)


def _checks(pairs: Sequence[tuple[Report, ExerciseReport]]) -> Iterable[CheckFigures]:
    there: dict[tuple[str, bool], list[tuple[Report, CheckReport]]] = {}
    for report, exercise in pairs:
        for check in exercise.checks:
            there.setdefault((check.name, check.hidden), []).append((report, check))
    for (name, hidden), found in there.items():
        judged = [(report, check) for report, check in found if check.verdict is not Verdict.NOT_GRADED]
        passed = [check.verdict is Verdict.PASSED for _, check in judged]
        yield CheckFigures(
            name=name,
            hidden=hidden,
            max_points=found[0][1].max_points,
            verdicts=Counter(check.verdict for _, check in found),
            difficulty=difficulty(passed),
            discrimination=discrimination(passed, [report.score - check.points for report, check in judged]),
        )


def _causes(ran: Sequence[Report]) -> list[Cause]:
    causes: dict[tuple[str, str | None], Cause] = {}
    for report in ran:
        for exercise in report.exercises:
            for check in exercise.checks:
                if check.verdict is Verdict.FAILED:
                    text = cause_of(exercise.name, check)
                    kind = "misconception" if check.misconception else "symptom" if check.hint else "message"
                    new = Cause(text, kind, in_words(check.misconception or ""))
                    cause = causes.setdefault((text, check.misconception), new)
                    cause.exercises[exercise.name] = cause.students[report.student] = None
    return sorted(causes.values(), key=lambda cause: (-len(cause.students), _KINDS.index(cause.kind), cause.text))


def _looks(reports: Sequence[Report]) -> Iterable[Look]:
    for report in reports:
        if report.status is Status.NOT_GRADED:
            yield Look(tell("not graded"), why_not_graded(report), (report.student,))
    for report in reports:
        if report.is_of_all:
            yield Look(tell("cannot be run"), report.error or "", (report.student,))
    # What `autograder.submissions.choice` says where it had to choose between files.
    note_of_choice = tell("{file} is graded, of {n} files; not {others}")
    choice = re.sub(r"\\{\w+\\}", ".*", re.escape(note_of_choice))
    for report in reports:
        for note in report.notes:
            if re.fullmatch(choice, note):
                yield Look(tell("choice between files"), note, (report.student,))


def _together(looks: Iterable[Look]) -> Iterable[Look]:
    """Return looks with those together in which many students have the same to show."""
    students: dict[tuple[str, str], tuple[str, ...]] = {}
    for look in looks:
        key = look.reason, look.text
        students[key] = students.get(key, ()) + look.students
    return (Look(*key, names) for key, names in students.items())


def _looks_at_causes(causes: Sequence[Cause], ran: int) -> Iterable[Look]:
    for cause in causes:
        many = len(cause.students)
        if cause.text != told(NOT_IMPLEMENTED) and many >= _MANY and many >= _MANY_SHARE * ran:
            where = ", ".join(cause.exercises)
            text = tell("{n} of {of}: {cause} ({where})", n=many, of=ran, cause=cause.text, where=where)
            yield Look(tell("many with one error"), text, tuple(cause.students))


def _looks_at_checks(exercises: Sequence[ExerciseFigures]) -> Iterable[Look]:
    for exercise in exercises:
        for check in exercise.checks:
            judged = sum(check.verdicts.values()) - check.verdicts[Verdict.NOT_GRADED]
            where = f"{exercise.name}: {check.name}"
            if judged >= _MANY and check.difficulty == 0:
                yield Look(tell("check that nobody passes"), where)
            elif judged >= _MANY and check.discrimination is not None and check.discrimination < 0:
                text = tell("{where} (discrimination {value:.2f})", where=where, value=check.discrimination)
                yield Look(tell("check that the better ones fail"), text)
