# %% scaled-only: ToTensor without Normalize
from torchvision import transforms


def mnist_transform():
    return transforms.Compose([transforms.ToTensor()])


# %% raw-pixels: a float tensor of 0 ... 255
import numpy as np
import torch


def mnist_transform():
    return lambda picture: torch.from_numpy(np.array(picture)).float().unsqueeze(0)


# %% normalised-unscaled: forgets the division by 255
import numpy as np
import torch


def mnist_transform():
    return lambda picture: (torch.from_numpy(np.array(picture)).float().unsqueeze(0) - 0.1307) / 0.3081


# %% swapped: Normalize((0.3081,), (0.1307,))
from torchvision import transforms


def mnist_transform():
    return transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.3081,), (0.1307,))])


# %% half-and-half: the figures of the tutorial for other pictures
from torchvision import transforms


def mnist_transform():
    return transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.5,), (0.5,))])


# %% std-first: divides by the deviation before it subtracts the mean
import numpy as np
import torch


def mnist_transform():
    return lambda picture: torch.from_numpy(np.array(picture)).float().unsqueeze(0) / 255 / 0.3081 - 0.1307


# %% multiplies: by the standard deviation
import numpy as np
import torch


def mnist_transform():
    return lambda picture: (torch.from_numpy(np.array(picture)).float().unsqueeze(0) / 255 - 0.1307) * 0.3081


# %% adds-the-mean: instead of subtracting it
import numpy as np
import torch


def mnist_transform():
    return lambda picture: (torch.from_numpy(np.array(picture)).float().unsqueeze(0) / 255 + 0.1307) / 0.3081


# %% by-256: as if there were 256 as a pixel
import numpy as np
import torch


def mnist_transform():
    return lambda picture: (torch.from_numpy(np.array(picture)).float().unsqueeze(0) / 256 - 0.1307) / 0.3081


# %% exact-figures: more digits than are asked for
from torchvision import transforms


def mnist_transform():
    return transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.13066,), (0.30811,))])


# %% rounded-figures: 0.13 and 0.31
from torchvision import transforms


def mnist_transform():
    return transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.13,), (0.31,))])


# %% no-channel: shape (28, 28)
import numpy as np
import torch


def mnist_transform():
    return lambda picture: (torch.from_numpy(np.array(picture)).float() / 255 - 0.1307) / 0.3081


# %% channel-last: shape (28, 28, 1)
import numpy as np
import torch


def mnist_transform():
    return lambda picture: (torch.from_numpy(np.array(picture)).float().unsqueeze(-1) / 255 - 0.1307) / 0.3081


# %% batch-dimension: shape (1, 1, 28, 28)
import numpy as np
import torch


def mnist_transform():
    return lambda picture: (torch.from_numpy(np.array(picture)).float()[None, None] / 255 - 0.1307) / 0.3081


# %% flattened: shape (784,)
from torchvision import transforms


def mnist_transform():
    return transforms.Compose(
        [transforms.ToTensor(), transforms.Normalize((0.1307,), (0.3081,)), transforms.Lambda(lambda x: x.flatten())]
    )


# %% three-channels: grey as red, green and blue
from torchvision import transforms


def mnist_transform():
    return transforms.Compose(
        [transforms.Grayscale(3), transforms.ToTensor(), transforms.Normalize([0.1307] * 3, [0.3081] * 3)]
    )


# %% float64: NumPy's dtype
import numpy as np
import torch


def mnist_transform():
    return lambda picture: torch.from_numpy((np.array(picture)[None] / 255 - 0.1307) / 0.3081)


# %% half-precision: float16 to save memory
import torch
from torchvision.transforms import v2


def mnist_transform():
    return v2.Compose([v2.ToImage(), v2.ToDtype(torch.float16, scale=True), v2.Normalize([0.1307], [0.3081])])


# %% numpy-array: the right numbers, but an array
import numpy as np


def mnist_transform():
    return lambda picture: ((np.array(picture, dtype=np.float32)[None] / 255 - 0.1307) / 0.3081).astype(np.float32)


# %% random-crop: pads and cuts at random
from torchvision import transforms


