"""Finding the submissions of one assignment: who handed in which file.

They lie in a folder or an archive, laid out by people or by a platform, see `autograder.submissions.layouts`. Of
several files of a student one is chosen, see `autograder.submissions.choice`. What lies there and is not graded is
named, with the reason.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from autograder.course.handed_in import HandedIn
from autograder.course.roster import Person, Roster, Row
from autograder.submissions.archive import ArchiveError, Unpacker, UnpackError, is_archive
from autograder.submissions.choice import Released
from autograder.submissions.folders import read_own_folder
from autograder.submissions.found import NO_FILE, Found, Intake, IntakeError, Skipped, shown, visible
from autograder.submissions.layouts import LAYOUTS, recognise, what_is_there, without_wrapping
from autograder.submissions.search import Search
from autograder.submissions.submission import printable

__all__ = ["Found", "Intake", "IntakeError", "Skipped", "find_in_folder", "find_submissions", "shown"]

# So many students are named who are not in the roster.
_MAX_NAMED = 5


def find_submissions(
    submitted: Path,
    assignment: str,
    released: Path,
    others: Collection[str] = (),
    *,
    unpacked: Path | None = None,
    layout: str = "auto",
    roster: Roster | None = None,
) -> Intake:
    """Return each student's file for ``assignment``, and what else there is.

    Without a roster, what is said of one student depends on what this student has handed in alone.

    Args:
        submitted: the folder, or an archive.
        assignment: name of the assignment.
        released: the folder with what students have got, which need not be there.
        others: names of the course's other assignments. Whoever has folders of these alone is not graded, and skipped.
        unpacked: an empty folder for what lies in archives, and for files that a platform has renamed; what was found
            is there as long as that is. Without one no archive is opened.
        layout: one of `LAYOUTS`, or ``auto``.
        roster: who takes the course: then students are called as there.

    Raises:
        IntakeError: ``submitted`` is no folder or archive, holds no submission at all, or is not laid out so.
    """
    unpacker = Unpacker(unpacked, submitted)
    logins = roster.logins if roster is not None else []
    search = Search(submitted, assignment, Released(released), frozenset(others) - {assignment}, unpacker, logins)
    try:
        folder = without_wrapping(_folder(submitted, search), assignment, search.others)
        entries = visible(folder)
        name = recognise(entries, assignment, search.others) if layout == "auto" else layout
        if not LAYOUTS[name].fits(entries, assignment, search.others):
            raise IntakeError(f"{submitted}: is not laid out as --layout {name} says; {what_is_there(folder)}")
        found = LAYOUTS[name].read(search, folder)
        if not found:
            raise IntakeError(f"{submitted}: holds no submissions; {what_is_there(folder)}")
        if name == "folders" and all(each.path is None and NO_FILE in (each.error or "") for each in found):
            raise IntakeError(f"{submitted}: nobody has a .py or .ipynb file; {what_is_there(folder)}")
    except UnpackError as error:
        raise IntakeError(str(error)) from None
    except OSError as error:
        raise IntakeError(f"{submitted}: cannot be read ({error.strerror}); check its permissions") from None
    missing: list[str] = []
    strangers: list[str] = []
    if roster is not None:
        found, missing, strangers = _enrolled(found, roster, search)
        search.skipped += [Skipped(printable(label), f"in {roster.file}, has handed in nothing") for label in missing]
    found = _one_each(found, search)
    told = _told(LAYOUTS[name].title, found, strangers, roster)
    return Intake(sorted(found, key=lambda each: each.student), search.skipped, name, told)


def find_in_folder(student: str, folder: Path, assignment: str, released: Path) -> Found:
    """Return what a student has handed in for an assignment, in a folder that holds nothing else."""
    search = Search(folder, assignment, Released(released), frozenset(), Unpacker(None, folder))
    return read_own_folder(search, student, folder)


def _folder(submitted: Path, search: Search) -> Path:
    """Return the folder of submissions, unpacked if they lie in an archive."""
    if submitted.is_dir():
        return submitted
    if not (is_archive(submitted) and submitted.exists() and search.unpacker.is_able):
        raise IntakeError(f"{submitted}: is no folder; name the folder that holds the submissions, or a .zip")
    try:
        refused = search.unpacker.unpack_class(submitted)
    except ArchiveError as error:
        raise IntakeError(f"{submitted.parent}/{error}") from None
    search.skipped += [Skipped(name, reason) for name, reason in refused]
    return search.unpacker.top


def _enrolled(found: Sequence[Found], roster: Roster, search: Search) -> tuple[list[Found], list[str], list[str]]:
    """Return what was found under the names of the roster, who of it is missing, and who is not in it."""
    named, strangers = [], []
    missing = {row.person.label: None for row in roster.rows}
    for each in found:
        row = _row_of(each, roster)
        if row is None:
            named.append(each)
            strangers.append(each.shown)
            continue
        missing.pop(row.person.label, None)
        place = search.unpacker.origin(each.path) if each.path is not None else each.shown
        before = each.handed_in or HandedIn(place, Person())
        handed_in = replace(before, person=_both(row.person, before.person), at=before.at or row.at, due=row.due)
        named.append(replace(each, student=row.person.label, handed_in=handed_in))
    return named, list(missing), strangers


def _row_of(found: Found, roster: Roster) -> Row | None:
    person = found.handed_in.person if found.handed_in is not None else Person()
    return roster.find(person) if person.label else roster.find_any(found.student)


def _both(first: Person, second: Person) -> Person:
    """Return what is known from either; of what is known from both, the first."""
    kinds = ("student_id", "login", "email", "name")
    known = {kind: getattr(first, kind) or getattr(second, kind) for kind in kinds}
    return Person(**known, number=second.number or first.number)  # a number is the platform's own


def _one_each(found: Sequence[Found], search: Search) -> list[Found]:
    """Return one submission of each student: the latest, where the platform says when each came."""
    students = defaultdict(list)
    for each in found:
        students[each.student].append(each)
    return [_latest(entries, search) for entries in students.values()]


def _latest(entries: Sequence[Found], search: Search) -> Found:
    if len(entries) == 1:
        return entries[0]
    places = [each.handed_in.path if each.handed_in is not None else each.shown for each in entries]
    times = [each.handed_in.at if each.handed_in is not None else None for each in entries]
    known = [time for time in times if time is not None]
    if len(known) < len(entries) or known.count(max(known)) > 1:
        what = printable(", ".join(places), 600)
        return Found(entries[0].student, None, f"{len(entries)} submissions of one student: {what}; leave one of them")
    last = times.index(max(known))
    for number, place in enumerate(places):
        if number != last:
            search.skipped.append(Skipped(place, "an earlier submission of the same student"))
    return entries[last]


def _told(title: str, found: Sequence[Found], strangers: Sequence[str], roster: Roster | None) -> str:
    """Say how submissions are laid out, of how many, and who is not in the roster."""
    line = f"{title}, {len(found)} student{'s' if len(found) != 1 else ''}"
    if not strangers or roster is None:
        return line
    more = f" and {len(strangers) - _MAX_NAMED} more" if len(strangers) > _MAX_NAMED else ""
    return f"{line}, {len(strangers)} not in {roster.file}: {', '.join(strangers[:_MAX_NAMED])}{more}"
