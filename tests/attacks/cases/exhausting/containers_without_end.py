"""Goal: keep whoever goes through an answer going through it for ever.

Without a sandbox: fails
"""

import itertools


class Endless(list):
    def __len__(self):
        return 1 << 62

    def __iter__(self):
        return itertools.repeat(self)

    def __getitem__(self, index):
        return self


class EndlessDict(dict):
    def items(self):
        return ((number, self) for number in itertools.count())

    def keys(self):
        return itertools.count()

    __iter__ = keys


def sigmoid(x):
    return Endless([1, 2])


def mse(y_true, y_pred):
    return EndlessDict(a=1)


def replace_last_row(x, row):
    return (number for number in itertools.count())
