"""Lateness: what it costs is said beside the score, which stays as it is."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.batch.handed_in import with_handing_in
from autograder.course.handed_in import HandedIn
from autograder.course.lateness import Lateness, LatePolicy, PolicyError, TimeError, read_policy, read_time
from autograder.course.roster import Person, RosterError, read_roster
from autograder.report.results import OutputError, read_results, write_results
from autograder.report.verdict import ExerciseReport, Report, Status
from autograder.submissions.intake import Found

DUE = "2026-12-01T23:59+03:00"
POLICY = read_policy(DUE, "10%/day", "15m", "7d")
assert POLICY is not None


@pytest.mark.parametrize(
    ("late", "factor", "reason"),
    [
        (timedelta(hours=-1), 1.0, "in time"),
        (timedelta(0), 1.0, "in time"),
        (timedelta(minutes=15), 1.0, "15 min late, within the grace"),
        (timedelta(minutes=15, seconds=1), 0.9, "15 min 1 s late, 0.9 of the score counts"),
        (timedelta(days=1), 0.9, "1 d late, 0.9 of the score counts"),
        (timedelta(days=1, hours=3), 0.8, "1 d 3 h late, 0.8 of the score counts"),
        (timedelta(days=7), 0.3, "7 d late, 0.3 of the score counts"),
        (timedelta(days=7, seconds=1), 0.0, "7 d late, after the cut-off"),
    ],
)
def test_what_counts(late: timedelta, factor: float, reason: str) -> None:
    """A tenth for each day begun; a grace costs nothing, and is no later due date."""
    assert POLICY is not None
    at = (POLICY.due + late).astimezone(UTC)
    by_s = max(0.0, late.total_seconds())
    assert POLICY.lateness(8.0, at) == Lateness(by_s, factor, round(8 * factor, 6), reason)


def test_what_is_not_known_is_not_guessed() -> None:
    """Only the platform's word that it was in time does instead of a time."""
    assert POLICY is not None
    assert POLICY.lateness(8.0, None) == Lateness(None, None, None, "not known when it was handed in")
    assert POLICY.lateness(8.0, None, is_late=True) == Lateness(None, None, None, "late, not known by how much")
    assert POLICY.lateness(8.0, None, is_late=False) == Lateness(0.0, 1.0, 8.0, "in time, as the platform says")
    assert POLICY.lateness(None, POLICY.due).score is None


def test_own_due_date_of_a_student() -> None:
    """From the roster; it counts for that student alone."""
    assert POLICY is not None
    at = POLICY.due + timedelta(days=2)
    assert POLICY.lateness(8.0, at, due=at).factor == 1.0
    assert POLICY.lateness(8.0, POLICY.due, due=POLICY.due - timedelta(days=2)).factor == 0.8


@given(
    score=st.floats(0, 100),
    late_s=st.integers(-(10**7), 10**7),
    share=st.floats(0, 1),
    cut_off_s=st.none() | st.integers(0, 10**6),
)
def test_lateness_never_adds_and_never_takes_more_than_all(
    score: float, late_s: int, share: float, cut_off_s: int | None
) -> None:
    """And who is later never gets more."""
    policy = LatePolicy(datetime(2026, 12, 1, tzinfo=UTC), share, cut_off_s=cut_off_s)
    now, later = (policy.lateness(score, policy.due + timedelta(seconds=late_s + more)) for more in (0, 3600))
    assert now.factor is not None
    assert later.factor is not None
    assert 0 <= later.factor <= now.factor <= 1
    assert now.score == round(score * now.factor, 6)


