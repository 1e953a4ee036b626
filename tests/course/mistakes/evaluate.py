# %% train-mode: calls train()
import torch


def evaluate(model, loader, loss_fn, device):
    model.train()
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for inputs, labels in loader:
            inputs, labels = inputs.to(device), labels.to(device)
            outputs = model(inputs)
            total += loss_fn(outputs, labels).item() * len(labels)
            right += (outputs.argmax(dim=1) == labels).sum().item()
            count += len(labels)
    return total / count, right / count


# %% no-mode: never calls eval()
import torch


def evaluate(model, loader, loss_fn, device):
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for inputs, labels in loader:
            inputs, labels = inputs.to(device), labels.to(device)
            outputs = model(inputs)
            total += loss_fn(outputs, labels).item() * len(labels)
            right += (outputs.argmax(dim=1) == labels).sum().item()
            count += len(labels)
    return total / count, right / count


# %% eval-of-children: only the attribute of the outer module is set
import torch


def evaluate(model, loader, loss_fn, device):
    model.training = False
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for inputs, labels in loader:
            inputs, labels = inputs.to(device), labels.to(device)
            outputs = model(inputs)
            total += loss_fn(outputs, labels).item() * len(labels)
            right += (outputs.argmax(dim=1) == labels).sum().item()
            count += len(labels)
    return total / count, right / count


# %% no-no-grad: gradients are on
import torch


def evaluate(model, loader, loss_fn, device):
    model.eval()
    total, right, count = 0.0, 0, 0
    if loader:
        for inputs, labels in loader:
            inputs, labels = inputs.to(device), labels.to(device)
            outputs = model(inputs)
            total += loss_fn(outputs, labels).item() * len(labels)
            right += (outputs.argmax(dim=1) == labels).sum().item()
            count += len(labels)
    return total / count, right / count


# %% detach-too-late: detaches the outputs
import torch


def evaluate(model, loader, loss_fn, device):
    model.eval()
    total, right, count = 0.0, 0, 0
    if True:
        for inputs, labels in loader:
            inputs, labels = inputs.to(device), labels.to(device)
            outputs = model(inputs).detach()
            total += loss_fn(outputs, labels).item() * len(labels)
            right += (outputs.argmax(dim=1) == labels).sum().item()
            count += len(labels)
    return total / count, right / count


# %% no-grad-for-the-loss-only: the forward pass stands outside
import torch


def evaluate(model, loader, loss_fn, device):
    model.eval()
    total, right, count = 0.0, 0, 0
    for inputs, labels in loader:
        inputs, labels = inputs.to(device), labels.to(device)
        outputs = model(inputs)
        with torch.no_grad():
            total += loss_fn(outputs, labels).item() * len(labels)
            right += (outputs.argmax(dim=1) == labels).sum().item()
        count += len(labels)
    return total / count, right / count


# %% means-of-batches: mean of the batches' losses, accuracy over all
import torch


def evaluate(model, loader, loss_fn, device):
    model.eval()
    total, right, count, batches = 0.0, 0, 0, 0
    with torch.no_grad():
        for inputs, labels in loader:
            inputs, labels = inputs.to(device), labels.to(device)
            outputs = model(inputs)
            total += loss_fn(outputs, labels).item()
            batches += 1
            right += (outputs.argmax(dim=1) == labels).sum().item()
            count += len(labels)
    return total / batches, right / count


# %% accuracy-of-batches: mean of the batches' accuracies, loss over all
import torch


def evaluate(model, loader, loss_fn, device):
    model.eval()
    total, right, count, batches = 0.0, 0, 0, 0
    with torch.no_grad():
        for inputs, labels in loader:
            inputs, labels = inputs.to(device), labels.to(device)
            outputs = model(inputs)
            total += loss_fn(outputs, labels).item() * len(labels)
            right += (outputs.argmax(dim=1) == labels).float().mean().item()
            batches += 1
            count += len(labels)
    return total / count, right / batches


# %% percent: 100 times the share
import torch


def evaluate(model, loader, loss_fn, device):
    model.eval()
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for inputs, labels in loader:
            inputs, labels = inputs.to(device), labels.to(device)
            outputs = model(inputs)
            total += loss_fn(outputs, labels).item() * len(labels)
            right += (outputs.argmax(dim=1) == labels).sum().item()
            count += len(labels)
    return total / count, 100.0 * right / count


# %% count-for-share: number of right answers, as a float
import torch


