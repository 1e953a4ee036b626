"""Feedback: one report as HTML, Markdown and plain text for its student, and in the shapes that an LMS takes back."""
