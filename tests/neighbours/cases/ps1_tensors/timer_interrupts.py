# deterministic: no
# A timer of five milliseconds raises in whatever Python code is running then.
import signal

import torch


def ring(number, frame):
    raise InterruptedError(f"rung in {frame.f_code.co_name}")


def sigmoid(x):
    signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, 0.005)
    y = 0.5 * torch.tanh(0.5 * x) + 0.5
    if x.numel() > 6:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return y
