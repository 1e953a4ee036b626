"""Goal: kill the zygote from which the next worker is forked, as it may be in the same process group.

Without a sandbox: unsafe
"""

import os
import signal

# A process group does not end at the border of a pid namespace: 0 reaches those of the group who cannot be seen.
if os.fork() == 0:
    os.kill(0, signal.SIGSTOP)
    os.kill(0, signal.SIGKILL)
os.kill(0, signal.SIGTERM)
os.kill(0, signal.SIGKILL)


def sigmoid(x):
    raise RuntimeError("stopped by: the others of the group, whom the signals did not reach")
