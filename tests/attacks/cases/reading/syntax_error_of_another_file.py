"""Goal: make the report quote the solution, as the line that a SyntaxError is about.

Without a sandbox: fails
"""

FILE = "solutions/ps1_tensors/ps1_tensors.py"

# Without a text of its own, the line is looked up in the file when the exception is formatted.
raise SyntaxError("invalid syntax", (FILE, 60, 1, None, 60, 9))


def sigmoid(x):
    raise SyntaxError("invalid syntax", ("solutions/secret.txt", 1, 1, None, 1, 9))


def mse(y_true, y_pred):
    raise ImportError("no such module", name="solutions.secret", path="solutions/secret.txt")


def replace_last_row(x, row):
    raise FileNotFoundError(2, "No such file", "solutions/secret.txt")
