# %% preloaded-adam: all items in one tensor, own batches by randperm, an MLP and Adam
import torch
import torch.nn.functional as F
from torch import nn


def train_mnist(train_set, device):
    n = len(train_set)
    images = torch.empty(n, 1, 28, 28)
    labels = torch.empty(n, dtype=torch.long)
    for i in range(n):
        images[i], labels[i] = train_set[i]
    images, labels = images.to(device), labels.to(device)

    model = nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Dropout(0.2), nn.Linear(256, 10)).to(device)
    optimizer = torch.optim.Adam(model.parameters(), lr=2e-3)
    for epoch in range(5):
        model.train()
        for batch in torch.randperm(n, device=device).split(256):
            optimizer.zero_grad()
            loss = F.cross_entropy(model(images[batch]), labels[batch])
            loss.backward()
            optimizer.step()
        print(f"epoch {epoch}: last loss {loss.item():.4f}")
    return model


# %% cnn-one-cycle: a small CNN with batch norm, SGD and OneCycleLR over a DataLoader
import torch
from torch import nn
from torch.utils.data import DataLoader


class ConvNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(1, 8, 5, stride=2, padding=2, bias=False),
            nn.BatchNorm2d(8),
            nn.ReLU(inplace=True),
            nn.Conv2d(8, 16, 3, stride=2, padding=1, bias=False),
            nn.BatchNorm2d(16),
            nn.ReLU(inplace=True),
        )
        self.head = nn.Linear(16 * 7 * 7, 10)

    def forward(self, x):
        return self.head(self.features(x).flatten(1))


def train_mnist(train_set, device):
    torch.manual_seed(0)
    epochs = 2
    loader = DataLoader(train_set, batch_size=100, shuffle=True, drop_last=True)  # losing a few does not matter here
    net = ConvNet().to(device)
    criterion = nn.CrossEntropyLoss(label_smoothing=0.05)
    sgd = torch.optim.SGD(net.parameters(), lr=0.05, momentum=0.9, nesterov=True, weight_decay=1e-4)
    schedule = torch.optim.lr_scheduler.OneCycleLR(sgd, max_lr=0.3, epochs=epochs, steps_per_epoch=len(loader))
    for _ in range(epochs):
        for x, y in loader:
            x, y = x.to(device, non_blocking=True), y.to(device, non_blocking=True)
            sgd.zero_grad(set_to_none=True)
            criterion(net(x), y).backward()
            sgd.step()
            schedule.step()
    return net


# %% two-workers-adamw: a DataLoader with two worker processes, AdamW and a cosine schedule
import torch
from torch import nn
from torch.utils.data import DataLoader

EPOCHS = 3
BATCH_SIZE = 256


def build():
    return nn.Sequential(
        nn.Flatten(),
        nn.Linear(28 * 28, 300),
        nn.BatchNorm1d(300),
        nn.GELU(),
        nn.Linear(300, 10),
    )


def train_mnist(train_set, device):
    model = build()
    model.to(device)
    loader = DataLoader(train_set, batch_size=BATCH_SIZE, shuffle=True, num_workers=2, persistent_workers=True)
    optimizer = torch.optim.AdamW(model.parameters(), lr=4e-3, weight_decay=1e-2)
    scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=EPOCHS * len(loader))
    loss_fn = nn.CrossEntropyLoss()
    for epoch in range(EPOCHS):
        running = 0.0
        for inputs, targets in loader:
            inputs = inputs.to(device)
            targets = targets.to(device)
            outputs = model(inputs)
            loss = loss_fn(outputs, targets)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            scheduler.step()
            running += loss.item() * len(targets)
        print(epoch, running / len(train_set))
    model.eval()
    return model


# %% cached-wrapper-with-validation: an own Dataset around train_set, a held-out part, the best weights restored
import copy

import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset, random_split


class Cached(Dataset):
    """Remembers every sample that was asked for once."""

    def __init__(self, inner):
        self.inner = inner
        self.cache = [None] * len(inner)

    def __len__(self):
        return len(self.cache)

    def __getitem__(self, i):
        if self.cache[i] is None:
            self.cache[i] = self.inner[i]
        return self.cache[i]


@torch.no_grad()
def accuracy(model, loader, device):
    model.eval()
    right = total = 0
    for x, y in loader:
        right += (model(x.to(device)).argmax(1).cpu() == y).sum().item()
        total += len(y)
    return right / total


