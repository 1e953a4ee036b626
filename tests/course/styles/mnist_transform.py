# %% v2-compose: as the documentation has it
import torch
from torchvision.transforms import v2


def mnist_transform():
    return v2.Compose([v2.ToImage(), v2.ToDtype(torch.float32, scale=True), v2.Normalize((0.1307,), (0.3081,))])


# %% v1-compose: ToTensor and Normalize of the older transforms
from torchvision import transforms


def mnist_transform():
    return transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.1307,), (0.3081,))])


# %% lambda-by-hand: NumPy, then torch
import numpy as np
import torch

mnist_transform = lambda: lambda img: torch.from_numpy((np.asarray(img, dtype=np.float32)[None] / 255 - 0.1307) / 0.3081)


# %% nested-function: constants above, channel by unsqueeze
import numpy as np
import torch

MEAN = 0.1307
STD = 0.3081


def mnist_transform():
    def apply(image):
        pixels = torch.tensor(np.array(image), dtype=torch.float32)
        return pixels.unsqueeze(0).div(255).sub(MEAN).div(STD)

    return apply


# %% module: an nn.Module with buffers; pictures go through getdata
import torch
from torch import nn


class Normalise(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("mean", torch.tensor(0.1307))
        self.register_buffer("std", torch.tensor(0.3081))

    def forward(self, image):
        x = torch.tensor(list(image.getdata()), dtype=torch.float32).view(1, 28, 28)
        return (x / 255.0 - self.mean) / self.std


def mnist_transform():
    return Normalise().eval()


# %% class-with-call: a callable object that reads the bytes
import torch


class Transform:
    def __init__(self, mean, std):
        self.mean, self.std = mean, std

    def __call__(self, image):
        width, height = image.size
        raw = torch.frombuffer(bytearray(image.tobytes()), dtype=torch.uint8)
        x = raw.reshape(1, height, width).to(torch.float32)
        x /= 255
        x -= self.mean
        x /= self.std
        return x


def mnist_transform():
    return Transform(mean=0.1307, std=0.3081)


# %% lookup-table: all 256 values computed in advance
import numpy as np
import torch


def mnist_transform():
    table = (torch.arange(256, dtype=torch.float64) / 255 - 0.1307) / 0.3081
    table = table.float()
    return lambda image: table[torch.from_numpy(np.array(image)).long()].unsqueeze(0)


# %% functional: pil_to_tensor, convert_image_dtype, normalize
import torch
from torchvision.transforms import functional as TF


def mnist_transform():
    def f(img):
        t = TF.pil_to_tensor(img)
        t = TF.convert_image_dtype(t, torch.float)
        return TF.normalize(t, [0.1307], [0.3081], inplace=True)

    return f


# %% v2-to-tensor: the deprecated v2.ToTensor, which warns
from torchvision.transforms import v2 as T


def mnist_transform() -> T.Compose:
    return T.Compose([T.ToTensor(), T.Normalize(mean=(0.1307,), std=(0.3081,))])


# %% sequential: nn.Sequential of transforms behind PILToTensor
from torch import nn
from torchvision import transforms


def mnist_transform():
    to_tensor = transforms.PILToTensor()
    rest = nn.Sequential(transforms.ConvertImageDtype(__import__("torch").float32), transforms.Normalize([0.1307], [0.3081]))
    return lambda picture: rest(to_tensor(picture))


# %% double-inside: computes in float64 and casts in the end, with Lambda
import numpy as np
import torch
from torchvision import transforms


def mnist_transform():
    return transforms.Compose(
        [
            np.array,
            torch.from_numpy,
            transforms.Lambda(lambda x: x.double().unsqueeze(0) / 255),
            transforms.Lambda(lambda x: (x - 0.1307) / 0.3081),
            transforms.Lambda(lambda x: x.float()),
        ]
    )


# %% subclass-of-tensor: returns a tv_tensors.Image and checks its argument
import torch
from torchvision import tv_tensors


def mnist_transform():
    def convert(picture):
        if picture.mode != "L":
            raise ValueError("only grey pictures")
        image = tv_tensors.Image(picture)
        numbers = (image.as_subclass(torch.Tensor).float() / 255 - 0.1307) / 0.3081
        return tv_tensors.wrap(numbers, like=image)

    return convert


# %% folded-constants: one multiplication and one addition
import numpy as np
import torch


def mnist_transform():
    a, b = 1 / (255 * 0.3081), -0.1307 / 0.3081

    def transform(im):
        x = torch.as_tensor(np.array(im, copy=True))[None]
        return x.to(torch.float32) * a + b

    return transform


# %% partial-and-reduce: functions in a row with functools
from functools import partial, reduce

import torchvision.transforms.functional as F


def mnist_transform():
    steps = [F.to_tensor, partial(F.normalize, mean=[0.1307], std=[0.3081])]
    return lambda img: reduce(lambda value, step: step(value), steps, img)


# %% method-of-class: a bound method; the tensor requires no grad
import numpy
import torch


class Pipeline:
    scale, shift, spread = 255.0, 0.1307, 0.3081

    @torch.no_grad()
    def run(self, picture):
        """Картинка -> тензор."""
        data = numpy.asarray(picture, dtype="float32").reshape(1, 28, 28)
        data = data / self.scale
        data = (data - self.shift) / self.spread
        return torch.tensor(data)


def mnist_transform():
    return Pipeline().run


# %% v2-functional-jit: v2.functional, to_dtype
import torch
import torchvision.transforms.v2.functional as VF


def mnist_transform():
    def go(pic):
        return VF.normalize(VF.to_dtype(VF.to_image(pic), dtype=torch.float32, scale=True), mean=[0.1307], std=[0.3081])

    return go
