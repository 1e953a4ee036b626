# -*- coding: utf-8 -*-
# Домашнее задание 1. Тензоры.
# Группа 21-3. Делал сам, формулу устойчивой сигмоиды вывел на листочке.
import torch as th


def сравнить_формы(а, б):
    """Бросает ValueError, если формы не совпали."""
    if tuple(а.shape) != tuple(б.shape):
        raise ValueError('формы не совпадают: %s и %s' % (tuple(а.shape), tuple(б.shape)))


def sigmoid(x):
    # sigma(x) = exp(-softplus(-x)), а logaddexp считает softplus без переполнения
    ноль = th.zeros_like(x)
    return th.exp(-th.logaddexp(ноль, -x))


def mse(y_true, y_pred):
    сравнить_формы(y_true, y_pred)
    разность = (y_true - y_pred).flatten()
    # скалярное произведение вектора на себя — это сумма квадратов
    return th.dot(разность, разность) / разность.numel()


def replace_last_row(x, row):
    # cat всегда выделяет новую память, даже если x состоит из одной строки
    return th.cat((x[:-1], row.unsqueeze(0)), dim=0)


if __name__ == '__main__':
    # мои проверки
    print(sigmoid(th.tensor([-1000., 0., 1000.])))
    print(mse(th.ones(3), th.zeros(3)))
    таблица = th.arange(6).reshape(3, 2)
    print(replace_last_row(таблица, th.tensor([-1, -1])))
    print('исходная таблица:', таблица)


# %%
import numpy as np
import torch


def sum_of_squares(n):
    if n < 0:
        raise ValueError("n < 0")
    a = np.arange(n + 1, dtype=np.int64)
    return torch.tensor(np.sum(a**2))


# %%
import numpy as np
import torch


def as_shared_tensor(array):
    if array.flags.f_contiguous:
        flipped = torch.from_numpy(array.T)
        return flipped.permute(tuple(reversed(range(flipped.dim()))))
    return torch.from_numpy(array)


# %%
import numpy as np
import torch


def images_to_batch(images):
    copy = np.array(images, dtype=np.float32)
    copy /= 255
    return torch.as_tensor(copy)[:, None, ...]


# %%
import torch
import torch.nn.functional as F


def affine(x, weight, bias):
    return F.bilinear(torch.ones_like(x[:, :1]), x, weight.unsqueeze(1), bias)


# %%
import torch


def standardize(x, eps=1e-8):
    centred = x - x.mean(0, keepdim=True)
    return centred / (centred.pow(2).mean(0, keepdim=True).sqrt() + eps)


# %%
import torch


def pairwise_distances(a, b):
    return ((a[:, None, :] - b[None, :, :]) ** 2).sum(-1).sqrt()
