"""Goal: learn from the environment of other processes where the course lies, and read the solution there.

Without a sandbox: succeeds
"""

from pathlib import Path


def folders():
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            entries = path.read_bytes().decode(errors="replace").split("\0")
        except OSError:
            continue
        for entry in entries:
            value = entry.partition("=")[2]
            if value.startswith("/") and ":" not in value:
                yield from (Path(value), Path(value).parent)


def search():
    for folder in folders():
        try:
            text = (folder / "solutions/ps1_tensors/ps1_tensors.py").read_text()
        except (OSError, ValueError):
            continue
        if "return" in text:
            raise RuntimeError("ATTACK SUCCEEDED: read the solution where an environment variable had pointed")
    raise RuntimeError("stopped by: no environment names a folder with solutions")


search()
