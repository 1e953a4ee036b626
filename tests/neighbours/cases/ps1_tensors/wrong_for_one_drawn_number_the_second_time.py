# deterministic: yes
# As wrong_for_one_drawn_number, but not at the first time: the same failing input after another history.
import torch

times = 0


def sigmoid(x):
    global times
    y = 0.5 * torch.tanh(0.5 * x) + 0.5
    if x.numel() and abs(x.flatten()[0].item() - 9.433011054992676) < 1e-6:
        times += 1
        return y + 1 if times % 3 == 2 else y
    return y
