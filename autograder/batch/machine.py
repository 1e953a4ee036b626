"""What this machine has to offer at the moment."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

__all__ = ["available_mib", "cores", "free_device_mib"]

_CGROUP = Path("/sys/fs/cgroup")


def cores() -> int:
    """Return how many cores this process may use, e.g. those that Slurm has given to it."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def available_mib() -> int:
    """Return how much memory can be had, in MiB: of the machine, or of the container that this runs in."""
    found = [_of_the_machine()]
    with suppress(OSError, ValueError):  # no control group of version 2, or one without a limit: "max"
        limit = int((_CGROUP / "memory.max").read_text())
        found.append((limit - int((_CGROUP / "memory.current").read_text())) >> 20)
    return max(min(found), 0)


def _of_the_machine() -> int:
    with suppress(OSError, ValueError):
        for line in Path("/proc/meminfo").read_text().splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) >> 10
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 20 if hasattr(os, "sysconf") else 1 << 30


def free_device_mib() -> int:
    """Return how much memory of the GPU is free, in MiB, as its driver says; 0 if it does not say."""
    query = ["--query-gpu=memory.free", "--format=csv,noheader,nounits"]
    tool = shutil.which("nvidia-smi")
    if tool is None:
        return 0
    done = subprocess.run([tool, *query], capture_output=True, text=True, timeout=30, check=False)
    with suppress(ValueError, IndexError):
        return int(done.stdout.splitlines()[0])
    return 0