@pytest.mark.parametrize(
    ("options", "line"),
    [
        ((None, "10%/day", None, None), f"--late 10%/day: since when? add --due {DUE}"),
        ((None, None, "5m", None), f"--grace 5m: since when? add --due {DUE}"),
        (("tomorrow", None, None, None), f"--due 'tomorrow': is no time; write it as {DUE}"),
        (("2026-12-01", None, None, None), f"--due '2026-12-01': has no offset from UTC; write it as {DUE}"),
        ((DUE, "10", None, None), "--late 10: is no rate; write 10%/day, or 1%/hour"),
        ((DUE, "110%/day", None, None), "--late 110%/day: is no rate; write 10%/day, or 1%/hour"),
        ((DUE, None, "soon", None), "--grace soon: is no duration; write 15m, 2h or 7d"),
        ((DUE, None, None, "-1d"), "--cut-off -1d: is no duration; write 15m, 2h or 7d"),
        ((DUE, None, "2h", "1h"), "--cut-off 1h: comes before --grace 2h is over; name a longer one"),
    ],
)
def test_what_cannot_be_meant_is_one_line(options: tuple[str | None, ...], line: str) -> None:
    """With the option, and how to write it."""
    with pytest.raises(PolicyError) as caught:
        read_policy(*options)
    assert str(caught.value) == line


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2026-11-26T20:54:41+03:00", datetime(2026, 11, 26, 20, 54, 41, tzinfo=timezone(timedelta(hours=3)))),
        ("2026-11-26 20:54:41.184171000 Z", datetime(2026, 11, 26, 20, 54, 41, 184171, UTC)),
        ("2026-11-26 20:54:41.184171 UTC", datetime(2026, 11, 26, 20, 54, 41, 184171, UTC)),
        ("2026-11-26 20:54:41 +0300", datetime(2026, 11, 26, 20, 54, 41, tzinfo=timezone(timedelta(hours=3)))),
    ],
)
def test_times_of_platforms(text: str, time: datetime) -> None:
    """Gradescope's, nbgrader's, GitHub's."""
    assert read_time(text) == time


@settings(deadline=None)  # the first strptime() reads the locale
@given(st.text(max_size=40))
def test_any_text_is_a_time_or_none(text: str) -> None:
    """With the module's own error."""
    try:
        time: datetime | str = read_time(text, UTC)
    except TimeError as error:
        time = str(error)
    assert "is no time" in time if isinstance(time, str) else time.utcoffset() is not None


# The roster


def _roster(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "roster.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", "1: no column says who; it has nothing; name one of them student_id, login, email, name or number"),
        ("grade;group\n1;2\n", "1: no column says who; it has 'grade', 'group'; name one of them"),
        ("student\ns1\ns2\ns1\n", "4: 's1' again, as in line 2; leave one, or add a column student_id"),
        (b"student\ns1\nJ\xf6rg\n", "3: is no UTF-8; save it as CSV in UTF-8"),
        ("student,due\ns1,tomorrow\n", "2: 'tomorrow': is no time; write it as"),
        ("student\n" + "x" * 140_000, "2: is no CSV (field larger than field limit"),
        ("student\n\0\n", " is no roster; name a CSV file"),
    ],
)
def test_roster_that_cannot_be_used_is_one_line(tmp_path: Path, text: str | bytes, line: str) -> None:
    """With the place and the remedy."""
    path = _roster(tmp_path, text)
    with pytest.raises(RosterError) as caught:
        read_roster(path, UTC)
    assert str(caught.value).startswith(f"{path}:{line}")
    assert "\n" not in str(caught.value)


def test_roster_may_be_missing(tmp_path: Path) -> None:
    """In one line."""
    with pytest.raises(RosterError, match=r"roster\.csv: cannot be read .*; name the roster, a CSV file"):
        read_roster(tmp_path / "roster.csv")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_who_is_who(tmp_path: Path, separator: str) -> None:
    """The surest thing decides, a contradiction is somebody else, and a name of two is nobody's."""
    lines = [
        ["SID", "First Name", "Last Name", "Email", "username"],
        ["s1", "Ann", "Meyer", "ann@uni", "ann"],
        ["s2", "Ann", "Meyer", "ann2@uni", "meyer"],
        ["s3", "Mary", "O'Neil-Łoś", "MARY@uni", "mary"],
    ]
    roster = read_roster(_roster(tmp_path, "\ufeff" + "\n".join(separator.join(line) for line in lines)))

    def found(person: Person) -> str | None:
        row = roster.find(person)
        return row.person.label if row is not None else None

    assert found(Person(email="Ann2@UNI")) == "s2"
    assert found(Person(login="ann", name="Ann Meyer")) == "s1"
    assert found(Person(name="Ann Meyer")) is None
    assert found(Person(name="oneilłośmary")) == "s3"
    assert found(Person(name="Mary ONeil-Łoś")) == "s3"
    assert found(Person(email="other@uni", name="Mary ONeil-Łoś")) is None
    assert found(Person(login="mary", student_id="s1")) is None
    rows = [roster.find_any(text) for text in ("s2", "meyer", "Mary ONeil Łoś", "Ann Meyer", "x")]
    assert [row.person.label if row else None for row in rows] == ["s2", "s2", "s3", None, None]


