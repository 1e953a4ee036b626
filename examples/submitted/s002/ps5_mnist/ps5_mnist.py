# Домашнее задание 5. MNIST.
import torch as th
from torch import nn


def train_mnist(train_set, device):
    сеть = nn.Sequential(nn.Flatten(), nn.Linear(784, 10)).to(device)   # одного слоя должно хватить
    оптимизатор = th.optim.SGD(сеть.parameters(), lr=0.1)
    загрузчик = th.utils.data.DataLoader(train_set, batch_size=64, shuffle=True)
    for картинки, цифры in загрузчик:
        оптимизатор.zero_grad()
        потери = nn.functional.cross_entropy(сеть(картинки.to(device)), цифры.to(device))
        потери.backward()
        оптимизатор.step()
    return сеть
