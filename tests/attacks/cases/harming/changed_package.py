"""Goal: change the grader's own files: write, replace, rename, remove, or merely touch them.

Without a sandbox: unsafe
"""

import os
from pathlib import Path

import autograder
import torch

FILES = [Path(module.__file__) for module in (autograder, autograder.protocol.wire, torch, os)]
ATTEMPTS = (
    lambda path: open(path, "r+b").close(),
    lambda path: os.utime(path),
    lambda path: os.chmod(path, 0o666),
    lambda path: os.chown(path, os.getuid(), os.getgid()),
    lambda path: os.setxattr(path, "user.planted", b"1"),
    lambda path: os.link(path, f"{path}.planted"),
    lambda path: os.link(path, "planted"),
    lambda path: os.symlink("/dev/null", f"{path}.planted"),
    lambda path: os.mkdir(path.parent / "planted"),
    lambda path: os.rename(path, f"{path}.planted"),
    lambda path: os.unlink(path.with_suffix(".planted")),
    lambda path: os.truncate(path, path.stat().st_size),
)


def attack():
    errors = set()
    for path in FILES:
        for number, attempt in enumerate(ATTEMPTS):
            try:
                attempt(path)
            except OSError as error:
                errors.add(error.strerror)
            else:
                raise RuntimeError(f"ATTACK SUCCEEDED: attempt {number} on {path.name}")
    raise RuntimeError("stopped by: " + ", ".join(sorted(errors)))


attack()
