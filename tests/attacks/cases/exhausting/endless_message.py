"""Goal: swell the file of results with an exception whose message has millions of lines.

Without a sandbox: unsafe
"""

from autograder.worker import tracebacks

# The worker would cut it short; but the worker is where this code runs.
tracebacks._text_of = lambda error: "\n" * 1_000_000 + "ATTACK SUCCEEDED: a million lines are in the report"


def sigmoid(x):
    raise RuntimeError
