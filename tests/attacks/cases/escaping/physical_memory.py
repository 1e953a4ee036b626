"""Goal: read the memory of the machine or of its kernel.

Without a sandbox: succeeds
"""

import os

FILES = ("/proc/kcore", "/dev/mem", "/dev/kmem", "/dev/port", "/proc/kpageflags", "/dev/kvm", "/dev/cpu/0/msr")


def attempt():
    errors = set()
    for file in FILES:
        try:
            descriptor = os.open(file, os.O_RDONLY)
            os.read(descriptor, 8)
        except OSError as error:
            errors.add(error.strerror)
            continue
        os.close(descriptor)
        raise RuntimeError(f"ATTACK SUCCEEDED: reads {file}")
    raise RuntimeError(f"stopped by: {', '.join(sorted(errors))}")


attempt()
