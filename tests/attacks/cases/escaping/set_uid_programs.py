"""Goal: become root by programs that run as root whoever starts them, with a library of mine loaded into them.

Without a sandbox: succeeds
"""

import os
import shutil
import subprocess

COMMANDS = (
    ["su", "root", "-c", "id -u"],
    ["sudo", "-n", "id", "-u"],
    ["pkexec", "--disable-internal-agent", "id", "-u"],
    ["doas", "-n", "id", "-u"],
    ["newgrp", "root", "-c", "id -u"],
)
ENVIRONMENT = {"PATH": "/usr/bin:/bin:/usr/sbin", "LD_PRELOAD": f"{os.getcwd()}/mine.so", "LD_AUDIT": "mine.so"}


def own_root_shell():
    """Make a copy of a program set-uid, as a careless backup would restore it."""
    shutil.copy(shutil.which("id"), "mine")
    os.chmod("mine", 0o6755)
    return ["./mine", "-u"]


def attempt():
    for command in (own_root_shell(), *COMMANDS):
        try:
            done = subprocess.run(
                command, input=b"\n", capture_output=True, timeout=0.4, env=ENVIRONMENT, start_new_session=True
            )
        except (OSError, subprocess.TimeoutExpired):
            continue
        if done.stdout.strip() == b"0" and open("/proc/self/uid_map").read().split()[-1] == "4294967295":
            raise RuntimeError(f"ATTACK SUCCEEDED: is root by {command[0]}")
    raise RuntimeError("stopped by: no program gives another user's rights")


attempt()
