"""Proof of the whole course, an exercise a row: ``make prove``.

Mutants, a second judge, stability of reports, and how far diagnosis can be trusted. Too long for the gate.
"""
