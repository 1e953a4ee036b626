"""Misconceptions about ps3_data: what students write, and what to tell them."""

import numpy as np
import torch
from torch.utils.data import DataLoader, Subset

from autograder.checking import misconception

misconception(
    "mnist_transform",
    name="not_normalised",
    replace={"            v2.Normalize(mean=[0.1307], std=[0.3081]),\n": ""},
    hint="Pixels in [0, 1] are only half of it: they still have to be centred around 0.",
)


misconception(
    "mnist_transform",
    name="not_scaled",
    replace={", scale=True": ""},
    hint=(
        "A mean of 0.1307 is that of pixels in which scale?",
        "A change of dtype alone leaves 255 at 255.0; scaling to [0, 1] has to be asked for.",
    ),
)


@misconception(
    "mnist_transform",
    hint="A dark picture is to stay dark: scale by the lightest pixel that there may be, not by that of each picture.",
)
def scaled_by_its_own_lightest():
    def transform(picture):
        x = torch.from_numpy(np.array(picture, dtype=np.float32)).unsqueeze(0)
        return (x / x.max().clamp(min=1) - 0.1307) / 0.3081

    return transform


misconception(
    "mnist_transform",
    name="mean_and_std_swapped",
    replace={"mean=[0.1307], std=[0.3081]": "mean=[0.3081], std=[0.1307]"},
    hint="Mean and standard deviation have changed places.",
)


misconception(
    "mnist_transform",
    name="one_half_for_both",
    replace={"mean=[0.1307], std=[0.3081]": "mean=[0.5], std=[0.5]"},
    hint="0.5 and 0.5, as in many examples, bring pixels to [-1, 1]; here the figures of MNIST are asked for.",
)


misconception(
    "mnist_transform",
    name="variance_for_std",
    replace={"std=[0.3081]": "std=[0.3081**2]"},
    hint="To normalise is to divide by the standard deviation, not by its square, the variance.",
)


misconception(
    "mnist_transform",
    name="augmented",
    replace={"            v2.ToImage(),\n": "            v2.RandomRotation(10),\n            v2.ToImage(),\n"},
    hint="A random turn or flip makes another picture of the same one every time; nothing random is asked for here.",
)


misconception(
    "mnist_transform",
    name="in_double",
    replace={"torch.float32": "torch.float64"},
    hint="float64 is what NumPy likes; the weights of a network are float32, and so must be what goes into it.",
)


@misconception(
    "mnist_transform",
    hint="Each picture is normalised by figures of its own here; so a faint digit and a bold one become the same.",
)
def by_its_own_figures():
    def transform(picture):
        pixels = torch.from_numpy(np.array(picture)).float().unsqueeze(0) / 255
        return (pixels - pixels.mean()) / (pixels.std() + 1e-8)

    return transform


@misconception(
    "mnist_transform",
    hint="A network for pictures wants a dimension for the channels, also where there is only one.",
)
def without_channel():
    return lambda picture: (torch.from_numpy(np.array(picture)).float() / 255 - 0.1307) / 0.3081


@misconception(
    "mnist_transform",
    hint="The largest pixel is 255, and it is to become 1.",
)
def divided_by_256():
    return lambda picture: (torch.from_numpy(np.array(picture)).float().unsqueeze(0) / 256 - 0.1307) / 0.3081


@misconception(
    "mnist_transform",
    hint=(
        "Rows and columns have changed places: the picture is mirrored at its diagonal.",
        "PIL counts as (x, y), that is (column, row); a tensor is indexed as (row, column).",
    ),
)
def columns_for_rows():
    def transform(picture):
        width, height = picture.size
        pixels = [[picture.getpixel((x, y)) for y in range(height)] for x in range(width)]
        return (torch.tensor([pixels], dtype=torch.float32) / 255 - 0.1307) / 0.3081

    return transform


@misconception(
    "mnist_transform",
    hint="mnist_transform is called without a picture; it returns the function that is to be called with one later.",
)
def takes_the_picture(picture):
    return (torch.from_numpy(np.array(picture)).float().unsqueeze(0) / 255 - 0.1307) / 0.3081


