"""From the single source `solutions/<a>/<a>.py` to the stub and the notebook in `assignments/<a>/`."""

from autograder.course.building.errors import BuildError
from autograder.course.building.new import new_exercise
from autograder.course.building.tree import build, stale

__all__ = ["BuildError", "build", "new_exercise", "stale"]
