"""Hints for a student's own machine: how misconceptions fail the visible checks, as digests of the evidence.

``autograder verify --update`` makes the table, ``hints.json`` beside the visible checks, from the misconceptions,
which students do not have. There is no code in it, and no way back to any.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from autograder.course.misconception import Misconception
from autograder.grading.checklist import Check
from autograder.grading.diagnosis import Diagnosis, Evidence, Explanation, failures_of
from autograder.grading.session import CheckSession, Outcome

__all__ = ["HintTable", "make_entries", "read_entries", "read_hints", "text_of_entries"]

_SCHEMA = "autograder/hints/2"


class HintTable:
    """What ``hints.json`` of an assignment says.

    Args:
        entries: of the file, by exercise.
    """

    def __init__(self, entries: dict[str, Any]) -> None:
        self._exercises = entries

    def hidden_points(self, exercise: str) -> float:
        """Return what the hidden checks of an exercise are worth, which students do not have."""
        return float(self._exercises.get(exercise, {}).get("hidden_points", 0))

    def explain(self, outcomes: Sequence[tuple[Check, Outcome]]) -> Explanation | None:
        """Return what explains how visible checks of an exercise were failed, see `Diagnosis.explain`.

        There are no hidden checks here to tell misconceptions apart; where several fit, none is named.
        """
        lost, failed = failures_of(outcomes)
        if not failed:
            return None
        digests = {name: _digest(evidence) for name, evidence in failed.items()}
        fitting = {
            (*each["hints"],): Explanation(each["name"], (*each["hints"],))
            for each in self._exercises.get(outcomes[0][0].exercise, {}).get("misconceptions", ())
            if each["evidence"].keys() == lost and all(each["evidence"][name] == digests[name] for name in failed)
        }
        return next(iter(fitting.values())) if len(fitting) == 1 else None


def read_hints(path: Path) -> HintTable | None:
    """Return the table in a file, or None where there is none."""
    entries = read_entries(path)
    return HintTable(entries) if entries else None


def read_entries(path: Path) -> dict[str, Any]:
    """Return what a file says of each exercise; nothing where there is none, or one of another version."""
    content = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return dict(content["exercises"]) if content.get("schema") == _SCHEMA else {}


def text_of_entries(entries: dict[str, Any]) -> str:
    """Return the text of ``hints.json``."""
    return json.dumps({"schema": _SCHEMA, "exercises": entries}, indent=1, ensure_ascii=False) + "\n"


def make_entries(
    session: CheckSession, diagnosis: Diagnosis, misconceptions: Sequence[Misconception]
) -> dict[str, Any]:
    """Return what ``hints.json`` says of the exercises whose checks these are."""
    hidden = {(check.exercise, check.item.name) for check in session.checks if check.hidden}
    exercises: dict[str, Any] = {}
    for check in session.checks:
        entry = exercises.setdefault(check.exercise, {"hidden_points": 0.0, "misconceptions": []})
        entry["hidden_points"] += check.info.points if check.hidden else 0.0
    long = {check.exercise for check in session.checks if check.info.long}
    for each in misconceptions:
        if each.exercise in long:  # its figures are those of one machine, and not compared, see `failures_of`
            continue
        evidence = {
            name: _digest(found)
            for name, found in diagnosis.evidence(each).items()
            if (each.exercise, name) not in hidden
        }
        if evidence:
            entry = {"name": each.name, "hints": [*each.hints], "evidence": evidence}
            exercises[each.exercise]["misconceptions"].append(entry)
    return exercises


def _digest(evidence: Evidence) -> str:
    return hashlib.sha256(repr(evidence).encode()).hexdigest()[:16]
