"""Submissions: from a folder to readable submissions; no code of theirs runs here.

May import language and course; sandbox and all above it may import it.
"""
