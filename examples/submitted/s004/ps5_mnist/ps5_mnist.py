import torch
from torch import nn


def train_mnist(train_set, device, hidden=32, epochs=3, batch=200, lr=0.01):
    # small and quick; good enough?
    net = nn.Sequential(nn.Flatten(), nn.Linear(784, hidden), nn.ReLU(), nn.Linear(hidden, 10)).to(device)
    opt = torch.optim.Adam(net.parameters(), lr=lr)
    decay = torch.optim.lr_scheduler.LinearLR(opt, 1.0, 0.05, total_iters=epochs * (len(train_set) // batch))
    for _ in range(epochs):
        for x, y in torch.utils.data.DataLoader(train_set, batch_size=batch, shuffle=True):
            opt.zero_grad(set_to_none=True)
            nn.functional.cross_entropy(net(x.to(device)), y.to(device)).backward()
            opt.step()
            decay.step()
    return net
