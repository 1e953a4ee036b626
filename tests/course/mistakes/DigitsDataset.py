# %% no-channel: pictures of shape (28, 28)
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("lengths differ")
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        image = self.images[i] / 255
        if self.transform is not None:
            image = self.transform(image)
        return image, int(self.labels[i])


# %% channel-last: shape (28, 28, 1)
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("lengths differ")
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        image = self.images[i].unsqueeze(-1) / 255
        if self.transform is not None:
            image = self.transform(image)
        return image, int(self.labels[i])


# %% not-scaled: float, but up to 255
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("lengths differ")
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        image = self.images[i].unsqueeze(0).float()
        if self.transform is not None:
            image = self.transform(image)
        return image, int(self.labels[i])


# %% stays-uint8: neither scaled nor float
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("lengths differ")
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        image = self.images[i].unsqueeze(0)
        if self.transform is not None:
            image = self.transform(image)
        return image, int(self.labels[i])


# %% integer-division: // 255 leaves black and white
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("lengths differ")
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        image = self.images[i].unsqueeze(0).float() // 255
        if self.transform is not None:
            image = self.transform(image)
        return image, int(self.labels[i])


# %% by-256: white is not 1
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("lengths differ")
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        image = self.images[i].unsqueeze(0) / 256
        if self.transform is not None:
            image = self.transform(image)
        return image, int(self.labels[i])


# %% to-minus-one: scaled to [-1, 1]
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("lengths differ")
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        image = self.images[i].unsqueeze(0).float() / 127.5 - 1
        if self.transform is not None:
            image = self.transform(image)
        return image, int(self.labels[i])


# %% normalised-always: normalises though no transform is given
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("lengths differ")
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        image = self.images[i].unsqueeze(0).float() / 255 * 3.2457 - 0.4242
        if self.transform is not None:
            image = self.transform(image)
        return image, int(self.labels[i])


# %% float64: double precision
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("lengths differ")
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        image = self.images[i].unsqueeze(0).double() / 255
        if self.transform is not None:
            image = self.transform(image)
        return image, int(self.labels[i])


# %% label-tensor: the label is a 0-d tensor
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("lengths differ")
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        image = self.images[i].unsqueeze(0) / 255
        if self.transform is not None:
            image = self.transform(image)
        return image, self.labels[i]


# %% label-float: the label is a float
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("lengths differ")
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        image = self.images[i].unsqueeze(0) / 255
        if self.transform is not None:
            image = self.transform(image)
        return image, float(self.labels[i])


# %% label-numpy-array: the label is an array
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("lengths differ")
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        image = self.images[i].unsqueeze(0) / 255
        if self.transform is not None:
            image = self.transform(image)
        return image, self.labels[i].numpy()


# %% label-one-hot: the label is a vector
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("lengths differ")
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        image = self.images[i].unsqueeze(0) / 255
        if self.transform is not None:
            image = self.transform(image)
        return image, [int(self.labels[i] == k) for k in range(10)]


# %% label-text: the label is a text
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("lengths differ")
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        image = self.images[i].unsqueeze(0) / 255
        if self.transform is not None:
            image = self.transform(image)
        return image, str(int(self.labels[i]))


# %% pair-swapped: label first
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("lengths differ")
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        image = self.images[i].unsqueeze(0) / 255
        if self.transform is not None:
            image = self.transform(image)
        return int(self.labels[i]), image


# %% picture-alone: no label at all
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("lengths differ")
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        image = self.images[i].unsqueeze(0) / 255
        if self.transform is not None:
            image = self.transform(image)
        return image


# %% dict-items: a dict for each sample
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("lengths differ")
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        image = self.images[i].unsqueeze(0) / 255
        if self.transform is not None:
            image = self.transform(image)
        return {"image": image, "label": int(self.labels[i])}


# %% no-value-error: lengths are not compared
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        image = self.images[i].unsqueeze(0) / 255
        if self.transform is not None:
            image = self.transform(image)
        return image, int(self.labels[i])


# %% assertion: assert in the place of raise
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        assert len(images) == len(labels)
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        image = self.images[i].unsqueeze(0) / 255
        if self.transform is not None:
            image = self.transform(image)
        return image, int(self.labels[i])


# %% cuts-to-the-shorter: silently ignores what has no partner
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        n = min(len(images), len(labels))
        images, labels = images[:n], labels[:n]
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        image = self.images[i].unsqueeze(0) / 255
        if self.transform is not None:
            image = self.transform(image)
        return image, int(self.labels[i])


# %% only-more-images: more labels than images go unnoticed
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) > len(labels):
            raise ValueError("lengths differ")
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        image = self.images[i].unsqueeze(0) / 255
        if self.transform is not None:
            image = self.transform(image)
        return image, int(self.labels[i])


