# %% plain: three lists in a dict
import torch


def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    total, count = 0.0, 0
    for inputs, labels in loader:
        inputs, labels = inputs.to(device), labels.to(device)
        optimizer.zero_grad()
        loss = loss_fn(model(inputs), labels)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(labels)
        count += len(labels)
    return total / count


@torch.no_grad()
def evaluate(model, loader, loss_fn, device):
    model.eval()
    total, right, count = 0.0, 0, 0
    for inputs, labels in loader:
        inputs, labels = inputs.to(device), labels.to(device)
        outputs = model(inputs)
        total += loss_fn(outputs, labels).item() * len(labels)
        right += (outputs.argmax(1) == labels).sum().item()
        count += len(labels)
    return total / count, right / count


def fit(model, train_loader, test_loader, loss_fn, optimizer, epochs, device):
    history = {"train_loss": [], "test_loss": [], "test_accuracy": []}
    for epoch in range(epochs):
        train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)
        test_loss, test_accuracy = evaluate(model, test_loader, loss_fn, device)
        history["train_loss"].append(train_loss)
        history["test_loss"].append(test_loss)
        history["test_accuracy"].append(test_accuracy)
        print(f"epoch {epoch + 1}: {train_loss:.4f} {test_loss:.4f} {test_accuracy:.4f}")
    return history


# %% self-contained: no other function is called
import torch


def fit(model, train_loader, test_loader, loss_fn, optimizer, epochs, device):
    train_losses, test_losses, accuracies = [], [], []
    for _ in range(epochs):
        model.train()
        total = seen = 0
        for x, y in train_loader:
            x, y = x.to(device), y.to(device)
            optimizer.zero_grad()
            loss = loss_fn(model(x), y)
            loss.backward()
            optimizer.step()
            total += loss.item() * x.size(0)
            seen += x.size(0)
        train_losses.append(total / seen)
        model.eval()
        total = right = seen = 0
        with torch.no_grad():
            for x, y in test_loader:
                x, y = x.to(device), y.to(device)
                out = model(x)
                total += loss_fn(out, y).item() * x.size(0)
                right += (out.argmax(1) == y).sum().item()
                seen += x.size(0)
        test_losses.append(total / seen)
        accuracies.append(right / seen)
    return {"train_loss": train_losses, "test_loss": test_losses, "test_accuracy": accuracies}


# %% rows: rows first, columns in the end
import torch


def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    total, count = 0.0, 0
    for inputs, labels in loader:
        inputs, labels = inputs.to(device), labels.to(device)
        optimizer.zero_grad()
        loss = loss_fn(model(inputs), labels)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(labels)
        count += len(labels)
    return total / count


@torch.no_grad()
def evaluate(model, loader, loss_fn, device):
    model.eval()
    total, right, count = 0.0, 0, 0
    for inputs, labels in loader:
        inputs, labels = inputs.to(device), labels.to(device)
        outputs = model(inputs)
        total += loss_fn(outputs, labels).item() * len(labels)
        right += (outputs.argmax(1) == labels).sum().item()
        count += len(labels)
    return total / count, right / count


def fit(model, train_loader, test_loader, loss_fn, optimizer, epochs, device):
    rows = [
        (train_epoch(model, train_loader, loss_fn, optimizer, device), *evaluate(model, test_loader, loss_fn, device))
        for _ in range(epochs)
    ]
    keys = ("train_loss", "test_loss", "test_accuracy")
    return {key: [row[place] for row in rows] for place, key in enumerate(keys)}


# %% defaultdict: a defaultdict with its keys made beforehand
import torch


def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    total, count = 0.0, 0
    for inputs, labels in loader:
        inputs, labels = inputs.to(device), labels.to(device)
        optimizer.zero_grad()
        loss = loss_fn(model(inputs), labels)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(labels)
        count += len(labels)
    return total / count


@torch.no_grad()
def evaluate(model, loader, loss_fn, device):
    model.eval()
    total, right, count = 0.0, 0, 0
    for inputs, labels in loader:
        inputs, labels = inputs.to(device), labels.to(device)
        outputs = model(inputs)
        total += loss_fn(outputs, labels).item() * len(labels)
        right += (outputs.argmax(1) == labels).sum().item()
        count += len(labels)
    return total / count, right / count


from collections import defaultdict


def fit(model, train_loader, test_loader, loss_fn, optimizer, epochs, device):
    history = defaultdict(list)
    for key in ("test_accuracy", "test_loss", "train_loss"):
        history[key]
    epoch = 0
    while epoch < epochs:
        history["train_loss"] += [train_epoch(model, train_loader, loss_fn, optimizer, device)]
        loss, accuracy = evaluate(model, test_loader, loss_fn, device)
        history["test_loss"] += [loss]
        history["test_accuracy"] += [accuracy]
        epoch += 1
    return history