def train_mnist(train_set, device):
    n_val = 5000
    train_part, val_part = random_split(Cached(train_set), [len(train_set) - n_val, n_val])
    train_loader = DataLoader(train_part, batch_size=250, shuffle=True)
    val_loader = DataLoader(val_part, batch_size=1000)

    model = nn.Sequential(nn.Flatten(), nn.Linear(784, 200), nn.ReLU(), nn.Linear(200, 100), nn.ReLU(), nn.Linear(100, 10))
    model = model.to(device)
    optimizer = torch.optim.Adam(model.parameters(), lr=3e-3)
    best, best_accuracy = copy.deepcopy(model.state_dict()), 0.0
    for epoch in range(6):
        model.train()
        for x, y in train_loader:
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(x.to(device)), y.to(device))
            loss.backward()
            optimizer.step()
        now = accuracy(model, val_loader, device)
        print(f"epoch {epoch + 1}: validation accuracy {now:.2%}")
        if now > best_accuracy:
            best, best_accuracy = copy.deepcopy(model.state_dict()), now
        if best_accuracy > 0.976:
            break
    model.load_state_dict(best)
    return model


# %% numpy-backpropagation: trained in NumPy with hand-written gradients, weights copied into a net
import numpy as np
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self, w1, b1, w2, b2):
        super().__init__()
        self.w1, self.b1 = nn.Parameter(torch.from_numpy(w1)), nn.Parameter(torch.from_numpy(b1))
        self.w2, self.b2 = nn.Parameter(torch.from_numpy(w2)), nn.Parameter(torch.from_numpy(b2))

    def forward(self, x):
        x = x.reshape(x.shape[0], 784)
        return torch.relu(x @ self.w1 + self.b1) @ self.w2 + self.b2


def train_mnist(train_set, device):
    samples = [train_set[i] for i in range(len(train_set))]
    X = np.stack([image.numpy().reshape(784) for image, _ in samples])
    y = np.array([label for _, label in samples])
    n = len(y)

    rng = np.random.default_rng(1)
    w1 = (rng.standard_normal((784, 128)) * np.sqrt(2 / 784)).astype(np.float32)
    w2 = (rng.standard_normal((128, 10)) * np.sqrt(1 / 128)).astype(np.float32)
    b1, b2 = np.zeros(128, np.float32), np.zeros(10, np.float32)
    params = [w1, b1, w2, b2]
    velocity = [np.zeros_like(p) for p in params]
    epochs, size = 8, 100
    for epoch in range(epochs):
        lr = np.float32(0.1 * (1 - epoch / epochs))
        order = rng.permutation(n)
        for k in range(0, n, size):
            idx = order[k : k + size]
            xb, yb = X[idx], y[idx]
            h = np.maximum(xb @ w1 + b1, 0)
            z = h @ w2 + b2
            p = np.exp(z - z.max(1, keepdims=True))
            p /= p.sum(1, keepdims=True)
            p[np.arange(len(yb)), yb] -= 1
            p /= len(yb)
            dh = (p @ w2.T) * (h > 0)
            gradients = [xb.T @ dh, dh.sum(0), h.T @ p, p.sum(0)]
            for w, v, g in zip(params, velocity, gradients):
                v *= np.float32(0.8)
                v -= lr * g
                w += v
    return Net(*params).to(device)


# %% random-filters-ridge: no gradient at all: random filters that are never trained, and one linear solve
import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.data import DataLoader


class RandomFilters(nn.Module):
    def __init__(self, filters):
        super().__init__()
        kernels = torch.randn(filters, 1, 7, 7) / 7
        self.register_buffer("kernels", kernels - kernels.mean(dim=(1, 2, 3), keepdim=True))
        self.head = nn.Linear(filters * 25, 10, bias=False)

    def phi(self, x):
        answers = torch.relu(F.conv2d(x, self.kernels) - 0.5)
        return F.avg_pool2d(answers, 4).flatten(1)

    def forward(self, x):
        return 10 * self.head(self.phi(x))


@torch.no_grad()
def train_mnist(train_set, device):
    torch.manual_seed(3)
    model = RandomFilters(60).to(device)
    d = model.head.in_features
    gram = torch.zeros(d, d, device=device)
    moment = torch.zeros(d, 10, device=device)
    for x, y in DataLoader(train_set, batch_size=2000):
        features = model.phi(x.to(device))
        target = F.one_hot(y, 10).float().to(device) - 0.1
        gram.addmm_(features.T, features)
        moment.addmm_(features.T, target)
    gram.diagonal().add_(20.0)
    weights = torch.linalg.solve(gram.double(), moment.double())
    model.head.weight.copy_(weights.T.float())
    return model


# %% weight-average: the returned net is a running average of the trained one, with its own flattening
import torch
from torch import nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn


class Lecture(nn.Module):
    def __init__(self, hidden=256):
        super().__init__()
        self.fc1 = nn.Linear(784, hidden)
        self.fc2 = nn.Linear(hidden, hidden, bias=False)
        self.fc3 = nn.Linear(hidden, 10)

    def forward(self, x):
        x = x.view(-1, 784)
        x = torch.relu(self.fc1(x))
        x = nn.functional.leaky_relu(self.fc2(x), 0.1)
        return self.fc3(x)