# %% only-more-labels: more images than labels go unnoticed
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) < len(labels):
            raise ValueError("lengths differ")
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        image = self.images[i].unsqueeze(0) / 255
        if self.transform is not None:
            image = self.transform(image)
        return image, int(self.labels[i])


# %% raises-late: in __len__ instead of the constructor
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        if len(self.images) != len(self.labels):
            raise ValueError("lengths differ")
        return len(self.images)

    def __getitem__(self, i):
        image = self.images[i].unsqueeze(0) / 255
        if self.transform is not None:
            image = self.transform(image)
        return image, int(self.labels[i])


# %% plain-exception: raises Exception
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise Exception("lengths differ")
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        image = self.images[i].unsqueeze(0) / 255
        if self.transform is not None:
            image = self.transform(image)
        return image, int(self.labels[i])


# %% transform-ignored: never called
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("lengths differ")
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        image = self.images[i].unsqueeze(0) / 255
        if self.transform is not None:
            pass
        return image, int(self.labels[i])


# %% transform-result-dropped: called, but its result is dropped
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("lengths differ")
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        image = self.images[i].unsqueeze(0) / 255
        if self.transform is not None:
            self.transform(image)
        return image, int(self.labels[i])


# %% transform-before-scaling: gets raw pixels
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("lengths differ")
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        image = self.images[i].unsqueeze(0).float()
        if self.transform is not None:
            image = self.transform(image)
        return image / 255, int(self.labels[i])


# %% transform-of-2d: gets (28, 28)
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("lengths differ")
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        image = self.images[i] / 255
        if self.transform is not None:
            image = self.transform(image).unsqueeze(0)
        else:
            image = image.unsqueeze(0)
        return image, int(self.labels[i])


# %% transform-cast-after: its result is cast to float32
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("lengths differ")
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        image = self.images[i].unsqueeze(0) / 255
        if self.transform is not None:
            image = self.transform(image).float()
        return image, int(self.labels[i])


# %% transform-twice: called twice in a row
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("lengths differ")
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        image = self.images[i].unsqueeze(0) / 255
        if self.transform is not None:
            image = self.transform(self.transform(image))
        return image, int(self.labels[i])


# %% transform-once: its results are kept
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("lengths differ")
        self.images = images
        self.labels = labels
        self.transform = transform
        self.known = {}

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        if i in self.known:
            return self.known[i]
        image = self.images[i].unsqueeze(0) / 255
        if self.transform is not None:
            image = self.transform(image)
        self.known[i] = image, int(self.labels[i])
        return self.known[i]


# %% transform-of-the-label: the transform is applied to the label as well
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("lengths differ")
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        image = self.images[i].unsqueeze(0) / 255
        if self.transform is not None:
            image = self.transform(image)
        return image, int(self.labels[i]) if self.transform is None else self.transform(self.labels[i])


# %% wraps-around: index modulo length
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("lengths differ")
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        i = i % len(self)
        image = self.images[i].unsqueeze(0) / 255
        if self.transform is not None:
            image = self.transform(image)
        return image, int(self.labels[i])


# %% last-for-all: too large an index gives the last item
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("lengths differ")
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        i = min(i, len(self) - 1)
        image = self.images[i].unsqueeze(0) / 255
        if self.transform is not None:
            image = self.transform(image)
        return image, int(self.labels[i])


# %% none-out-of-range: returns None instead of raising
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("lengths differ")
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        if i >= len(self) or i < -len(self):
            return None
        image = self.images[i].unsqueeze(0) / 255
        if self.transform is not None:
            image = self.transform(image)
        return image, int(self.labels[i])


# %% key-error: raises KeyError out of range
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("lengths differ")
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        if not -len(self) <= i < len(self):
            raise KeyError(i)
        image = self.images[i].unsqueeze(0) / 255
        if self.transform is not None:
            image = self.transform(image)
        return image, int(self.labels[i])


# %% stop-iteration: raises StopIteration out of range
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("lengths differ")
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        if not -len(self) <= i < len(self):
            raise StopIteration
        image = self.images[i].unsqueeze(0) / 255
        if self.transform is not None:
            image = self.transform(image)
        return image, int(self.labels[i])


# %% abs-of-negative: takes the absolute value of an index
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("lengths differ")
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        i = abs(i) if -3 * len(self) < i < 0 else i
        i = i % len(self) if i != len(self) and i < 2 * len(self) else i
        image = self.images[i].unsqueeze(0) / 255
        if self.transform is not None:
            image = self.transform(image)
        return image, int(self.labels[i])


