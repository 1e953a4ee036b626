"""No attack of the corpus succeeds in the sandbox; without one, those succeed that say so."""

from __future__ import annotations

import pytest

from .corpus import GROUPS, read_cases
from .runner import AT_THE_MACHINE, LEVELS, run_corpus

pytestmark = pytest.mark.slow

CASES = read_cases()


def test_the_corpus_is_large_and_of_every_kind() -> None:
    """Eighty cases at least; each kind of attack, and each name once."""
    assert len(CASES) >= 80
    assert {case.group for case in CASES} == set(GROUPS)


@pytest.mark.parametrize("level", LEVELS)
def test_no_attack_succeeds(level: str) -> None:
    """No undeserved point, no secret, no harm to neighbours, nothing left: not one case gets what it wants.

    What is forged or handed in meets the same code at every level, so here that is tried at `full` alone, and by
    `make attack` at each.
    """
    cases = CASES if level == "full" else [case for case in CASES if case.group in AT_THE_MACHINE]
    outcomes = run_corpus(cases, level)
    assert len(outcomes) == len(cases) >= 80
    assert {outcome.case.name: outcome.successes for outcome in outcomes if outcome.successes} == {}


def test_attacks_are_real() -> None:
    """Harmless cases that say so succeed without a sandbox, and most of those that want to get out do say so.

    Here a third of them; `python -m tests.attacks --level none` shows all.
    """
    cases = [case for case in CASES if case.without_sandbox == "succeeds"]
    assert [outcome.case.name for outcome in run_corpus(cases[::3], "none") if not outcome.successes] == []
    escaping = [case for case in CASES if case.group == "escaping" and case.without_sandbox != "unsafe"]
    assert len(set(escaping) & set(cases)) > len(escaping) / 2
