# %% tensor-copies: torch.tensor always copies
import torch


def as_shared_tensor(array):
    return torch.tensor(array)


# %% copy-first: copies the array before
import torch


def as_shared_tensor(array):
    return torch.from_numpy(array.copy())


# %% clone: a clone has memory of its own
import torch


def as_shared_tensor(array):
    return torch.from_numpy(array).clone()


# %% through-list: over Python numbers
import torch


def as_shared_tensor(array):
    return torch.tensor(array.tolist())


# %% tensor-class: torch.Tensor makes float32 of everything
import torch


def as_shared_tensor(array):
    return torch.Tensor(array)


# %% float: shares only where the dtype is float32 already
import torch


def as_shared_tensor(array):
    return torch.from_numpy(array).float()


# %% as-tensor-float64: shares only where the dtype is float64 already
import torch


def as_shared_tensor(array):
    return torch.as_tensor(array, dtype=torch.float64)


# %% contiguous-array: copies what is not contiguous
import numpy as np
import torch


def as_shared_tensor(array):
    array = np.ascontiguousarray(array)
    return torch.from_numpy(array)


# %% contiguous-where-needed: the same, but not for 0-d arrays
import numpy as np
import torch


def as_shared_tensor(array):
    if not array.flags.c_contiguous:
        array = np.ascontiguousarray(array)
    return torch.from_numpy(array)


# %% contiguous-tensor: the same on the other side
import torch


def as_shared_tensor(array):
    return torch.from_numpy(array).contiguous()


# %% ravel-and-reshape: ravel copies what is not contiguous
import torch


def as_shared_tensor(array):
    return torch.from_numpy(array.ravel()).reshape(array.shape)


# %% flatten-and-reshape: flatten always copies
import torch


def as_shared_tensor(array):
    return torch.from_numpy(array.flatten()).reshape(array.shape)


# %% wrong-order: the right memory, but of a transposed array the elements in the wrong order
import torch


def as_shared_tensor(array):
    flat = torch.from_numpy(array.ravel(order="K"))
    return flat.reshape(array.shape)


# %% astype: astype copies, also to the dtype that it has
import torch


def as_shared_tensor(array):
    return torch.from_numpy(array.astype(array.dtype))


# %% bool-as-uint8: bools become numbers
import numpy as np
import torch


def as_shared_tensor(array):
    if array.dtype == bool:
        array = array.view(np.uint8)
    return torch.from_numpy(array)


# %% half-as-float: float16 is made float32
import numpy as np
import torch


def as_shared_tensor(array):
    if array.dtype == np.float16:
        array = array.astype(np.float32)
    return torch.from_numpy(array)


# %% atleast-1d: a 0-d array becomes a vector
import numpy as np
import torch


def as_shared_tensor(array):
    return torch.from_numpy(np.atleast_1d(array))


# %% at-least-two-dimensions: makes a row of a vector
import numpy as np
import torch


def as_shared_tensor(array):
    return torch.from_numpy(np.atleast_2d(array))


# %% squeezed: drops dimensions of size 1
import torch


def as_shared_tensor(array):
    return torch.from_numpy(array).squeeze()


# %% made-readonly: forbids writes to the array afterwards
import torch


def as_shared_tensor(array):
    tensor = torch.from_numpy(array)
    array.flags.writeable = False
    return tensor


# %% zeroed: shares the memory, but clears it first
import torch


def as_shared_tensor(array):
    array.fill(0)
    return torch.from_numpy(array)


# %% array-itself: no tensor
def as_shared_tensor(array):
    return array


# %% only-numbers: complex numbers lose their imaginary part
import torch


def as_shared_tensor(array):
    if array.dtype.kind == "c":
        return torch.from_numpy(array.real)
    return torch.from_numpy(array)
