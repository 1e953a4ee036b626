"""Whether checks have student code run in this process right now: in a worker always, and on a live namespace at times.

Then `autograder.check` does nothing, so that a notebook with such cells can be graded, and no check begins another one.
What student code makes of this concerns nobody but itself.
"""

from __future__ import annotations

__all__ = ["checking"]

checking = False
