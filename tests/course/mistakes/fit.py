# %% no-steps: train_epoch and evaluate are not there
def fit(model, train_loader, test_loader, loss_fn, optimizer, epochs, device):
    history = {"train_loss": [], "test_loss": [], "test_accuracy": []}
    for _ in range(epochs):
        train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)
        loss, accuracy = evaluate(model, test_loader, loss_fn, device)
        history["train_loss"].append(train_loss)
        history["test_loss"].append(loss)
        history["test_accuracy"].append(accuracy)
    return history


# %% global-history: the dictionary lives outside
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


history = {"train_loss": [], "test_loss": [], "test_accuracy": []}


def fit(model, train_loader, test_loader, loss_fn, optimizer, epochs, device):
    for _ in range(epochs):
        train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)
        loss, accuracy = evaluate(model, test_loader, loss_fn, device)
        history["train_loss"].append(train_loss)
        history["test_loss"].append(loss)
        history["test_accuracy"].append(accuracy)
    return history


# %% default-lists: a mutable default
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


def fit(model, train_loader, test_loader, loss_fn, optimizer, epochs, device, train=[], test=[], accuracies=[]):
    history = {"train_loss": train, "test_loss": test, "test_accuracy": accuracies}
    for _ in range(epochs):
        train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)
        loss, accuracy = evaluate(model, test_loader, loss_fn, device)
        history["train_loss"].append(train_loss)
        history["test_loss"].append(loss)
        history["test_accuracy"].append(accuracy)
    return history


# %% shared-list: one list under three names
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
    history = dict.fromkeys(["train_loss", "test_loss", "test_accuracy"], [])
    for _ in range(epochs):
        train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)
        loss, accuracy = evaluate(model, test_loader, loss_fn, device)
        history["train_loss"].append(train_loss)
        history["test_loss"].append(loss)
        history["test_accuracy"].append(accuracy)
    return history


# %% test-first: tests, then trains
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
    for _ in range(epochs):
        loss, accuracy = evaluate(model, test_loader, loss_fn, device)
        train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)
        history["train_loss"].append(train_loss)
        history["test_loss"].append(loss)
        history["test_accuracy"].append(accuracy)
    return history


# %% train-loss-by-test: loss on the training data after the epoch
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
    for _ in range(epochs):
        train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)
        loss, accuracy = evaluate(model, test_loader, loss_fn, device)
        history["train_loss"].append(evaluate(model, train_loader, loss_fn, device)[0])
        history["test_loss"].append(loss)
        history["test_accuracy"].append(accuracy)
    return history


# %% train-for-test: both on the training data
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
    for _ in range(epochs):
        train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)
        loss, accuracy = evaluate(model, train_loader, loss_fn, device)
        history["train_loss"].append(train_loss)
        history["test_loss"].append(loss)
        history["test_accuracy"].append(accuracy)
    return history


# %% test-for-train: trains on the test data
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
    for _ in range(epochs):
        train_loss = train_epoch(model, test_loader, loss_fn, optimizer, device)
        loss, accuracy = evaluate(model, test_loader, loss_fn, device)
        history["train_loss"].append(train_loss)
        history["test_loss"].append(loss)
        history["test_accuracy"].append(accuracy)
    return history


# %% trains-on-both: a training epoch on the test data, too
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
    for _ in range(epochs):
        train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)
        train_epoch(model, test_loader, loss_fn, optimizer, device)
        loss, accuracy = evaluate(model, test_loader, loss_fn, device)
        history["train_loss"].append(train_loss)
        history["test_loss"].append(loss)
        history["test_accuracy"].append(accuracy)
    return history


# %% swapped-lists: loss and accuracy have changed places
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
    for _ in range(epochs):
        train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)
        accuracy, loss = evaluate(model, test_loader, loss_fn, device)
        history["train_loss"].append(train_loss)
        history["test_loss"].append(loss)
        history["test_accuracy"].append(accuracy)
    return history


# %% epochs-from-one: one epoch less
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
    for _ in range(1, epochs):
        train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)
        loss, accuracy = evaluate(model, test_loader, loss_fn, device)
        history["train_loss"].append(train_loss)
        history["test_loss"].append(loss)
        history["test_accuracy"].append(accuracy)
    return history


