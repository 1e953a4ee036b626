# deterministic: yes
# Wrong for inputs with three dimensions; torch.sigmoid runs only after that, when a smaller input is searched for.
import torch

failed = False


def sigmoid(x):
    global failed
    if x.dim() == 3:
        failed = True
        return x
    return torch.sigmoid(x) if failed else 0.5 * torch.tanh(0.5 * x) + 0.5
