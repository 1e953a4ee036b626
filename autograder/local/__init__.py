"""Local: a student's own machine: check, watch, notebook, doctor.

May import every room but batch, nbgrader and commands; only `autograder.check` and commands import it.
"""
