"""Goal: read the labels of the MNIST test images from where the grader keeps the data set.

Assignment: ps5_mnist
Without a sandbox: succeeds
"""

import glob

PLACES = (
    "/root/.cache/*/data/MNIST/raw/t10k-labels*",
    "/home/*/.cache/*/data/MNIST/raw/t10k-labels*",
    "/proc/[0-9]*/cwd/**/t10k-labels*",
    "/usr/share/**/t10k-labels*",
    "./**/t10k-labels*",
)


def search():
    for place in PLACES:
        for path in glob.iglob(place, recursive=True):
            try:
                with open(path, "rb") as file:
                    labels = file.read()[8:]
            except OSError:
                continue
            raise RuntimeError(f"ATTACK SUCCEEDED: read {len(labels)} labels")
    raise RuntimeError("stopped by: no labels are in sight")


search()
