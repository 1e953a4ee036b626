"""What the sandbox costs a submission, layer by layer: ``python benchmarks/sandbox.py``.

Every figure is the median of many rounds; those of the layers are differences to a bare fork of the same process,
taken in turns, so that a busy machine disturbs all of them alike.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from autograder.sandbox.container import start_container
from autograder.sandbox.levels import open_sandbox, strongest_level
from autograder.sandbox.limits import Limits
from autograder.sandbox.run import SubmissionRun
from autograder.submissions.submission import read_submission

ROUNDS = 60
BUDGET_MS = 30.0

# Runs inside of a container, in a process like the zygote: forks, applies some layers, exits, is reaped.
LAYERS = """
import json, os, sys, time
import torch
from pathlib import Path
from autograder.worker import linux
from autograder.worker import zygote
from autograder.worker.landlock import restrict_access
from autograder.worker.seccomp import filter_system_calls, program

torch.set_num_threads(1)
program(False)
own_pids = os.open("/proc/self/ns/pid", os.O_RDONLY)
options = {"memory_mib": 4096, "disk_mib": 256, "threads_at_once": 128, "uid": 1000 if sys.argv[2] == '0' else None}


def pid_namespace():
    linux.unshare(linux.CLONE_NEWPID)


def restrict():
    linux.set_no_new_privileges()
    restrict_access([Path("/")], [Path("/tmp/work"), Path("/dev/null"), Path("/dev/shm")])


def seccomp():
    linux.set_no_new_privileges()
    filter_system_calls(among_own=False)


LAYERS = {
    "a bare fork, exit and reap": None,
    "pid namespace": pid_namespace,
    "mount, ipc and uts namespaces, fresh tmpfs and proc": lambda: zygote._mount("/tmp/work", 256),
    "resource limits": lambda: zygote._limit(options, True),
    "uid and capabilities": lambda: zygote._drop_privileges(options["uid"]),
    "Landlock": restrict,
    "seccomp": seccomp,
}
times = {name: [] for name in LAYERS}
for _ in range(int(sys.argv[1])):
    for name, layer in LAYERS.items():
        start = time.perf_counter()
        if layer is not None:
            pid_namespace()  # a mount of /proc needs it
        pid = os.fork()
        if pid == 0:
            if layer not in (None, pid_namespace):
                layer()
            os._exit(0)
        if layer is not None:
            linux.setns(own_pids, linux.CLONE_NEWPID)
        os.waitpid(pid, 0)
        times[name].append(1000 * (time.perf_counter() - start))
print(json.dumps(times), file=sys.stderr)
"""


def layers() -> dict[str, float]:
    """Return what each layer costs, in ms."""
    as_user = str(os.geteuid())
    process = start_container([sys.executable, "-I", "-c", LAYERS, str(ROUNDS), as_user])
    _, output = process.communicate()
    times = {name: statistics.median(each) for name, each in json.loads(output.splitlines()[-1]).items()}
    (first, bare), (second, namespace), *others = times.items()
    costs = {first: bare, second: namespace - bare}
    return costs | {name: cost - namespace for name, cost in others}


def round_trip(level: str) -> float:
    """Return what it takes to load an empty submission into a fresh worker and to end it, in ms."""
    grader = open_sandbox(level)
    costs = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "empty.py")
        path.write_text("pass\n")
        submission = read_submission(path)
        for _ in range(ROUNDS):
            start = time.perf_counter()
            run = SubmissionRun(grader, submission, Limits())
            run.load()
            run.close()
            costs.append(1000 * (time.perf_counter() - start))
    grader.close()
    return statistics.median(costs)


def main() -> None:
    """Measure and print; exit with 1 if the sandbox's share is over its budget."""
    console = Console()
    level, _ = strongest_level()
    table = Table("what", "ms", box=None)
    if level == "full":
        for name, cost in layers().items():
            table.add_row(name, f"{cost:.2f}")
    whole = round_trip(level)
    table.add_row("a worker started, set up, an empty file loaded, killed and reaped", f"{whole:.1f}")
    console.print(table)
    console.print(f"level {level}: {whole:.1f} ms a submission, budget {BUDGET_MS:.0f} ms")
    sys.exit(whole > BUDGET_MS)


if __name__ == "__main__":
    main()
