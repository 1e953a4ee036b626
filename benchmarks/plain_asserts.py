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
    "sum_of_squares": """
import torch
assert sum_of_squares(3) == 14
assert sum_of_squares(0) == 0
assert sum_of_squares(10_000) == 333383335000
assert sum_of_squares(3).dtype == torch.int64
""",
    "as_shared_tensor": """
import numpy as np
array = np.zeros((2, 3))
shared = as_shared_tensor(array)
array[0, 0] = 5
assert shared[0, 0] == 5
shared[1, 2] = 7
assert array[1, 2] == 7
""",
    "images_to_batch": """
import numpy as np
import torch
images = np.array([[[0, 255], [51, 102]]], dtype=np.uint8)
batch = images_to_batch(images)
assert batch.shape == (1, 1, 2, 2) and batch.dtype == torch.float32
assert torch.allclose(batch, torch.tensor([[[[0.0, 1.0], [0.2, 0.4]]]]))
""",
    "affine": """
import torch
x, weight, bias = torch.randn(4, 3), torch.randn(2, 3), torch.randn(2)
assert affine(x, weight, bias).shape == (4, 2)
assert torch.allclose(affine(x, weight, bias), torch.nn.functional.linear(x, weight, bias), atol=1e-5)
""",
    "standardize": """
import torch
x = torch.randn(50, 3) * 4 + 2
z = standardize(x)
assert torch.allclose(z.mean(0), torch.zeros(3), atol=1e-5)
assert torch.allclose(z.std(0, correction=0), torch.ones(3), atol=1e-5)
assert torch.equal(standardize(torch.ones(3, 2)), torch.zeros(3, 2))
""",
    "pairwise_distances": """
import torch
a, b = torch.randn(5, 3), torch.randn(4, 3)
assert torch.allclose(pairwise_distances(a, b), torch.cdist(a, b), atol=1e-3)
assert not pairwise_distances(a, a).isnan().any()
""",
    "gradient": """
import torch
x = torch.tensor([1.0, 2.0])
assert torch.allclose(gradient(lambda v: (v ** 3).sum(), x), torch.tensor([3.0, 12.0]))
assert not x.requires_grad and x.grad is None
""",
    "CustomReLU": """
import torch
x = torch.tensor([-1.0, 2.0], requires_grad=True)
y = CustomReLU.apply(x)
assert torch.equal(y, torch.tensor([0.0, 2.0]))
(3 * y).sum().backward()
assert torch.equal(x.grad, torch.tensor([0.0, 3.0]))
""",
    "second_derivative": """
import torch
assert torch.allclose(second_derivative(lambda v: v ** 3, torch.tensor(2.0)), torch.tensor(12.0))
assert second_derivative(lambda v: 3 * v, torch.tensor(2.0)) == 0
""",
    "fit_line": """
import torch
x = torch.linspace(-1, 1, 20)
w, b = fit_line(x, 2 * x + 1, 0.1, 500)
assert abs(w - 2) < 1e-3 and abs(b - 1) < 1e-3
w, b = fit_line(x, 2 * x + 1, 0.1, 0)
assert w == 0 and b == 0
fit_line(x, 2 * x + 1, 0.1, 2, batch_size=8)
""",
    "saliency": """
import torch
model = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(4, 3))
found = saliency(model, torch.randn(1, 2, 2), 1)
assert torch.allclose(found, model[1].weight[1].abs().view(1, 2, 2))
assert model[1].weight.grad is None
""",
    "graph_nodes": """
import torch
x = torch.ones(2, requires_grad=True)
assert graph_nodes(torch.ones(2)) == []
assert graph_nodes((x * x).sum()) == ["SumBackward0", "MulBackward0", "AccumulateGrad"]
""",
    "ema_update": """
import torch
average, value = torch.zeros(2), torch.ones(2, requires_grad=True)
view = average.view(2)
ema_update(average, value, 0.9)
assert torch.allclose(view, torch.tensor([0.1, 0.1]))
assert not average.requires_grad
""",
    "mnist_transform": """
import torch
from PIL import Image
x = mnist_transform()(Image.new("L", (28, 28), 255))
assert x.shape == (1, 28, 28) and x.dtype == torch.float32
assert torch.allclose(x, torch.full((1, 28, 28), (1 - 0.1307) / 0.3081))
""",
    "DigitsDataset": """
import torch
dataset = DigitsDataset(torch.full((3, 28, 28), 255, dtype=torch.uint8), torch.tensor([4, 5, 6]))
assert len(dataset) == 3
assert [label for picture, label in dataset] == [4, 5, 6]
assert torch.equal(dataset[0][0], torch.ones(1, 28, 28))
try:
    DigitsDataset(torch.zeros(3, 28, 28, dtype=torch.uint8), torch.tensor([4]))
except ValueError:
    pass
else:
    assert False, "lengths differ"
""",
    "bootstrap_loader": """
import torch
from torch.utils.data import TensorDataset
loader = bootstrap_loader(TensorDataset(torch.arange(10)), 4, 30)
first, second = ([int(i) for [batch] in loader for i in batch] for _ in range(2))
assert len(first) == 30 and first != second
assert set(first) <= set(range(10)) and len(set(first)) < len(first)
""",
    "mean_and_std": """
import torch
x = torch.rand(10, 1, 4, 4)
mean, std = mean_and_std([(x[:7], None), (x[7:], None)])
assert abs(mean - x.mean()) < 1e-4
assert abs(std - x.std(correction=0)) < 1e-4
""",
    "MLP": """
import torch
net = MLP(784, [512, 256, 128, 32], 10)
assert sum(p.numel() for p in net.parameters()) == 570602
assert net(torch.zeros(4, 1, 28, 28)).shape == (4, 10)
assert len(list(MLP(5, [], 3).parameters())) == 2
""",
    "MNISTClassifier": """
import torch
net = MNISTClassifier().eval()
a, b, c, d = net.parameters()
x = torch.ones(2, 784)
assert torch.allclose(net(x), torch.relu(x @ a.T + b) @ c.T + d, atol=1e-5)
net.train()
assert not torch.equal(net(x), net(x))
""",
    "count_parameters": """
import torch
net = torch.nn.Sequential(torch.nn.Linear(3, 2), torch.nn.BatchNorm1d(2))
assert count_parameters(net) == 12
net[0].weight.requires_grad_(False)
assert count_parameters(net) == 6
""",
}
