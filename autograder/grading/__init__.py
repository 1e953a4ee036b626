"""Grading: one submission to one report: pytest session, replay, properties, diagnosis.

May import every room but worker and those above it; batch, local, nbgrader and commands may import it.
"""
