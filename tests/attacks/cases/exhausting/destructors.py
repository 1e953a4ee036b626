"""Goal: hang where nobody calls: when objects are destroyed, when the process ends, when memory is collected.

Without a sandbox: fails
"""

import atexit
import gc
import sys
import threading
import time
import weakref


class Hanging:
    def __del__(self):
        time.sleep(10**6)


KEPT = Hanging()
weakref.finalize(KEPT, time.sleep, 10**6)
atexit.register(time.sleep, 10**6)
threading._register_atexit(time.sleep, 10**6)


def sigmoid(x):
    return Hanging()


def mse(y_true, y_pred):
    gc.callbacks.append(lambda *arguments: time.sleep(10**6))
    gc.collect()


def replace_last_row(x, row):
    sys.exit(0)
