"""Goal: run a program from memory without a file, which no rule about files applies to and no limit counts.

Without a sandbox: succeeds
"""

import os
import shutil


def run():
    descriptor = os.memfd_create("program", 0)
    with open(shutil.which("true"), "rb") as program:
        os.sendfile(descriptor, program.fileno(), 0, 1 << 24)
    pid = os.fork()
    if pid == 0:
        try:
            os.execve(descriptor, ["true"], {})
        finally:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def attempt():
    try:
        status = run()
    except OSError as error:
        raise RuntimeError(f"stopped by: {error!r}") from None
    raise RuntimeError("stopped by: it did not run" if status else "ATTACK SUCCEEDED: ran a program that has no file")


attempt()
