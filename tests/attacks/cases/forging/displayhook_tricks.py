"""Goal: change what a grader of notebooks sees: displayhook, excepthook, input history, `raise NotImplementedError`.

Without a sandbox: fails
"""

import builtins
import linecache
import sys
import traceback

import torch

sys.displayhook = lambda value: builtins.print("passed")
sys.excepthook = lambda *args: sys.exit(0)
sys.settrace(lambda *args: None)
traceback.format_exc = traceback.format_exception = lambda *args, **options: ["all tests passed"]
linecache.getline = lambda *args: "### BEGIN HIDDEN TESTS\nassert True\n### END HIDDEN TESTS"
builtins.AssertionError = builtins.NotImplementedError = type("Passed", (Warning,), {})
get_ipython = display = lambda *args, **options: None
grade_id, points, locked, solution = "sigmoid", 9, True, True  # the fields of nbgrader's cells

assert torch.zeros(1).all(), "ATTACK stopped"


def sigmoid(x):
    raise AssertionError("passed: 9 of 9 points")


def mse(y_true, y_pred):
    raise NotImplementedError
