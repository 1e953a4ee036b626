# deterministic: no
# A thread changes results and arguments some hundred microseconds after they were handed over.
import threading
import time

import torch


def spoil(*tensors):
    time.sleep(0.0003)
    for tensor in tensors:
        tensor.zero_()


def sigmoid(x):
    y = (0.5 * torch.tanh(0.5 * x) + 0.5).detach()
    threading.Thread(target=spoil, args=(y, x.detach()), daemon=True).start()
    return y


def replace_last_row(x, row):
    result = torch.cat([x[:-1], row[None]])
    threading.Thread(target=spoil, args=(result, x), daemon=True).start()
    return result
