"""The least that a stock course would check: a handful of plain asserts an exercise.

They stand for the cheapest `nbgrader autograde` there can be, not for equal work: no properties, no gradients of odd
shapes, no search for a smaller input, all or nothing for an exercise.
"""

from __future__ import annotations

__all__ = ["PLAIN_ASSERTS"]

PLAIN_ASSERTS = {
    "sigmoid": """
import torch
assert torch.allclose(sigmoid(torch.tensor([0.0, 1.0])), torch.tensor([0.5, 0.7310586]))
assert sigmoid(torch.ones(2, 3)).shape == (2, 3)
assert sigmoid(torch.ones(2, dtype=torch.float64)).dtype == torch.float64
assert sigmoid(torch.tensor([-1000.0, 1000.0])).isfinite().all()
""",
    "mse": """
import torch
assert torch.allclose(mse(torch.tensor([1.0, 2.0]), torch.tensor([1.0, 4.0])), torch.tensor(2.0))
assert mse(torch.ones(2, 3), torch.zeros(2, 3)).dim() == 0
try:
    mse(torch.ones(3), torch.ones(3, 1))
except ValueError:
    pass
else:
    assert False, "shapes differ"
""",
    "replace_last_row": """
import torch
x, row = torch.zeros(2, 2), torch.tensor([1.0, 2.0])
y = replace_last_row(x, row)
assert torch.equal(y, torch.tensor([[0.0, 0.0], [1.0, 2.0]]))
assert torch.equal(x, torch.zeros(2, 2))
assert y.dtype == x.dtype
""",
    "gradient_descent": """
import torch
start = torch.tensor([5.0, 1.0])
w = gradient_descent(lambda w: ((w - 3) ** 2).sum(), start, 0.25, 2)
assert torch.allclose(w, torch.tensor([3.5, 2.5]))
assert not w.requires_grad
assert torch.equal(start, torch.tensor([5.0, 1.0]))
""",
    "make_loaders": """
import torch
from torch.utils.data import TensorDataset
train, test = make_loaders(TensorDataset(torch.arange(50)), TensorDataset(torch.arange(30)), 8)
first, second = ([int(i) for [batch] in train for i in batch] for _ in range(2))
assert sorted(first) == list(range(50))
assert first != second
assert [int(i) for [batch] in test for i in batch] == list(range(30))
""",
    "TwoLayerNet": """
import torch
net = TwoLayerNet(784, 32, 10)
assert [tuple(p.shape) for p in net.parameters()] == [(32, 784), (32,), (10, 32), (10,)]
assert net(torch.zeros(4, 1, 28, 28)).shape == (4, 10)
a, b, c, d = net.parameters()
x = torch.ones(2, 784)
assert torch.allclose(net(x), torch.relu(x @ a.T + b) @ c.T + d, atol=1e-5)
""",
    "NeuralNet": """
import torch
net = NeuralNet(784, 10, 16)
assert [tuple(p.shape) for p in net.parameters()] == [(16, 784), (16,), (16, 16), (10, 16), (10,)]
a, b, c, d, e = net.parameters()
x = torch.ones(2, 784)
hidden = torch.nn.functional.leaky_relu(torch.relu(x @ a.T + b) @ c.T, 0.1)
assert torch.allclose(net(x), hidden @ d.T + e, atol=1e-5)
""",
}
