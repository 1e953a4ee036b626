"""Goal: read the solutions through the working directory of the parent processes.

Without a sandbox: succeeds
"""

import os
from pathlib import Path

pid = os.getpid()
while pid > 1:
    folder = Path(f"/proc/{pid}/cwd/solutions")
    try:
        if (folder / "secret.txt").exists():
            raise RuntimeError("ATTACK SUCCEEDED: read " + (folder / "secret.txt").read_text()[:6])
        pid = int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
    except OSError as error:
        raise RuntimeError(f"stopped by: {error!r} at process {pid}")
raise RuntimeError(f"stopped by: no process in sight above {os.getpid()}")
