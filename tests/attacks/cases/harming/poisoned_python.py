"""Goal: plant code that the next worker, or the grader itself, imports: sitecustomize, .pth, usercustomize, caches.

Without a sandbox: unsafe
"""

import importlib
import os
import site
import sys
from pathlib import Path

HOME = Path(os.environ.get("HOME", "/"))
NAMES = ("sitecustomize.py", "usercustomize.py", "planted.pth", "conftest.py", "__pycache__/planted.pyc")


def folders():
    yield from map(Path, [*sys.path, *site.getsitepackages(), site.getusersitepackages()])
    for name in ("autograder", "autograder.sandbox", "torch", "numpy", "encodings"):
        yield Path(importlib.import_module(name).__file__).parent
    yield from (HOME, HOME / ".config", HOME / ".cache", Path(sys.prefix), Path("/etc"), Path("/etc/profile.d"))


def attack():
    errors = set()
    for folder in folders():
        for name in NAMES:
            path = (folder / name).resolve()
            if path.is_relative_to(os.getcwd()):
                continue  # its own temporary folder, from which nobody imports
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text("")
            except OSError as error:
                errors.add(error.strerror)
            else:
                raise RuntimeError(f"ATTACK SUCCEEDED: {path} can be written")
    raise RuntimeError("stopped by: " + ", ".join(sorted(errors)))


attack()
