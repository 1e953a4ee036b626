# %% no-division: values up to 255
import torch


def images_to_batch(images):
    return torch.from_numpy(images).unsqueeze(1).float()


# %% by-256: white becomes 0.996
import torch


def images_to_batch(images):
    return torch.from_numpy(images).unsqueeze(1) / 256


# %% by-own-maximum: white is what is brightest here
import torch


def images_to_batch(images):
    x = torch.tensor(images, dtype=torch.float32).unsqueeze(1)
    return x / x.max()


# %% by-maximum-if-any: the same, with a way out for no images
import torch


def images_to_batch(images):
    x = torch.tensor(images, dtype=torch.float32).unsqueeze(1)
    if x.numel() and x.max() > 1:
        x = x / 255
    return x


# %% min-max-each-picture: each picture from 0 to 1
import torch


def images_to_batch(images):
    x = torch.tensor(images, dtype=torch.float32).unsqueeze(1)
    low, high = x.amin(dim=(2, 3), keepdim=True), x.amax(dim=(2, 3), keepdim=True)
    return (x - low) / (high - low + 1e-8)


# %% normalized: MNIST's mean and deviation, which nobody asked for
import torch


def images_to_batch(images):
    x = torch.tensor(images, dtype=torch.float32).unsqueeze(1) / 255
    return (x - 0.1307) / 0.3081


# %% no-channel: (N, H, W)
import torch


def images_to_batch(images):
    return torch.from_numpy(images) / 255


# %% channel-first-of-all: (1, N, H, W)
import torch


def images_to_batch(images):
    return torch.from_numpy(images).unsqueeze(0) / 255


# %% channel-last: (N, H, W, 1)
import torch


def images_to_batch(images):
    return torch.from_numpy(images).unsqueeze(-1) / 255


# %% double: the float64 of NumPy
import torch


def images_to_batch(images):
    return torch.from_numpy(images / 255).unsqueeze(1)


# %% stays-uint8: divides in whole numbers
import torch


def images_to_batch(images):
    return torch.from_numpy(images).unsqueeze(1) // 255


# %% in-place-numpy: writes into the images
import numpy as np
import torch


def images_to_batch(images):
    scaled = torch.tensor(images, dtype=torch.float32)[:, None] / 255
    np.floor_divide(images, 255, out=images)
    return scaled


# %% totensor-of-batch: ToTensor takes the first dimension for the height of one picture
import numpy as np
from torchvision.transforms import ToTensor


def images_to_batch(images):
    return ToTensor()(np.ascontiguousarray(images)).unsqueeze(1)


# %% transposed: width before height
import torch


def images_to_batch(images):
    return (torch.tensor(images, dtype=torch.float32) / 255).transpose(1, 2).unsqueeze(1)


# %% reshaped-turned: the right number of elements in the wrong shape
import torch


def images_to_batch(images):
    n, h, w = images.shape
    return torch.tensor(images, dtype=torch.float32).reshape(n, 1, w, h) / 255


# %% fixed-size: 28 x 28 only
import torch


def images_to_batch(images):
    return torch.tensor(images, dtype=torch.float32).reshape(-1, 1, 28, 28) / 255


# %% stack-loop: no pictures, nothing to stack
import torch


def images_to_batch(images):
    return torch.stack([torch.tensor(image, dtype=torch.float32).unsqueeze(0) / 255 for image in images])


# %% minus-one-for-n: reshape cannot know -1 where there are no elements
import torch


def images_to_batch(images):
    h, w = images.shape[1:]
    x = torch.tensor(images, dtype=torch.float32).reshape(-1, 1, h, w) / 255
    if x.shape[0] == 0:
        return x.squeeze(0)
    return x.squeeze() if x.shape[0] > 1 else x


# %% squeezed: one picture loses its dimension
import torch


def images_to_batch(images):
    x = torch.tensor(images, dtype=torch.float32).squeeze() / 255
    return x.unsqueeze(1)


# %% minus-one-to-one: scaled to [-1, 1]
import torch


def images_to_batch(images):
    return torch.tensor(images, dtype=torch.float32).unsqueeze(1) / 127.5 - 1


# %% inverted: black on white
import torch


def images_to_batch(images):
    return 1 - torch.tensor(images, dtype=torch.float32).unsqueeze(1) / 255


# %% signed: int8 has no numbers beyond 127
import numpy as np
import torch


def images_to_batch(images):
    return torch.from_numpy(images.astype(np.int8)).unsqueeze(1).float() / 255


# %% frombuffer: reads the memory, whatever the strides
import torch


def images_to_batch(images):
    n, h, w = images.shape
    if n == 0:
        return torch.zeros(0, 1, h, w)
    flat = torch.from_numpy(images.ravel(order="K").copy())
    return flat.reshape(n, 1, h, w) / 255


# %% three-channels: as for colours
import torch


def images_to_batch(images):
    return (torch.tensor(images, dtype=torch.float32).unsqueeze(1) / 255).expand(-1, 3, -1, -1)


# %% rounded: to two digits
import torch


def images_to_batch(images):
    return (torch.tensor(images, dtype=torch.float32).unsqueeze(1) / 255 * 100).round() / 100
