"""Protocol: the bytes between grader and worker: messages, values, shared memory, the forms of results.

Imports nothing of ours, and torch and NumPy alone; worker, sandbox, checking and grading may import it.
"""
