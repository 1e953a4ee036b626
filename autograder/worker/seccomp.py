"""Seccomp: system calls that no submission needs and that other layers do not see. In zygotes only.

A denylist: an allowlist would have to follow every release of torch, glibc and Python. A denied call fails with
EPERM. The numbers are those of the kernel's syscall tables, for x86_64 and aarch64.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
from collections.abc import Mapping, Sequence
from functools import cache

__all__ = ["AMONG_OWN", "DENIED", "assemble", "filter_system_calls", "no_new_namespaces", "program"]

# Numbers on x86_64 and on aarch64; None where the architecture has no such call.
_Numbers = tuple[int | None, int | None]

DENIED: dict[str, _Numbers] = {
    # The keyring of a uid is shared by all its sandboxes: a message left there would reach the next submission.
    "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219),
    # Does I/O on its own, past all filters.
    "io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "io_uring_register": (427, 427),
    # Looks into other processes, or takes their descriptors.
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "kcmp": (312, 272),
    "pidfd_getfd": (438, 438), "perf_event_open": (298, 241),
    # Large parts of the kernel that were never meant for untrusted code.
    "bpf": (321, 280), "userfaultfd": (323, 282), "open_by_handle_at": (304, 265), "name_to_handle_at": (303, 264),
    # The kernel's log, which tells of others; and what makes all of the machine wait for its disks.
    "syslog": (103, 116), "sync": (162, 81), "syncfs": (306, 267),
    # New namespaces and mounts: with a user namespace of its own, a process has capabilities again.
    "unshare": (272, 97), "setns": (308, 268), "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41),
    "chroot": (161, 51), "open_tree": (428, 428), "open_tree_attr": (467, 467), "move_mount": (429, 429),
    "fsopen": (430, 430), "fsconfig": (431, 431), "fsmount": (432, 432), "fspick": (433, 433),
    "mount_setattr": (442, 442),
    # Memory that no limit on address space or file size counts.
    "memfd_create": (319, 279), "memfd_secret": (447, 447), "shmget": (29, 194), "msgget": (68, 186),
    "semget": (64, 190), "mq_open": (240, 180),
    # What others of the machine have of that: where there is no namespace, a guessed number is enough to reach it.
    "shmat": (30, 196), "shmctl": (31, 195), "msgsnd": (69, 189), "msgrcv": (70, 188), "msgctl": (71, 187),
    "semop": (65, 193), "semtimedop": (220, 192), "semctl": (66, 191),
    # Filters and sets of rules stay in the kernel's memory, which no limit counts; those of the worker are in force.
    "landlock_create_ruleset": (444, 444), "landlock_add_rule": (445, 445), "landlock_restrict_self": (446, 446),
    "seccomp": (317, 277),
    # Thousands of instances hold up the end of a sandbox for many seconds.
    "inotify_init": (253, None), "inotify_init1": (294, 26), "fanotify_init": (300, 262),
    # Notes in the attributes of files that workers share.
    "setxattr": (188, 5), "lsetxattr": (189, 6), "fsetxattr": (190, 7), "setxattrat": (463, 463),
    "removexattr": (197, 14), "lremovexattr": (198, 15), "fremovexattr": (199, 16), "removexattrat": (466, 466),
    # Notes in where the pages of memory lie that workers share: whoever may read it, may say so.
    "mbind": (237, 235), "set_mempolicy_home_node": (450, 450), "migrate_pages": (256, 238), "move_pages": (279, 239),
    # Changes how the system calls themselves behave.
    "personality": (135, 92),
    # Processes: a submission is one process, so it ends whole, and its limits are those of all that it does.
    "fork": (57, None), "vfork": (58, None),
    # What no process owns while it is under way, so that no limit counts it: files, and pages of memory.
    "sendmsg": (46, 211), "sendmmsg": (307, 269), "vmsplice": (278, 75), "splice": (275, 76), "tee": (276, 77),
    # Contexts for asynchronous I/O, of which the whole machine has but a few.
    "io_setup": (206, 0),
    # All but pairs: no network, and nobody's UNIX sockets.
    "socket": (41, 198),
}  # fmt: skip

# What a process may do although Landlock is in force: to others of its own user, and to files, not only those of its
# own user (whoever may write a file may set its times, those of /dev/null). `prlimit64` is denied for others only.
AMONG_OWN: dict[str, _Numbers] = {
    "setpriority": (141, 140), "sched_setparam": (142, 118), "sched_setscheduler": (144, 119),
    "sched_setaffinity": (203, 122), "sched_setattr": (314, 274), "ioprio_set": (251, 30),
    "chmod": (90, None), "fchmod": (91, 52), "fchmodat": (268, 53), "fchmodat2": (452, 452),
    "chown": (92, None), "fchown": (93, 55), "lchown": (94, None), "fchownat": (260, 54),
    "utime": (132, None), "utimes": (235, None), "futimesat": (261, None), "utimensat": (280, 88),
    "file_setattr": (469, 469),
}  # fmt: skip

_CLONE = (56, 220)
_CLONE3 = (435, 435)
_PRCTL = (157, 167)
_PRLIMIT64 = (302, 261)
_FCNTL = (72, 25)
_IOCTL = (16, 29)
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_SECCOMP, _PR_SCHED_CORE = 1, 4, 22, 62
# F_DUPFD, flags, and locks, which end with the process; past them come signals to others, leases and hints.
_FIRST_OTHER_FCNTL, _F_DUPFD_CLOEXEC = 8, 1030
# The kinds of ioctl: of terminals, with which those for pipes, sockets and all descriptors stand; of NVIDIA's devices.
_IOCTL_KIND, _OF_TERMINALS, _OF_NVIDIA, _OF_NVIDIA_UVM = 0xFF00, ord("T") << 8, ord("F") << 8, 0
_AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_X32_BIT = 0x40000000  # marks the calls of a third table on x86_64, which would go past the numbers above
_CLONE_NEW_NAMESPACES = 0x7E020000  # all CLONE_NEW* flags
_CLONE_LIKE_A_THREAD = 0x10500  # CLONE_VM, CLONE_FILES, CLONE_THREAD

_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_LOAD, _JUMP_EQUAL, _JUMP_GREATER_EQUAL, _JUMP_SET, _AND, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x54, 0x06
_NUMBER, _ARCHITECTURE, _ARGUMENT_0, _ARGUMENT_1 = 0, 4, 16, 24  # offsets in struct seccomp_data
_SECCOMP = {"x86_64": 317, "aarch64": 277}
_SET_MODE_FILTER = 1

_libc = ctypes.CDLL(None, use_errno=True)


def filter_system_calls(*, among_own: bool) -> None:
    """Deny this process the calls in `DENIED`, new processes and namespaces, and what would hide it from its grader.

    Args:
        among_own: deny it those in `AMONG_OWN`, too, for where Landlock alone keeps it in, or files are its own.

    Raises:
        OSError: this kernel has no seccomp filters, or this architecture is unknown.
    """
    text = program(among_own)
    code = ctypes.create_string_buffer(text, len(text))
    header = ctypes.create_string_buffer(struct.pack("H6xQ", len(text) // 8, ctypes.addressof(code)), 16)
    zero = ctypes.c_long(0)
    if _libc.syscall(ctypes.c_long(_SECCOMP[platform.machine()]), ctypes.c_long(_SET_MODE_FILTER), zero, header) < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"seccomp: {os.strerror(number)}")


@cache
def program(among_own: bool) -> bytes:
    """Return the filter of a worker; made once by a zygote, for all its workers."""
    # Threads only, and such as share their descriptors, which the watchdog looks through.
    thread = [_op(_AND, _CLONE_LIKE_A_THREAD), _op(_JUMP_EQUAL, _CLONE_LIKE_A_THREAD, 1, 0), _DENY, _PASS]
    # That it ends with its parent, and that its parent can look into it; more filters; a core that nobody may share.
    prctl = [_op(_LOAD, _ARGUMENT_0)]
    for option in (_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_SECCOMP, _PR_SCHED_CORE):
        prctl += [_op(_JUMP_EQUAL, option, 0, 1), _DENY]
    rules = {
        **no_new_namespaces(), _CLONE: [*_CLONE_CHECKED, *thread], _PRCTL: [*prctl, _PASS],
        _FCNTL: _FCNTL_CHECKED, _IOCTL: _IOCTL_CHECKED,
    }  # fmt: skip
    if among_own:
        rules[_PRLIMIT64] = [_op(_LOAD, _ARGUMENT_0), _op(_JUMP_EQUAL, 0, 1, 0), _DENY, _PASS]
    return assemble(DENIED | (AMONG_OWN if among_own else {}), rules)


def assemble(denied: Mapping[str, _Numbers], rules: Mapping[_Numbers, Sequence[bytes]]) -> bytes:
    """Return a filter, a list of `struct sock_filter`.

    Args:
        denied: calls that fail with EPERM.
        rules: for calls of these numbers what is to be done; it has to return.

    Raises:
        OSError: this architecture is unknown.
    """
    machine = platform.machine()
    if machine not in _AUDIT_ARCH:
        raise OSError(errno.ENOSYS, f"seccomp: no table of system calls for {machine}")
    code = [_op(_LOAD, _ARCHITECTURE), _op(_JUMP_EQUAL, _AUDIT_ARCH[machine], 1, 0), _op(_RETURN, _KILL)]
    code += [_op(_LOAD, _NUMBER), _op(_JUMP_GREATER_EQUAL, _X32_BIT, 0, 1), _op(_RETURN, _KILL)]
    blocks = [(numbers, (_DENY,)) for numbers in denied.values()]
    for numbers, block in [*blocks, *rules.items()]:
        number = numbers[0 if machine == "x86_64" else 1]
        if number is not None:
            code += [_op(_JUMP_EQUAL, number, 0, len(block)), *block]
    return b"".join([*code, _PASS])


def no_new_namespaces() -> dict[_Numbers, Sequence[bytes]]:
    """Return the rules that let processes and threads be started, but without new namespaces."""
    # glibc falls back to clone, whose flags stand in a register where a filter can see them.
    no_clone3 = [_op(_RETURN, _ERRNO | errno.ENOSYS)]
    return {_CLONE3: no_clone3, _CLONE: [*_CLONE_CHECKED, _PASS]}


def _op(code: int, operand: int, if_true: int = 0, if_false: int = 0) -> bytes:
    """Encode one instruction; the jumps skip so many of those that follow."""
    return struct.pack("HBBI", code, if_true, if_false, operand)


_DENY, _PASS = _op(_RETURN, _ERRNO | errno.EPERM), _op(_RETURN, _ALLOW)
_CLONE_CHECKED = [_op(_LOAD, _ARGUMENT_0), _op(_JUMP_SET, _CLONE_NEW_NAMESPACES, 0, 1), _DENY]
_FCNTL_CHECKED = [
    _op(_LOAD, _ARGUMENT_1), _op(_JUMP_GREATER_EQUAL, _FIRST_OTHER_FCNTL, 0, 2),
    _op(_JUMP_EQUAL, _F_DUPFD_CLOEXEC, 1, 0), _DENY, _PASS,
]  # fmt: skip
# Those of file systems keep notes in a file: its flags, its version, its project.
_IOCTL_CHECKED = [
    _op(_LOAD, _ARGUMENT_1), _op(_AND, _IOCTL_KIND), _op(_JUMP_EQUAL, _OF_TERMINALS, 3, 0),
    _op(_JUMP_EQUAL, _OF_NVIDIA, 2, 0), _op(_JUMP_EQUAL, _OF_NVIDIA_UVM, 1, 0), _DENY, _PASS,
]  # fmt: skip
