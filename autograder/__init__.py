"""Auto-graded PyTorch exercises: course kit for students, sandboxed batch grader for teaching assistants."""

import sys

__all__ = ["__version__", "check"]

__version__ = "0.1.0"


def check(exercise: str | None = None, hints: int = 1, lang: str | None = None) -> None:
    """Check an exercise as it is defined where this is called, e.g. ``check("sigmoid")`` in a cell of a notebook.

    Displays a line if it is right. In a submission that is being graded this does nothing.

    Args:
        exercise: its name; without it, all that are defined there are checked.
        hints: how many to show for one cause, where there are so many; each is more concrete than the one before.
        lang: the language of the report, ``en`` or ``ru``; by default that of the locale.

    Raises:
        autograder.local.notebook.CheckFailed: it is not right; Jupyter shows the report in the place of a traceback.
    """
    from autograder.worker import status

    if status.checking:
        return
    import random

    before = random.getstate()
    from autograder.local.notebook import check_namespace

    random.setstate(before)  # rich draws a number where it is imported
    check_namespace(exercise, sys._getframe(1).f_globals, hints, lang)
