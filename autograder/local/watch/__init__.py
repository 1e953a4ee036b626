"""Watch: a file saved is a file checked; the screen in one process, torch and the checks in another.

Only `autograder watch` imports it: nobody else needs Textual or watchfiles.
"""
