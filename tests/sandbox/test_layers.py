"""What each layer of level `full` keeps a submission from."""

from __future__ import annotations

import pytest

from autograder.sandbox.slot import Slot

from .conftest import MakeRun, student_of

SYSCALL = "import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\n"


def attempt(call: str) -> str:
    """Return source whose f() says what came of an attempt: ``done`` or the name of the error."""
    return (
        f"{SYSCALL}import errno, os, socket, mmap\n"
        "def raw(*args):\n"
        "  if libc.syscall(*args) < 0: raise OSError(ctypes.get_errno(), '')\n"
        f"def f():\n  try: {call}\n  except OSError as e: return errno.errorcode[e.errno]\n  return 'done'\n"
    )


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("socket.socket(socket.AF_INET)", "EPERM"),
        ("socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)", "EPERM"),
        ("socket.socket(socket.AF_VSOCK)", "EPERM"),
        ("socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)", "EPERM"),
        ("socket.socket(socket.AF_UNIX)", "done"),
        ("raw(250, 0, -3, 1)", "EPERM"),  # keyctl
        ("raw(248, b'user', b'k', b'v', 1, -3)", "EPERM"),  # add_key
        ("raw(425, 1, 0)", "EPERM"),  # io_uring_setup
        ("raw(272, 0x10000000)", "EPERM"),  # unshare(CLONE_NEWUSER)
        ("raw(56, 0x10000011, 0, 0, 0, 0)", "EPERM"),  # clone(CLONE_NEWUSER)
        ("raw(435, 0, 0)", "ENOSYS"),  # clone3
        ("raw(165, b'none', b'/tmp/work', b'tmpfs', 0, 0)", "EPERM"),  # mount
        ("raw(101, 16, 1, 0, 0)", "EPERM"),  # ptrace
        ("raw(321, 0, 0, 0)", "EPERM"),  # bpf
        ("os.memfd_create('x')", "EPERM"),
        ("raw(253)", "EPERM"),  # inotify_init
        ("open('/etc/x', 'w')", "EACCES or EROFS"),
        ("open('/tmp/x', 'w')", "EACCES or EROFS"),
        ("open('/dev/shm/x', 'w')", "done"),
        ("open('/tmp/work/x', 'w')", "done"),
        ("open('/proc/self/oom_score_adj', 'w').write('0')", "EACCES"),
        ("open('/proc/sys/kernel/core_pattern', 'w')", "EACCES"),
        ("os.setuid(4242)", "EPERM or EINVAL"),
        ("os.chroot('/tmp')", "EPERM"),
        ("os.mknod('/tmp/work/disk', 0o60600, os.makedev(8, 0))", "EPERM"),
        ("os.sethostname('x') if hasattr(os, 'sethostname') else raw(170, b'x', 1)", "EPERM"),
    ],
)
def test_what_no_submission_needs_fails(container: Slot, run_of: MakeRun, call: str, expected: str) -> None:
    """Whatever leads out of the sandbox is refused by the kernel; what loaders and files need is not."""
    assert student_of(run_of(container, attempt(call))).f() in expected.split(" or ")


def test_nobody_else_is_in_sight(container: Slot, run_of: MakeRun) -> None:
    """No process but its own, no capability, no uid of anybody, no network but a loopback that is down."""
    source = (
        "import os\n"
        "def f():\n"
        "  status = dict(line.split(':\\t') for line in open('/proc/self/status') if ':\\t' in line)\n"
        "  return {key: status[key].strip() for key in ('CapEff', 'CapBnd', 'NoNewPrivs', 'Seccomp')}, "
        "[p for p in os.listdir('/proc') if p.isdigit()], os.listdir('/sys') if os.path.exists('/sys') else [], "
        "[line.split(':')[0].strip() for line in open('/proc/net/dev')][2:]\n"
    )
    status, pids, sys_entries, interfaces = student_of(run_of(container, source)).f()
    assert status["CapEff"] == "0" * 16
    assert (status["NoNewPrivs"], status["Seccomp"]) == ("1", "2")
    assert (pids, sys_entries, interfaces) == (["1"], [], ["lo"])
