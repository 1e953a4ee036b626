"""Lateness: when work was handed in, until when it was due, and how much of its score then counts."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Annotated

from msgspec import Meta

__all__ = ["LatePolicy", "Lateness", "PolicyError", "TimeError", "read_policy", "read_time"]

_UNITS_S = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_PERIODS_S = {"hour": 3600, "day": 86400}
# As Moodle writes times in English: "Thursday, 26 November 2026, 10:23 PM"
_MOODLE_FORMATS = ("%A, %d %B %Y, %I:%M %p", "%A, %d %B %Y, %H:%M")
_EXAMPLE = "2026-12-01T23:59+03:00"

_Time = Annotated[datetime, Meta(tz=True)]
_Seconds = Annotated[float, Meta(ge=0)]
_Share = Annotated[float, Meta(ge=0, le=1)]


class TimeError(Exception):
    """A text is no time; the message is one line."""


class PolicyError(Exception):
    """What was said of lateness cannot be meant; the message is one line with the option, for whoever grades."""


@dataclass(frozen=True)
class Lateness:
    """What lateness makes of a score.

    Attributes:
        by_s: by how much it was late, 0 if it was not, in seconds; or None if that is not known.
        factor: how much of the score counts; or None if that is not known.
        score: what counts of the score; or None if either is not known.
        reason: in some words.
    """

    by_s: _Seconds | None
    factor: _Share | None
    score: float | None
    reason: str


@dataclass(frozen=True)
class LatePolicy:
    """What lateness costs.

    Attributes:
        due: until when work is in time.
        share: of the score, for each period begun after that; 0.1 is a tenth.
        period_s: how long a period is.
        grace_s: what is late by no more than this costs nothing.
        cut_off_s: what is late by more than this counts nothing; None: there is no such thing.
    """

    due: _Time
    share: _Share = 0.0
    period_s: _Seconds = 86400
    grace_s: _Seconds = 0
    cut_off_s: _Seconds | None = None

    def lateness(
        self, score: float | None, at: datetime | None, is_late: bool | None = None, due: datetime | None = None
    ) -> Lateness:
        """Return what lateness makes of a score.

        Args:
            score: of the submission, or None if it has none.
            at: when it was handed in, or None if nobody knows.
            is_late: what the platform says, or None; asked where the time is not known.
            due: until when this student had time, if longer or shorter than others.
        """
        by_s, factor, reason = self._factor(at, is_late, due or self.due)
        counts = None if score is None or factor is None else round(score * factor, 6)
        return Lateness(by_s, factor, counts, reason)

    def _factor(
        self, at: datetime | None, is_late: bool | None, due: datetime
    ) -> tuple[float | None, float | None, str]:
        if at is None:
            if is_late is None:
                return None, None, "not known when it was handed in"
            return (
                (None, None, "late, not known by how much") if is_late else (0.0, 1.0, "in time, as the platform says")
            )
        by_s = max(0.0, (at - due).total_seconds())
        if by_s == 0:
            return by_s, 1.0, "in time"
        late = f"{_duration(by_s)} late"
        if by_s <= self.grace_s:
            return by_s, 1.0, f"{late}, within the grace"
        if self.cut_off_s is not None and by_s > self.cut_off_s:
            return by_s, 0.0, f"{late}, after the cut-off"
        factor = max(0.0, round(1 - self.share * math.ceil(by_s / self.period_s), 6))
        return by_s, factor, f"{late}, {factor:.4g} of the score counts"


def read_policy(due: str | None, late: str | None, grace: str | None, cut_off: str | None) -> LatePolicy | None:
    """Return what options say: a time, ``10%/day``, and two durations such as ``15m``; None if none of them is there.

    Raises:
        PolicyError: they say nothing, or what cannot be meant.
    """
    if due is None:
        for option, value in (("--late", late), ("--grace", grace), ("--cut-off", cut_off)):
            if value is not None:
                raise PolicyError(f"{option} {value}: since when? add --due {_EXAMPLE}")
        return None
    try:
        time = read_time(due)
    except TimeError as error:
        raise PolicyError(f"--due {error}") from None
    share, period_s = _rate(late) if late is not None else (0.0, _PERIODS_S["day"])
    grace_s = _seconds("--grace", grace) if grace is not None else 0.0
    cut_off_s = _seconds("--cut-off", cut_off) if cut_off is not None else None
    if cut_off_s is not None and cut_off_s < grace_s:
        raise PolicyError(f"--cut-off {cut_off}: comes before --grace {grace} is over; name a longer one")
    return LatePolicy(time, share, period_s, grace_s, cut_off_s)


def read_time(text: str, zone: tzinfo | None = None) -> datetime:
    """Return the time that a text names: in ISO 8601, as nbgrader and Gradescope have it, or as Moodle in English.

    Args:
        text: the time.
        zone: what it is meant in if it names no offset.

    Raises:
        TimeError: it names none, or no offset, and there is no zone.
    """
    time = _parsed(re.sub(r"\s*(?:\b(?:UTC|GMT)|Z)$", "+00:00", text.strip()))
    if time is None:
        raise TimeError(f"{text!r}: is no time; write it as {_EXAMPLE}")
    try:
        if time.utcoffset() is None:
            if zone is None:
                raise TimeError(f"{text!r}: has no offset from UTC; write it as {_EXAMPLE}")
            time = time.replace(tzinfo=zone)
        time.astimezone(UTC)
    except (OverflowError, ValueError):
        raise TimeError(f"{text!r}: is no time; write it as {_EXAMPLE}") from None
    return time


def _parsed(text: str) -> datetime | None:
    text = re.sub(r" ([+-]\d\d:?\d\d)$", r"\1", text)
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    for form in _MOODLE_FORMATS:
        try:
            return datetime.strptime(text, form)  # its zone is the reader's
        except ValueError:
            pass
    return None


def _rate(text: str) -> tuple[float, float]:
    found = re.fullmatch(r"(\d{1,3}(?:\.\d+)?)\s*%\s*/\s*(hour|day)", text.strip())
    if found is None or float(found[1]) > 100:
        raise PolicyError(f"--late {text}: is no rate; write 10%/day, or 1%/hour")
    return round(float(found[1]) / 100, 9), _PERIODS_S[found[2]]


def _seconds(option: str, text: str) -> float:
    found = re.fullmatch(r"(\d{1,6}(?:\.\d+)?)\s*([smhd])", text.strip())
    if found is None:
        raise PolicyError(f"{option} {text}: is no duration; write 15m, 2h or 7d")
    return float(found[1]) * _UNITS_S[found[2]]


def _duration(seconds: float) -> str:
    """Return the two largest units of a duration: 1 d 3 h."""
    left, parts = max(1, round(seconds)), list[tuple[int, str]]()
    for unit in ("d", "h", "m", "s"):
        number, left = divmod(left, _UNITS_S[unit])
        if number or parts:
            parts.append((number, "min" if unit == "m" else unit))
    return " ".join(f"{number} {unit}" for number, unit in parts[:2] if number)
