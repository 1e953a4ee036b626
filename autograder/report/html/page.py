"""The whole report: the overview of the class, and the pages of its students."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Container, Iterator, Sequence
from importlib import resources
from statistics import median

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from autograder.language import Phrase, spoken, tell, told
from autograder.report.folding import fold, new_hints
from autograder.report.html.charts import Point, histogram, scatter
from autograder.report.html.code import CodeCell, Highlighter, places_of
from autograder.report.html.fragments import Fragments
from autograder.report.items import FEW
from autograder.report.results import Results
from autograder.report.statistics import ClassFigures, in_words, summarize
from autograder.report.verdict import CheckReport, ExerciseReport, Report, Status, Verdict, has_fault

__all__ = ["CodeOf", "code_lines", "environment", "file_parts", "render_report"]

# The code of a submission, or one line that says why it cannot be shown.
CodeOf = Callable[[Report], Sequence[CodeCell] | str]

_MAX_HINTS = 3
_MAX_SLOWEST = 5
_MAX_CAUSES = 100  # the others are those of single students, whose pages show them
_MARKS = {
    Verdict.PASSED: ("✓", Phrase("passed")),
    Verdict.FAILED: ("✗", Phrase("failed")),
    Verdict.BLOCKED: ("–", Phrase("blocked")),
    Verdict.NOT_GRADED: ("?", Phrase("not graded")),
}
_KINDS = {"misconception": Phrase("misconception"), "symptom": Phrase("symptom")}


def render_report(results: Results, code_of: CodeOf) -> str:
    """Return the report of a class as the text of an HTML file that needs no other."""
    templates = environment()
    figures = summarize(results.submissions)
    pages = _pages(templates, results.submissions, code_of)
    return templates.get_template("report.html").render(
        results=results,
        figures=figures,
        histogram=histogram(figures.scores, figures.max_score, figures.mean),
        scatter=_scatter(figures),
        few=FEW,
        causes=figures.causes[:_MAX_CAUSES],
        median_seconds=median(figures.seconds) if figures.seconds else 0.0,
        slowest=sorted(results.submissions, key=lambda each: -each.seconds)[:_MAX_SLOWEST],
        causes_of=_causes_of(results.submissions, figures),
        pages=pages.packed(),
        **file_parts(),
    )


def file_parts() -> dict[str, str]:
    """Return what the template ``head.html`` and the end of every such file need: style, script, and its digest."""
    folder = resources.files("autograder.report.html") / "templates"
    script = (folder / "report.js").read_text(encoding="utf-8")
    return {
        "style": Markup((folder / "report.css").read_text(encoding="utf-8")),
        "script": Markup(script),
        "script_hash": base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii"),
    }


def environment() -> Environment:
    """Return the templates, in which all text is escaped."""
    environment = Environment(
        loader=PackageLoader("autograder.report.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "percent": _percent,
        "number": _number,
        "seconds": _seconds,
        "in_words": in_words,
        "breakable": _breakable,
    }
    environment.globals |= {
        "Status": Status,
        "Verdict": Verdict,
        "has_fault": has_fault,
        "spoken": spoken,
        "tell": tell,
    }
    environment.globals["marks"] = {verdict: (mark, told(said)) for verdict, (mark, said) in _MARKS.items()}
    environment.globals["kinds"] = {kind: told(said) for kind, said in _KINDS.items()}
    return environment


def _pages(environment: Environment, reports: Sequence[Report], code_of: CodeOf) -> Fragments:
    """Return the pages of students."""
    template = environment.get_template("student.html").make_module()
    highlighter, fragments = Highlighter(), Fragments()
    rendered: dict[str, str] = {}

    def exercise(of: ExerciseReport, file: str) -> str:
        key = f"{file} {of}"
        if key not in rendered:
            rendered[key] = str(template.exercise(of, list(_blocks(of, file))))  # type: ignore[attr-defined]
        return rendered[key]

    for report in reports:
        code = code_of(report)
        cells = [] if isinstance(code, str) else code
        names = [each.name for each in report.exercises]
        parts = [str(template.head(report)), "<div class='beside'><div class='findings'>"]  # type: ignore[attr-defined]
        parts += [] if report.is_of_all else [exercise(each, report.file) for each in report.exercises]
        parts += [f"</div><div class='code' tabindex='0' role='region' aria-label='{escape(tell('code'))}'>"]
        parts += [f"<p class='none'>{escape(code)}</p>"] if isinstance(code, str) else code_lines(cells, highlighter)
        fragments.add_page(report.student, [*parts, "</div></div>"], places_of(names, cells))
    return fragments


def code_lines(
    cells: Sequence[CodeCell], highlighter: Highlighter, side: str = "", marked: Container[tuple[int, int]] = ()
) -> Iterator[str]:
    """Yield code as HTML, line by line.

    Args:
        cells: the code.
        highlighter: what highlights it.
        side: what comes before the number of a cell in the name of a place, where a page has the code of two.
        marked: lines that are marked: the cell, counted from 0, and the line in it, from 1.
    """
    for at, cell in enumerate(cells):
        label = cell.label.removeprefix("cell ")
        if label:
            yield f"<p class='cell'>{escape(cell.label)}</p>"
        yield f"<ol data-cell='{side}{escape(label)}'>"
        for number, line in enumerate(highlighter.lines(cell.source), start=1):
            yield f"<li class='alike'><code>{line}</code>" if (at, number) in marked else f"<li><code>{line}</code>"
        yield "</ol>"


def _blocks(exercise: ExerciseReport, file: str) -> Iterator[tuple[list[CheckReport], Markup, list[str]]]:
    """Yield the checks that say the same together, with their message and new hints."""
    told: set[str] = set()
    for block in fold(exercise.checks):
        yield block, _with_places(block[0].message, file), new_hints(block, told, _MAX_HINTS)


def _with_places(message: str, file: str) -> Markup:
    """Return a message in which the lines of the submission that it names are buttons."""
    if not file:
        return escape(message)
    parts = []
    end = 0
    for match in re.finditer(rf"{re.escape(file)}(?: cell (\d+))?:(\d+)", message):
        place = ":".join(filter(None, match.groups()))
        button = Markup('<button class="place" data-place="{}">{}</button>').format(place, match[0])
        parts += [escape(message[end : match.start()]), button]
        end = match.end()
    return Markup("").join([*parts, escape(message[end:])])


def _causes_of(reports: Sequence[Report], figures: ClassFigures) -> dict[str, list[int]]:
    """Return for each student the numbers of the causes that were seen in their work."""
    found: dict[str, list[int]] = {report.student: [] for report in reports}
    for number, cause in enumerate(figures.causes[:_MAX_CAUSES]):
        for student in cause.students:
            found[student].append(number)
    return found


def _scatter(figures: ClassFigures) -> Markup | None:
    """Return the chart of all checks that have both figures, or None if there are none."""
    points = [
        Point(check.difficulty, check.discrimination, f"{exercise.name}: {check.name}")
        for exercise in figures.exercises
        for check in exercise.checks
        if check.difficulty is not None and check.discrimination is not None
    ]
    return scatter(points) if points else None


def _breakable(name: str) -> Markup:
    """Return a name that may be broken behind its underscores."""
    return Markup("_<wbr>").join(name.split("_"))


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}".replace("%", " %")


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.4g}"


def _seconds(value: float) -> str:
    return f"{value:.2g} s" if value < 10 else f"{value:.0f} s"
