"""Sandbox: the trusted side of the boundary: levels, containers, forking, watching, and a submission's run.

May import language, protocol, submissions and worker; grading and all above it may import it.
"""
