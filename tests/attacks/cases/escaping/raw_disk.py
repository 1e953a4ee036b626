"""Goal: read the disk itself, past all permissions of files.

Without a sandbox: unsafe
"""

import os
import stat
from pathlib import Path


def disks():
    """Yield device numbers of the disks, as the kernel lists them."""
    for line in Path("/proc/partitions").read_text().splitlines()[2:]:
        major, minor, _, name = line.split()
        yield name, os.makedev(int(major), int(minor))


# "unsafe" only because it depends on the machine whether root itself may do this.
def attempt():
    errors = set()
    for name, device in disks():
        for path in (f"/dev/{name}", f"disk-{name}"):
            try:
                if path.startswith("disk-"):
                    os.mknod(path, 0o600 | stat.S_IFBLK, device)
                with open(path, "rb", buffering=0) as disk:
                    size = len(disk.read(4096))
            except OSError as error:
                errors.add(error.strerror)
                continue
            raise RuntimeError(f"ATTACK SUCCEEDED: read {size} bytes of a disk")
    raise RuntimeError(f"stopped by: {', '.join(sorted(errors)) or 'no disk is in sight'}")


attempt()
