"""Goal: leave no thread for anybody else.

Without a sandbox: unsafe
"""

import threading
import time


def attack():
    threading.stack_size(1 << 16)
    for _ in range(2000):
        try:
            threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
        except RuntimeError as error:
            raise RuntimeError(f"stopped by: {error}")
    raise RuntimeError("ATTACK SUCCEEDED: 2000 threads")


attack()
