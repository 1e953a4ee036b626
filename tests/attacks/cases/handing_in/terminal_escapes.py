"""Goal: send commands to the terminal of whoever grades: by exceptions, names, output and syntax errors.

Without a sandbox: fails
"""

SOURCE = r"""
import sys
ESCAPES = "\x1b]0;pwned\x07\x1b[2J\x1b[1;1H\x9b31m\x08\x7f\u202e\u2066 [bold red]markup[/] all passed \U000e0041"
print(ESCAPES, file=sys.stderr)
print(ESCAPES)
Escapes = type(ESCAPES, (ValueError,), {})


def sigmoid(x):
    raise Escapes(ESCAPES)


def mse(y_true, y_pred):
    return type(ESCAPES, (), {})()


exec(compile("def replace_last_row(x, row):\n raise KeyError(1)", "ps1_tensors.py", "exec"))
replace_last_row.__code__ = replace_last_row.__code__.replace(co_name=ESCAPES)
raise Escapes(ESCAPES)
"""


def hand_in(folder, course):
    """Say it in every way in which a submission can say something."""
    (folder / "ps1_tensors.py").write_text(SOURCE)
