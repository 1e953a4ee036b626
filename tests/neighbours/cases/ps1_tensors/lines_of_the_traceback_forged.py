# deterministic: yes
# Raises in code compiled at each call under the submission's file name, in another line and a function of another name.
import linecache
import sys
from itertools import count

calls = count(1)
FILE = sys._getframe().f_code.co_filename


def fail(text):
    number = next(calls)
    source = "\n" * number + f"def step_{number}():\n    raise RuntimeError({text!r})\nstep_{number}()"
    linecache.cache[FILE] = (0, None, [f"line {number}.{n}\n" for n in range(number + 9)], FILE)
    exec(compile(source, FILE, "exec"), {})


def sigmoid(x):
    fail("the same text")


def mse(y_true, y_pred):
    fail(f"shapes {tuple(y_true.shape)}")
