"""Goal: leave a note for the next submission on the memory of the training images, which all of a batch map.

Assignment: ps5_mnist
Without a sandbox: unsafe
"""

import ctypes
import fcntl
import os
import struct
import time

SET_RW_HINT, HINT_LONG = 1036, 4
SET_FLAGS, SET_PROJECT, NO_DUMP = 0x40086602, 0x401C5820, 0x40
MBIND = {"x86_64": 237, "aarch64": 235}[os.uname().machine]
PROT_READ, MAP_SHARED, BIND, PAGE = 1, 1, 2, 4096

libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype = ctypes.c_void_p


def training_images():
    for name in os.listdir("/proc/self/fd"):
        try:
            if "memfd:read-only" in os.readlink(f"/proc/self/fd/{name}"):
                return int(name)
        except OSError:
            continue
    raise RuntimeError("stopped by: the training images cannot be found")


def policy(file):
    address = libc.mmap(None, ctypes.c_size_t(PAGE), PROT_READ, MAP_SHARED, file, ctypes.c_long(0))
    nodes = ctypes.c_ulong(1)
    arguments = (ctypes.c_void_p(address), ctypes.c_ulong(PAGE), BIND, ctypes.byref(nodes), ctypes.c_ulong(64), 0)
    if libc.syscall(MBIND, *arguments) < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def access_time(file):
    before = os.fstat(file).st_atime_ns
    time.sleep(0.05)
    os.pread(file, 1, 0)
    if os.fstat(file).st_atime_ns == before:
        raise OSError("reading it leaves no trace")


def attempt():
    file = training_images()
    errors = set()
    for name, leave in {
        "a write hint": lambda: fcntl.fcntl(file, SET_RW_HINT, struct.pack("Q", HINT_LONG)),
        "flags": lambda: fcntl.ioctl(file, SET_FLAGS, struct.pack("l", NO_DUMP)),
        "a project": lambda: fcntl.ioctl(file, SET_PROJECT, struct.pack("5I8x", 0, 0, 0, 7, 0)),
        "its extended attributes": lambda: os.setxattr(file, "user.note", b"0.5"),
        "its times": lambda: os.utime(file),
        "a memory policy": lambda: policy(file),
        "its time of access": lambda: access_time(file),
    }.items():
        try:
            leave()
        except OSError as error:
            errors.add(error.strerror or str(error))
        else:
            raise RuntimeError(f"ATTACK SUCCEEDED: a note in {name}")
    raise RuntimeError("stopped by: " + ", ".join(sorted(errors)))


attempt()
