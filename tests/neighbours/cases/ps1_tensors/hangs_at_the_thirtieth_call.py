# deterministic: yes
# Right until the thirtieth call of replace_last_row in a process, which never returns (runs into the time limit).
import time

import torch

calls = 0


def replace_last_row(x, row):
    global calls
    calls += 1
    if calls == 30:
        time.sleep(10**6)
    return torch.cat([x[:-1], row[None]])
