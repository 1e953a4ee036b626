# %% plain: as in every tutorial
def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    running_loss = 0.0
    n = 0
    for inputs, labels in loader:
        inputs = inputs.to(device)
        labels = labels.to(device)
        optimizer.zero_grad()
        outputs = model(inputs)
        loss = loss_fn(outputs, labels)
        loss.backward()
        optimizer.step()
        running_loss += loss.item() * inputs.size(0)
        n += inputs.size(0)
    return running_loss / n


# %% closure: optimizer.step(closure) does the whole step
import torch


def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train(True)
    total, count = 0.0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)

        def closure():
            optimizer.zero_grad()
            loss = loss_fn(model(x), y)
            loss.backward()
            return loss

        loss = optimizer.step(closure)
        total += float(loss) * x.shape[0]
        count += x.shape[0]
    return total / count


# %% grads-by-hand: autograd.grad writes .grad of every parameter, nothing to zero
import torch


def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    parameters = [p for p in model.parameters() if p.requires_grad]
    losses = []
    for batch in loader:
        x, y = (part.to(device) for part in batch)
        loss = loss_fn(model(x), y)
        for p, g in zip(parameters, torch.autograd.grad(loss, parameters)):
            p.grad = g
        optimizer.step()
        losses += [loss.item()] * len(x)
    return sum(losses) / len(losses)


# %% set-to-none: .grad = None for every parameter
def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    s = c = 0
    for data, target in loader:
        data, target = data.to(device, non_blocking=True), target.to(device, non_blocking=True)
        for p in model.parameters():
            p.grad = None
        loss = loss_fn(model(data), target)
        loss.backward()
        optimizer.step()
        s += loss.detach().item() * target.size(0)
        c += target.size(0)
    return s / c


# %% zero-twice: zeroes before the loop and after each step, with zeros left in place
def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    optimizer.zero_grad(set_to_none=False)
    total = 0.0
    seen = 0
    for inputs, labels in loader:
        loss = loss_fn(model(inputs.to(device)), labels.to(device))
        loss.backward()
        optimizer.step()
        optimizer.zero_grad(set_to_none=False)
        total += loss.item() * len(inputs)
        seen += len(inputs)
    return total / seen


# %% weighted-tensors: collects losses and sizes, and averages them with torch in the end
import torch


def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    losses, sizes = [], []
    for inputs, labels in loader:
        inputs, labels = inputs.to(device), labels.to(device)
        optimizer.zero_grad()
        loss = loss_fn(model(inputs), labels)
        loss.backward()
        optimizer.step()
        losses.append(loss.detach())
        sizes.append(labels.shape[0])
    sizes = torch.tensor(sizes, dtype=losses[0].dtype, device=device)
    return (torch.stack(losses) @ sizes / sizes.sum()).item()


# %% running-mean: the mean is updated with every batch
def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    mean, seen = 0.0, 0
    for inputs, labels in loader:
        inputs, labels = inputs.to(device), labels.to(device)
        loss = loss_fn(model(inputs), labels)
        model.zero_grad()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        seen += len(labels)
        mean += (loss.item() - mean) * len(labels) / seen
    return mean


# %% helper: one step in a function of its own, numpy for the mean
import numpy as np


def _step(model, x, y, loss_fn, optimizer):
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
    return loss.item(), len(y)


def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    try:
        results = [_step(model, x.to(device), y.to(device), loss_fn, optimizer) for x, y in loader]
    finally:
        model.eval()
    losses, sizes = zip(*results)
    return float(np.average(losses, weights=sizes))


# %% iterator: a while loop over iter(loader), batches by index
def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    batches = iter(loader)
    total, count = 0.0, 0
    while True:
        try:
            batch = next(batches)
        except StopIteration:
            break
        inputs, labels = batch[0].to(device=device), batch[1].to(device=device)
        optimizer.zero_grad()
        loss = loss_fn(model(inputs), labels)
        loss.backward()
        optimizer.step()
        total += loss.item() * inputs.shape[0]
        count += inputs.shape[0]
    return total / max(count, 1)


# %% device-of-the-model: asks the parameters where they are, moves the model to be sure
import torch


def train_epoch(model, loader, loss_fn, optimizer, device):
    model = model.to(device)
    model.train()
    where = next(model.parameters()).device
    total = 0.0
    count = 0
    for inputs, labels in loader:
        inputs, labels = inputs.to(where), labels.to(where)
        optimizer.zero_grad()
        loss = loss_fn(model(inputs), labels)
        loss.backward()
        optimizer.step()
        with torch.no_grad():
            total = total + loss * labels.size(0)
        count += labels.size(0)
    return (total / count).item()


# %% enable-grad: decorated, and the mode is put back afterwards
import torch


@torch.enable_grad()
def train_epoch(model, loader, loss_fn, optimizer, device):
    was_training = model.training
    model.train()
    total, count = 0.0, 0
    for inputs, labels in loader:
        inputs, labels = [part.to(str(device)) for part in (inputs, labels)]
        optimizer.zero_grad(set_to_none=True)
        loss = loss_fn(model(inputs), labels)
        loss.backward()
        optimizer.step()
        total += loss.tolist() * len(inputs)
        count += len(inputs)
    model.train(was_training)
    return total / count
