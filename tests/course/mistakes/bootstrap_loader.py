# %% shuffle-only: shuffle=True, num_samples ignored
from torch.utils.data import DataLoader


def bootstrap_loader(dataset, batch_size, num_samples):
    return DataLoader(dataset, batch_size=batch_size, shuffle=True)


# %% in-order: no chance at all
from torch.utils.data import DataLoader


def bootstrap_loader(dataset, batch_size, num_samples):
    return DataLoader(dataset, batch_size=batch_size)


# %% without-replacement: RandomSampler's default
from torch.utils.data import DataLoader, RandomSampler


def bootstrap_loader(dataset, batch_size, num_samples):
    return DataLoader(dataset, batch_size, sampler=RandomSampler(dataset, num_samples=num_samples))


# %% as-many-as-there-are: forgets num_samples
from torch.utils.data import DataLoader, RandomSampler


def bootstrap_loader(dataset, batch_size, num_samples):
    return DataLoader(dataset, batch_size, sampler=RandomSampler(dataset, replacement=True))


# %% one-batch-per-epoch: num_samples is taken for the number of batches
from torch.utils.data import DataLoader, RandomSampler


def bootstrap_loader(dataset, batch_size, num_samples):
    return DataLoader(dataset, batch_size, sampler=RandomSampler(dataset, True, num_samples * batch_size))


# %% drop-last: the last batch is missing
from torch.utils.data import DataLoader, RandomSampler


def bootstrap_loader(dataset, batch_size, num_samples):
    return DataLoader(dataset, batch_size, sampler=RandomSampler(dataset, True, num_samples), drop_last=True)


# %% batches-of-one: no batch_size
from torch.utils.data import DataLoader, RandomSampler


def bootstrap_loader(dataset, batch_size, num_samples):
    return DataLoader(dataset, sampler=RandomSampler(dataset, True, num_samples))


# %% all-in-one-batch: batch_size=num_samples
from torch.utils.data import DataLoader, RandomSampler


def bootstrap_loader(dataset, batch_size, num_samples):
    return DataLoader(dataset, num_samples, sampler=RandomSampler(dataset, True, num_samples))


# %% rounded-up: the last batch is filled up
from torch.utils.data import DataLoader, RandomSampler


