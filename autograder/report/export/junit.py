"""JUnit's XML, as Jenkins and GitLab read it: a suite a submission, a case a check.

What is blocked is skipped; a fault of the grader's is an error.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from autograder.language import tell
from autograder.report.plain import one_line, plain
from autograder.report.spreadsheet import number
from autograder.report.telling import facts
from autograder.report.verdict import CheckReport, Report, Verdict

__all__ = ["as_junit"]

_ELEMENT = {Verdict.FAILED: "failure", Verdict.BLOCKED: "skipped", Verdict.NOT_GRADED: "error"}
_SUMMARY = 200


def as_junit(reports: Sequence[Report], assignment: str) -> str:
    """Return the file; of hidden checks it has what the reports tell."""
    root = ET.Element("testsuites", name=assignment)
    for report in reports:
        root.append(_suite(report, assignment))
    ET.indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _suite(report: Report, assignment: str) -> ET.Element:
    verdicts = Counter(check.verdict for exercise in report.exercises for check in exercise.checks)
    lost = report.error if not report.exercises else None  # the grader failed before it came to any check
    name = one_line(report.student) or assignment
    suite = ET.Element("testsuite", {
        "name": name,
        "tests": str(verdicts.total() + (lost is not None)),
        "failures": str(verdicts[Verdict.FAILED]),
        "errors": str(verdicts[Verdict.NOT_GRADED] + (lost is not None)),
        "skipped": str(verdicts[Verdict.BLOCKED]),
        "time": f"{report.seconds:.3f}",
    })  # fmt: skip
    properties = ET.SubElement(suite, "properties")
    ET.SubElement(properties, "property", name="score", value=number(report.score))
    ET.SubElement(properties, "property", name="max_score", value=number(report.max_score))
    for exercise in report.exercises:
        titles: Counter[str] = Counter()  # of cases with one name GitLab shows the first alone
        for check in exercise.checks:
            title = one_line(check.name)
            titles[title] += 1
            unique = f"{title} ({titles[title]})" if titles[title] > 1 else title
            _tell(check, _case(f"{name}.{exercise.name}", unique, suite))
    if lost is not None:
        ET.SubElement(_case(name, assignment, suite), "error", message=one_line(lost)).text = plain(lost)
    said = [report.error or "", *(tell("note: {note}", note=note) for note in report.notes)]
    if any(said):
        ET.SubElement(suite, "system-out").text = plain("\n".join(filter(None, said)))
    return suite


def _case(classname: str, name: str, suite: ET.Element) -> ET.Element:
    return ET.SubElement(suite, "testcase", classname=one_line(classname), name=name)


def _tell(check: CheckReport, case: ET.Element) -> None:
    if check.verdict not in _ELEMENT:
        return
    text = facts(check) or tell("hidden check")  # GitLab shows the text alone
    element = ET.SubElement(case, _ELEMENT[check.verdict], message=one_line(text.split("\n", 1)[0])[:_SUMMARY])
    if check.misconception:
        element.set("type", one_line(check.misconception))
    element.text = text
