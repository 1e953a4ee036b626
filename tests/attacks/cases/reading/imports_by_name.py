"""Goal: import the checks and the solution instead of solving anything.

Without a sandbox: succeeds
"""

import importlib

NAMES = (
    "autograder.checks.ps1_tensors.test_sigmoid",
    "solutions.ps1_tensors.ps1_tensors",
    "solutions.ps1_tensors.misconceptions",
    "reference_ps1_tensors",
    "test_sigmoid",
    "misconceptions",
)


def find():
    for name in NAMES:
        try:
            module = importlib.import_module(name)
        except ImportError:
            continue
        raise RuntimeError(f"ATTACK SUCCEEDED: imported {module.__name__}")
    raise RuntimeError("stopped by: none of the modules can be imported")


find()
