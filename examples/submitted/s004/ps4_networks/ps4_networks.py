import torch
from torch.nn import Flatten, LeakyReLU, Linear, Module, Parameter, ReLU, Sequential


class TwoLayerNet(Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        sizes = [in_features, hidden_size, num_classes]
        for i, (a, b) in enumerate(zip(sizes, sizes[1:])):
            setattr(self, f"w{i}", Parameter(torch.randn(b, a) / a**0.5))
            setattr(self, f"b{i}", Parameter(torch.zeros(b)))

    def forward(self, x):
        x = x.reshape(len(x), -1)
        return (x @ self.w0.T + self.b0).relu() @ self.w1.T + self.b1


class NeuralNet(Sequential):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__(
            Linear(in_features, hidden_size),
            ReLU(),
            Linear(hidden_size, hidden_size, bias=False),
            LeakyReLU(negative_slope=0.1),
            Linear(hidden_size, num_classes),
        )
