"""Warm pools: the grader processes of a batch, kept for a while for the next batch of the same process.

For a server in which somebody grades one submission after the other, such as Jupyter's with the formgrader.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from autograder.batch.grader_process import BatchOptions
from autograder.batch.keys import Keys
from autograder.batch.pool import LocalPool
from autograder.course.assignments import Assignment

__all__ = ["warm_pool"]

# How long grader processes wait for the next batch: each holds half a gigabyte.
_KEPT_S = 600.0

_lock = threading.Lock()
_kept: dict[str, tuple[LocalPool, threading.Timer]] = {}


@contextmanager
def warm_pool(assignment: Assignment, options: BatchOptions) -> Iterator[LocalPool]:
    """Lend a pool for one batch: the one that is kept, if nothing has changed since that a verdict depends on."""
    keys = Keys(assignment, options.level, options.device, options.limits, options.language)
    key = repr((assignment, options, keys.of("", "")))
    with _lock:
        pool, timer = _kept.pop(key, (None, None))
    if timer is not None:
        timer.cancel()
    if pool is None:
        _let_go_of_all()  # they are of other checks, or of other options
        pool = LocalPool(assignment, options)
    try:
        yield pool
    except BaseException:
        pool.close()
        raise
    _keep(key, pool)


def _keep(key: str, pool: LocalPool) -> None:
    timer = threading.Timer(_KEPT_S, _let_go, [key])
    timer.daemon = True
    with _lock:
        _kept[key] = (pool, timer)
    timer.start()


def _let_go(key: str) -> None:
    with _lock:
        pool, timer = _kept.pop(key, (None, None))
    if pool is not None and timer is not None:
        timer.cancel()
        pool.close()


def _let_go_of_all() -> None:
    for key in list(_kept):
        _let_go(key)
