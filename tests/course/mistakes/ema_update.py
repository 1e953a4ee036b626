# %% new-tensor: only the local name changes
import torch


def ema_update(average, value, decay):
    average = decay * average + (1 - decay) * value


# %% returns-it: returns the new average instead of writing it
import torch


def ema_update(average, value, decay):
    return (decay * average + (1 - decay) * value).detach()


# %% new-memory: through .data =
import torch


def ema_update(average, value, decay):
    average.data = decay * average.data + (1 - decay) * value.data


# %% graph: in place, but recorded
import torch


def ema_update(average, value, decay):
    average *= decay
    average += (1 - decay) * value


# %% graph-by-copy: copy_ records, too
import torch


def ema_update(average, value, decay):
    average.copy_(decay * average + (1 - decay) * value)


# %% graph-by-requires-grad: no_grad ends too early
import torch


def ema_update(average, value, decay):
    with torch.no_grad():
        average.mul_(decay)
    average.add_(value, alpha=1 - decay)


# %% flag-off-afterwards: average requires grad afterwards
import torch


def ema_update(average, value, decay):
    with torch.no_grad():
        average.mul_(decay).add_(value, alpha=1 - decay)
    average.requires_grad_(value.requires_grad)


# %% swapped: decay for the value
import torch


def ema_update(average, value, decay):
    with torch.no_grad():
        average.mul_(1 - decay).add_(value, alpha=decay)


# %% lerp-the-wrong-way: lerp_ with decay as the weight
import torch


def ema_update(average, value, decay):
    average.lerp_(value.detach(), decay)


# %% order: adds first, then decays both
import torch


def ema_update(average, value, decay):
    with torch.no_grad():
        average.add_(value, alpha=1 - decay).mul_(decay)


# %% plain-sum: no decay
import torch


def ema_update(average, value, decay):
    with torch.no_grad():
        average += (1 - decay) * value


# %% mean: half and half whatever decay is
import torch


def ema_update(average, value, decay):
    with torch.no_grad():
        average.add_(value).div_(2)


# %% scales-value: value is changed
import torch


def ema_update(average, value, decay):
    with torch.no_grad():
        value *= 1 - decay
        average.mul_(decay).add_(value)


# %% value-gets-average: copies the wrong way
import torch


def ema_update(average, value, decay):
    with torch.no_grad():
        average.mul_(decay).add_(value, alpha=1 - decay)
        value.copy_(average)


# %% detaches-value-in-place: the value loses its graph
import torch


def ema_update(average, value, decay):
    value.detach_()
    average.mul_(decay).add_(value, alpha=1 - decay)


# %% value-frozen: requires_grad of a leaf is switched off
import torch


def ema_update(average, value, decay):
    if value.is_leaf:
        value.requires_grad = False
    average.mul_(decay).add_(value.detach(), alpha=1 - decay)


# %% clears-grad: value.grad is cleared
import torch


def ema_update(average, value, decay):
    with torch.no_grad():
        average.mul_(decay).add_(value, alpha=1 - decay)
    if value.is_leaf:
        value.grad = None


# %% loop-over-rows: a 0-d tensor has none
import torch


def ema_update(average, value, decay):
    with torch.no_grad():
        for i in range(len(average)):
            average[i] = decay * average[i] + (1 - decay) * value[i]


# %% view: elements must lie side by side
import torch


def ema_update(average, value, decay):
    with torch.no_grad():
        average.view(-1).mul_(decay).add_(value.view(-1), alpha=1 - decay)


# %% contiguous: the copy is updated
import torch


def ema_update(average, value, decay):
    with torch.no_grad():
        average.contiguous().mul_(decay).add_(value, alpha=1 - decay)


# %% zero-is-false: decay 0 is taken for a default
import torch


def ema_update(average, value, decay=None):
    decay = decay or 0.999
    with torch.no_grad():
        average.mul_(decay).add_(value, alpha=1 - decay)


# %% bias-correction: as Adam divides
import torch


def ema_update(average, value, decay):
    with torch.no_grad():
        average.mul_(decay).add_(value, alpha=1 - decay)
        if decay < 1:
            average.div_(1 - decay)


# %% float32-inside: half of the digits are lost
import torch


def ema_update(average, value, decay):
    with torch.no_grad():
        average.copy_(decay * average.float() + (1 - decay) * value.float())


# %% float32-value: float64 has lost digits on the way
def ema_update(average, value, decay):
    average.mul_(decay).add_(value.detach().float().to(average.dtype), alpha=1 - decay)
