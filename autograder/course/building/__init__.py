"""From the single source `solutions/<a>/<a>.py` to stub and notebook in `assignments/<a>/`, in each language."""

from autograder.course.building.errors import BuildError
from autograder.course.building.new import new_exercise
from autograder.course.building.new_course import new_course
from autograder.course.building.tree import build, build_catalogues, make_keys, stale

__all__ = ["BuildError", "build", "build_catalogues", "make_keys", "new_course", "new_exercise", "stale"]
