"""A report depends on the submission alone: not on its neighbours, the order, or the number of grader processes.

The class of each assignment holds honest work, wrong work, and the stateful and hostile submissions under ``cases/``.
Each of these says in its first line whether it does the same in every process that starts alike; where it does not (it
looks at the clock, at addresses, at entropy, or prints to the limit and goes on, which is noticed meanwhile), only the
reports of its neighbours are compared.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from autograder.batch.batch import Batch
from autograder.batch.grader_process import BatchOptions, Job
from autograder.batch.ledger import Ledger
from autograder.batch.pool import LocalPool
from autograder.batch.proof import sections
from autograder.course.assignments import find_course
from autograder.report.verdict import Report
from autograder.submissions.intake import Found

from ..course.conftest import exercises

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
COURSE = find_course(ROOT)
ASSIGNMENTS = sorted(folder.name for folder in (HERE / "cases").iterdir() if folder.is_dir())
# Of the corpus of each exercise, so many styles and so many mistakes.
OF_EACH = 1
# Of honest and wrong work, so many are graded alone, by a grader process that has never seen anything else.
ALONE = 3


class _Unobserved:
    """Watches over a batch of which nobody wants to know how far it is."""

    def started(self, job: Job) -> None:
        """Do nothing."""

    def done(self, job: Job, seconds: float) -> None:
        """Do nothing."""

    def finished(self, report: Report) -> None:
        """Do nothing."""


def _ordinary(assignment: str) -> dict[str, str]:
    """Return honest and wrong work by name: the reference, the stub, and some of the corpus."""
    target = COURSE.assignment(assignment, with_solution=True)
    assert target.solution is not None
    found = {
        "reference": target.solution.read_text(encoding="utf-8"),
        "stub": (ROOT / "assignments" / assignment / f"{assignment}.py").read_text(encoding="utf-8"),
    }
    for exercise in sorted(name for name, its_assignment in exercises(COURSE).items() if its_assignment == assignment):
        for kind in ("mistakes", "styles"):
            corpus = sections(ROOT / "tests" / "course" / kind / f"{exercise}.py")
            for title, source in list(corpus.items())[:OF_EACH]:
                found[f"{kind}/{title}/{exercise}"] = source
    return found


def _class(assignment: str, folder: Path) -> tuple[list[Found], set[str]]:
    """Write the class; return it, and whose reports must always be the same."""
    sources, steady = _ordinary(assignment), set[str]()
    steady.update(sources)
    for path in sorted((HERE / "cases" / assignment).glob("*.py")):
        text = path.read_text(encoding="utf-8")
        sources[path.stem] = text
        if text.startswith("# deterministic: yes"):
            steady.add(path.stem)
    found = []
    for number, (name, text) in enumerate(sources.items()):
        path = folder / str(number) / f"{assignment}.py"
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
        found.append(Found(name, path, None))
    return found, steady


def _reports(assignment: str, found: Sequence[Found], graders: int, out: Path) -> dict[str, str]:
    """Grade a class in this order; return each report as JSON, without the time that it took."""
    out.mkdir()
    target, options = COURSE.assignment(assignment, with_solution=True), BatchOptions(graders=graders, device="cpu")
    with Ledger(out, assignment) as ledger, LocalPool(target, options) as pool:
        batch = Batch(target, found, options, ledger, fresh=True)
        batch.run(pool, _Unobserved())
        forms: list[dict[str, Any]] = [asdict(report) for report in batch.reports()]
    return {form["student"]: json.dumps({**form, "seconds": 0}, indent=1) for form in forms}


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_report_depends_on_the_submission_alone(assignment: str, tmp_path: Path) -> None:
    """To the byte: in one, two and three grader processes, forwards, backwards, shuffled, and alone."""
    found, steady = _class(assignment, tmp_path / "submitted")
    shuffled = found[:]
    random.Random(assignment).shuffle(shuffled)
    first = _reports(assignment, found, 1, tmp_path / "one")
    assert len(steady) > len(found) // 2
    for order, graders, name in ((found[::-1], 2, "two"), (shuffled, 3, "three")):
        other = _reports(assignment, order, graders, tmp_path / name)
        assert {each: other[each] for each in steady} == {each: first[each] for each in steady}
    for number, each in enumerate([each for each in found if each.student in _ordinary(assignment)][-ALONE:]):
        alone = _reports(assignment, [each], 1, tmp_path / f"alone{number}")
        assert alone == {each.student: first[each.student]}


def test_there_are_enough_of_them() -> None:
    """At least forty hostile or stateful submissions, and most of them do the same each time."""
    texts = [path.read_text(encoding="utf-8") for path in (HERE / "cases").rglob("*.py")]
    assert len(texts) >= 100
    assert sum(text.startswith("# deterministic: yes") for text in texts) >= 80
    assert all(text.startswith(("# deterministic: yes\n", "# deterministic: no\n")) for text in texts)
