"""The preprocessor that grades: nbgrader's Execute, without a kernel."""

from __future__ import annotations

from pathlib import Path

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Dict, Enum, Integer, Unicode

from autograder.batch.grader_process import BatchOptions
from autograder.batch.machine import cores
from autograder.batch.pool import graders_that_fit
from autograder.course.assignments import Course, CourseError
from autograder.course.device import DEVICES, resolve_device
from autograder.language import ENGLISH, LANGUAGES, speak
from autograder.nbgrader.filling import fill
from autograder.nbgrader.runs import Settings, run_of
from autograder.report.telling import why_not_graded
from autograder.report.verdict import Status
from autograder.sandbox.interface import SandboxError
from autograder.sandbox.levels import LEVELS, strongest_level
from autograder.sandbox.limits import Limits

__all__ = ["Autograder"]


class Autograder(NbGraderPreprocessor):
    """In place of nbgrader's Execute: has a submission graded by our checks, and writes what came of it into its cells.

    An assignment that the course does not have, or another notebook of an assignment, is left to be graded by hand:
    what students hand in runs nowhere but in the sandbox.
    """

    course = Unicode(help="The folder that holds solutions/.").tag(config=True)
    jobs = Integer(0, min=0, help="Cores to use; 0 for all.").tag(config=True)
    device = Enum(DEVICES, "auto", help="Where to train.").tag(config=True)
    lang = Enum(LANGUAGES, ENGLISH, help="Language of what students are told.").tag(config=True)
    sandbox = Enum(("auto", *LEVELS), "auto", help="How student code is kept in, see `autograder grade`.").tag(
        config=True
    )
    limits = Dict(help="What a submission may use, e.g. {'time_s': 20}; see autograder.sandbox.limits.").tag(
        config=True
    )

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        """Grade a notebook that has been repaired just before.

        Raises:
            NbGraderException: it could not be graded.
        """
        of = resources["nbgrader"]
        run = run_of(self, of["assignment"])
        nb = run.repaired.pop((of["student"], of["notebook"]))  # as it was; the file that was written is for people
        is_ours = of["notebook"] == of["assignment"] and run.is_ours
        unclear = run.found[of["student"]].error if is_ours else None
        report = run.report(of["student"]) if is_ours and unclear is None else None
        if report is not None and report.status is Status.NOT_GRADED:
            self.log.error("%s: not graded: %s", of["student"], why_not_graded(report))
        resources["autograder"] = fill(nb, report, unclear)
        return nb, resources

    def settings(self) -> Settings:
        """Return what to grade with.

        Raises:
            NbGraderException: the configuration says what cannot be.
        """
        speak(self.lang)
        try:
            course = self._course()
            level, why = (self.sandbox, "") if self.sandbox != "auto" else strongest_level()
            limits = Limits(**self.limits)
            options = BatchOptions(
                level=level,
                device=resolve_device(self.device),
                graders=graders_that_fit(self.jobs or cores(), limits),
                limits=limits,
                language=self.lang,
            )
        except (CourseError, SandboxError, TypeError) as error:
            self.log.error("autograder: %s", error)
            raise NbGraderException(str(error)) from None
        if why:
            self.log.warning("sandbox %s, as full is not to be had: %s", level, why)
        return Settings(course, options)

    def _course(self) -> Course:
        course = Course(Path(self.course).resolve())
        if not (course.root / "solutions").is_dir():
            remedy = "name the folder that holds it in configure(c, course=...) of nbgrader_config.py"
            raise CourseError(f"{course.root}: there is no solutions/; {remedy}.")
        return course
