"""Goal: enter the namespaces of the machine's first process, where all files and networks are.

Without a sandbox: unsafe
"""

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


def enter():
    """Run in a child; return what stood in the way of the last namespace, or 0."""
    code = 0
    for name in ("mnt", "net", "pid", "ipc", "uts", "cgroup", "user"):
        try:
            descriptor = os.open(f"/proc/1/ns/{name}", os.O_RDONLY)
        except OSError as error:
            code = error.errno
            continue
        if libc.setns(descriptor, 0) == 0:
            return 0
        code = ctypes.get_errno()
    return code


# "unsafe" only because it depends on the machine whether root itself may do this.
def attempt():
    pid = os.fork()
    if pid == 0:
        os._exit(enter())
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    raise RuntimeError(f"stopped by: setns: {os.strerror(code)}" if code else "ATTACK SUCCEEDED: entered a namespace")


attempt()
