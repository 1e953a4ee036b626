"""Goal: keep the grader waiting while it loads the submission, with one statement after the other that hangs.

Without a sandbox: fails
"""

import time

if True:
    time.sleep(10**6)
for _ in iter(int, 1):
    pass
while True:
    time.sleep(0.01)
time.sleep(10**6)
time.sleep(10**6)


def sigmoid(x):
    return x
