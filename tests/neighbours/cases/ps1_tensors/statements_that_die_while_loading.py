# deterministic: yes
# Two statements at the top level end the process, each in another way; what is defined between them counts and is right.
import os
import signal

import torch

loads = [0]
os._exit(0)
loads.append(1)


def sigmoid(x):
    return 0.5 * torch.tanh(0.5 * x) + 0.5 + (len(loads) != 2)


os.kill(os.getpid(), signal.SIGTERM)


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError(f"{loads}")
    return (y_true - y_pred).square().mean()


raise SystemExit(f"loaded {len(loads)}")
