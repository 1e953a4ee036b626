"""Loaders that ask for worker processes give in one process what they give in several."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

# Prints what each loader yields; with an argument, in one process.
SCRIPT = """
import json, random, sys, torch
from torch.utils.data import DataLoader, Dataset, IterableDataset, RandomSampler, TensorDataset, get_worker_info

class Stream(IterableDataset):
    def __init__(self, sharded): self.sharded, self.stop = sharded, 23
    def __iter__(self):
        info = get_worker_info()
        for i in range(self.stop):
            if not self.sharded or i % info.num_workers == info.id: yield i

class Numbered(Dataset):
    def __len__(self): return 10
    def __getitem__(self, index): return index, get_worker_info().id, get_worker_info().dataset.mark

class Drawn(Dataset):
    def __len__(self): return 20
    def __getitem__(self, index): return index, random.random(), torch.rand(2)

def seeded(number): random.seed(number), torch.manual_seed(number)
def mark(number): get_worker_info().dataset.mark = 100 + number
def shorten(number): get_worker_info().dataset.stop = 5 + 3 * number

numbers = TensorDataset(torch.arange(23))
loaders = [
    DataLoader(numbers, 4, num_workers=2, shuffle=True, generator=torch.Generator().manual_seed(1)),
    DataLoader(numbers, 4, num_workers=3, drop_last=True, persistent_workers=True, prefetch_factor=4),
    DataLoader(numbers, None, num_workers=2),
    DataLoader(Stream(False), 4, num_workers=2),
    DataLoader(Stream(True), 4, num_workers=3, timeout=60),
    DataLoader(Stream(True), None, num_workers=2),
    DataLoader(Stream(False), 4, num_workers=2, worker_init_fn=shorten, drop_last=True),
    DataLoader(Numbered(), 3, num_workers=2, worker_init_fn=mark),
    DataLoader(Drawn(), 4, num_workers=2, generator=torch.Generator().manual_seed(1)),
    DataLoader(Drawn(), 4, sampler=RandomSampler(range(20), generator=torch.Generator().manual_seed(2)), num_workers=2,
               worker_init_fn=seeded),
]
if sys.argv[1:]:
    from autograder.worker.single_process import load_in_process
    load_in_process()

torch.manual_seed(3)
def plain(value):
    if isinstance(value, (list, tuple)): return [plain(item) for item in value]
    return value.tolist() if hasattr(value, "tolist") else value

print(json.dumps([[plain(list(loader)) for _ in range(2)] for loader in loaders]))
"""


@pytest.fixture(scope="module")
def yielded() -> list[list[object]]:
    """What the loaders yield with worker processes, and without."""
    return [
        json.loads(subprocess.run([sys.executable, "-c", SCRIPT, *how], capture_output=True, check=True).stdout)
        for how in ([], ["in one process"])
    ]


@pytest.mark.parametrize("number", range(10))
def test_the_batches_are_the_same(yielded: list[list[object]], number: int) -> None:
    """Batches, their order, the numbers of the workers, what their initialisation does, epoch after epoch."""
    with_processes, alone = yielded
    assert alone[number] == with_processes[number]


SEEDED = """
import random, torch
from torch.utils.data import DataLoader, RandomSampler
from autograder.worker.single_process import load_in_process

load_in_process()
seed = lambda number: (random.seed(number), torch.manual_seed(number))
loader = DataLoader(range(100), 10, sampler=RandomSampler(range(100)), num_workers=2, worker_init_fn=seed)
print(torch.cat(list(loader)).tolist() == torch.cat(list(loader)).tolist())
"""


def test_a_seed_for_workers_is_theirs_alone() -> None:
    """As it would be in processes: what the sampler draws differs from epoch to epoch all the same."""
    done = subprocess.run([sys.executable, "-c", SEEDED], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
