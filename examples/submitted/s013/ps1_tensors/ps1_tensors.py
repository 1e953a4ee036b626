import torch


def sigmoid(x, beta):
    """Sigmoid with steepness beta."""
    return 1 / (1 + torch.exp(-beta * x))


def mse(errors):
    """Mean of the squared errors; errors = y_true - y_pred."""
    return (errors ** 2).mean()


def replace_last_row(x, row):
    """Replaces the last row in a copy."""
    n = x.shape[0]
    return torch.vstack([x[: n - 1], row])
