# deterministic: yes
# One exception object, raised again and again, says something else each time somebody reads it, and adds a note.
import torch


class Moody(RuntimeError):
    """Counts how often it was read."""

    read = 0

    def __str__(self):
        Moody.read += 1
        return f"read {Moody.read} times"


MOODY = Moody()


def sigmoid(x):
    if x.dtype == torch.float64:
        MOODY.add_note(f"note {Moody.read}")
        raise MOODY
    return 0.5 * torch.tanh(0.5 * x) + 0.5 + (Moody.read % 7 == 6)


def mse(y_true, y_pred):
    raise MOODY from ValueError(str(MOODY))