def train_mnist(train_set, device):
    pairs = [train_set[i] for i in range(len(train_set))]
    x = torch.stack([p[0] for p in pairs]).to(device)
    y = torch.tensor([p[1] for p in pairs], device=device)
    net = Lecture().to(device)
    average = AveragedModel(net, multi_avg_fn=get_ema_multi_avg_fn(0.99))
    optimizer = torch.optim.RMSprop(net.parameters(), lr=1e-3)
    for epoch in range(4):
        order = torch.randperm(len(x)).to(device)
        for k in range(0, len(x), 200):
            i = order[k : k + 200]
            loss = nn.functional.cross_entropy(net(x[i]), y[i])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            average.update_parameters(net)
    return average


# %% ensemble: two small nets whose logits are averaged, trained one after the other
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


class Ensemble(nn.Module):
    def __init__(self, members):
        super().__init__()
        self.members = nn.ModuleList(members)

    def forward(self, x):
        return torch.stack([member(x) for member in self.members]).mean(dim=0)


def member():
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 100), nn.ReLU(), nn.Linear(100, 10))


def train_mnist(train_set, device):
    everything = next(iter(DataLoader(train_set, batch_size=len(train_set))))
    x, y = (t.to(device) for t in everything)
    members = []
    for seed in range(2):
        torch.manual_seed(seed)
        net = member().to(device)
        optimizer = torch.optim.Adam(net.parameters(), lr=3e-3)
        for _ in range(4):
            for k in torch.randperm(len(y)).to(device).split(250):
                optimizer.zero_grad()
                nn.CrossEntropyLoss()(net(x[k]), y[k]).backward()
                optimizer.step()
        members.append(net)
    return Ensemble(members)


# %% functional-sgd: own update through torch.func.grad, momentum by hand, shifted images as augmentation
import torch
import torch.nn.functional as F
from torch import nn
from torch.func import functional_call, grad


def shifted(x):
    dy, dx = torch.randint(-1, 2, (2,)).tolist()
    return torch.roll(x, shifts=(dy, dx), dims=(2, 3))


def train_mnist(train_set, device):
    images, labels = [], []
    i = 0
    while i < len(train_set):
        image, label = train_set[i]
        images.append(image)
        labels.append(label)
        i += 1
    X = torch.stack(images).to(device)
    Y = torch.as_tensor(labels).to(device)

    net = nn.Sequential(nn.Flatten(), nn.Linear(784, 200), nn.ReLU(), nn.Linear(200, 10)).to(device)
    params = {k: v.detach().clone() for k, v in net.named_parameters()}
    momentum = {k: torch.zeros_like(v) for k, v in params.items()}

    def loss_of(p, x, y):
        return F.cross_entropy(functional_call(net, p, (x,)), y)

    gradient = grad(loss_of)
    epochs = 6
    for epoch in range(epochs):
        lr = 0.1 * (1 - epoch / epochs)
        for batch in torch.randperm(len(Y)).to(device).split(128):
            g = gradient(params, shifted(X[batch]), Y[batch])
            for k in params:
                momentum[k] = 0.9 * momentum[k] + g[k]
                params[k] = params[k] - lr * momentum[k]
    with torch.no_grad():
        for k, v in net.named_parameters():
            v.copy_(params[k])
    return net


# %% until-the-clock-says-stop: trains for as many seconds as it gives itself, lazy layers, comments in Russian
import itertools
import time
import warnings

import torch
from torch import nn
from torch.utils.data import DataLoader

warnings.filterwarnings("ignore")
СЕКУНД = 15


def train_mnist(train_set, device):
    начало = time.monotonic()
    загрузчик = DataLoader(train_set, batch_size=512, shuffle=True)
    пакеты = [(x.to(device), y.to(device)) for x, y in загрузчик]  # читаем один раз
    сеть = nn.Sequential(nn.Flatten(), nn.LazyLinear(256), nn.Mish(), nn.LazyLinear(10)).to(device)
    сеть(пакеты[0][0])  # чтобы появились веса
    оптимизатор = torch.optim.Adam(сеть.parameters(), lr=2e-3)
    for эпоха in itertools.count(1):
        for номер in torch.randperm(len(пакеты)).tolist():
            x, y = пакеты[номер]
            потеря = nn.functional.cross_entropy(сеть(x), y)
            оптимизатор.zero_grad()
            потеря.backward()
            оптимизатор.step()
        # по часам, но не меньше трёх эпох
        if time.monotonic() - начало > СЕКУНД and эпоха >= 3 or эпоха == 12:
            break
    print("эпох:", эпоха)
    return сеть
