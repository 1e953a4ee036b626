"""Goal: have the kernel run a program as root, by the settings that name helpers of it.

Without a sandbox: succeeds
"""

import os

# Opened for writing and never written to: that it can be is bad enough.
FILES = (
    "/proc/sys/kernel/core_pattern",
    "/proc/sys/kernel/modprobe",
    "/proc/sys/kernel/poweroff_cmd",
    "/proc/sys/fs/binfmt_misc/register",
    "/proc/sysrq-trigger",
    "/sys/kernel/uevent_helper",
    "/sys/fs/cgroup/release_agent",
    "/proc/sys/vm/drop_caches",
    "/proc/sys/kernel/ns_last_pid",
)


def attempt():
    errors = set()
    for file in FILES:
        try:
            os.close(os.open(file, os.O_WRONLY))
        except OSError as error:
            errors.add(error.strerror)
            continue
        raise RuntimeError(f"ATTACK SUCCEEDED: may write {file}")
    raise RuntimeError(f"stopped by: {', '.join(sorted(errors))}")


attempt()