@settings(deadline=None)  # it writes files, and the machine may be busy
@given(data=st.binary(max_size=200))
def test_any_bytes_are_a_roster_or_not(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    """With the module's own error."""
    said = ""
    try:
        read_roster(_roster(tmp_path_factory.mktemp("roster"), b"student,name,due\n" + data), UTC)
    except RosterError as error:
        said = str(error)
    assert said.isprintable()


# In the results


def _report(student: str, score: float, status: Status = Status.GRADED) -> Report:
    return Report(student, "ps1.py", "", status, None, score, 10.0, 0.1, [ExerciseReport("f", score, 10.0)])


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Results of five students: in time, late, unknown, not graded, in Canvas's words in time."""
    assert POLICY is not None
    times = {"s1": POLICY.due, "s2": POLICY.due + timedelta(days=1, hours=1), "s4": POLICY.due}
    found = [
        Found(
            name, None, None, (), HandedIn(f"{name}.py", Person(name), times.get(name), False if name == "s5" else None)
        )
        for name in ("s1", "s2", "s4", "s5")
    ]
    found.append(Found("s3", None, None))
    reports = [_report(f"s{number}", 10.0) for number in (1, 2, 3, 5)]
    reports.insert(3, _report("s4", 0.0, Status.NOT_GRADED))
    write_results(
        tmp_path,
        lambda: with_handing_in(reports, found, POLICY),
        assignment="ps1",
        sandbox="full",
        device="cpu",
        layout="canvas",
        late_policy=POLICY,
    )
    return tmp_path


def test_grades_have_both_scores(out: Path) -> None:
    """What is not known is empty, not 0 and not the whole score."""
    with (out / "grades.csv").open(newline="") as file:
        rows = [[row[0], *row[4:-2]] for row in csv.reader(file)]
    assert rows == [
        ["student", "score", "max_score", "handed_in", "late_factor", "late_score", "f"],
        ["s1", "10.0", "10.0", "2026-12-01T23:59:00+03:00", "1.0", "10.0", "10.0"],
        ["s2", "10.0", "10.0", "2026-12-03T00:59:00+03:00", "0.8", "8.0", "10.0"],
        ["s3", "10.0", "10.0", "", "", "", "10.0"],
        ["s4", "", "", "2026-12-01T23:59:00+03:00", "1.0", "", ""],
        ["s5", "10.0", "10.0", "", "1.0", "10.0", "10.0"],
    ]


def test_results_are_read_back(out: Path) -> None:
    """As they were written, times with their offsets."""
    results = read_results(out / "results.json")
    assert (results.layout, results.late_policy) == ("canvas", POLICY)
    late = results.submissions[1]
    assert late.late == Lateness(90000.0, 0.8, 8.0, "1 d 1 h late, 0.8 of the score counts")
    assert late.handed_in is not None
    assert late.handed_in.person == Person("s2")
    assert late.score == 10.0


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("late", "factor"), 1.5),
        (("late", "factor"), "all"),
        (("late", "by_s"), -1),
        (("handed_in", "at"), "2026-12-01T23:59:00"),
        (("handed_in", "at"), "yesterday"),
        (("handed_in", "person"), "Ann"),
    ],
)
def test_results_that_were_tampered_with_are_refused(out: Path, place: tuple[str, str], value: Any) -> None:
    """In one line that names where."""
    path = out / "results.json"
    results = json.loads(path.read_text())
    results["submissions"][1][place[0]][place[1]] = value
    path.write_text(json.dumps(results))
    with pytest.raises(OutputError, match=rf"results\.json: is no results\.json \(.*\$\.submissions\[1\]\.{place[0]}"):
        read_results(path)


def test_results_of_before_are_read(out: Path) -> None:
    """Neither a layout nor a policy was there."""
    path = out / "results.json"
    results = json.loads(path.read_text())
    for key in ("layout", "late_policy"):
        del results[key]
    for submission in results["submissions"]:
        del submission["late"], submission["handed_in"]
    path.write_text(json.dumps(results))
    assert read_results(path).submissions[0].late is None
