"""The report of a class as one HTML file that needs nothing else: figures, charts, and a page for each student.

Text of students reaches it through Jinja2's escaping or Pygments' alone, and a content security policy in the file
lets no script run but its own and nothing be fetched.
"""
