# Домашнее задание 3. Загрузчики.
from torch.utils.data import DataLoader


def make_loaders(train_set, test_set, batch_size=64):
    параметры = dict(batch_size=batch_size, shuffle=True)   # перемешиваем, чтобы SGD сходился
    return DataLoader(train_set, **параметры), DataLoader(test_set, **параметры)