# %% one-more: one epoch more
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
    for _ in range(0, epochs + 1):
        train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)
        loss, accuracy = evaluate(model, test_loader, loss_fn, device)
        history["train_loss"].append(train_loss)
        history["test_loss"].append(loss)
        history["test_accuracy"].append(accuracy)
    return history


# %% until-loop: do-while, one epoch at least
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
    while True:
        train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)
        loss, accuracy = evaluate(model, test_loader, loss_fn, device)
        history["train_loss"].append(train_loss)
        history["test_loss"].append(loss)
        history["test_accuracy"].append(accuracy)
        if len(history["test_loss"]) >= epochs:
            break
    return history


# %% early-stopping: stops when the test loss rises
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
    for _ in range(epochs):
        train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)
        loss, accuracy = evaluate(model, test_loader, loss_fn, device)
        history["train_loss"].append(train_loss)
        history["test_loss"].append(loss)
        history["test_accuracy"].append(accuracy)
        if len(history["test_loss"]) > 1 and loss > history["test_loss"][-2]:
            break
    return history


# %% best-only: the best values
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
    for _ in range(epochs):
        train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)
        loss, accuracy = evaluate(model, test_loader, loss_fn, device)
        history["train_loss"].append(train_loss)
        history["test_loss"].append(loss)
        history["test_accuracy"].append(accuracy)
    return {"train_loss": min(history["train_loss"]), "test_loss": min(history["test_loss"]), "test_accuracy": max(history["test_accuracy"])}


# %% keras-names: loss, val_loss, val_accuracy
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
    history = {"loss": [], "val_loss": [], "val_accuracy": []}
    for _ in range(epochs):
        train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)
        loss, accuracy = evaluate(model, test_loader, loss_fn, device)
        history["loss"].append(train_loss)
        history["val_loss"].append(loss)
        history["val_accuracy"].append(accuracy)
    return history


# %% train-accuracy-too: a fourth key
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
    for _ in range(epochs):
        train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)
        loss, accuracy = evaluate(model, test_loader, loss_fn, device)
        history["train_loss"].append(train_loss)
        history["test_loss"].append(loss)
        history["test_accuracy"].append(accuracy)
    history["train_accuracy"] = [evaluate(model, train_loader, loss_fn, device)[1]] * epochs
    return history


# %% tuple: three lists without names
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
    for _ in range(epochs):
        train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)
        loss, accuracy = evaluate(model, test_loader, loss_fn, device)
        history["train_loss"].append(train_loss)
        history["test_loss"].append(loss)
        history["test_accuracy"].append(accuracy)
    return tuple(history.values())


# %% model: returns the model
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
    for _ in range(epochs):
        train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)
        loss, accuracy = evaluate(model, test_loader, loss_fn, device)
        history["train_loss"].append(train_loss)
        history["test_loss"].append(loss)
        history["test_accuracy"].append(accuracy)
    return model


# %% nothing: returns nothing
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
    for _ in range(epochs):
        train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)
        loss, accuracy = evaluate(model, test_loader, loss_fn, device)
        history["train_loss"].append(train_loss)
        history["test_loss"].append(loss)
        history["test_accuracy"].append(accuracy)
    print(history)


# %% tensors: the values are tensors
import torch

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
    for _ in range(epochs):
        train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)
        loss, accuracy = evaluate(model, test_loader, loss_fn, device)
        history["train_loss"].append(train_loss)
        history["test_loss"].append(torch.tensor(loss))
        history["test_accuracy"].append(accuracy)
    return history


# %% text: the values are formatted
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
    for _ in range(epochs):
        train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)
        loss, accuracy = evaluate(model, test_loader, loss_fn, device)
        history["train_loss"].append(train_loss)
        history["test_loss"].append(loss)
        history["test_accuracy"].append(f"{accuracy:.4f}")
    return history


# %% percent: accuracy in percent
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
    for _ in range(epochs):
        train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)
        loss, accuracy = evaluate(model, test_loader, loss_fn, device)
        history["train_loss"].append(train_loss)
        history["test_loss"].append(loss)
        history["test_accuracy"].append(100 * accuracy)
    return history


# %% batches-once: batches fetched once
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
    train_loader = [batch for batch in train_loader]
    for _ in range(epochs):
        train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)
        loss, accuracy = evaluate(model, test_loader, loss_fn, device)
        history["train_loss"].append(train_loss)
        history["test_loss"].append(loss)
        history["test_accuracy"].append(accuracy)
    return history


