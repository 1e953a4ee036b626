"""The options about what was submitted: how it is laid out, whose it is, and what lateness costs."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import click

from autograder.commands.common import PATH
from autograder.course.assignments import Course
from autograder.course.lateness import LatePolicy, PolicyError, read_policy
from autograder.course.roster import RosterError, read_roster
from autograder.submissions.intake import Intake, IntakeError, find_submissions
from autograder.submissions.layouts import LAYOUTS

__all__ = ["HANDING_IN_ERRORS", "HandingIn", "handing_in_options"]

HANDING_IN_ERRORS = (IntakeError, PolicyError, RosterError)

_OPTIONS = (
    click.option(
        "--layout",
        type=click.Choice(["auto", *LAYOUTS]),
        default="auto",
        show_default=True,
        help="How SUBMITTED is laid out; auto: as the names there say.",
    ),
    click.option("--roster", type=PATH, metavar="CSV", help="Who takes the course: students are called as there."),
    click.option("--due", metavar="TIME", help="Until when work is in time, e.g. 2026-12-01T23:59+03:00."),
    click.option("--late", metavar="RATE", help="What lateness costs, a day or an hour begun, e.g. 10%/day."),
    click.option("--grace", metavar="DURATION", help="What is late by no more costs nothing, e.g. 15m."),
    click.option("--cut-off", metavar="DURATION", help="What is late by more counts nothing, e.g. 7d."),
)


@dataclass(frozen=True)
class HandingIn:
    """The options, as they were given."""

    layout: str
    roster: Path | None
    due: str | None
    late: str | None
    grace: str | None
    cut_off: str | None

    @functools.cached_property
    def policy(self) -> LatePolicy | None:
        """What lateness costs, or None.

        Raises:
            PolicyError: that cannot be meant.
        """
        return read_policy(self.due, self.late, self.grace, self.cut_off)

    def find(self, submitted: Path, assignment: str, course: Course, unpacked: Path) -> Intake:
        """Find the submissions of an assignment, see `find_submissions`.

        Raises:
            IntakeError: there are none to be found.
            PolicyError: what lateness costs cannot be meant.
            RosterError: the roster cannot be read.
        """
        zone = self.policy.due.tzinfo if self.policy is not None else None
        roster = read_roster(self.roster, zone) if self.roster is not None else None
        released = course.root / "assignments" / assignment
        return find_submissions(
            submitted,
            assignment,
            released,
            course.assignments,
            unpacked=unpacked,
            layout=self.layout,
            roster=roster,
        )


def handing_in_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options to a command, which gets them as one argument, ``handing_in``."""

    @functools.wraps(command)
    def with_options(**arguments: Any) -> None:
        own = {each.name: arguments.pop(each.name) for each in fields(HandingIn)}
        command(**arguments, handing_in=HandingIn(**own))

    for option in reversed(_OPTIONS):
        with_options = option(with_options)
    return with_options
