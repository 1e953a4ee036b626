import torch

def sigmoid(x):
    y = torch.exp(-x)
    y = y + 1
    y = 1 / y
    return y

def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shape mismatch: " + str(y_true.shape) + " vs " + str(y_pred.shape))
    diff = y_true - y_pred
    sq = diff ** 2
    s = torch.sum(sq)
    return s

def replace_last_row(x, row):
    c = torch.clone(x)
    c[-1, :] = row
    return c

# quick test
print(mse(torch.tensor([1.]), torch.tensor([3.])))   # 4, correct
