import torch


class Logistic(torch.nn.Module):
    def forward(self, x):
        return (1 + (-x).exp()).reciprocal()


sigmoid = Logistic()


def mse(y_true, y_pred, *, reduce=torch.mean):
    match (y_true.shape, y_pred.shape):
        case (a, b) if a == b:
            return reduce(torch.square(y_pred - y_true))
        case (a, b):
            raise ValueError(f"{tuple(a)} != {tuple(b)}")


replace_last_row = lambda x, row: torch.where(
    (torch.arange(len(x), device=x.device) == len(x) - 1)[:, None], row, x
)

assert sigmoid(torch.tensor(0.0)) == 0.5
assert mse(torch.ones(2, 2), torch.zeros(2, 2)).item() == 1
