"""Goal: run the switched-off torch.sigmoid in a thread whose only function it is, so that no line of Python calls it.

Without a sandbox: fails
"""

import _thread
import sys
import time

import torch


def sigmoid(x):
    result = torch.empty_like(x)
    references = sys.getrefcount(result)
    _thread.start_new_thread(torch.sigmoid, (x.detach(),), {"out": result})
    while sys.getrefcount(result) > references:
        time.sleep(0.001)
    return result
