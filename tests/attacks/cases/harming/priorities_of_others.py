"""Goal: slow the grader down: nice value, I/O class, cores and limits of other processes.

Without a sandbox: succeeds
"""

import ctypes
import os
import resource

IOPRIO_SET, IOPRIO_WHO_PROCESS, BEST_EFFORT_4 = {"x86_64": 251, "aarch64": 30}[os.uname().machine], 1, 0x4004
libc = ctypes.CDLL(None, use_errno=True)


def set_ioprio(pid):
    if libc.syscall(IOPRIO_SET, IOPRIO_WHO_PROCESS, pid, BEST_EFFORT_4) < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


# Each sets what there is already, or the default: that it may be set is proof enough.
ATTEMPTS = (
    lambda pid: os.setpriority(os.PRIO_PROCESS, pid, os.getpriority(os.PRIO_PROCESS, pid)),
    lambda pid: os.sched_setaffinity(pid, os.sched_getaffinity(pid)),
    lambda pid: os.sched_setscheduler(pid, os.sched_getscheduler(pid), os.sched_getparam(pid)),
    lambda pid: resource.prlimit(pid, resource.RLIMIT_CORE, resource.prlimit(pid, resource.RLIMIT_CORE)),
    set_ioprio,
)


def attack():
    errors = set()
    for pid in (os.getppid() or 2, *range(2, 100)):
        for attempt in ATTEMPTS:
            try:
                attempt(pid)
            except OSError as error:
                errors.add(repr(error))
            else:
                raise RuntimeError(f"ATTACK SUCCEEDED: process {pid} can be slowed down")
    raise RuntimeError("stopped by: " + ", ".join(sorted(errors)))


attack()
