# %% from-numpy: the way of the lecture
import numpy as np
import torch


def as_shared_tensor(array: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(array)


# %% as-tensor: shares what it can
import torch


def as_shared_tensor(array):
    return torch.as_tensor(array)


# %% asarray: the array API's name for it
import torch


def as_shared_tensor(array):
    return torch.asarray(array, copy=False)


# %% the-function-itself: no def at all
from torch import from_numpy as as_shared_tensor


# %% lambda: a lambda that is given a name
import torch

as_shared_tensor = lambda array: torch.from_numpy(array)


# %% dlpack: through the protocol that other libraries use, too
import torch


def as_shared_tensor(array):
    return torch.utils.dlpack.from_dlpack(array)


# %% from-dlpack-of-torch: the same under its short name
import torch


def as_shared_tensor(array):
    return torch.from_dlpack(array)


# %% view-and-back: reshapes the tensor, which only makes views, and goes back
import torch


def as_shared_tensor(array):
    tensor = torch.from_numpy(array)
    return tensor[None].squeeze(0)


# %% transposed-twice: turns a Fortran array first
import numpy as np
import torch


def as_shared_tensor(array):
    if array.flags.f_contiguous:
        flipped = torch.from_numpy(array.T)
        return flipped.permute(tuple(reversed(range(flipped.dim()))))
    return torch.from_numpy(array)


# %% asarray-first: np.asarray of an array is the array itself
import numpy as np
import torch


def as_shared_tensor(array):
    array = np.asarray(array)
    return torch.from_numpy(array)


# %% astype-without-copy: astype with copy=False gives the array itself
import torch


def as_shared_tensor(array):
    return torch.from_numpy(array.astype(array.dtype, copy=False))


# %% view-of-array: a view of the array, and a detach that changes nothing
import torch


def as_shared_tensor(array):
    return torch.from_numpy(array.view()).detach()


# %% to-own-dtype: to() with the dtype that it has copies nothing
import torch


def as_shared_tensor(array):
    tensor = torch.from_numpy(array)
    return tensor.to(tensor.dtype).cpu()


# %% self-test: tries itself out at import, writes included
import numpy as np
import torch


def as_shared_tensor(array):
    if not array.flags.writeable:
        raise ValueError("the array is read-only")
    if any(stride < 0 for stride in array.strides):
        raise ValueError("negative strides")
    shared = torch.from_numpy(array)
    assert shared.data_ptr() == array.ctypes.data
    return shared


_a = np.zeros(3)
as_shared_tensor(_a)[1] = 5
assert _a[1] == 5
print("works", _a)


# %% set-of-storage: a tensor that is given the storage of another one
import torch


def as_shared_tensor(array):
    source = torch.from_numpy(array)
    result = torch.empty(0, dtype=source.dtype)
    result.set_(source.untyped_storage(), source.storage_offset(), source.size(), source.stride())
    return result


# %% callable-object: an instance that counts
import torch


class Sharer:
    def __init__(self):
        self.count = 0

    def __call__(self, array):
        self.count += 1
        return torch.as_tensor(array, device="cpu")


as_shared_tensor = Sharer()


# %% frombuffer-where-possible: reads the buffer of what is contiguous
import torch


def as_shared_tensor(array):
    if array.flags.c_contiguous:
        dtype = torch.from_numpy(array).dtype
        return torch.frombuffer(array, dtype=dtype, count=array.size).reshape(array.shape)
    return torch.from_numpy(array)


# %% as-strided: the whole memory as one vector, and the strides of the array
import numpy as np
import torch


def as_shared_tensor(array):
    step = array.itemsize
    extent = 1 + sum((size - 1) * stride // step for size, stride in zip(array.shape, array.strides))
    line = np.lib.stride_tricks.as_strided(array, (extent,), (step,))
    return torch.as_strided(torch.from_numpy(line), array.shape, [stride // step for stride in array.strides])
