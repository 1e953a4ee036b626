"""From the single source `solutions/<a>/<a>.py` to the stub and the notebook in `assignments/<a>/`."""

from autograder.building.errors import BuildError
from autograder.building.tree import build, stale

__all__ = ["BuildError", "build", "stale"]
