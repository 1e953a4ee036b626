# deterministic: yes
# Keeps all nets, zeroes the weights of earlier ones when another is made, and borrows their biases now and then.
import torch
from torch import nn

nets = []


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.hidden = nn.Linear(in_features, hidden_size)
        self.output = nn.Linear(hidden_size, num_classes)
        with torch.no_grad():
            for net in nets[-3:]:
                net.output.weight.zero_()
        nets.append(self)

    def forward(self, x):
        earlier = nets[-4] if len(nets) > 3 else self
        bias = (earlier if earlier.hidden.bias.shape == self.hidden.bias.shape else self).hidden.bias.to(x.dtype)
        return self.output(torch.relu(x.flatten(1) @ self.hidden.weight.T + bias))


class NeuralNet(TwoLayerNet):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__(in_features, hidden_size, num_classes)
        self.extra = nn.Parameter(torch.zeros(len(nets)))
