"""Goal: swell the file of results with a hundred thousand lines about statements that failed.

Without a sandbox: unsafe
"""

import sys


class Lines(list):
    """Remains whole when somebody takes the first hundred."""

    def __getitem__(self, index):
        return self


def enclosing(name):
    frame = sys._getframe()
    while name not in frame.f_locals:
        frame = frame.f_back
    return frame.f_locals[name]


# What the worker says of how loading went is a list in the caller of this very statement.
enclosing("loaded").problems = Lines(["line"] * 100_000 + ["ATTACK SUCCEEDED: a hundred thousand notes in the report"])
