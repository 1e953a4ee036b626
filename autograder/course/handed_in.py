"""What a platform or the roster says of a submission: whose it is, where it lay, when it came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from msgspec import Meta

from autograder.course.roster import Person

__all__ = ["HandedIn"]

_Time = Annotated[datetime, Meta(tz=True)]


@dataclass(frozen=True)
class HandedIn:
    """How a submission was handed in.

    Attributes:
        path: of its file, as seen from the folder or archive of submissions; safe to show.
        person: whose it is.
        at: when it came, or None if nobody says.
        is_late: whether the platform calls it late, or None if it does not say.
        due: until when this student had time, or None if as long as all others.
    """

    path: str
    person: Person
    at: _Time | None = None
    is_late: bool | None = None
    due: _Time | None = None