# %% preallocated: lists of the right length, filled by index
import torch


def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    total, count = 0.0, 0
    for inputs, labels in loader:
        inputs, labels = inputs.to(device), labels.to(device)
        optimizer.zero_grad()
        loss = loss_fn(model(inputs), labels)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(labels)
        count += len(labels)
    return total / count


@torch.no_grad()
def evaluate(model, loader, loss_fn, device):
    model.eval()
    total, right, count = 0.0, 0, 0
    for inputs, labels in loader:
        inputs, labels = inputs.to(device), labels.to(device)
        outputs = model(inputs)
        total += loss_fn(outputs, labels).item() * len(labels)
        right += (outputs.argmax(1) == labels).sum().item()
        count += len(labels)
    return total / count, right / count


def fit(model, train_loader, test_loader, loss_fn, optimizer, epochs, device):
    history = {name: [0.0] * epochs for name in ("train_loss", "test_loss", "test_accuracy")}
    for i in range(epochs):
        history["train_loss"][i] = train_epoch(model, train_loader, loss_fn, optimizer, device)
        history["test_loss"][i], history["test_accuracy"][i] = evaluate(model, test_loader, loss_fn, device)
    return history


# %% recursion: the history of the epochs before, and one more
import torch


def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    total, count = 0.0, 0
    for inputs, labels in loader:
        inputs, labels = inputs.to(device), labels.to(device)
        optimizer.zero_grad()
        loss = loss_fn(model(inputs), labels)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(labels)
        count += len(labels)
    return total / count


@torch.no_grad()
def evaluate(model, loader, loss_fn, device):
    model.eval()
    total, right, count = 0.0, 0, 0
    for inputs, labels in loader:
        inputs, labels = inputs.to(device), labels.to(device)
        outputs = model(inputs)
        total += loss_fn(outputs, labels).item() * len(labels)
        right += (outputs.argmax(1) == labels).sum().item()
        count += len(labels)
    return total / count, right / count


def fit(model, train_loader, test_loader, loss_fn, optimizer, epochs, device):
    if epochs == 0:
        return dict(train_loss=[], test_loss=[], test_accuracy=[])
    history = fit(model, train_loader, test_loader, loss_fn, optimizer, epochs - 1, device)
    history["train_loss"].append(train_epoch(model, train_loader, loss_fn, optimizer, device))
    loss, accuracy = evaluate(model, test_loader, loss_fn, device)
    history["test_loss"].append(loss)
    history["test_accuracy"].append(accuracy)
    return history


# %% class: a small trainer class
import torch


def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    total, count = 0.0, 0
    for inputs, labels in loader:
        inputs, labels = inputs.to(device), labels.to(device)
        optimizer.zero_grad()
        loss = loss_fn(model(inputs), labels)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(labels)
        count += len(labels)
    return total / count


@torch.no_grad()
def evaluate(model, loader, loss_fn, device):
    model.eval()
    total, right, count = 0.0, 0, 0
    for inputs, labels in loader:
        inputs, labels = inputs.to(device), labels.to(device)
        outputs = model(inputs)
        total += loss_fn(outputs, labels).item() * len(labels)
        right += (outputs.argmax(1) == labels).sum().item()
        count += len(labels)
    return total / count, right / count


class Trainer:
    def __init__(self, model, loss_fn, optimizer, device):
        self.model, self.loss_fn, self.optimizer, self.device = model, loss_fn, optimizer, device
        self.history = {"train_loss": [], "test_loss": [], "test_accuracy": []}

    def epoch(self, train_loader, test_loader):
        self.history["train_loss"].append(
            train_epoch(self.model, train_loader, self.loss_fn, self.optimizer, self.device)
        )
        loss, accuracy = evaluate(self.model, test_loader, self.loss_fn, self.device)
        self.history["test_loss"].append(loss)
        self.history["test_accuracy"].append(accuracy)


def fit(model, train_loader, test_loader, loss_fn, optimizer, epochs, device):
    trainer = Trainer(model, loss_fn, optimizer, device)
    for _ in range(epochs):
        trainer.epoch(train_loader, test_loader)
    return trainer.history


# %% zip: columns by zip, with a case for no epochs
import torch


def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    total, count = 0.0, 0
    for inputs, labels in loader:
        inputs, labels = inputs.to(device), labels.to(device)
        optimizer.zero_grad()
        loss = loss_fn(model(inputs), labels)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(labels)
        count += len(labels)
    return total / count


