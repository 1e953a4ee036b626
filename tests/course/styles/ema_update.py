# %% mul-add: under no_grad
import torch


def ema_update(average, value, decay):
    with torch.no_grad():
        average.mul_(decay)
        average.add_((1 - decay) * value)


# %% decorator: copy_ of the formula
import torch


@torch.no_grad()
def ema_update(average, value, decay):
    average.copy_(decay * average + (1 - decay) * value)


# %% lerp: torch's own word for it
import torch


def ema_update(average, value, decay):
    average.lerp_(value.detach(), 1 - decay)


# %% lerp-back: from the other end
import torch


def ema_update(average, value, decay):
    torch.lerp(value.detach(), average, decay, out=average)


# %% operators: augmented assignment
import torch


def ema_update(average, value, decay):
    value = value.detach()
    average *= decay
    average += (1.0 - decay) * value


# %% difference: a step towards the value
import torch


def ema_update(average, value, decay):
    with torch.no_grad():
        average -= (1 - decay) * (average - value)


# %% slice: writes to all elements by index
import torch


def ema_update(average, value, decay):
    average[...] = average * decay + value.data * (1 - decay)


# %% set-grad-enabled: the switch by hand, put back at the end
import torch


def ema_update(average, value, decay):
    before = torch.is_grad_enabled()
    torch.set_grad_enabled(False)
    try:
        average.mul_(decay).add_(value, alpha=1 - decay)
    finally:
        torch.set_grad_enabled(before)


# %% data: the old style, written in place
import torch


def ema_update(average, value, decay):
    average.data.mul_(decay).add_(value.data, alpha=1 - decay)
    return average


# %% numpy: through the memory that both share
import numpy as np
import torch


def ema_update(average, value, decay):
    a = average.numpy()
    v = value.detach().cpu().numpy()
    np.multiply(a, decay, out=a)
    np.add(a, (1 - decay) * v, out=a)
    return a


# %% element-by-element: a loop over all indices
import itertools

import torch


def ema_update(average, value, decay):
    numbers = value.detach()
    for index in itertools.product(*map(range, average.shape)):
        average[index] = decay * average[index].item() + (1 - decay) * numbers[index].item()


# %% foreach: as torch's own averaged models do it
import torch


def ema_update(average, value, decay):
    with torch.inference_mode(False), torch.no_grad():
        torch._foreach_mul_([average], decay)
        torch._foreach_add_([average], [value], alpha=1 - decay)


# %% detach-in-place: the graph that was recorded is thrown away
import torch


def ema_update(average, value, decay):
    average.mul_(decay)
    copy = value.clone().detach_()
    torch.add(average, copy, alpha=1 - decay, out=average)


# %% class: an object with a call, Russian names, and a check of the shapes
import torch


class Среднее:
    def __call__(self, average, value, decay):
        if average.shape != value.shape:
            raise ValueError("разные формы")
        with torch.no_grad():
            новое = torch.stack([average, value]).mul(
                torch.tensor([decay, 1 - decay], dtype=average.dtype).reshape(2, *[1] * average.dim())
            ).sum(0)
            average.copy_(новое)
        print("среднее обновлено")


ema_update = Среднее()
