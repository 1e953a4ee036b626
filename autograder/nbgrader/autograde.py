"""The preprocessor that grades: nbgrader's Execute, without a kernel."""

from __future__ import annotations

import json
from pathlib import Path

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode, from_dict
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Dict, Enum, Integer, Unicode

from autograder.course import find_course
from autograder.data import data_root
from autograder.device import DEVICES, resolve_device
from autograder.machine import cores
from autograder.nbgrader.filling import fill
from autograder.nbgrader.runs import run_of
from autograder.pool import slots_that_fit
from autograder.sandbox.levels import LEVELS, strongest_level
from autograder.sandbox.limits import Limits
from autograder.slot_process import BatchOptions

__all__ = ["Autograder"]


class Autograder(NbGraderPreprocessor):
    """In place of nbgrader's Execute: has a submission graded by our checks, and writes what came of it into its cells.

    An assignment that the course does not have, or another notebook of an assignment, is left to be graded by hand:
    what students hand in runs nowhere but in the sandbox.
    """

    course = Unicode(help="The folder that holds solutions/.").tag(config=True)
    jobs = Integer(0, min=0, help="Cores to use; 0 for all.").tag(config=True)
    device = Enum(DEVICES, "auto", help="Where to train.").tag(config=True)
    sandbox = Enum(("auto", *LEVELS), "auto", help="How student code is kept in, see `autograder grade`.").tag(
        config=True
    )
    limits = Dict(help="What a submission may use, e.g. {'time_s': 20}; see autograder.sandbox.limits.").tag(
        config=True
    )

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        """Grade a notebook.

        Raises:
            CourseError, DataError, LedgerError, OutputError, PoolError, SandboxError: nothing can be graded.
        """
        of = resources["nbgrader"]
        run = run_of(self, of["assignment"])
        nb.metadata["kernelspec"] = from_dict(json.loads(run.known(of["notebook"]).kernelspec))
        report = None
        course = find_course(Path(self.course))
        if of["notebook"] == of["assignment"] and of["assignment"] in course.assignments:
            if not run.has_begun:
                run.begin(course.assignment(of["assignment"], with_solution=True), self._options(run.root, course.root))
            report = run.report(of["student"])
        resources["autograder"] = fill(nb, report)
        return nb, resources

    def _options(self, root: Path, course: Path) -> BatchOptions:
        """Return how to grade; no submission may see the nbgrader course, nor the one that it was made of."""
        level, why = (self.sandbox, "") if self.sandbox != "auto" else strongest_level()
        if why:
            self.log.warning("sandbox %s, as full is not to be had: %s", level, why)
        limits = Limits(**self.limits)
        return BatchOptions(
            level=level,
            device=resolve_device(self.device),
            slots=slots_that_fit(self.jobs or cores(), limits),
            limits=limits,
            hidden=tuple(path.resolve() for path in (course / "solutions", root, data_root())),
        )