misconception(
    "DigitsDataset",
    name="no_channel",
    replace={".unsqueeze(0)": ""},
    hint="Layers for pictures expect (channels, height, width), also where there is only one channel.",
)


misconception(
    "DigitsDataset",
    name="pixels_to_255",
    replace={" / 255": ""},
    hint="A change of dtype makes 255.0 of 255; pixels are to lie in [0, 1].",
)


misconception(
    "DigitsDataset",
    name="label_stays_a_tensor",
    replace={"int(self.labels[i])": "self.labels[i]"},
    hint="An element of a tensor is still a tensor, a 0-d one.",
)


misconception(
    "DigitsDataset",
    name="transform_forgotten",
    replace={"picture = self.transform(picture)": "pass"},
    hint="The transform is kept in the constructor, and then nobody calls it.",
)


misconception(
    "DigitsDataset",
    name="lengths_not_compared",
    replace={"if len(images) != len(labels):": "if len(images) < 0:"},
    hint=(
        "What happens if a label is missing? Item by item, nobody notices before the last one.",
        "The constructor is where both lengths are known: compare them there.",
    ),
)


misconception(
    "DigitsDataset",
    name="too_few_labels_only",
    replace={"if len(images) != len(labels):": "if len(images) > len(labels):"},
    hint="Labels without a picture are as wrong as pictures without a label.",
)


misconception(
    "DigitsDataset",
    name="asserts_equal_lengths",
    replace={
        "if len(images) != len(labels):": "assert len(images) == len(labels)",
        '            raise ValueError(f"there are {len(images)} images, but {len(labels)} labels")\n': "",
    },
    hint="An assert raises AssertionError, and with `python -O` nothing at all; the docstring names another exception.",
)


misconception(
    "DigitsDataset",
    name="wraps_around",
    replace={
        "if not -len(self) <= i < len(self):": "i %= len(self)",
        '            raise IndexError(f"there is no picture {i}, there are {len(self)}")\n': "",
    },
    hint="With % every index is a valid one, so a for loop over the dataset never ends.",
)


misconception(
    "DigitsDataset",
    name="clamps_the_index",
    replace={
        "if not -len(self) <= i < len(self):": "i = min(i, len(self) - 1)",
        '            raise IndexError(f"there is no picture {i}, there are {len(self)}")\n': "",
    },
    hint="Whoever asks for a picture that is not there must be told so, not given the last one.",
)


misconception(
    "DigitsDataset",
    name="transform_before_scaling",
    replace={
        ".float() / 255": ".float()",
        "return picture, int(self.labels[i])": "return picture / 255, int(self.labels[i])",
    },
    hint="A transform such as Normalize is made for pixels in [0, 1]: scale first, then call it.",
)


misconception(
    "DigitsDataset",
    name="changes_the_caller",
    replace={"self.images = images": "self.images = images.unsqueeze_(1)", ".unsqueeze(0)": ""},
    hint="A method whose name ends in _ changes the tensor itself, which belongs to the caller.",
)


misconception(
    "DigitsDataset",
    name="not_a_dataset",
    replace={"(Dataset[Any])": ""},
    hint="The class is derived from nothing.",
)


misconception(
    "DigitsDataset",
    name="divided_by_its_own_lightest",
    replace={".float() / 255": ".float() / self.images[i].max().clamp(min=1)"},
    hint="A dark picture is to stay dark: divide by the lightest pixel that there may be, not by that of each picture.",
)


misconception(
    "DigitsDataset",
    name="label_first",
    replace={"return picture, int(self.labels[i])": "return int(self.labels[i]), picture"},
    hint="By custom the input comes first and the label second, and all loops over loaders rely on it.",
)


misconception(
    "DigitsDataset",
    name="by_way_of_numpy",
    replace={
        "self.images[i].unsqueeze(0).float() / 255": "torch.from_numpy(self.images[i].unsqueeze(0).numpy() / 255)"
    },
    hint="NumPy divides integers into float64; torch into float32.",
)


