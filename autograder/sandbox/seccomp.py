"""Seccomp: system calls that no submission needs and that other layers do not see. Inside only.

A denylist: an allowlist would have to follow every release of torch, glibc and Python. A denied call fails with
EPERM. The numbers are those of the kernel's syscall tables, for x86_64 and aarch64.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct

__all__ = ["DENIED", "filter_system_calls"]

# Name: (number on x86_64, number on aarch64; None where the architecture has no such call).
DENIED: dict[str, tuple[int | None, int | None]] = {
    # The keyring of a uid is shared by all its sandboxes: a message left there would reach the next submission.
    "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219),
    # Does I/O on its own, past all filters.
    "io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "io_uring_register": (427, 427),
    # Looks into other processes, or takes their descriptors.
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "kcmp": (312, 272),
    "pidfd_getfd": (438, 438), "perf_event_open": (298, 241),
    # Large parts of the kernel that were never meant for untrusted code.
    "bpf": (321, 280), "userfaultfd": (323, 282), "open_by_handle_at": (304, 265), "name_to_handle_at": (303, 264),
    # New namespaces and mounts: with a user namespace of its own, a process has capabilities again.
    "unshare": (272, 97), "setns": (308, 268), "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41),
    "chroot": (161, 51), "open_tree": (428, 428), "move_mount": (429, 429), "fsopen": (430, 430),
    "fsconfig": (431, 431), "fsmount": (432, 432), "fspick": (433, 433), "mount_setattr": (442, 442),
    # Memory that no limit on address space or file size counts.
    "memfd_create": (319, 279), "memfd_secret": (447, 447), "shmget": (29, 194), "msgget": (68, 186),
    "semget": (64, 190), "mq_open": (240, 180),
    # Thousands of instances hold up the end of a sandbox for many seconds.
    "inotify_init": (253, None), "inotify_init1": (294, 26), "fanotify_init": (300, 262),
    # Changes how the system calls themselves behave.
    "personality": (135, 92),
}  # fmt: skip

_CLONE = {"x86_64": 56, "aarch64": 220}
_CLONE3 = 435
_SOCKET = {"x86_64": 41, "aarch64": 198}
_AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_X32_BIT = 0x40000000  # marks the calls of a third table on x86_64, which would go past the numbers above
_CLONE_NEW_NAMESPACES = 0x7E020000  # all CLONE_NEW* flags

_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_LOAD, _JUMP_EQUAL, _JUMP_GREATER_EQUAL, _JUMP_SET, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCHITECTURE, _ARGUMENT_0 = 0, 4, 16  # offsets in struct seccomp_data
_SECCOMP = {"x86_64": 317, "aarch64": 277}
_SET_MODE_FILTER = 1
_AF_UNIX = 1  # what DataLoader workers hand their batches over by

_libc = ctypes.CDLL(None, use_errno=True)


def filter_system_calls() -> None:
    """Deny this process and all that comes from it the calls in `DENIED`, new namespaces, and sockets but UNIX ones.

    Raises:
        OSError: this kernel has no seccomp filters, or this architecture is unknown.
    """
    machine = platform.machine()
    if machine not in _CLONE:
        raise OSError(errno.ENOSYS, f"seccomp: no table of system calls for {machine}")
    program = _program(machine)
    code = ctypes.create_string_buffer(program, len(program))
    header = ctypes.create_string_buffer(struct.pack("H6xQ", len(program) // 8, ctypes.addressof(code)), 16)
    zero = ctypes.c_long(0)
    if _libc.syscall(ctypes.c_long(_SECCOMP[machine]), ctypes.c_long(_SET_MODE_FILTER), zero, header) < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"seccomp: {os.strerror(number)}")


def _program(machine: str) -> bytes:
    """Assemble the filter: a list of `struct sock_filter`."""
    column = 0 if machine == "x86_64" else 1
    code = [_op(_LOAD, _ARCHITECTURE), _op(_JUMP_EQUAL, _AUDIT_ARCH[machine], 1, 0), _op(_RETURN, _KILL)]
    code += [_op(_LOAD, _NUMBER), _op(_JUMP_GREATER_EQUAL, _X32_BIT, 0, 1), _op(_RETURN, _KILL)]
    # glibc falls back to clone, whose flags stand in a register where this filter can see them.
    code += _deny(_CLONE3, errno.ENOSYS)
    for numbers in DENIED.values():
        number = numbers[column]
        if number is not None:
            code += _deny(number, errno.EPERM)
    code += [_op(_JUMP_EQUAL, _CLONE[machine], 0, 4), _op(_LOAD, _ARGUMENT_0)]
    code += [_op(_JUMP_SET, _CLONE_NEW_NAMESPACES, 0, 1), _op(_RETURN, _ERRNO | errno.EPERM), _op(_RETURN, _ALLOW)]
    code += [_op(_JUMP_EQUAL, _SOCKET[machine], 0, 3), _op(_LOAD, _ARGUMENT_0)]
    code += [_op(_JUMP_EQUAL, _AF_UNIX, 1, 0), _op(_RETURN, _ERRNO | errno.EPERM)]
    return b"".join([*code, _op(_RETURN, _ALLOW)])


def _deny(number: int, code: int) -> list[bytes]:
    return [_op(_JUMP_EQUAL, number, 0, 1), _op(_RETURN, _ERRNO | code)]


def _op(code: int, operand: int, if_true: int = 0, if_false: int = 0) -> bytes:
    """Encode one instruction; the jumps skip so many of those that follow."""
    return struct.pack("HBBI", code, if_true, if_false, operand)
