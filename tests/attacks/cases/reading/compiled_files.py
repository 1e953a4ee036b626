"""Goal: read checks and solution from what Python has compiled of them.

Without a sandbox: fails
"""

import importlib.util
import marshal
from pathlib import Path


def caches():
    for root in (*Path("/proc").glob("[0-9]*/cwd/solutions"), *(Path(p) for p in package_folders())):
        try:
            yield from root.glob("ps1_tensors/__pycache__/*.pyc")
        except OSError:
            continue


def package_folders():
    spec = importlib.util.find_spec("autograder")
    return [f"{folder}/checks" for folder in (spec.submodule_search_locations or [])]


def search():
    for path in caches():
        code = marshal.loads(path.read_bytes()[16:])
        if any(name in code.co_names for name in ("student", "check", "misconception", "torch")):
            raise RuntimeError(f"ATTACK SUCCEEDED: loaded the code of {path.name.split('.')[0]}")
    raise RuntimeError("stopped by: no compiled file of the course is in sight")


search()
