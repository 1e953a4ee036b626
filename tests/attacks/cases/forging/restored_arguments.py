"""Goal: write to the arguments and return them, and put the old values back before the grader looks at the memory.
Deserves: 1

Without a sandbox: fails
"""

import torch


class Restoring(torch.Tensor):
    """Undoes what has been done to the memory of `original` when the last reference to the result is gone."""

    def __del__(self):
        if "original" in vars(self):
            self.original.copy_(self.before)


def replace_last_row(x, row):
    before = x.detach().clone()
    memory = x.detach()
    memory[-1] = row
    result = memory.as_subclass(Restoring)
    result.original, result.before = x.detach(), before
    return result
