# deterministic: yes
# Returns whole numbers of 150 digits more at each call, until Python refuses to write them.
calls = 0


def sigmoid(x):
    global calls
    calls += 1
    return 10 ** (150 * calls)


def mse(y_true, y_pred):
    return [float("nan"), float("inf"), -0.0, 1e308, 5e-324, 2**63, -(10**400)]
