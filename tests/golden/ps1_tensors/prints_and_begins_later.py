import torch

def sigmoid(x):
    print(1 / (1 + torch.exp(-x)))

def replace_last_row(x, row):
    raise NotImplementedError
