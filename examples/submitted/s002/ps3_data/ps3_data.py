# Домашнее задание 3. Загрузчики.
from torch.utils.data import DataLoader


def make_loaders(train_set, test_set, batch_size=64):
    параметры = dict(batch_size=batch_size, shuffle=True)   # перемешиваем, чтобы SGD сходился
    return DataLoader(train_set, **параметры), DataLoader(test_set, **параметры)


# %%
def mnist_transform() -> Callable[[Image.Image], Tensor]:
    """Return the transform for pictures of MNIST: something that is called with a picture and returns a tensor.

    The transform takes a PIL image of mode "L", 28x28, and leaves it unmodified. It scales the pixels from
    0 ... 255 to [0, 1], then normalises them with mean 0.1307 and standard deviation 0.3081. It returns a
    float32 tensor (1, 28, 28), right to 1e-5, relative or absolute; a subclass of Tensor is fine. Nothing in
    it is random: the same picture always gives the same tensor, whatever came before.

    It may be made of torchvision's transforms, v2 or older, or be a function or an object of your own.
    """
    # YOUR CODE HERE
    raise NotImplementedError("replace this line with your code")


# %%
from typing import Any, NamedTuple

from torch.utils.data import Dataset


class Digit(NamedTuple):
    picture: Any
    label: int


class DigitsDataset(Dataset[Digit]):
    def __init__(self, images, labels, transform=None):
        n, m = len(images), len(labels)
        if n - m:
            raise ValueError(f"{n} pictures, {m} labels")
        self.n, self.images, self.labels, self.transform = n, images, labels, transform

    def __len__(self):
        return self.n

    def __getitem__(self, i):
        i = range(self.n)[i]
        picture = self.images[i : i + 1] / 255
        if self.transform is not None:
            picture = self.transform(picture)
        return Digit(picture=picture, label=self.labels[i].item())


# %%
import torch
from torch.utils.data import DataLoader


def bootstrap_loader(dataset, batch_size, num_samples):
    chosen = torch.randint(len(dataset), (num_samples,)).tolist()
    return DataLoader(dataset, batch_size=batch_size, sampler=chosen)


# %%
import numpy as np


def mean_and_std(loader):
    shift, n, s1, s2 = None, 0, 0.0, 0.0
    for images, _labels in loader:
        a = images.detach().cpu().numpy().astype(np.float64)
        if shift is None:
            shift = float(a.flat[0])
        a -= shift
        n += a.size
        s1 += float(a.sum())
        s2 += float(np.square(a).sum())
    d = s1 / n
    return shift + d, float(np.sqrt(max(s2 / n - d * d, 0)))