def evaluate(model, loader, loss_fn, device):
    model.eval()
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for inputs, labels in loader:
            inputs, labels = inputs.to(device), labels.to(device)
            outputs = model(inputs)
            total += loss_fn(outputs, labels).item() * len(labels)
            right += (outputs.argmax(dim=1) == labels).sum().item()
            count += len(labels)
    return total / count, float(right)


# %% swapped: accuracy first
import torch


def evaluate(model, loader, loss_fn, device):
    model.eval()
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for inputs, labels in loader:
            inputs, labels = inputs.to(device), labels.to(device)
            outputs = model(inputs)
            total += loss_fn(outputs, labels).item() * len(labels)
            right += (outputs.argmax(dim=1) == labels).sum().item()
            count += len(labels)
    return right / count, total / count


# %% list: a list instead of a tuple
import torch


def evaluate(model, loader, loss_fn, device):
    model.eval()
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for inputs, labels in loader:
            inputs, labels = inputs.to(device), labels.to(device)
            outputs = model(inputs)
            total += loss_fn(outputs, labels).item() * len(labels)
            right += (outputs.argmax(dim=1) == labels).sum().item()
            count += len(labels)
    return [total / count, right / count]


# %% dict: a dict
import torch


def evaluate(model, loader, loss_fn, device):
    model.eval()
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for inputs, labels in loader:
            inputs, labels = inputs.to(device), labels.to(device)
            outputs = model(inputs)
            total += loss_fn(outputs, labels).item() * len(labels)
            right += (outputs.argmax(dim=1) == labels).sum().item()
            count += len(labels)
    return {"loss": total / count, "accuracy": right / count}


# %% tensors: accuracy is a tensor
import torch


def evaluate(model, loader, loss_fn, device):
    model.eval()
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for inputs, labels in loader:
            inputs, labels = inputs.to(device), labels.to(device)
            outputs = model(inputs)
            total += loss_fn(outputs, labels).item() * len(labels)
            right += (outputs.argmax(dim=1) == labels).sum()
            count += len(labels)
    return total / count, right / count


# %% rounded: two decimals
import torch


def evaluate(model, loader, loss_fn, device):
    model.eval()
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for inputs, labels in loader:
            inputs, labels = inputs.to(device), labels.to(device)
            outputs = model(inputs)
            total += loss_fn(outputs, labels).item() * len(labels)
            right += (outputs.argmax(dim=1) == labels).sum().item()
            count += len(labels)
    return round(total / count, 2), round(right / count, 2)


# %% argmin: the smallest output
import torch


def evaluate(model, loader, loss_fn, device):
    model.eval()
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for inputs, labels in loader:
            inputs, labels = inputs.to(device), labels.to(device)
            outputs = model(inputs)
            total += loss_fn(outputs, labels).item() * len(labels)
            right += (outputs.argmin(dim=1) == labels).sum().item()
            count += len(labels)
    return total / count, right / count


# %% wrong-dim: argmax over the batch
import torch


def evaluate(model, loader, loss_fn, device):
    model.eval()
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for inputs, labels in loader:
            inputs, labels = inputs.to(device), labels.to(device)
            outputs = model(inputs)
            total += loss_fn(outputs, labels).item() * len(labels)
            right += (outputs.argmax(dim=0) == labels).sum().item()
            count += len(labels)
    return total / count, right / count


# %% threshold: outputs above 0.5
import torch


def evaluate(model, loader, loss_fn, device):
    model.eval()
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for inputs, labels in loader:
            inputs, labels = inputs.to(device), labels.to(device)
            outputs = model(inputs)
            total += loss_fn(outputs, labels).item() * len(labels)
            right += ((outputs[:, 1] > 0.5).long() == labels).sum().item()
            count += len(labels)
    return total / count, right / count


# %% binary-only: labels and outputs of two classes
import torch


def evaluate(model, loader, loss_fn, device):
    model.eval()
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for inputs, labels in loader:
            inputs, labels = inputs.to(device), labels.to(device)
            outputs = model(inputs)
            total += loss_fn(outputs, labels).item() * len(labels)
            right += ((outputs[:, 1] > outputs[:, 0]).long() == labels).sum().item()
            count += len(labels)
    return total / count, right / count


# %% softmax-before-loss: probabilities go into the loss
import torch


def evaluate(model, loader, loss_fn, device):
    model.eval()
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for inputs, labels in loader:
            inputs, labels = inputs.to(device), labels.to(device)
            outputs = model(inputs).softmax(dim=1)
            total += loss_fn(outputs, labels).item() * len(labels)
            right += (outputs.argmax(dim=1) == labels).sum().item()
            count += len(labels)
    return total / count, right / count


