# %% from-numpy-unsqueeze: the usual way
import torch


def images_to_batch(images):
    return torch.from_numpy(images).unsqueeze(1).float() / 255


# %% division-promotes: uint8 / 255 is float32 in torch
import torch


def images_to_batch(images):
    return torch.from_numpy(images)[:, None] / 255.0


# %% numpy-first: everything in NumPy, with the dtype said
import numpy as np
import torch


def images_to_batch(images: np.ndarray) -> torch.Tensor:
    scaled = images.astype(np.float32) / np.float32(255)
    return torch.from_numpy(scaled[:, np.newaxis, :, :])


# %% float64-on-the-way: NumPy's float64, cast at the end
import torch


def images_to_batch(images):
    batch = images / 255
    return torch.tensor(batch).float().unsqueeze(dim=1)


# %% lambda: one line
import torch

images_to_batch = lambda images: torch.tensor(images, dtype=torch.float).div(255).unsqueeze(-3)


# %% fill-a-buffer: an own buffer, picture by picture
import torch


def images_to_batch(images):
    n, h, w = images.shape
    batch = torch.empty((n, 1, h, w), dtype=torch.float32)
    for i, image in enumerate(images):
        batch[i, 0] = torch.tensor(image) / 255
    return batch


# %% reshape: reshape with all sizes
import torch


def images_to_batch(images):
    n, h, w = images.shape
    return torch.tensor(images).reshape(n, 1, h, w).to(torch.float32).mul(1 / 255)


# %% view-with-sizes: view, which is possible as torch.tensor makes a contiguous copy
import torch


def images_to_batch(images):
    x = torch.tensor(images)
    return x.view(x.size(0), 1, x.size(1), x.size(2)).type(torch.FloatTensor) / 255


# %% lookup-table: a table of 256 floats
import torch

TABLE = torch.arange(256, dtype=torch.float32) / 255


def images_to_batch(images):
    return TABLE[torch.tensor(images, dtype=torch.long)][:, None]


# %% totensor-each: torchvision's ToTensor, picture by picture; none for an empty batch
import numpy as np
import torch
from torchvision.transforms import ToTensor


def images_to_batch(images):
    if len(images) == 0:
        return torch.zeros(0, 1, *images.shape[1:])
    to_tensor = ToTensor()
    return torch.stack([to_tensor(np.ascontiguousarray(image)) for image in images])


# %% stack-on-dim-1: stack makes the new dimension
import torch


def images_to_batch(images):
    return torch.stack([torch.tensor(images, dtype=torch.float32)], dim=1) / 255


# %% in-place-on-a-copy: works in place, but on a copy
import numpy as np
import torch


def images_to_batch(images):
    copy = np.array(images, dtype=np.float32)
    copy /= 255
    return torch.as_tensor(copy)[:, None, ...]


# %% divide-out: np.divide into a new array, from which a tensor is made without a copy
import numpy as np
import torch


def images_to_batch(images):
    result = np.empty(images.shape, dtype=np.float32)
    np.divide(images, 255, out=result, casting="unsafe")
    return torch.from_numpy(np.expand_dims(result, 1))


# %% lists: over Python lists; the shape is said, as an empty list has none
import torch


def images_to_batch(images):
    n, h, w = images.shape
    numbers = [value / 255 for value in images.reshape(-1).tolist()]
    return torch.tensor(numbers, dtype=torch.float32).reshape(n, 1, h, w)


# %% transform-functional: convert_image_dtype does the division
import torch
from torchvision.transforms.functional import convert_image_dtype


def images_to_batch(images):
    return convert_image_dtype(torch.tensor(images)[:, None], torch.float32)


# %% channels-by-permute: a new dimension at the end, moved to its place
import torch


def images_to_batch(images):
    x = torch.from_numpy(images[..., None].copy())
    return x.permute(0, 3, 1, 2).float().div_(255)
