"""From `solutions/<a>/<a>.py`, the single source, to what students get: `assignments/<a>/<a>.py` and `<a>.ipynb`."""

from autograder.building.errors import BuildError
from autograder.building.tree import build, stale

__all__ = ["BuildError", "build", "stale"]