@torch.no_grad()
def evaluate(model, loader, loss_fn, device):
    model.eval()
    total, right, count = 0.0, 0, 0
    for inputs, labels in loader:
        inputs, labels = inputs.to(device), labels.to(device)
        outputs = model(inputs)
        total += loss_fn(outputs, labels).item() * len(labels)
        right += (outputs.argmax(1) == labels).sum().item()
        count += len(labels)
    return total / count, right / count


def fit(model, train_loader, test_loader, loss_fn, optimizer, epochs, device):
    results = []
    for _ in range(epochs):
        first = train_epoch(model=model, loader=train_loader, loss_fn=loss_fn, optimizer=optimizer, device=device)
        second, third = evaluate(model=model, loader=test_loader, loss_fn=loss_fn, device=device)
        results.append((first, second, third))
    columns = zip(*results) if results else ([], [], [])
    return {k: list(v) for k, v in zip(["train_loss", "test_loss", "test_accuracy"], columns)}


# %% default-none: the history may be given, and is new if not
import torch


def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    total, count = 0.0, 0
    for inputs, labels in loader:
        inputs, labels = inputs.to(device), labels.to(device)
        optimizer.zero_grad()
        loss = loss_fn(model(inputs), labels)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(labels)
        count += len(labels)
    return total / count


@torch.no_grad()
def evaluate(model, loader, loss_fn, device):
    model.eval()
    total, right, count = 0.0, 0, 0
    for inputs, labels in loader:
        inputs, labels = inputs.to(device), labels.to(device)
        outputs = model(inputs)
        total += loss_fn(outputs, labels).item() * len(labels)
        right += (outputs.argmax(1) == labels).sum().item()
        count += len(labels)
    return total / count, right / count


def fit(model, train_loader, test_loader, loss_fn, optimizer, epochs, device, history=None):
    if history is None:
        history = {"train_loss": [], "test_loss": [], "test_accuracy": []}
    for _ in range(epochs):
        history["train_loss"].append(train_epoch(model, train_loader, loss_fn, optimizer, device))
        for key, value in zip(("test_loss", "test_accuracy"), evaluate(model, test_loader, loss_fn, device)):
            history[key].append(float(value))
    return history


# %% moves-the-model: moves the model, keeps the best state beside
import torch


def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    total, count = 0.0, 0
    for inputs, labels in loader:
        inputs, labels = inputs.to(device), labels.to(device)
        optimizer.zero_grad()
        loss = loss_fn(model(inputs), labels)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(labels)
        count += len(labels)
    return total / count


@torch.no_grad()
def evaluate(model, loader, loss_fn, device):
    model.eval()
    total, right, count = 0.0, 0, 0
    for inputs, labels in loader:
        inputs, labels = inputs.to(device), labels.to(device)
        outputs = model(inputs)
        total += loss_fn(outputs, labels).item() * len(labels)
        right += (outputs.argmax(1) == labels).sum().item()
        count += len(labels)
    return total / count, right / count


import copy


def fit(model, train_loader, test_loader, loss_fn, optimizer, epochs, device):
    model.to(device)
    history = {"train_loss": [], "test_loss": [], "test_accuracy": []}
    best, best_loss = None, float("inf")
    for _ in range(epochs):
        history["train_loss"].append(train_epoch(model, train_loader, loss_fn, optimizer, device))
        loss, accuracy = evaluate(model, test_loader, loss_fn, device)
        if loss < best_loss:
            best, best_loss = copy.deepcopy(model.state_dict()), loss
        history["test_loss"].append(loss)
        history["test_accuracy"].append(accuracy)
    return history


# %% one-loop-for-both: a function that trains where it gets an optimizer, and tests where not
import torch


def run(model, loader, loss_fn, device, optimizer=None):
    model.train(optimizer is not None)
    total, right, count = 0.0, 0, 0
    with torch.set_grad_enabled(optimizer is not None):
        for inputs, labels in loader:
            inputs, labels = inputs.to(device), labels.to(device)
            outputs = model(inputs)
            loss = loss_fn(outputs, labels)
            if optimizer is not None:
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
            total += loss.item() * len(labels)
            right += (outputs.argmax(dim=1) == labels).sum().item()
            count += len(labels)
    return total / count, right / count


def fit(model, train_loader, test_loader, loss_fn, optimizer, epochs, device):
    history = {"train_loss": [], "test_loss": [], "test_accuracy": []}
    for _ in range(epochs):
        history["train_loss"].append(run(model, train_loader, loss_fn, device, optimizer)[0])
        loss, accuracy = run(model, test_loader, loss_fn, device)
        history["test_loss"].append(loss)
        history["test_accuracy"].append(accuracy)
    return history
