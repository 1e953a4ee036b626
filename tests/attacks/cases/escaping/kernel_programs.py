"""Goal: load programs into the kernel or watch all of it: bpf, perf events, userfaultfd.

Without a sandbox: succeeds
"""

import ctypes
import os
import platform
import struct

BPF, PERF, USERFAULT = {"x86_64": (321, 298, 323), "aarch64": (280, 241, 282)}[platform.machine()]
MAP_CREATE, ARRAY = 0, 2
SOFTWARE, CPU_CLOCK = 1, 0

libc = ctypes.CDLL(None, use_errno=True)


def call(number, *arguments):
    values = [ctypes.c_long(each) if isinstance(each, int) else each for each in arguments]
    result = libc.syscall(ctypes.c_long(number), *values)
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    os.close(result)


def bpf():
    call(BPF, MAP_CREATE, ctypes.create_string_buffer(struct.pack("IIII", ARRAY, 4, 8, 1), 72), 72)


def perf_event_open():
    every_process, first_cpu = -1, 0
    attributes = ctypes.create_string_buffer(struct.pack("IIQ", SOFTWARE, 112, CPU_CLOCK), 112)
    call(PERF, attributes, every_process, first_cpu, -1, 0)


def userfaultfd():
    call(USERFAULT, 0)


def attempt():
    errors = []
    for way in (bpf, perf_event_open, userfaultfd):
        try:
            way()
        except OSError as error:
            errors.append(f"{way.__name__}: {error.strerror}")
            continue
        raise RuntimeError(f"ATTACK SUCCEEDED: {way.__name__}")
    raise RuntimeError(f"stopped by: {', '.join(errors)}")


attempt()
