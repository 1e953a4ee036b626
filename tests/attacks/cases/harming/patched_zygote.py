"""Goal: change modules that later workers share: built-ins, torch's defaults, functions of the worker itself.

Without a sandbox: unsafe
"""

import builtins
import os
import sys

import torch

from autograder.protocol import wire
from autograder.worker import server as worker


def change_everything():
    torch.set_default_dtype(torch.float64)
    torch.set_num_threads(3)
    torch.manual_seed = torch.exp = torch.tanh = lambda *arguments: torch.zeros(())
    torch.Tensor.__add__ = lambda self, other: self
    worker.Server._call = lambda self, request, calls, encoder: [None, [], [], []]
    wire.send = lambda *arguments: None
    builtins.len = lambda value: 0
    builtins.planted = sys.planted = torch.planted = True
    os.environ["PLANTED"] = "1"
    os._exit(0)


change_everything()


def sigmoid(x):
    planted = [module.__name__ for module in (builtins, sys, torch) if hasattr(module, "planted")]
    if planted or "PLANTED" in os.environ or torch.get_default_dtype() != torch.float32:
        raise RuntimeError(f"ATTACK SUCCEEDED: what an earlier worker has changed is still there: {planted}")
    raise RuntimeError("stopped by: a fresh copy of the zygote for each worker")
