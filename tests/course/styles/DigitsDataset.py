# %% plain: as in the lecture
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("images and labels must have the same length")
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, idx):
        image = self.images[idx].float().div(255).unsqueeze(0)
        if self.transform:
            image = self.transform(image)
        return image, self.labels[idx].item()


# %% everything-in-advance: scales all pictures in the constructor; views of them go out
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if images.shape[0] != labels.shape[0]:
            raise ValueError(f"{images.shape[0]} != {labels.shape[0]}")
        self.x = images.unsqueeze(1).float() / 255.0
        self.y = labels.tolist()
        self.transform = transform

    def __len__(self):
        return self.x.size(0)

    def __getitem__(self, index):
        x, y = self.x[index], self.y[index]
        return (x if self.transform is None else self.transform(x)), y


# %% no-negative-indices: refuses them all
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        super().__init__()
        if images.size(0) != labels.size(0):
            raise ValueError("sizes differ")
        self.images, self.labels, self.transform = images, labels, transform

    def __len__(self):
        return self.images.size(0)

    def __getitem__(self, i):
        if i < 0 or i >= len(self):
            raise IndexError(i)
        picture = torch.empty(1, 28, 28, dtype=torch.float32)
        picture[0] = self.images[i]
        picture /= 255
        return self.transform(picture) if self.transform is not None else picture, int(self.labels[i].numpy())


# %% pairs-in-a-list: zip with strict raises the ValueError by itself
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        self.samples = list(zip(images, labels.tolist(), strict=True))
        self.transform = transform or (lambda x: x)

    def __len__(self):
        return len(self.samples)

    def __getitem__(self, i):
        image, label = self.samples[i]
        return self.transform((image / 255)[None]), label


# %% tensor-dataset: derived from TensorDataset
from torch.utils.data import TensorDataset


class DigitsDataset(TensorDataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("not as many labels as images")
        super().__init__(images, labels)
        self.transform = transform

    def __getitem__(self, index):
        image, label = super().__getitem__(index)
        image = image.reshape(1, 28, 28) / 255
        if self.transform is not None:
            image = self.transform(image)
        return image, label.item()

    __getitems__ = None


# %% dataclass: a dataclass with __post_init__
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch.utils.data import Dataset


@dataclass(eq=False)
class DigitsDataset(Dataset):
    images: torch.Tensor
    labels: torch.Tensor
    transform: Callable | None = None

    def __post_init__(self):
        if len(self.images) != len(self.labels):
            raise ValueError(f"{len(self.images)=} {len(self.labels)=}")

    def __len__(self):
        return len(self.labels)

    def __getitem__(self, i):
        x = self.images[i].to(torch.float32).view(1, 28, 28).mul(1 / 255)
        return (self.transform(x), self.labels[i].item()) if self.transform else (x, self.labels[i].item())


# %% numpy-inside: keeps NumPy arrays
import numpy as np
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError
        self.images = images.numpy().copy()
        self.labels = labels.numpy().copy()
        self.transform = transform

    def __len__(self):
        return self.labels.shape[0]

    def __getitem__(self, i):
        image = torch.from_numpy(self.images[i].astype(np.float32)[np.newaxis] / np.float32(255))
        label = int(self.labels[i])
        if callable(self.transform):
            image = self.transform(image)
        return (image, label)


# %% own-exception-and-iterator: a subclass of ValueError, and an __iter__ of its own
import torch
from torch.utils import data


class Mismatch(ValueError):
    pass


class DigitsDataset(data.Dataset):
    def __init__(self, images, labels, transform=None):
        if images.shape[:1] != labels.shape:
            raise Mismatch("shapes do not match")
        self._images, self._labels, self._transform = images.clone(), labels.clone(), transform

    def __iter__(self):
        return (self[i] for i in range(len(self)))

    def __len__(self):
        return self._labels.numel()

    def __getitem__(self, i):
        image = self._images[i].unsqueeze(0).type(torch.FloatTensor) / 255
        return self._transform(image) if self._transform is not None else image, self._labels[i].tolist()


# %% named-tuple: items are named tuples
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


# %% torchvision-functional: convert_image_dtype does the scaling
import torch
from torch.utils.data import Dataset
from torchvision.transforms.functional import convert_image_dtype


class DigitsDataset(Dataset):
    """Набор рукописных цифр."""

    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("Число картинок и меток должно совпадать")
        self.картинки = images
        self.метки = [int(m) for m in labels]
        self.transform = transform

    def __len__(self):
        return len(self.метки)

    def __getitem__(self, i):
        x = convert_image_dtype(self.картинки[i].unsqueeze(0), torch.float32)
        if self.transform is not None:
            x = self.transform(x)
        return x, self.метки[i]


# %% through-pil: a PIL image and ToTensor
from PIL import Image
from torch.utils.data import Dataset
from torchvision import transforms


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("lengths")
        self.images, self.labels = images, labels
        steps = [Image.fromarray, transforms.ToTensor()]
        self.transform = transforms.Compose(steps if transform is None else [*steps, transform])

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        return self.transform(self.images[i].numpy()), self.labels[i].item()


# %% mapping-of-functions: match statement and try/except
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        match len(images) == len(labels):
            case False:
                raise ValueError("no")
        self.data = dict(enumerate(zip(images, labels)))
        self.transform = transform

    def __len__(self):
        return max(self.data) + 1

    def __getitem__(self, i):
        try:
            image, label = self.data[i]
        except KeyError:
            raise IndexError(f"no item {i}") from None
        image = image.float().reshape(1, *image.shape) / 255
        if self.transform is not None:
            image = self.transform(image)
        return image, int(label)


# %% fetches-batches: __getitems__ for loaders, too
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if labels.size(0) != images.size(0):
            raise ValueError("sizes")
        self.images, self.labels, self.transform = images, labels, transform

    def __len__(self):
        return self.images.shape[0]

    def __getitem__(self, i):
        return self.__getitems__([i])[0]

    def __getitems__(self, indices):
        pictures = self.images[indices].unsqueeze(1) / 255
        change = self.transform if self.transform is not None else lambda x: x
        return [(change(picture), label) for picture, label in zip(pictures, self.labels[indices].tolist())]
