# deterministic: yes
# Sleeps two milliseconds in every call and is wrong at every thirteenth, the fourth time for half a second.
import time
from itertools import count

import torch

calls = count(1)


def sigmoid(x):
    number = next(calls)
    time.sleep(0.5 if number == 52 else 0.002)
    return 0.5 * torch.tanh(0.5 * x) + 0.5 + (number % 13 == 0)
