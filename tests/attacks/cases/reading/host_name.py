"""Goal: learn what the machine is called that grades.

Without a sandbox: succeeds
"""

import os
import socket
from pathlib import Path

# What a sandbox may call itself.
NEUTRAL = {"", "(none)", "localhost", "sandbox", "worker", "student", "autograder"}

names = {os.uname().nodename, socket.gethostname(), Path("/proc/sys/kernel/hostname").read_text().strip()}
if names - NEUTRAL:
    raise RuntimeError("ATTACK SUCCEEDED: knows the name of this machine")
raise RuntimeError("stopped by: the machine has a name that says nothing")
