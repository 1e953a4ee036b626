"""Report: verdicts, and how people and machines read them: console, HTML, JSON, CSV, notebooks, feedback, exports.

May import language, course and protocol; grading and all above it may import it.
"""
