"""Goal: reach the grader, or anybody else, with a signal.

Without a sandbox: succeeds
"""

import os


def attack():
    errors = set()
    own = {int(name) for name in os.listdir("/proc/self/task")}
    # Signal 0 does nothing but find out whether 9 would get there.
    for pid in {os.getppid() or 2, *range(2, 300)} - own:
        try:
            os.kill(pid, 0)
        except OSError as error:
            errors.add(repr(error))
        else:
            raise RuntimeError(f"ATTACK SUCCEEDED: process {pid} could have been killed")
    raise RuntimeError("stopped by: " + ", ".join(sorted(errors)))


attack()