@misconception(
    "DigitsDataset",
    hint="What the constructor computes is computed once; a random transform is to give another picture each time.",
)
class TransformInTheConstructor(torch.utils.data.Dataset):
    def __init__(self, images, labels, transform=None):
        if len(images) != len(labels):
            raise ValueError("lengths differ")
        pictures = [image.unsqueeze(0).float() / 255 for image in images]
        self.pictures = [transform(picture) for picture in pictures] if transform is not None else pictures
        self.labels = labels.tolist()

    def __len__(self):
        return len(self.labels)

    def __getitem__(self, i):
        return self.pictures[i], self.labels[i]


misconception(
    "make_loaders",
    name="never_shuffles",
    replace={", shuffle=True": ""},
    hint="Without shuffle=True a DataLoader keeps the order of the data set.",
)


misconception(
    "make_loaders",
    name="shuffles_both",
    replace={"test_set, batch_size=batch_size": "test_set, batch_size=batch_size, shuffle=True"},
    hint="Only the training set is to be shuffled; the test set keeps its order.",
)


misconception(
    "make_loaders",
    name="shuffles_the_wrong_one",
    replace={", shuffle=True": "", "test_set, batch_size=batch_size": "test_set, batch_size=batch_size, shuffle=True"},
    hint="It is the training set that is to be shuffled, not the test set.",
)


@misconception(
    "make_loaders",
    hint="drop_last=True throws the last, short batch away; every sample is wanted.",
)
def drops_last(train_set, test_set, batch_size=64):
    train = DataLoader(train_set, batch_size, shuffle=True, drop_last=True)
    return train, DataLoader(test_set, batch_size, drop_last=True)


@misconception(
    "make_loaders",
    hint="The order was drawn once and is the same in every epoch; shuffle=True draws it anew.",
)
def shuffles_once(train_set, test_set, batch_size=64):
    order = torch.randperm(len(train_set)).tolist()
    return DataLoader(Subset(train_set, order), batch_size), DataLoader(test_set, batch_size)


misconception(
    "make_loaders",
    name="always_64",
    replace={
        "train_set, batch_size=batch_size": "train_set, batch_size=64",
        "test_set, batch_size=batch_size": "test_set, batch_size=64",
    },
    hint="batch_size is what the caller asks for; 64 is only its default.",
)


misconception(
    "make_loaders",
    name="forgets_batch_size",
    replace={"train_set, batch_size=batch_size, ": "train_set, ", "test_set, batch_size=batch_size": "test_set"},
    hint="Without batch_size a DataLoader makes batches of one sample.",
)


misconception(
    "make_loaders",
    name="swapped",
    replace={"return train_loader, test_loader": "return test_loader, train_loader"},
    hint="The order of the pair is (train, test).",
)


