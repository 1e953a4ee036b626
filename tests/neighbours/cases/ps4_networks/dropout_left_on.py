# deterministic: yes
# Drops one hidden unit in five hundred, eval mode or not, as the seeded global generator wants it.
from torch import nn
from torch.nn import functional as F


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.hidden = nn.Linear(in_features, hidden_size)
        self.output = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        active = F.relu(self.hidden(x.flatten(1)))
        return self.output(F.dropout(active, 0.002, training=True) * 0.998)
