"""Report: verdicts, and how people and machines read them: console, HTML, JSON, CSV, cells of notebooks.

May import course and protocol; grading and all above it may import it.
"""