# %% iterator: one iterator for all epochs
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
    train_loader = iter(train_loader)
    for _ in range(epochs):
        train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)
        loss, accuracy = evaluate(model, test_loader, loss_fn, device)
        history["train_loss"].append(train_loss)
        history["test_loss"].append(loss)
        history["test_accuracy"].append(accuracy)
    return history


# %% twice-an-epoch: counts the training data in a loop of its own
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
    for _ in range(epochs):
        samples = sum(len(labels) for _, labels in train_loader)
        train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)
        loss, accuracy = evaluate(model, test_loader, loss_fn, device)
        history["train_loss"].append(train_loss)
        history["test_loss"].append(loss)
        history["test_accuracy"].append(accuracy)
    return history


# %% two-passes: trains twice an epoch
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
    for _ in range(epochs):
        train_epoch(model, train_loader, loss_fn, optimizer, device)
        train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)
        loss, accuracy = evaluate(model, test_loader, loss_fn, device)
        history["train_loss"].append(train_loss)
        history["test_loss"].append(loss)
        history["test_accuracy"].append(accuracy)
    return history


# %% new-optimizer: makes an optimizer of its own in every epoch
import torch

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
    for _ in range(epochs):
        optimizer = torch.optim.SGD(model.parameters(), lr=optimizer.param_groups[0]["lr"])
        train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)
        loss, accuracy = evaluate(model, test_loader, loss_fn, device)
        history["train_loss"].append(train_loss)
        history["test_loss"].append(loss)
        history["test_accuracy"].append(accuracy)
    return history


# %% copy: trains a copy
import copy

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
    model = copy.deepcopy(model)
    for _ in range(epochs):
        train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)
        loss, accuracy = evaluate(model, test_loader, loss_fn, device)
        history["train_loss"].append(train_loss)
        history["test_loss"].append(loss)
        history["test_accuracy"].append(accuracy)
    return history


# %% keeps-eval: train() is called before the loop alone
import torch


def train_epoch(model, loader, loss_fn, optimizer, device):
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
    model.train()
    for _ in range(epochs):
        train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)
        loss, accuracy = evaluate(model, test_loader, loss_fn, device)
        history["train_loss"].append(train_loss)
        history["test_loss"].append(loss)
        history["test_accuracy"].append(accuracy)
    return history


# %% no-zero: its steps never empty the gradients
import torch


def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    total, count = 0.0, 0
    for inputs, labels in loader:
        inputs, labels = inputs.to(device), labels.to(device)
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
    for _ in range(epochs):
        train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)
        loss, accuracy = evaluate(model, test_loader, loss_fn, device)
        history["train_loss"].append(train_loss)
        history["test_loss"].append(loss)
        history["test_accuracy"].append(accuracy)
    return history


# %% test-in-train-mode: its test is in train mode
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
    for _ in range(epochs):
        train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)
        loss, accuracy = evaluate(model, test_loader, loss_fn, device)
        history["train_loss"].append(train_loss)
        history["test_loss"].append(loss)
        history["test_accuracy"].append(accuracy)
    return history


# %% stays: no batch is moved
import torch


def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    total, count = 0.0, 0
    for inputs, labels in loader:
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
        outputs = model(inputs)
        total += loss_fn(outputs, labels).item() * len(labels)
        right += (outputs.argmax(1) == labels).sum().item()
        count += len(labels)
    return total / count, right / count


def fit(model, train_loader, test_loader, loss_fn, optimizer, epochs, device):
    history = {"train_loss": [], "test_loss": [], "test_accuracy": []}
    for _ in range(epochs):
        train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)
        loss, accuracy = evaluate(model, test_loader, loss_fn, device)
        history["train_loss"].append(train_loss)
        history["test_loss"].append(loss)
        history["test_accuracy"].append(accuracy)
    return history


# %% cumulative: the mean of all epochs so far
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
    for _ in range(epochs):
        train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)
        loss, accuracy = evaluate(model, test_loader, loss_fn, device)
        history["train_loss"].append((sum(history["train_loss"]) + train_loss) / (len(history["train_loss"]) + 1))
        history["test_loss"].append(loss)
        history["test_accuracy"].append(accuracy)
    return history
