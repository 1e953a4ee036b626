# %% untouched: all four are there
import torch
import torch.nn.functional as F


def repaired_training_step(model, images, labels, optimizer):
    model.eval()
    probabilities = torch.softmax(model(images), dim=1)
    loss = F.cross_entropy(probabilities, labels)
    loss.backward()
    optimizer.step()
    return loss


# %% one-mended: the mode alone
import torch
import torch.nn.functional as F


def repaired_training_step(model, images, labels, optimizer):
    model.train()
    probabilities = torch.softmax(model(images), dim=1)
    loss = F.cross_entropy(probabilities, labels)
    loss.backward()
    optimizer.step()
    return loss


# %% two-mended: mode and gradients
import torch
import torch.nn.functional as F


def repaired_training_step(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    probabilities = torch.softmax(model(images), dim=1)
    loss = F.cross_entropy(probabilities, labels)
    loss.backward()
    optimizer.step()
    return loss


# %% item-only: the result alone
import torch
import torch.nn.functional as F


def repaired_training_step(model, images, labels, optimizer):
    model.eval()
    probabilities = torch.softmax(model(images), dim=1)
    loss = F.cross_entropy(probabilities, labels)
    loss.backward()
    optimizer.step()
    return loss.item()


# %% softmax-left: all but the softmax
import torch
import torch.nn.functional as F


def repaired_training_step(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    outputs = F.softmax(model(images), dim=-1)
    loss = F.cross_entropy(outputs, labels)
    loss.backward()
    optimizer.step()
    return loss.item()


# %% gradients-left: all but the gradients
import torch
import torch.nn.functional as F


def repaired_training_step(model, images, labels, optimizer):
    model.train()
    outputs = model(images)
    loss = F.cross_entropy(outputs, labels)
    loss.backward()
    optimizer.step()
    return loss.item()


# %% mode-left: all but the mode
import torch
import torch.nn.functional as F


def repaired_training_step(model, images, labels, optimizer):
    model.eval()
    optimizer.zero_grad()
    outputs = model(images)
    loss = F.cross_entropy(outputs, labels)
    loss.backward()
    optimizer.step()
    return loss.item()


# %% mode-removed: eval() is gone, and nothing in its place
import torch
import torch.nn.functional as F


def repaired_training_step(model, images, labels, optimizer):
    optimizer.zero_grad()
    outputs = model(images)
    loss = F.cross_entropy(outputs, labels)
    loss.backward()
    optimizer.step()
    return loss.item()


# %% detached: a detached tensor
import torch
import torch.nn.functional as F


def repaired_training_step(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    outputs = model(images)
    loss = F.cross_entropy(outputs, labels)
    loss.backward()
    optimizer.step()
    return loss.detach()


# %% zero-after: emptied after the step
import torch
import torch.nn.functional as F


def repaired_training_step(model, images, labels, optimizer):
    model.train()
    outputs = model(images)
    loss = F.cross_entropy(outputs, labels)
    loss.backward()
    optimizer.step()
    optimizer.zero_grad()
    return loss.item()


# %% zero-between: emptied before the step
import torch
import torch.nn.functional as F


def repaired_training_step(model, images, labels, optimizer):
    model.train()
    outputs = model(images)
    loss = F.cross_entropy(outputs, labels)
    loss.backward()
    optimizer.zero_grad()
    optimizer.step()
    return loss.item()


# %% train-too-late: train() after the forward pass
import torch
import torch.nn.functional as F


def repaired_training_step(model, images, labels, optimizer):
    optimizer.zero_grad()
    outputs = model(images)
    loss = F.cross_entropy(outputs, labels)
    model.train()
    loss.backward()
    optimizer.step()
    return loss.item()


# %% log-of-softmax: log-probabilities are right, but with a sum
import torch
import torch.nn.functional as F


def repaired_training_step(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    outputs = model(images)
    loss = F.cross_entropy(outputs, labels, reduction='sum')
    loss.backward()
    optimizer.step()
    return loss.item()


# %% smoothed: label smoothing
import torch
import torch.nn.functional as F


def repaired_training_step(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    outputs = model(images)
    loss = F.cross_entropy(outputs, labels, label_smoothing=0.1)
    loss.backward()
    optimizer.step()
    return loss.item()


# %% nll: nll_loss of raw outputs
import torch
import torch.nn.functional as F


def repaired_training_step(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    outputs = model(images)
    loss = F.nll_loss(outputs, labels)
    loss.backward()
    optimizer.step()
    return loss.item()


# %% nll-of-softmax: nll_loss of probabilities
import torch
import torch.nn.functional as F


def repaired_training_step(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    outputs = model(images)
    loss = F.nll_loss(outputs.softmax(1), labels)
    loss.backward()
    optimizer.step()
    return loss.item()


# %% mse: squared error against one-hot labels
import torch
import torch.nn.functional as F


def repaired_training_step(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    outputs = model(images)
    loss = F.mse_loss(outputs, F.one_hot(labels, outputs.shape[1]).to(outputs.dtype))
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong-dim: softmax over the batch
import torch
import torch.nn.functional as F


def repaired_training_step(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    outputs = torch.softmax(model(images), dim=0)
    loss = F.cross_entropy(outputs, labels)
    loss.backward()
    optimizer.step()
    return loss.item()


# %% loss-after: a second forward pass after the step
import torch
import torch.nn.functional as F


def repaired_training_step(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    outputs = model(images)
    loss = F.cross_entropy(outputs, labels)
    loss.backward()
    optimizer.step()
    return F.cross_entropy(model(images), labels).item()


# %% rounded: three decimals
import torch
import torch.nn.functional as F


def repaired_training_step(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    outputs = model(images)
    loss = F.cross_entropy(outputs, labels)
    loss.backward()
    optimizer.step()
    return round(loss.item(), 3)


# %% rounded-finely: six decimals
import torch
import torch.nn.functional as F


def repaired_training_step(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    outputs = model(images)
    loss = F.cross_entropy(outputs, labels)
    loss.backward()
    optimizer.step()
    return round(loss.item(), 6)


# %% float32: the number goes through float32
import torch
import torch.nn.functional as F


def repaired_training_step(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    outputs = model(images)
    loss = F.cross_entropy(outputs, labels)
    loss.backward()
    optimizer.step()
    return loss.float().item()


# %% text: formatted
import torch
import torch.nn.functional as F


def repaired_training_step(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    outputs = model(images)
    loss = F.cross_entropy(outputs, labels)
    loss.backward()
    optimizer.step()
    return f"{loss.item():.4f}"


# %% numpy: NumPy's float64, which is no plain float
import numpy as np

import torch
import torch.nn.functional as F


def repaired_training_step(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    outputs = model(images)
    loss = F.cross_entropy(outputs, labels)
    loss.backward()
    optimizer.step()
    return np.float64(loss.item())


# %% array: a NumPy array
import torch
import torch.nn.functional as F


def repaired_training_step(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    outputs = model(images)
    loss = F.cross_entropy(outputs, labels)
    loss.backward()
    optimizer.step()
    return loss.detach().numpy()


# %% no-step: the step is gone
import torch
import torch.nn.functional as F


def repaired_training_step(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    outputs = model(images)
    loss = F.cross_entropy(outputs, labels)
    loss.backward()
    return loss.item()


# %% two-steps: two steps
import torch
import torch.nn.functional as F


def repaired_training_step(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    outputs = model(images)
    loss = F.cross_entropy(outputs, labels)
    loss.backward()
    optimizer.step()
    optimizer.step()
    return loss.item()


# %% own-optimizer: an optimizer of its own
import torch
import torch.nn.functional as F


def repaired_training_step(model, images, labels, optimizer):
    model.train()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    optimizer.zero_grad()
    outputs = model(images)
    loss = F.cross_entropy(outputs, labels)
    loss.backward()
    optimizer.step()
    return loss.item()


# %% no-grad: no_grad around everything
import torch
import torch.nn.functional as F


@torch.no_grad()
def repaired_training_step(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    outputs = model(images)
    loss = F.cross_entropy(outputs, labels)
    loss.backward()
    optimizer.step()
    return loss.item()


# %% halves-images: images are changed in place
import torch
import torch.nn.functional as F


def repaired_training_step(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    images /= 2
    outputs = model(images)
    loss = F.cross_entropy(outputs, labels)
    loss.backward()
    optimizer.step()
    return loss.item()


# %% nothing: returns nothing
import torch
import torch.nn.functional as F


def repaired_training_step(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    outputs = model(images)
    loss = F.cross_entropy(outputs, labels)
    loss.backward()
    optimizer.step()


# %% pair: loss and accuracy
import torch
import torch.nn.functional as F


def repaired_training_step(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    outputs = model(images)
    loss = F.cross_entropy(outputs, labels)
    loss.backward()
    optimizer.step()
    return loss.item(), (outputs.argmax(1) == labels).float().mean().item()
