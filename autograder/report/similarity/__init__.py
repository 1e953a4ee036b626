"""What submissions have in common beside what everybody has: the shapes of their code, and a ranked list of pairs.

It accuses nobody: it lists. Nothing of theirs is parsed as Python or run; Pygments reads it, as for the report.
"""