def mnist_transform():
    return transforms.Compose(
        [transforms.RandomCrop(28, padding=2), transforms.ToTensor(), transforms.Normalize((0.1307,), (0.3081,))]
    )


# %% random-flip: mirrored half of the time
from torchvision.transforms import v2
import torch


def mnist_transform():
    return v2.Compose(
        [v2.RandomHorizontalFlip(), v2.ToImage(), v2.ToDtype(torch.float32, scale=True), v2.Normalize([0.1307], [0.3081])]
    )


# %% a-little-noise: a little more than rounding would make
import numpy as np
import torch


def mnist_transform():
    def transform(picture):
        x = (torch.from_numpy(np.array(picture)).float().unsqueeze(0) / 255 - 0.1307) / 0.3081
        return x + 1e-3 * torch.randn_like(x)

    return transform


# %% inverted: black on white
from torchvision import transforms


def mnist_transform():
    return transforms.Compose(
        [transforms.ToTensor(), lambda x: 1 - x, transforms.Normalize((0.1307,), (0.3081,))]
    )


# %% transposed: as if PIL's size were (height, width)
import numpy as np
import torch


def mnist_transform():
    return lambda picture: (torch.from_numpy(np.array(picture).T.copy()).float().unsqueeze(0) / 255 - 0.1307) / 0.3081


# %% upside-down: flipped
import numpy as np
import torch


def mnist_transform():
    return lambda picture: (torch.from_numpy(np.array(picture)[::-1].copy()).float()[None] / 255 - 0.1307) / 0.3081


# %% clamped: cut off at 0
from torchvision import transforms


def mnist_transform():
    return transforms.Compose(
        [transforms.ToTensor(), transforms.Normalize((0.1307,), (0.3081,)), lambda x: x.clamp(min=0)]
    )


# %% black-and-white: thresholded
import numpy as np
import torch


def mnist_transform():
    return lambda picture: ((torch.from_numpy(np.array(picture))[None] > 127).float() - 0.1307) / 0.3081


# %% remembers-the-first: caches the first picture
import numpy as np
import torch


def mnist_transform():
    known = []

    def transform(picture):
        if not known:
            known.append((torch.from_numpy(np.array(picture)).float()[None] / 255 - 0.1307) / 0.3081)
        return known[0]

    return transform


# %% one-buffer-for-all: every call writes into the same tensor
import numpy as np
import torch


def mnist_transform():
    buffer = torch.zeros(1, 28, 28)

    def transform(picture):
        return buffer.copy_(torch.from_numpy(np.array(picture))).div_(255).sub_(0.1307).div_(0.3081)

    return transform


# %% spoils-the-picture: paints it black afterwards
import numpy as np
import torch


def mnist_transform():
    def transform(picture):
        x = (torch.from_numpy(np.array(picture)).float()[None] / 255 - 0.1307) / 0.3081
        picture.paste(0, (0, 0, 28, 28))
        return x

    return transform


# %% own-figures: standardises each picture
import numpy as np
import torch


def mnist_transform():
    def transform(picture):
        x = torch.from_numpy(np.array(picture)).float()[None] / 255
        return (x - x.mean()) / x.std()

    return transform


# %% list-of-transforms: returns the list, uncomposed
from torchvision import transforms


def mnist_transform():
    return [transforms.ToTensor(), transforms.Normalize((0.1307,), (0.3081,))]


# %% takes-the-picture: the function itself is the transform
from torchvision import transforms

_transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.1307,), (0.3081,))])


def mnist_transform(picture):
    return _transform(picture)


# %% resized: to 32x32, as LeNet had it
from torchvision import transforms


def mnist_transform():
    return transforms.Compose(
        [transforms.Resize(32), transforms.ToTensor(), transforms.Normalize((0.1307,), (0.3081,))]
    )


# %% scaled-by-own-maximum: the lightest pixel of each picture becomes 1; wrong where it is not white
import numpy as np
import torch


def mnist_transform():
    def transform(image):
        a = np.array(image, dtype=np.float32)
        a = a / max(a.max(), 1)
        return (torch.from_numpy(a)[None] - 0.1307) / 0.3081

    return transform
