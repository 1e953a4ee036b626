# deterministic: yes
# Leaves a thread waiting for ever at each of the first fifty calls; answers rightly.
import threading

import torch

started = []


def sigmoid(x):
    if len(started) < 50:
        started.append(threading.Thread(target=threading.Event().wait, daemon=True))
        started[-1].start()
    return 0.5 * torch.tanh(0.5 * x) + 0.5
