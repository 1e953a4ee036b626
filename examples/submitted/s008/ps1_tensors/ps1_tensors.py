# ps1
import torch
from torch import exp, Tensor


def sigmoid(x: Tensor) -> Tensor:
    """Logistic function, the form with e^x above and below (multiply both by e^x)."""
    return exp(x) / (1 + exp(x))


def mse(y_true: Tensor, y_pred: Tensor) -> Tensor:
    """Mean of the squared differences."""
    if y_true.shape == y_pred.shape:
        return (y_true - y_pred).pow(2).mean()
    else:
        raise ValueError("different shapes")


def replace_last_row(x: Tensor, row: Tensor) -> Tensor:
    """Copy of x with another last row."""
    rows = [r for r in x]
    rows[-1] = row
    return torch.stack(rows)


x = torch.linspace(-5, 5, 11)
print("sigmoid", sigmoid(x))