# %% last-batch: only the last batch counts
import torch


def evaluate(model, loader, loss_fn, device):
    model.eval()
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for inputs, labels in loader:
            inputs, labels = inputs.to(device), labels.to(device)
            outputs = model(inputs)
            total = loss_fn(outputs, labels).item() * len(labels)
            right = (outputs.argmax(dim=1) == labels).sum().item()
            count = len(labels)
    return total / count, right / count


# %% integer-share: // instead of /
import torch


def evaluate(model, loader, loss_fn, device):
    model.eval()
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for inputs, labels in loader:
            inputs, labels = inputs.to(device), labels.to(device)
            outputs = model(inputs)
            total += loss_fn(outputs, labels).item() * len(labels)
            right += (outputs.argmax(dim=1) == labels).sum().item()
            count += len(labels)
    return total / count, right // count


# %% dataset: divides by len(loader.dataset)
import torch


def evaluate(model, loader, loss_fn, device):
    model.eval()
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for inputs, labels in loader:
            inputs, labels = inputs.to(device), labels.to(device)
            outputs = model(inputs)
            total += loss_fn(outputs, labels).item() * len(labels)
            right += (outputs.argmax(dim=1) == labels).sum().item()
            count += len(labels)
    return total / count, right / len(loader.dataset)


# %% len-of-loader: counts batches times the first size
import torch


def evaluate(model, loader, loss_fn, device):
    model.eval()
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for inputs, labels in loader:
            inputs, labels = inputs.to(device), labels.to(device)
            outputs = model(inputs)
            total += loss_fn(outputs, labels).item() * len(labels)
            right += (outputs.argmax(dim=1) == labels).sum().item()
            count += len(labels)
    return total / count, right / (len(loader) * len(labels))


# %% peeks: looks at the first batch beforehand
import torch


def evaluate(model, loader, loss_fn, device):
    model.eval()
    first, _ = next(iter(loader))
    print(first.shape)
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for inputs, labels in loader:
            inputs, labels = inputs.to(device), labels.to(device)
            outputs = model(inputs)
            total += loss_fn(outputs, labels).item() * len(labels)
            right += (outputs.argmax(dim=1) == labels).sum().item()
            count += len(labels)
    return total / count, right / count


# %% labels-stay: labels are not moved
import torch


def evaluate(model, loader, loss_fn, device):
    model.eval()
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for inputs, labels in loader:
            inputs = inputs.to(device)
            outputs = model(inputs)
            total += loss_fn(outputs, labels).item() * len(labels)
            right += (outputs.argmax(dim=1) == labels).sum().item()
            count += len(labels)
    return total / count, right / count


# %% labels-moved-for-the-loss: the accuracy compares with those that were not
import torch


def evaluate(model, loader, loss_fn, device):
    model.eval()
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for inputs, labels in loader:
            inputs = inputs.to(device)
            outputs = model(inputs)
            total += loss_fn(outputs, labels.to(device)).item() * len(labels)
            right += (outputs.argmax(dim=1) == labels).sum().item()
            count += len(labels)
    return total / count, right / count


# %% nothing-moved: neither is
import torch


def evaluate(model, loader, loss_fn, device):
    model.eval()
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for inputs, labels in loader:
            outputs = model(inputs)
            total += loss_fn(outputs, labels).item() * len(labels)
            right += (outputs.argmax(dim=1) == labels).sum().item()
            count += len(labels)
    return total / count, right / count


# %% forgets-gradients: empties every .grad
import torch


def evaluate(model, loader, loss_fn, device):
    model.eval()
    model.zero_grad()
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for inputs, labels in loader:
            inputs, labels = inputs.to(device), labels.to(device)
            outputs = model(inputs)
            total += loss_fn(outputs, labels).item() * len(labels)
            right += (outputs.argmax(dim=1) == labels).sum().item()
            count += len(labels)
    return total / count, right / count


# %% freezes: switches requires_grad off
import torch


def evaluate(model, loader, loss_fn, device):
    model.eval()
    for p in model.parameters():
        p.requires_grad = False
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for inputs, labels in loader:
            inputs, labels = inputs.to(device), labels.to(device)
            outputs = model(inputs)
            total += loss_fn(outputs, labels).item() * len(labels)
            right += (outputs.argmax(dim=1) == labels).sum().item()
            count += len(labels)
    return total / count, right / count


# %% half: a network in float16 for speed, and back
import torch


