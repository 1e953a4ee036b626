"""Goal: fill memory with bytes.

Without a sandbox: unsafe
"""

MIB = 3000


def attack():
    kept = []
    try:
        for _ in range(MIB // 100):
            kept.append(bytearray(b"x") * (100 << 20))
    except MemoryError as error:
        held = 100 * len(kept)
        kept.clear()
        raise RuntimeError(f"stopped by: {error!r}" if held < 1000 else f"ATTACK SUCCEEDED: {held} MiB in use")
    raise RuntimeError(f"ATTACK SUCCEEDED: {MIB} MiB in use")


attack()
