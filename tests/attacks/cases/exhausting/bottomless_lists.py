"""Goal: overflow a stack, or never come to an end, over lists that are very deep or hold themselves.

Without a sandbox: fails
"""


def sigmoid(x):
    deep = []
    for _ in range(1_000_000):
        deep = [deep]
    return deep


def mse(y_true, y_pred):
    cyclic = []
    cyclic.append({"again": (cyclic, cyclic)})
    return cyclic


def replace_last_row(x, row):
    # 2 ** 30 items, made of 30 lists.
    doubled = [0]
    for _ in range(30):
        doubled = [doubled, doubled]
    return doubled
