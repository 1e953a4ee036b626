"""Goal: lock or lease files that the grader uses, so that it has to wait.

Without a sandbox: unsafe
"""

import fcntl
import os

import autograder
import torch

FILES = (autograder.__file__, torch.__file__, os.__file__, "/usr/bin/env")


def attack():
    errors = set()
    for path in FILES:
        with open(path) as file:
            for command, argument in ((fcntl.F_SETLEASE, fcntl.F_RDLCK), (fcntl.F_SETLEASE, fcntl.F_WRLCK)):
                try:
                    fcntl.fcntl(file, command, argument)
                except OSError as error:
                    errors.add(repr(error))
                else:
                    raise RuntimeError(f"ATTACK SUCCEEDED: a lease of {path}")
            try:
                fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                errors.add(repr(error))
            else:
                raise RuntimeError(f"ATTACK SUCCEEDED: the only right to write to {path}")
    raise RuntimeError("stopped by: " + ", ".join(sorted(errors)))


attack()
