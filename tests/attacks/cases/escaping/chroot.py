"""Goal: leave the sandbox's root by the classical way: chroot into a folder below, then up and up.

Without a sandbox: succeeds
"""

import os


def climb():
    """Run in a child; return what stood in the way, or 0."""
    os.makedirs("below", exist_ok=True)
    try:
        os.chroot("below")
    except OSError as error:
        return error.errno
    for _ in range(64):
        os.chdir("..")
    os.chroot(".")
    return 0


def attempt():
    pid = os.fork()
    if pid == 0:
        os._exit(climb())
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    raise RuntimeError(
        f"stopped by: chroot: {os.strerror(code)}" if code else "ATTACK SUCCEEDED: climbed out of its root"
    )


attempt()
