"""nbgrader's stock commands, with our grader inside."""
