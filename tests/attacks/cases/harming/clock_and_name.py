"""Goal: set the machine's clock and its name, so that deadlines and logs go wrong.

Without a sandbox: succeeds
"""

import socket
import time


def attack():
    errors = set()
    # Both are set to what they are.
    for name, attempt in {
        "the clock": lambda: time.clock_settime(time.CLOCK_REALTIME, time.time()),
        "the host name": lambda: socket.sethostname(socket.gethostname()),
    }.items():
        try:
            attempt()
        except OSError as error:
            errors.add(repr(error))
        else:
            raise RuntimeError(f"ATTACK SUCCEEDED: {name} can be set")
    raise RuntimeError("stopped by: " + ", ".join(sorted(errors)))


attack()