def evaluate(model, loader, loss_fn, device):
    model.eval()
    dtype = next(model.parameters()).dtype
    model.half().to(dtype)
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for inputs, labels in loader:
            inputs, labels = inputs.to(device), labels.to(device)
            outputs = model(inputs)
            total += loss_fn(outputs, labels).item() * len(labels)
            right += (outputs.argmax(dim=1) == labels).sum().item()
            count += len(labels)
    return total / count, right / count


# %% trains: trains a little on the way
import torch


def evaluate(model, loader, loss_fn, device):
    model.eval()
    total, right, count = 0.0, 0, 0
    for inputs, labels in loader:
        loss_fn(model(inputs.to(device)), labels.to(device)).backward()
    with torch.no_grad():
        for inputs, labels in loader:
            inputs, labels = inputs.to(device), labels.to(device)
            outputs = model(inputs)
            total += loss_fn(outputs, labels).item() * len(labels)
            right += (outputs.argmax(dim=1) == labels).sum().item()
            count += len(labels)
    return total / count, right / count


# %% nothing: no return
import torch


def evaluate(model, loader, loss_fn, device):
    model.eval()
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for inputs, labels in loader:
            inputs, labels = inputs.to(device), labels.to(device)
            outputs = model(inputs)
            total += loss_fn(outputs, labels).item() * len(labels)
            right += (outputs.argmax(dim=1) == labels).sum().item()
            count += len(labels)


# %% frozen-for-a-while: requires_grad is off during the test, but gradients are not disabled
import torch


def evaluate(model, loader, loss_fn, device):
    model.eval()
    flags = [p.requires_grad for p in model.parameters()]
    for p in model.parameters():
        p.requires_grad_(False)
    total, right, count = 0.0, 0, 0
    for inputs, labels in loader:
        inputs, labels = inputs.to(device), labels.to(device)
        outputs = model(inputs)
        total += loss_fn(outputs, labels).item() * len(labels)
        right += (outputs.argmax(1) == labels).sum().item()
        count += len(labels)
    for p, flag in zip(model.parameters(), flags):
        p.requires_grad_(flag)
    return total / count, right / count


# %% train-mode-first-batch: eval() at the end of the loop
import torch


def evaluate(model, loader, loss_fn, device):
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for inputs, labels in loader:
            inputs, labels = inputs.to(device), labels.to(device)
            outputs = model(inputs)
            total += loss_fn(outputs, labels).item() * len(labels)
            right += (outputs.argmax(dim=1) == labels).sum().item()
            count += len(labels)
            model.eval()
    return total / count, right / count


# %% its-own-loss: cross-entropy, whatever loss_fn is
import torch
from torch.nn import functional as F


def evaluate(model, loader, loss_fn, device):
    model.eval()
    total, right, n = 0.0, 0, 0
    with torch.no_grad():
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            out = model(x)
            total += F.cross_entropy(out, y).item() * len(y)
            right += (out.argmax(-1) == y).sum().item()
            n += len(y)
    return total / n, right / n


# %% outputs-squeezed: a batch of one loses its dimension before the loss sees it
import torch
from torch.nn import functional as F


def evaluate(model, loader, loss_fn, device):
    model.eval()
    total, right, n = 0.0, 0, 0
    with torch.no_grad():
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            out = model(x).squeeze()
            total += loss_fn(out, y).item() * len(y)
            right += (out.argmax(-1) == y).sum().item()
            n += len(y)
    return total / n, right / n


# %% probability-over-half: counts what the network is sure of
import torch


@torch.no_grad()
def evaluate(model, loader, loss_fn, device):
    model.eval()
    loss_sum, correct, seen = 0.0, 0.0, 0
    for inputs, labels in loader:
        inputs, labels = inputs.to(device), labels.to(device)
        outputs = model(inputs)
        loss_sum += loss_fn(outputs, labels).item() * len(inputs)
        probs = torch.softmax(outputs, dim=1)
        correct += (probs.gather(1, labels[:, None]) > 0.5).sum().item()
        seen += len(inputs)
    return loss_sum / seen, correct / seen


# %% unfreezes: frozen parameters require grad afterwards
import torch


def evaluate(model, loader, loss_fn, device):
    model.eval()
    model.requires_grad_(False)
    loss_sum, correct, seen = 0.0, 0, 0
    with torch.no_grad():
        for inputs, labels in loader:
            inputs, labels = inputs.to(device), labels.to(device)
            outputs = model(inputs)
            loss_sum += loss_fn(outputs, labels).item() * len(inputs)
            correct += int((outputs.argmax(1) == labels).sum())
            seen += len(inputs)
    model.requires_grad_(True)
    return loss_sum / seen, correct / seen
