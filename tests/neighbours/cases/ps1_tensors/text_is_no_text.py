# deterministic: yes
# Exceptions whose __str__ raises, returns another class, recurses without end or exits; by turns.
import sys
from itertools import cycle


class Text(str):
    """Says of itself that it is equal to everything."""

    def __eq__(self, other):
        return True

    __hash__ = str.__hash__


class Error(Exception):
    """Has no honest text."""

    answers = cycle([lambda: 1 / 0, lambda: Text("text"), lambda: sys.exit(3), lambda: None, lambda: str(Error())])

    def __str__(self):
        return next(Error.answers)()


def sigmoid(x):
    raise Error


def mse(y_true, y_pred):
    raise type("Both", (Error, ValueError), {})
