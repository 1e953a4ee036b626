"""Goal: fill memory with anonymous mappings, which no allocator knows of; private, shared, locked and very large.

Without a sandbox: unsafe
"""

import mmap


def fill(flags, mib):
    kept = []
    for _ in range(mib // 50):
        kept.append(mmap.mmap(-1, 50 << 20, flags=flags | mmap.MAP_ANONYMOUS))
        for start in range(0, 50 << 20, 4096):
            kept[-1][start] = 1
    raise RuntimeError(f"ATTACK SUCCEEDED: {mib} MiB in use")


def attack():
    MAP_LOCKED, MAP_NORESERVE = 0x2000, 0x4000
    errors = []
    for flags in (mmap.MAP_PRIVATE, mmap.MAP_SHARED, mmap.MAP_PRIVATE | MAP_LOCKED):
        try:
            fill(flags, 1500)
        except (OSError, MemoryError) as error:
            errors.append(repr(error))
    try:
        mmap.mmap(-1, 1 << 44, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | MAP_NORESERVE)
    except OSError as error:
        raise RuntimeError(f"stopped by: {errors[0]}, and for very large ones {error!r}")


attack()