def bootstrap_loader(dataset, batch_size, num_samples):
    count = -(-num_samples // batch_size) * batch_size
    return DataLoader(dataset, batch_size, sampler=RandomSampler(dataset, True, count))


# %% not-more-than-there-are: cuts num_samples at the length of the dataset
from torch.utils.data import DataLoader, RandomSampler


def bootstrap_loader(dataset, batch_size, num_samples):
    count = min(num_samples, len(dataset))
    return DataLoader(dataset, batch_size, sampler=RandomSampler(dataset, True, count))


# %% subset-once: drawn when the loader is made
import torch
from torch.utils.data import DataLoader, Subset


def bootstrap_loader(dataset, batch_size, num_samples):
    chosen = torch.randint(len(dataset), (num_samples,)).tolist()
    return DataLoader(Subset(dataset, chosen), batch_size=batch_size)


# %% list-as-sampler: a list of draws as the sampler
import torch
from torch.utils.data import DataLoader


def bootstrap_loader(dataset, batch_size, num_samples):
    chosen = torch.randint(len(dataset), (num_samples,)).tolist()
    return DataLoader(dataset, batch_size=batch_size, sampler=chosen)


# %% subset-once-shuffled: the same draws in another order
import torch
from torch.utils.data import DataLoader, Subset


def bootstrap_loader(dataset, batch_size, num_samples):
    chosen = torch.randint(len(dataset), (num_samples,)).tolist()
    return DataLoader(Subset(dataset, chosen), batch_size=batch_size, shuffle=True)


# %% bootstrap-of-a-bootstrap: draws anew, but from draws made once
import torch
from torch.utils.data import DataLoader, RandomSampler, Subset


def bootstrap_loader(dataset, batch_size, num_samples):
    chosen = torch.randint(len(dataset), (num_samples,)).tolist()
    subset = Subset(dataset, chosen)
    return DataLoader(subset, batch_size, sampler=RandomSampler(subset, True, num_samples))


# %% same-seed-each-epoch: seeds where an epoch begins
import torch
from torch.utils.data import DataLoader


class Draws:
    def __init__(self, n, m, b):
        self.n, self.m, self.b = n, m, b

    def __len__(self):
        return self.m

    def __iter__(self):
        g = torch.Generator().manual_seed(0)
        return iter(torch.randint(self.n, (self.m,), generator=g).tolist())


def bootstrap_loader(dataset, batch_size, num_samples):
    return DataLoader(dataset, batch_size=batch_size, sampler=Draws(len(dataset), num_samples, batch_size))


# %% global-seed-each-epoch: torch.manual_seed in every epoch
import torch
from torch.utils.data import DataLoader


class Draws:
    def __init__(self, n, m, b):
        self.n, self.m, self.b = n, m, b

    def __len__(self):
        return self.m

    def __iter__(self):
        torch.manual_seed(1)
        return iter(torch.randint(self.n, (self.m,)).tolist())


def bootstrap_loader(dataset, batch_size, num_samples):
    return DataLoader(dataset, batch_size=batch_size, sampler=Draws(len(dataset), num_samples, batch_size))


# %% alternates-between-two: two sets of draws, in turn
import torch
from torch.utils.data import DataLoader


class Draws:
    def __init__(self, n, m, b):
        self.n, self.m, self.b = n, m, b

    def __len__(self):
        return self.m

    def __iter__(self):
        self.turn = 1 - getattr(self, 'turn', 0)
        g = torch.Generator().manual_seed(self.turn)
        return iter(torch.randint(self.n, (self.m,), generator=g).tolist())


def bootstrap_loader(dataset, batch_size, num_samples):
    return DataLoader(dataset, batch_size=batch_size, sampler=Draws(len(dataset), num_samples, batch_size))


# %% last-never-drawn: randint(0, n - 1)
import torch
from torch.utils.data import DataLoader


class Draws:
    def __init__(self, n, m, b):
        self.n, self.m, self.b = n, m, b

    def __len__(self):
        return self.m

    def __iter__(self):
        return iter(torch.randint(0, max(self.n - 1, 1), (self.m,)).tolist())


def bootstrap_loader(dataset, batch_size, num_samples):
    return DataLoader(dataset, batch_size=batch_size, sampler=Draws(len(dataset), num_samples, batch_size))


# %% first-never-drawn: randint(1, n)
import torch
from torch.utils.data import DataLoader


class Draws:
    def __init__(self, n, m, b):
        self.n, self.m, self.b = n, m, b

    def __len__(self):
        return self.m

    def __iter__(self):
        return iter(torch.randint(min(1, self.n - 1), self.n, (self.m,)).tolist())


def bootstrap_loader(dataset, batch_size, num_samples):
    return DataLoader(dataset, batch_size=batch_size, sampler=Draws(len(dataset), num_samples, batch_size))


# %% index-too-large: random.randint includes its upper end
import random
from torch.utils.data import DataLoader


class Draws:
    def __init__(self, n, m, b):
        self.n, self.m, self.b = n, m, b

    def __len__(self):
        return self.m

    def __iter__(self):
        return iter([random.randint(0, self.n) for _ in range(self.m)])


def bootstrap_loader(dataset, batch_size, num_samples):
    return DataLoader(dataset, batch_size=batch_size, sampler=Draws(len(dataset), num_samples, batch_size))


# %% first-part-only: draws from the first num_samples
import torch
from torch.utils.data import DataLoader


class Draws:
    def __init__(self, n, m, b):
        self.n, self.m, self.b = n, m, b

    def __len__(self):
        return self.m

    def __iter__(self):
        return iter(torch.randint(min(self.n, self.m), (self.m,)).tolist())


def bootstrap_loader(dataset, batch_size, num_samples):
    return DataLoader(dataset, batch_size=batch_size, sampler=Draws(len(dataset), num_samples, batch_size))


# %% rounded-index: round favours the middle
import torch
from torch.utils.data import DataLoader


class Draws:
    def __init__(self, n, m, b):
        self.n, self.m, self.b = n, m, b

    def __len__(self):
        return self.m

    def __iter__(self):
        return iter((torch.rand(self.m) * (self.n - 1)).round().long().tolist())


def bootstrap_loader(dataset, batch_size, num_samples):
    return DataLoader(dataset, batch_size=batch_size, sampler=Draws(len(dataset), num_samples, batch_size))


# %% normal-draws: a bell curve
import torch
from torch.utils.data import DataLoader


class Draws:
    def __init__(self, n, m, b):
        self.n, self.m, self.b = n, m, b

    def __len__(self):
        return self.m

    def __iter__(self):
        draws = torch.randn(self.m) * self.n / 4 + self.n / 2
        return iter(draws.long().clamp(0, self.n - 1).tolist())


def bootstrap_loader(dataset, batch_size, num_samples):
    return DataLoader(dataset, batch_size=batch_size, sampler=Draws(len(dataset), num_samples, batch_size))


# %% squared-draws: small indices more often
import torch
from torch.utils.data import DataLoader


class Draws:
    def __init__(self, n, m, b):
        self.n, self.m, self.b = n, m, b

    def __len__(self):
        return self.m

    def __iter__(self):
        return iter((torch.rand(self.m) ** 2 * self.n).long().clamp(max=self.n - 1).tolist())


def bootstrap_loader(dataset, batch_size, num_samples):
    return DataLoader(dataset, batch_size=batch_size, sampler=Draws(len(dataset), num_samples, batch_size))


# %% weights-by-index: later samples more often
import torch
from torch.utils.data import DataLoader, WeightedRandomSampler


def bootstrap_loader(dataset, batch_size, num_samples):
    weights = torch.arange(1, len(dataset) + 1).double()
    return DataLoader(dataset, batch_size, sampler=WeightedRandomSampler(weights, num_samples))


# %% packs: shuffled packs in a row
import torch
from torch.utils.data import DataLoader


class Draws:
    def __init__(self, n, m, b):
        self.n, self.m, self.b = n, m, b

    def __len__(self):
        return self.m

    def __iter__(self):
        packs = [torch.randperm(self.n) for _ in range(-(-self.m // self.n))]
        return iter(torch.cat(packs)[: self.m].tolist())


def bootstrap_loader(dataset, batch_size, num_samples):
    return DataLoader(dataset, batch_size=batch_size, sampler=Draws(len(dataset), num_samples, batch_size))


# %% copies-shuffled: a list of copies, shuffled
import torch
from torch.utils.data import DataLoader


class Draws:
    def __init__(self, n, m, b):
        self.n, self.m, self.b = n, m, b

    def __len__(self):
        return self.m

    def __iter__(self):
        copies = torch.arange(self.n).repeat(-(-self.m // self.n))
        return iter(copies[torch.randperm(len(copies))][: self.m].tolist())


def bootstrap_loader(dataset, batch_size, num_samples):
    return DataLoader(dataset, batch_size=batch_size, sampler=Draws(len(dataset), num_samples, batch_size))


# %% distinct-in-a-batch: each batch without replacement
import torch
from torch.utils.data import DataLoader


class Draws:
    def __init__(self, n, m, b):
        self.n, self.m, self.b = n, m, b

    def __len__(self):
        return self.m

    def __iter__(self):
        out = []
        while len(out) < self.m:
            while True:
                part = torch.cat([torch.randperm(self.n) for _ in range(-(-self.b // self.n))])[: self.b].tolist()
                break
            out += part
        return iter(out[: self.m])


def bootstrap_loader(dataset, batch_size, num_samples):
    return DataLoader(dataset, batch_size=batch_size, sampler=Draws(len(dataset), num_samples, batch_size))


# %% blocks: a random start, then neighbours
import torch
from torch.utils.data import DataLoader


class Draws:
    def __init__(self, n, m, b):
        self.n, self.m, self.b = n, m, b

    def __len__(self):
        return self.m

    def __iter__(self):
        out = []
        while len(out) < self.m:
            start = int(torch.randint(self.n, ()))
            out += [(start + k) % self.n for k in range(self.b)]
        return iter(out[: self.m])


def bootstrap_loader(dataset, batch_size, num_samples):
    return DataLoader(dataset, batch_size=batch_size, sampler=Draws(len(dataset), num_samples, batch_size))


# %% twice-each: every draw counts double
import torch
from torch.utils.data import DataLoader


class Draws:
    def __init__(self, n, m, b):
        self.n, self.m, self.b = n, m, b

    def __len__(self):
        return self.m

    def __iter__(self):
        draws = torch.randint(self.n, (self.m,)).repeat_interleave(2)
        return iter(draws[: self.m].tolist())


def bootstrap_loader(dataset, batch_size, num_samples):
    return DataLoader(dataset, batch_size=batch_size, sampler=Draws(len(dataset), num_samples, batch_size))


# %% sorted-draws: in ascending order
import torch
from torch.utils.data import DataLoader


class Draws:
    def __init__(self, n, m, b):
        self.n, self.m, self.b = n, m, b

    def __len__(self):
        return self.m

    def __iter__(self):
        return iter(torch.randint(self.n, (self.m,)).sort().values.tolist())


def bootstrap_loader(dataset, batch_size, num_samples):
    return DataLoader(dataset, batch_size=batch_size, sampler=Draws(len(dataset), num_samples, batch_size))


# %% sorted-batches: each batch in ascending order
import torch
from torch.utils.data import DataLoader


class Draws:
    def __init__(self, n, m, b):
        self.n, self.m, self.b = n, m, b

    def __len__(self):
        return self.m

    def __iter__(self):
        draws = torch.randint(self.n, (self.m,)).split(self.b)
        return iter([i for part in draws for i in part.sort().values.tolist()])


def bootstrap_loader(dataset, batch_size, num_samples):
    return DataLoader(dataset, batch_size=batch_size, sampler=Draws(len(dataset), num_samples, batch_size))


# %% same-batch-again: one batch, repeated
import torch
from torch.utils.data import DataLoader


class Draws:
    def __init__(self, n, m, b):
        self.n, self.m, self.b = n, m, b

    def __len__(self):
        return self.m

    def __iter__(self):
        part = torch.randint(self.n, (self.b,)).tolist()
        return iter((part * self.m)[: self.m])


def bootstrap_loader(dataset, batch_size, num_samples):
    return DataLoader(dataset, batch_size=batch_size, sampler=Draws(len(dataset), num_samples, batch_size))


# %% never-the-same-in-a-row: rejects a sample that has just come
import torch
from torch.utils.data import DataLoader


class Draws:
    def __init__(self, n, m, b):
        self.n, self.m, self.b = n, m, b

    def __len__(self):
        return self.m

    def __iter__(self):
        out = [0]
        while len(out) <= self.m:
            i = int(torch.randint(self.n, ()))
            if i != out[-1] or self.n == 1:
                out.append(i)
        return iter(out[1:])


def bootstrap_loader(dataset, batch_size, num_samples):
    return DataLoader(dataset, batch_size=batch_size, sampler=Draws(len(dataset), num_samples, batch_size))


# %% random-walk: one step up or down
import torch
from torch.utils.data import DataLoader


class Draws:
    def __init__(self, n, m, b):
        self.n, self.m, self.b = n, m, b

    def __len__(self):
        return self.m

    def __iter__(self):
        steps = torch.randint(3, (self.m,)) - 1
        return iter((torch.cumsum(steps, 0) % self.n).tolist())


def bootstrap_loader(dataset, batch_size, num_samples):
    return DataLoader(dataset, batch_size=batch_size, sampler=Draws(len(dataset), num_samples, batch_size))


# %% replacement-where-needed: only for more draws than samples
from torch.utils.data import DataLoader, RandomSampler


def bootstrap_loader(dataset, batch_size, num_samples):
    more = num_samples > len(dataset)
    return DataLoader(dataset, batch_size, sampler=RandomSampler(dataset, replacement=more, num_samples=num_samples))


# %% list-of-batches: a list, not a DataLoader
from torch.utils.data import DataLoader, RandomSampler


def bootstrap_loader(dataset, batch_size, num_samples):
    sampler = RandomSampler(dataset, True, num_samples)
    return list(DataLoader(dataset, batch_size, sampler=sampler))


# %% generator: yields batches
from torch.utils.data import DataLoader, RandomSampler


def bootstrap_loader(dataset, batch_size, num_samples):
    sampler = RandomSampler(dataset, True, num_samples)
    yield from DataLoader(dataset, batch_size, sampler=sampler)


# %% iterator: iter(loader)
from torch.utils.data import DataLoader, RandomSampler


def bootstrap_loader(dataset, batch_size, num_samples):
    return iter(DataLoader(dataset, batch_size, sampler=RandomSampler(dataset, True, num_samples)))


# %% sampler-returned: the sampler instead of the loader
from torch.utils.data import DataLoader, RandomSampler


def bootstrap_loader(dataset, batch_size, num_samples):
    return RandomSampler(dataset, True, num_samples)


# %% pair-returned: loader and sampler
from torch.utils.data import DataLoader, RandomSampler


def bootstrap_loader(dataset, batch_size, num_samples):
    sampler = RandomSampler(dataset, True, num_samples)
    return DataLoader(dataset, batch_size, sampler=sampler), sampler


# %% arguments-swapped: num_samples before batch_size
from torch.utils.data import DataLoader, RandomSampler


def bootstrap_loader(dataset, batch_size, num_samples):
    return DataLoader(dataset, num_samples, sampler=RandomSampler(dataset, True, batch_size))


# %% shuffle-and-sampler: DataLoader refuses both
from torch.utils.data import DataLoader, RandomSampler


def bootstrap_loader(dataset, batch_size, num_samples):
    return DataLoader(dataset, batch_size, shuffle=True, sampler=RandomSampler(dataset, True, num_samples))
