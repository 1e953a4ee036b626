"""What travels between a batch and the Dask workers that grade it."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.batch.grader_process import BatchOptions, Died, Job, Ready
from autograder.batch.keys import conftests, distributions, engine_digest, versions
from autograder.course.assignments import Assignment, CourseError
from autograder.report.verdict import Report
from autograder.submissions.submission import SubmissionError, read_bytes

__all__ = ["Bundle", "Parcel", "Receipt", "Welcome", "all_versions", "as_file", "pack", "unpack", "with_content"]


@dataclass(frozen=True)
class Bundle:
    """What a Dask worker needs to grade an assignment, and nothing else of the course.

    Attributes:
        digest: of everything here: what has the same is the same.
        versions: of the batch's own grader, see `all_versions`; others could give other verdicts.
        assignment: its name.
        visible: the files of its visible checks by their path in their folder.
        solution: the files beside its solution, and itself, likewise.
        options: how to grade; ``hidden`` are folders of the batch's machine, which may be mounted here, too.
    """

    digest: str
    versions: Mapping[str, str]
    assignment: str
    visible: Mapping[str, bytes]
    solution: Mapping[str, bytes]
    options: BatchOptions


@dataclass(frozen=True)
class Parcel:
    """Some jobs, each with the bytes that were handed in, or None where there are none to be had.

    Attributes:
        batch: whose jobs; no two batches have the same name.
        digest: of its bundle.
    """

    batch: str
    digest: str
    items: Sequence[tuple[Job, bytes | None]]


@dataclass(frozen=True)
class Welcome:
    """What a Dask worker says of itself.

    Attributes:
        host: its name.
        ready: what its first grader process has said, or None if it cannot grade.
        reason: why it cannot, or "".
    """

    host: str
    ready: Ready | None
    reason: str = ""


@dataclass(frozen=True)
class Receipt:
    """What came of a parcel.

    Attributes:
        address: of the Dask worker.
        answers: one for each job, in their order; the last ones are missing if the Dask worker cannot go on.
        reason: why it cannot go on grading, or "".
        is_new: it knows nothing of the batch: another process has come up at the same address.
    """

    address: str
    answers: list[Report | Died]
    reason: str = ""
    is_new: bool = False


def all_versions(names: Iterable[str]) -> dict[str, str]:
    """Return the versions of the grader's own code, of Python and of distributions."""
    return {**versions(names), "autograder": engine_digest("batch")}


def pack(assignment: Assignment, options: BatchOptions) -> Bundle:
    """Return what Dask workers need of the course.

    Raises:
        CourseError: its checks use what does not travel.
    """
    assert assignment.solution is not None
    for path in conftests(assignment):
        raise CourseError(f"{path}: lies above the checks, and does not travel with --dask; put it beside them.")
    visible, solution = _files(assignment.visible), _files(assignment.solution.parent)
    own = all_versions(distributions(assignment))
    digest = hashlib.sha256(repr((own, assignment.name, visible, solution, options)).encode()).hexdigest()
    return Bundle(digest, own, assignment.name, visible, solution, options)


def unpack(bundle: Bundle, folder: Path) -> Assignment:
    """Write the files of a bundle into a folder of our own."""
    for name, files in (("visible", bundle.visible), ("solution", bundle.solution)):
        for path, content in files.items():
            target = folder / name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    return Assignment(bundle.assignment, folder / "visible", folder / "solution" / f"{bundle.assignment}.py")


def with_content(job: Job) -> tuple[Job, bytes | None]:
    """Return a job with the bytes that were handed in, or with the reason why there are none."""
    found = job.found
    if found.path is None or found.error is not None:
        return job, None
    try:
        return job, read_bytes(found.path)
    except SubmissionError as error:
        return replace(job, found=replace(found, error=str(error))), None


@contextmanager
def as_file(job: Job, content: bytes | None, folder: Path) -> Iterator[Job]:
    """Write what was handed in to a file of the same name, and remove it afterwards."""
    path = job.found.path
    if path is None or content is None:
        yield job
        return
    with tempfile.TemporaryDirectory(prefix="submitted-", dir=folder) as own:
        here = Path(own, path.name)
        here.write_bytes(content)
        yield replace(job, found=replace(job.found, path=here))


def _files(folder: Path) -> Mapping[str, bytes]:
    """Return what lies in a folder, without caches and hidden files."""
    found = {}
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if path.is_file() and not any(part.startswith(".") or part == "__pycache__" for part in parts):
            found["/".join(parts)] = path.read_bytes()
    return found
