"""Linux system calls that Python has no function for, by ctypes."""

from __future__ import annotations

import ctypes
import os
import signal

__all__ = [
    "CLONE_NEWIPC",
    "CLONE_NEWNS",
    "CLONE_NEWPID",
    "CLONE_NEWUTS",
    "close_from",
    "cpu_clock",
    "die_with",
    "drop_capabilities",
    "mount_fresh",
    "mount_read_only",
    "see_files_as",
    "set_dumpable",
    "set_no_new_privileges",
    "setns",
    "unshare",
]

# include/uapi/linux/sched.h
CLONE_NEWNS = 0x00020000
CLONE_NEWUTS = 0x04000000
CLONE_NEWIPC = 0x08000000
CLONE_NEWPID = 0x20000000
# include/uapi/linux/mount.h
_MS_RDONLY, _MS_NOSUID, _MS_NODEV, _MS_NOEXEC, _MS_REMOUNT, _MS_BIND = 1, 2, 4, 8, 32, 4096
# include/uapi/linux/prctl.h
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_CAPBSET_DROP, _PR_SET_NO_NEW_PRIVS, _PR_CAP_AMBIENT = 1, 4, 24, 38, 47
_PR_CAP_AMBIENT_CLEAR_ALL = 4
# include/uapi/linux/capability.h
_CAPABILITY_VERSION_3 = 0x20080522
_CAPABILITIES = 64

_libc = ctypes.CDLL(None, use_errno=True)


def _check(result: int, what: str) -> None:
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{what}: {os.strerror(code)}")


def unshare(flags: int) -> None:
    """Move this process (or, for the pid namespace, its children to come) into new namespaces."""
    _check(_libc.unshare(ctypes.c_int(flags)), f"unshare {flags:#x}")


def setns(descriptor: int, flags: int) -> None:
    """Enter the namespace that the descriptor stands for."""
    _check(_libc.setns(ctypes.c_int(descriptor), ctypes.c_int(flags)), "setns")


def mount_fresh(kind: str, where: str, options: str = "") -> None:
    """Mount a new, empty file system (``tmpfs`` or ``proc``) at ``where``."""
    flags = _MS_NOSUID | _MS_NODEV | (_MS_NOEXEC if kind == "proc" else 0)
    name = kind.encode()
    result = _libc.mount(name, where.encode(), name, ctypes.c_ulong(flags), options.encode() or None)
    _check(result, f"mount {kind} at {where}")


def mount_read_only(where: str) -> None:
    """Make the mount point ``where`` read-only: of a device the inode, its times and its mode, not what it is for."""
    kept = os.statvfs(where).f_flag & (_MS_NOSUID | _MS_NODEV | _MS_NOEXEC)
    flags = kept | _MS_RDONLY | _MS_REMOUNT | _MS_BIND
    _check(_libc.mount(None, where.encode(), None, ctypes.c_ulong(flags), None), f"mount {where} read-only")


def close_from(first: int) -> None:
    """Close every file descriptor from ``first`` on."""
    os.closerange(first, os.sysconf("SC_OPEN_MAX"))


def cpu_clock(pid: int) -> int:
    """Return the number of the clock, for `time.clock_gettime`, that a process's CPU time is: of all its threads.

    Those of include/linux/posix-timers.h: the complement of the pid, and CPUCLOCK_SCHED.
    """
    return (~pid << 3) | 2


def die_with(parent: int) -> None:
    """Have this process killed when its parent dies; to be called after every change of its uid."""
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it has died before
        os._exit(70)


def see_files_as(uid: int) -> None:
    """Have this thread look at files, and at processes in /proc, as the user and group ``uid``; needs root's rights."""
    _libc.setfsgid(ctypes.c_uint(uid))
    _libc.setfsuid(ctypes.c_uint(uid))


def set_no_new_privileges() -> None:
    """Make set-uid programs powerless for this process and all that come from it."""
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)


def set_dumpable() -> None:
    """Give this process its own /proc entry back, which setuid takes away."""
    _prctl(_PR_SET_DUMPABLE, 1)


def drop_capabilities() -> None:
    """Give up every capability, for good."""
    for capability in range(_CAPABILITIES):
        try:
            _prctl(_PR_CAPBSET_DROP, capability)
        except OSError:  # past the last one that this kernel knows, or no right left to drop any
            break
    _prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL)
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    none = (ctypes.c_uint32 * 6)()
    _check(_libc.capset(header, none), "capset")


def _prctl(option: int, argument: int) -> None:
    zero = ctypes.c_ulong(0)
    _check(_libc.prctl(ctypes.c_int(option), ctypes.c_ulong(argument), zero, zero, zero), f"prctl {option}")
