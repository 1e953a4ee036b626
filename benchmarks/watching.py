"""From a save to the screen: `autograder watch` in a terminal of its own, beside `autograder check`, cold."""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path

import pexpect

from benchmarks.classes import solved
from benchmarks.commands import ROOT, BenchError, run
from benchmarks.figures import Measured, Topic, ratio, spread

__all__ = ["watching"]

_TIMEOUT_S = 120
_SAVES = 5
# Whoever saves has typed something before.
_PAUSE_S = 0.5


def watching(solution: str, rounds: int) -> Topic:
    """Save a file, whose functions are right but one, again and again.

    Every time that function raises something else, so that only it is checked again; or something changes that all
    may use, so that all are. The time is from the moment that the file has been written to the moment that the terminal
    has been sent the new message.
    """
    saved, all_saved, checked = list[float](), list[float](), list[float]()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        file = Path(folder, "ps1_tensors.py")

        work = solved(solution)

        def save(number: int, *, common: bool = False) -> None:
            own, of_all = ("SAVE", number) if common else (number, 0)
            text = f'{work}\n\nSAVE = {of_all}\n\ndef sigmoid(x):\n    raise ValueError(f"save {{{own}}}.")\n'
            temporary = file.with_suffix(".new")
            temporary.write_text(text, encoding="utf-8")
            temporary.replace(file)

        save(0)
        command = ["-m", "autograder.commands.main", "watch", str(file)]
        environment = {**os.environ, "TERM": "xterm-256color"}
        started = time.perf_counter()
        watch: pexpect.spawn[str] = pexpect.spawn(
            sys.executable, command, cwd=str(ROOT), env=environment, dimensions=(40, 120), encoding="utf-8",
            timeout=_TIMEOUT_S,
        )  # fmt: skip
        try:
            watch.expect_exact("save 0.")
            start_s = time.perf_counter() - started
            numbers = count(1)
            for _ in range(rounds):
                for times, common in ((saved, False), (all_saved, True)):
                    taken = [_seconds(watch, partial(save, common=common), next(numbers)) for _ in range(_SAVES)]
                    times.append(statistics.median(taken[1:]))  # after the first one of them the file is of its kind
                checked.append(run(["autograder", "check", file, "-e", "sigmoid"], codes=(1,))[0])
        except pexpect.ExceptionPexpect as error:
            raise BenchError(f"autograder watch: {str(error).splitlines()[0]} {watch.before}") from None
        finally:
            watch.close(force=True)
    against = ratio("autograder watch after a save against autograder check", saved, checked, more_is_better=False)
    topic = Topic(["from", "s"], ratios=[against])
    topic.rows += [
        ["a save to the new message on the screen of `autograder watch`", spread(Measured.of(saved))],
        ["the same, where all nine exercises are checked again", spread(Measured.of(all_saved))],
        ["`autograder check -e sigmoid` to its end, cold", spread(Measured.of(checked))],
        ["the start of `autograder watch` to the first message", f"{start_s:.2f}"],
    ]
    topic.notes.append(f"A save is answered in {spread(against)} times the time that a cold check takes.")
    return topic


def _seconds(watch: pexpect.spawn[str], save: Callable[[int], None], number: int) -> float:
    """Save the file, and return how long it takes until the terminal has been told what is wrong with it."""
    time.sleep(_PAUSE_S)
    save(number)
    started = time.perf_counter()
    watch.expect_exact(f"save {number}.")
    return time.perf_counter() - started
