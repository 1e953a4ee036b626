"""Goal: drag the caller's frames, with their variables, into the report as the causes of an exception.

Without a sandbox: fails
"""

import sys
import types


def chained(depth):
    """Return an exception whose causes claim to come from the frames of all callers, with a huge text each."""
    error, frame = ValueError("x" * 1_000_000), sys._getframe(1)
    for _ in range(depth):
        cause = KeyError("secret " * 10_000)
        cause.__traceback__ = types.TracebackType(None, frame, frame.f_lasti, frame.f_lineno)
        cause.add_note(repr(frame.f_locals)[:100_000])
        cause.__cause__, error = error, cause
        frame = frame.f_back or frame
    return error


def sigmoid(x):
    raise ValueError("see the causes") from chained(2_000)


def mse(y_true, y_pred):
    raise ExceptionGroup("see the parts", [chained(20) for _ in range(50)])


def replace_last_row(x, row):
    error = ValueError("see the causes")
    error.__context__ = error.__cause__ = error  # never ends for whoever follows it
    raise error
