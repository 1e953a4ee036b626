"""An nbgrader course: its folder, its configuration, who is in it and what is due when."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from autograder.course.assignments import Assignment
from autograder.course.building.source import find_regions, make_stub
from autograder.course.languages import ENGLISH
from autograder.nbgrader.gradebook import open_gradebook
from autograder.nbgrader.source import make_source, marked_source, points_of

__all__ = ["NbgraderError", "init_course", "load_config", "open_course", "parse_due"]

_CONFIG = "nbgrader_config.py"

_SETTINGS = "course_config.py"

_CONFIG_TEXT = '''\
"""Makes nbgrader grade with autograder. Your own settings belong into {settings}."""

c = get_config()  # noqa: F821 (nbgrader brings it)
try:
    from autograder.nbgrader import configure

    configure(c, course={course!r})
    load_subconfig({settings!r})  # noqa: F821
except Exception as error:
    # nbgrader would go on without all this: it would run what students have handed in, and give points for it.
    raise SystemExit(f"nbgrader_config.py: {{type(error).__name__}}: {{error}}") from None
'''
_SETTINGS_TEXT = '''\
"""Settings of this course; docs/nbgrader.md of autograder, and nbgrader's documentation, say what there is."""

c = get_config()  # noqa: F821

c.CourseDirectory.course_id = {course_id!r}
{exchange}{language}
# How to grade: cores to use (by default all), and where to train.
# c.Autograder.jobs = 2
# c.Autograder.device = "cpu"
# What late work costs: "none", or "zero" for no points at all.
# c.LateSubmissionPlugin.penalty_method = "zero"
'''
_ROSTER_COLUMNS = ("id", "first_name", "last_name", "email", "lms_user_id")


class NbgraderError(Exception):
    """The nbgrader course, or what it is to be made of, is not as it must be; the instructor mends that."""


def init_course(
    folder: Path,
    root: Path,
    assignments: Sequence[Assignment],
    *,
    course_id: str,
    exchange: Path | None,
    roster: Path | None,
    due: Mapping[str, datetime],
    language: str = ENGLISH,
) -> Iterator[Path]:
    """Write an nbgrader course, or bring it up to date; yield each file that was written.

    Configuration that is there, and what is in the gradebook, stays.

    Args:
        folder: of the nbgrader course.
        root: of the course, with ``solutions/``.
        assignments: with their solutions.
        course_id: for a new course.
        exchange: folder by which students and instructor exchange files, for a new course; nbgrader's own by default.
        roster: a CSV file, see docs/nbgrader.md.
        due: dates by assignment.
        language: of what students get.

    Raises:
        NbgraderError: the roster or the folder is not as it must be.
        BuildError, CourseError: a solution or its checks are not.
    """
    students = list(_read_roster(roster)) if roster is not None else []
    sources = {assignment.name: _source_files(assignment, language) for assignment in assignments}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in _config_files(root, course_id, exchange, language).items():
            if not (folder / name).exists():
                yield _write(folder / name, text)
        course = open_course(folder)
        for name, files in sources.items():
            there = Path(course.format_path(course.source_directory, ".", name))
            for file, text in files.items():
                yield _write(there / file, text)
    except OSError as error:
        raise NbgraderError(f"{folder}: cannot be written to ({error.strerror}); name another folder.") from None
    with open_gradebook(course.db_url, course.course_id) as gradebook:
        for student in students:
            gradebook.update_or_create_student(student.pop("id"), **student)
        for name, date in due.items():
            gradebook.update_or_create_assignment(name, duedate=date.astimezone(UTC).replace(tzinfo=None))


def load_config(folder: Path) -> Config:
    """Return what the ``nbgrader_config.py`` of a course says.

    Raises:
        NbgraderError: there is none, or it cannot be run.
    """
    if not (folder / _CONFIG).is_file():
        remedy = f"name the folder of an nbgrader course, or make one with `autograder nbgrader init {folder}`"
        raise NbgraderError(f"{folder}: has no {_CONFIG}; {remedy}.")
    try:
        config = PyFileConfigLoader(_CONFIG, path=str(folder)).load_config()
    except (Exception, SystemExit) as error:
        raise NbgraderError(f"{folder}: {_CONFIG} cannot be run ({type(error).__name__}: {error}); mend it.") from None
    if "root" not in config.CourseDirectory:
        config.CourseDirectory.root = str(folder.resolve())
    return config


def open_course(folder: Path) -> CourseDirectory:
    """Return the folders of a course, as its configuration has them.

    Raises:
        NbgraderError: see `load_config`.
    """
    return CourseDirectory(config=load_config(folder))


def parse_due(text: str) -> tuple[str, datetime]:
    """Return assignment and date of ``ps1_tensors=2026-12-01T23:59+03:00``; without an offset, of this machine's time.

    Raises:
        ValueError: it has another form.
    """
    name, _, date = text.partition("=")
    return name.strip(), datetime.fromisoformat(date.strip()).astimezone()


def _config_files(root: Path, course_id: str, exchange: Path | None, language: str) -> dict[str, str]:
    line = f"c.Exchange.root = {str(exchange.resolve())!r}\n" if exchange is not None else ""
    told = (
        ""
        if language == ENGLISH
        else f"# What students are told is in this language.\nc.Autograder.lang = {language!r}\n"
    )
    return {
        _CONFIG: _CONFIG_TEXT.format(course=str(root), settings=_SETTINGS),
        _SETTINGS: _SETTINGS_TEXT.format(course_id=course_id, exchange=line, language=told),
    }


def _source_files(assignment: Assignment, language: str) -> dict[str, str]:
    """Return the files of an assignment's source folder; what is no notebook goes to students as it is."""
    assert assignment.solution is not None
    points = points_of(assignment)
    text = marked_source(assignment, points, language)
    stub = make_stub(text, find_regions(text, assignment.solution.name))
    notebook = make_source(assignment, points, language)
    return {f"{assignment.name}.py": stub, f"{assignment.name}.ipynb": notebook}


def _read_roster(path: Path) -> Iterator[dict[str, str]]:
    """Yield the students of a CSV file with a header, which names at least the column ``id``."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise NbgraderError(f"{path}: cannot be read ({error}); name a CSV file in UTF-8.") from None
    rows = csv.DictReader(text.splitlines())
    unknown = [name for name in rows.fieldnames or [] if name not in _ROSTER_COLUMNS]
    if "id" not in (rows.fieldnames or []) or unknown:
        columns = ", ".join(_ROSTER_COLUMNS)
        raise NbgraderError(f"{path}:1: wrong columns; of {columns}, id is needed and the others are optional.")
    seen: set[str] = set()
    for row in rows:
        student = {name: value.strip() for name, value in row.items() if name and value and value.strip()}
        if not student.get("id") or "+" in student["id"] or "/" in student["id"]:
            raise NbgraderError(f"{path}:{rows.line_num}: no usable id; give each student one, without + and /.")
        if student["id"] in seen:
            raise NbgraderError(f"{path}:{rows.line_num}: {student['id']} is there twice; remove one of the lines.")
        seen.add(student["id"])
        yield student


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path
