"""Grading: one submission to one report: pytest session, replay, properties, diagnosis.

May import protocol, sandbox, course, submissions, checking and report; batch, local and nbgrader may import it.
"""
