def sigmoid(x, beta):
    return torch.tanh(x)

def mse(y):
    return y.mean()

replace_last_row = 5
