# deterministic: yes
# Kills its process with SIGKILL, as a kernel short of memory would, at the ninth call of mse in a process.
import os
import signal

calls = 0


def mse(y_true, y_pred):
    global calls
    calls += 1
    if calls == 9:
        os.kill(os.getpid(), signal.SIGKILL)
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return (y_true - y_pred).square().mean()
