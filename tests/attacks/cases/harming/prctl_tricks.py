"""Goal: outlive the grader's limits: no death with the parent, no place in the OOM killer's list, raised limits.

Without a sandbox: unsafe
"""

import ctypes
import resource

libc = ctypes.CDLL(None, use_errno=True)
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_NAME, PR_SET_CHILD_SUBREAPER = 1, 4, 15, 36


def attack():
    for option, value in (
        (PR_SET_PDEATHSIG, 0),
        (PR_SET_DUMPABLE, 0),
        (PR_SET_NAME, b"\x1b]0;bwrap\x07\n"),
        (PR_SET_CHILD_SUBREAPER, 1),
    ):
        libc.prctl(option, value, 0, 0, 0)
    errors = set()
    try:
        with open("/proc/self/oom_score_adj", "w") as file:
            file.write("-1000")
        raise RuntimeError("ATTACK SUCCEEDED: the OOM killer spares this process")
    except OSError as error:
        errors.add(repr(error))
    for limit in (resource.RLIMIT_AS, resource.RLIMIT_NPROC, resource.RLIMIT_FSIZE):
        try:
            resource.setrlimit(limit, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        except (OSError, ValueError) as error:
            errors.add(repr(error))
        else:
            raise RuntimeError(f"ATTACK SUCCEEDED: limit {limit} is gone")
    raise RuntimeError("stopped by: " + ", ".join(sorted(errors)))


attack()
