"""Goal: make the report quote the solution, by code that claims to stand in that file.

Without a sandbox: fails
"""

# Seen from the grader's folder: a traceback formatted there would read the lines from these very files.
FILES = ("solutions/ps1_tensors/ps1_tensors.py", "solutions/secret.txt", "ps1_tensors.py")


def frames_in(file, lines, then):
    """Call ``then`` from below one frame for each of the lines of the file."""
    for line in lines:
        scope = {"then": then}
        exec(compile("\n" * (line - 2) + "def step():\n then()", file, "exec"), scope)
        then = scope["step"]
    return then


def fail():
    raise ValueError("see above")


def sigmoid(x):
    then = fail
    for file in FILES:
        then = frames_in(file, (2, 60, 150), then)
    return then()
