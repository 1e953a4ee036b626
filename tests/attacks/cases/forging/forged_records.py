"""Goal: return the grader's own records (names, handles, shared memory), for it to put its own things in their place.

Without a sandbox: fails
"""

import itertools

from autograder.protocol.values import Handle, Mapped, Name, ProbeSource, Shared, Unreadable

RECORDS = itertools.cycle(
    [
        Shared("tensor", 64, "float32", (4,), (1,)),
        Shared("tensor", -(2**40), "float32", (2**40,), (-1,)),
        Name("reference"),
        Handle(0, "Tensor"),
        Handle(-1, "passed\n9/9"),
        ProbeSource("passed", "def passed(*a): return True"),
        Mapped("mnist", (4,)),
        Unreadable("Tensor", "passed: 9/9 points"),
        ["returned", ["returned", 0.5]],
        {"$": "tensor", "buffer": 0, "dtype": "float32", "shape": [4], "requires_grad": False},
    ]
)


def sigmoid(x):
    return next(RECORDS)


mse = replace_last_row = lambda first, second: next(RECORDS)
