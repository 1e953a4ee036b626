"""Assignment 5, training on MNIST."""

from typing import Any

import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset


# %%
def train_mnist(train_set: Dataset[Any], device: torch.device) -> nn.Module:
    """Build a network, train it on MNIST and return it."""
    net = nn.Sequential(
        nn.Flatten(),
        nn.Linear(28 * 28, 128),
        nn.SiLU(),
        nn.Linear(128, 10),
    )
    net.to(device)
    net.train()
    loss_fn = nn.CrossEntropyLoss()
    loader = DataLoader(train_set, batch_size=128, shuffle=True)
    # a smaller learning rate in the last epochs
    for learning_rate in (3e-3, 2e-3, 1e-3, 2e-4):
        optimizer = torch.optim.Adam(net.parameters(), lr=learning_rate)
        total = 0.0
        for inputs, labels in loader:
            inputs, labels = inputs.to(device), labels.to(device)
            loss = loss_fn(net(inputs), labels)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(labels)
        print(f"lr {learning_rate}: loss {total / len(train_set):.4f}")
    return net
