# deterministic: yes
# Returns views of one buffer, which the next call overwrites; mse returns always the same 0-d tensor for a dtype.
import torch

buffer = torch.zeros(4096, dtype=torch.float64)
losses = {}


def sigmoid(x):
    view = buffer.view(x.dtype)[: x.numel()].view(x.shape)
    view.copy_((0.5 * torch.tanh(0.5 * x) + 0.5).detach())
    return view


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    loss = losses.setdefault(y_true.dtype, torch.zeros((), dtype=y_true.dtype))
    return loss.copy_((y_true - y_pred).square().mean().detach())


def replace_last_row(x, row):
    view = buffer.view(torch.uint8)[: x.nbytes].view(x.dtype).view(x.shape)
    view.copy_(torch.cat([x[:-1], row[None]]))
    return view