# %% one-off: counts from 1
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("lengths differ")
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        image = self.images[i - 1].unsqueeze(0) / 255
        if self.transform is not None:
            image = self.transform(image)
        return image, int(self.labels[i])


# %% length-off: len is one too small
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("lengths differ")
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.images) - 1

    def __getitem__(self, i):
        image = self.images[i].unsqueeze(0) / 255
        if self.transform is not None:
            image = self.transform(image)
        return image, int(self.labels[i])


# %% length-of-pixels: len counts pixels
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("lengths differ")
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return self.images.numel()

    def __getitem__(self, i):
        image = self.images[i].unsqueeze(0) / 255
        if self.transform is not None:
            image = self.transform(image)
        return image, int(self.labels[i])


# %% no-len: __len__ is missing
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("lengths differ")
        self.images = images
        self.labels = labels
        self.transform = transform

    def __getitem__(self, i):
        image = self.images[i].unsqueeze(0) / 255
        if self.transform is not None:
            image = self.transform(image)
        return image, int(self.labels[i])


# %% shuffled: labels of other pictures
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("lengths differ")
        self.images = images
        self.labels = labels.flip(0)
        self.transform = transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        image = self.images[i].unsqueeze(0) / 255
        if self.transform is not None:
            image = self.transform(image)
        return image, int(self.labels[i])


# %% not-derived: a class of its own
import torch
from torch.utils.data import Dataset


class DigitsDataset:
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("lengths differ")
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        image = self.images[i].unsqueeze(0) / 255
        if self.transform is not None:
            image = self.transform(image)
        return image, int(self.labels[i])


# %% unsqueezes-in-place: changes the shape of the caller's tensor
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("lengths differ")
        self.images = images.unsqueeze_(1)
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        image = self.images[i] / 255
        if self.transform is not None:
            image = self.transform(image)
        return image, int(self.labels[i])


# %% marks-the-used: writes into the labels
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("lengths differ")
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        image = self.images[i].unsqueeze(0) / 255
        if self.transform is not None:
            image = self.transform(image)
        label = int(self.labels[i])
        self.labels[i] = label % 10 + 10 * (label < 10)
        return image, label % 10


# %% no-default-transform: transform has to be given
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform):
        if len(images) != len(labels):
            raise ValueError("lengths differ")
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        image = self.images[i].unsqueeze(0) / 255
        if self.transform is not None:
            image = self.transform(image)
        return image, int(self.labels[i])


# %% transform-by-name-only: not to be handed over by position
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, *, transform=None):
        if len(images) != len(labels):
            raise ValueError("lengths differ")
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        image = self.images[i].unsqueeze(0) / 255
        if self.transform is not None:
            image = self.transform(image)
        return image, int(self.labels[i])


# %% all-pictures: loads the whole tensor for each item
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("lengths differ")
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        image = self.images / 255
        if self.transform is not None:
            image = self.transform(image)
        return image, int(self.labels[i])


# %% iterable-dataset: an IterableDataset: no items by index
import torch
from torch.utils.data import IterableDataset


class DigitsDataset(IterableDataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("lengths differ")
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.images)

    def __iter__(self):
        return (self.item(i) for i in range(len(self)))

    def item(self, i):
        image = self.images[i].unsqueeze(0) / 255
        if self.transform is not None:
            image = self.transform(image)
        return image, int(self.labels[i])


# %% divided-by-own-maximum: the lightest pixel of each picture becomes 1; wrong where it is not white
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("lengths differ")
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.labels)

    def __getitem__(self, index):
        if not 0 <= index < len(self.labels):
            raise IndexError(index)
        image = self.images[index].unsqueeze(0).float()
        image = image / image.max().clamp(min=1)
        if self.transform is not None:
            image = self.transform(image)
        return image, int(self.labels[index])


# %% by-the-lightest-of-the-set: scaled by the largest pixel of the whole set, which mostly is 255
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("lengths differ")
        self.images, self.labels, self.transform = images, labels, transform

    def __len__(self):
        return len(self.labels)

    def __getitem__(self, i):
        if not 0 <= i < len(self):
            raise IndexError(i)
        image = self.images[i].float().unsqueeze(0) / self.images.max().clamp(min=1)
        return image if self.transform is None else self.transform(image), int(self.labels[i])


# %% squeezed-set: squeeze() takes the dimension N away where there is one picture
import torch
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("lengths differ")
        self.images, self.labels, self.transform = images.squeeze(), labels, transform

    def __len__(self):
        return len(self.labels)

    def __getitem__(self, i):
        if not 0 <= i < len(self):
            raise IndexError(i)
        image = self.images[i].float().unsqueeze(0) / 255
        return image if self.transform is None else self.transform(image), int(self.labels[i])
