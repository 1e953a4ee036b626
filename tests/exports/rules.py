"""The public rules of those who read our exports, as far as these use them."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree as ET

__all__ = ["require_gradescope", "require_junit"]

_VISIBILITIES = {"hidden", "after_due_date", "after_published", "visible"}
_FORMATS = {"text", "html", "simple_format", "md", "ansi"}
_OF_RESULTS = {
    "score": (int, float), "execution_time": (int, float), "output": str, "output_format": str,
    "test_output_format": str, "test_name_format": str, "visibility": str, "stdout_visibility": str,
    "extra_data": dict, "tests": list, "leaderboard": list,
}  # fmt: skip
_OF_TEST = {
    "score": (int, float), "max_score": (int, float), "status": str, "name": str, "name_format": str, "number": str,
    "output": str, "output_format": str, "tags": list, "visibility": str, "extra_data": dict,
}  # fmt: skip


def require_gradescope(results: dict[str, Any]) -> None:
    """Assert what https://gradescope-autograders.readthedocs.io/en/latest/specs says of ``results.json``."""
    _require_types(results, _OF_RESULTS)
    assert "score" in results or all("score" in test for test in results["tests"])
    assert {results[key] for key in results if key.endswith("_format")} <= _FORMATS
    for test in results["tests"]:
        _require_types(test, _OF_TEST)
        assert test.get("status", "passed") in {"passed", "failed"}
        assert test.get("visibility", "visible") in _VISIBILITIES


def _require_types(found: dict[str, Any], types: dict[str, Any]) -> None:
    assert set(found) <= set(types)
    for key, value in found.items():
        assert isinstance(value, types[key]), key


# Of https://github.com/jenkinsci/xunit-plugin, junit-10.xsd: attributes (needed ones in capitals) and children.
_JUNIT = {
    "testsuites": ("name time tests failures errors", {"testsuite"}),
    "testsuite": (
        "NAME TESTS FAILURES ERRORS group time skipped timestamp hostname id package file log url",
        {"testsuite", "properties", "testcase", "system-out", "system-err"},
    ),
    "properties": ("", {"property"}),
    "property": ("NAME VALUE", set()),
    "testcase": ("NAME time classname group", {"skipped", "error", "failure", "system-out", "system-err"}),
    "failure": ("type message", set()),
    "error": ("type message", set()),
    "skipped": ("type message", set()),
    "system-out": ("", set()),
    "system-err": ("", set()),
}
_TIME = re.compile(r"(([0-9]{0,3},)*[0-9]{3}|[0-9]{0,3})*(\.[0-9]*)?")
_HAS_TEXT = {"failure", "error", "skipped", "system-out", "system-err"}


def require_junit(text: str) -> ET.Element:
    """Assert that a file is as the schema of Jenkins wants it, and counts what it has; return its root."""
    root = ET.fromstring(text.encode())
    assert root.tag in {"testsuites", "testsuite"}
    for element in root.iter():
        attributes, children = _JUNIT[element.tag]
        needed = {name.lower() for name in attributes.split() if name.isupper()}
        assert needed <= set(element.attrib) <= set(attributes.lower().split())
        assert {child.tag for child in element} <= children
        assert element.tag in _HAS_TEXT or not (element.text or "").strip()
        assert _TIME.fullmatch(element.get("time", "0"))
    for suite in root.iter("testsuite"):
        cases = suite.findall("testcase")
        counted = {key: str(sum(case.find(tag) is not None for case in cases)) for key, tag in
                   (("failures", "failure"), ("errors", "error"), ("skipped", "skipped"))}  # fmt: skip
        assert {"tests": str(len(cases)), **counted} == {key: suite.get(key) for key in ("tests", *counted)}
        names = [(case.get("classname"), case.get("name")) for case in cases]
        assert len(set(names)) == len(names)  # of several with one name GitLab shows the first alone
    return root