@misconception(
    "make_loaders",
    hint="Batches are shuffled here, not samples: those that are together in the data set stay together.",
)
def shuffles_batches(train_set, test_set, batch_size=64):
    class Blocks:
        def __len__(self):
            return -(-len(train_set) // batch_size)

        def __iter__(self):
            starts = torch.randperm(len(train_set) // batch_size).tolist()
            for start in starts:
                yield range(start * batch_size, (start + 1) * batch_size)
            if len(train_set) % batch_size:
                yield range(len(starts) * batch_size, len(train_set))

    return DataLoader(train_set, batch_sampler=Blocks()), DataLoader(test_set, batch_size)


@misconception(
    "make_loaders",
    hint="Sampling with replacement gives some samples twice and others not at all.",
)
def with_replacement(train_set, test_set, batch_size=64):
    sampler = torch.utils.data.RandomSampler(train_set, replacement=True)
    return DataLoader(train_set, batch_size, sampler=sampler), DataLoader(test_set, batch_size)


misconception(
    "bootstrap_loader",
    name="shuffles_instead",
    replace={
        "replacement=True, num_samples=num_samples": "replacement=False",
    },
    hint="Shuffling takes every sample once; with replacement a sample may come several times, or not at all.",
)


misconception(
    "bootstrap_loader",
    name="replacement_forgotten",
    replace={"replacement=True, ": ""},
    hint=(
        "It is the number of draws alone that is other than usual here; how are they drawn?",
        "A RandomSampler draws without replacement unless it is told otherwise, pack after pack.",
    ),
)


misconception(
    "bootstrap_loader",
    name="num_samples_forgotten",
    replace={", num_samples=num_samples": ""},
    hint="Unless a sampler is told how many draws an epoch has, it has as many as there are samples.",
)


misconception(
    "bootstrap_loader",
    name="last_batch_dropped",
    replace={"batch_size=batch_size": "batch_size=batch_size, drop_last=True"},
    hint="drop_last=True throws the last, short batch away, and with it some of the draws that were asked for.",
)


misconception(
    "bootstrap_loader",
    name="batch_size_forgotten",
    replace={"batch_size=batch_size, ": ""},
    hint="Without batch_size a DataLoader makes batches of one sample.",
)


misconception(
    "bootstrap_loader",
    name="sizes_exchanged",
    replace={"num_samples=num_samples": "num_samples=batch_size", "batch_size=batch_size": "batch_size=num_samples"},
    hint="num_samples counts the draws of an epoch, batch_size those of a batch.",
)


@misconception(
    "bootstrap_loader",
    hint=(
        "All epochs are alike. What is drawn when the loader is made, and what when an epoch begins?",
        "A sampler is asked for an iterator at the start of each epoch: that is where it should draw, and not "
        "be seeded.",
    ),
)
def drawn_in_advance(dataset, batch_size, num_samples):
    indices = torch.randint(len(dataset), (num_samples,)).tolist()
    return DataLoader(Subset(dataset, indices), batch_size=batch_size)


@misconception(
    "bootstrap_loader",
    hint="One set of draws was made in advance; shuffling it gives the same draws in another order.",
)
def drawn_in_advance_then_shuffled(dataset, batch_size, num_samples):
    indices = torch.randint(len(dataset), (num_samples,)).tolist()
    return DataLoader(Subset(dataset, indices), batch_size=batch_size, shuffle=True)


@misconception(
    "bootstrap_loader",
    hint=(
        "One sample never comes.",
        "randint of torch and of NumPy leaves its upper end out already; so which index is the largest one?",
    ),
)
def last_sample_left_out(dataset, batch_size, num_samples):
    class Draws:
        def __len__(self):
            return num_samples

        def __iter__(self):
            return iter(torch.randint(max(len(dataset) - 1, 1), (num_samples,)).tolist())

    return DataLoader(dataset, batch_size=batch_size, sampler=Draws())


@misconception(
    "bootstrap_loader",
    hint="Each batch takes its samples without replacement: no sample comes twice in one.",
)
def distinct_within_a_batch(dataset, batch_size, num_samples):
    class Batches:
        def __iter__(self):
            left = num_samples
            while left > 0:
                size = min(batch_size, left)
                order = torch.cat([torch.randperm(len(dataset)) for _ in range(-(-size // len(dataset)))])
                yield order[:size].tolist()
                left -= size

    return DataLoader(dataset, batch_sampler=Batches())


@misconception(
    "bootstrap_loader",
    hint="A draw does not depend on how many samples there are: repeats are likely also where there are enough.",
)
def replacement_only_where_needed(dataset, batch_size, num_samples):
    needed = num_samples >= len(dataset)
    sampler = torch.utils.data.RandomSampler(dataset, replacement=needed, num_samples=num_samples)
    return DataLoader(dataset, batch_size=batch_size, sampler=sampler)


@misconception(
    "bootstrap_loader",
    hint="A DataLoader is asked for, over which one can loop again and again; a generator is used up after one epoch.",
)
def batches_by_hand(dataset, batch_size, num_samples):
    indices = torch.randint(len(dataset), (num_samples,)).tolist()
    return [
        torch.utils.data.default_collate([dataset[i] for i in indices[start : start + batch_size]])
        for start in range(0, num_samples, batch_size)
    ]


misconception(
    "mean_and_std",
    name="divides_by_n_minus_1",
    replace={"squares / count - mean**2": "(squares - count * mean**2) / max(count - 1, 1)"},
    hint="The population standard deviation divides by n, not by n - 1.",
)


misconception(
    "mean_and_std",
    name="forgets_the_root",
    replace={"variance**0.5": "variance"},
    hint="The mean of the squares minus the square of the mean is not yet the standard deviation.",
)


misconception(
    "mean_and_std",
    name="root_of_less_than_nothing",
    replace={"max(squares / count - mean**2, 0.0)": "squares / count - mean**2"},
    hint=(
        "What becomes of your formula where all pixels are alike, and both of its terms were rounded?",
        "A difference that should be 0 may come out as -1e-18, and that has no real square root.",
    ),
)


misconception(
    "mean_and_std",
    name="stays_a_tensor",
    replace={"pixels.sum().item()": "pixels.sum()", "pixels.square().sum().item()": "pixels.square().sum()"},
    hint="sum() of a tensor is a tensor still, a 0-d one, and so is all that is computed from it.",
)


misconception(
    "mean_and_std",
    name="counts_pictures",
    replace={"pixels.numel()": "len(pixels)"},
    hint="len() of a batch is the number of its pictures, each of which has many pixels.",
)


misconception(
    "mean_and_std",
    name="squares_in_place",
    replace={"images.double()": "images", "pixels.square()": "pixels.square_()"},
    hint="A method whose name ends in _ changes the tensor itself, and whoever made the batches may need them again.",
)


misconception(
    "mean_and_std",
    name="std_first",
    replace={"return mean, variance**0.5": "return variance**0.5, mean"},
    hint="The order of the pair is (mean, std).",
)


@misconception(
    "mean_and_std",
    hint=(
        "Is the mean of several means the mean of all?",
        "A short batch must weigh less, and how far the batches' means are apart belongs to the deviation of all.",
    ),
)
def mean_of_the_batches(loader):
    means, deviations = [], []
    for images, _ in loader:
        means.append(images.double().mean().item())
        deviations.append(images.double().std(correction=0).item())
    return sum(means) / len(means), sum(deviations) / len(deviations)


@misconception(
    "mean_and_std",
    hint="The mean is right; but averaging the batches' variances loses how far their means are apart.",
)
def mean_of_the_variances(loader):
    count, total, variances = 0, 0.0, 0.0
    for images, _ in loader:
        pixels = images.double()
        count += pixels.numel()
        total += pixels.sum().item()
        variances += pixels.var(correction=0).item() * pixels.numel()
    return total / count, (variances / count) ** 0.5


@misconception(
    "mean_and_std",
    hint=(
        "How much memory does this need for a data set that is larger than memory?",
        "Keep sums of the pixels, and of their squares, instead of the pixels.",
    ),
)
def all_at_once(loader):
    pixels = torch.cat([images.double().flatten() for images, _ in loader])
    return pixels.mean().item(), pixels.std(correction=0).item()


@misconception(
    "mean_and_std",
    hint="A stream is empty after the first pass; sums of pixels and of squares can be taken in the same one.",
)
def first_the_mean_then_the_deviation(loader):
    count, total = 0, 0.0
    for images, _ in loader:
        count += images.numel()
        total += images.double().sum().item()
    mean, squares = total / count, 0.0
    for images, _ in loader:
        squares += (images.double() - mean).square().sum().item()
    return mean, (squares / count) ** 0.5


@misconception(
    "mean_and_std",
    hint="Not every loader has a .dataset: only its batches are sure to be there.",
)
def asks_the_dataset(loader):
    total = squares = 0.0
    for images, _ in loader:
        total += images.double().mean(dim=(1, 2, 3)).sum().item()
        squares += images.double().square().mean(dim=(1, 2, 3)).sum().item()
    count = len(loader.dataset)
    return total / count, max(squares / count - (total / count) ** 2, 0.0) ** 0.5


@misconception(
    "mean_and_std",
    hint="One batch is only an estimate of all the data.",
)
def first_batch_alone(loader):
    images, _ = next(iter(loader))
    return images.double().mean().item(), images.double().std(correction=0).item()
