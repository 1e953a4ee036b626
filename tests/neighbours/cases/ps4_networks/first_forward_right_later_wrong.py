# deterministic: yes
# Only the first forward pass of the process is right; what comes later has been rounded to half precision.
from torch import nn

seen = set()


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Flatten(), nn.Linear(in_features, hidden_size), nn.ReLU(), nn.Linear(hidden_size, num_classes)
        )

    def forward(self, x):
        logits = self.layers(x)
        if seen:
            return logits.half().to(x.dtype)
        seen.add("forward")
        return logits
