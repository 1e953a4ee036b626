"""What each layer keeps a submission from."""

from __future__ import annotations

import pytest

from autograder.sandbox.interface import Sandbox

from .conftest import LEVEL, MakeRun, student_of

pytestmark = pytest.mark.slow

SYSCALL = "import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\n"


def attempt(call: str) -> str:
    """Return source whose f() says what came of an attempt: ``done`` or the name of the error."""
    return (
        f"{SYSCALL}import errno, fcntl, os, socket, threading\n"
        "def raw(*args):\n"
        "  if libc.syscall(*args) < 0: raise OSError(ctypes.get_errno(), '')\n"
        f"def f():\n  try: {call}\n  except OSError as e: return errno.errorcode[e.errno]\n  return 'done'\n"
    )


@pytest.mark.parametrize(
    ("call", "full", "landlock"),
    [
        ("socket.socket(socket.AF_INET)", "EPERM", "same"),
        ("socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)", "EPERM", "same"),
        ("socket.socket(socket.AF_VSOCK)", "EPERM", "same"),
        ("socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)", "EPERM", "same"),
        ("socket.socket(socket.AF_UNIX)", "EPERM", "same"),
        ("raw(250, 0, -3, 1)", "EPERM", "same"),  # keyctl
        ("raw(248, b'user', b'k', b'v', 1, -3)", "EPERM", "same"),  # add_key
        ("raw(425, 1, 0)", "EPERM", "same"),  # io_uring_setup
        ("raw(272, 0x10000000)", "EPERM", "same"),  # unshare(CLONE_NEWUSER)
        ("raw(56, 0x10000011, 0, 0, 0, 0)", "EPERM", "same"),  # clone(CLONE_NEWUSER)
        ("raw(435, 0, 0)", "ENOSYS", "same"),  # clone3
        ("raw(165, b'none', b'/tmp/work', b'tmpfs', 0, 0)", "EPERM", "same"),  # mount
        ("raw(101, 16, 1, 0, 0)", "EPERM", "same"),  # ptrace
        ("raw(321, 0, 0, 0)", "EPERM", "same"),  # bpf
        ("os.memfd_create('x')", "EPERM", "same"),
        ("raw(253)", "EPERM", "same"),  # inotify_init
        ("open('/etc/x', 'w')", "EACCES or EROFS", "same"),
        ("open('/tmp/made-by-a-test', 'w')", "EACCES or EROFS", "same"),
        ("open('/dev/shm/x', 'w')", "done", "EACCES"),
        ("open('x', 'w')", "done", "same"),
        ("open('/proc/self/oom_score_adj', 'w').write('0')", "EACCES", "same"),
        ("open('/proc/sys/kernel/core_pattern', 'w')", "EACCES", "same"),
        ("os.setuid(4242)", "EPERM or EINVAL", "same"),
        ("os.chroot('/tmp')", "EPERM", "same"),
        ("os.mknod('disk', 0o60600, os.makedev(8, 0))", "EPERM", "same"),
        ("raw(170, b'x', 1)", "EPERM", "same"),  # sethostname
        ("socket.socketpair()", "done", "same"),
        ("raw(57)", "EPERM", "same"),  # fork
        ("raw(58)", "EPERM", "same"),  # vfork
        ("raw(56, 17, 0, 0, 0, 0)", "EPERM", "same"),  # clone, as fork does
        ("raw(56, 0x10100, 0, 0, 0, 0)", "EPERM", "same"),  # clone: a thread with descriptors of its own
        ("raw(278, 1, 0, 0, 0)", "EPERM", "same"),  # vmsplice
        ("raw(206, 1, 0)", "EPERM", "same"),  # io_setup
        ("open('/dev/ptmx')", "ENOENT", "EACCES"),
        ("raw(157, 1, 0)", "EPERM", "same"),  # PR_SET_PDEATHSIG: to live on
        ("raw(157, 4, 0)", "EPERM", "same"),  # PR_SET_DUMPABLE: not to be looked into
        ("raw(157, 22, 2, 0)", "EPERM", "same"),  # PR_SET_SECCOMP
        ("raw(157, 62, 1, 0, 0, 0)", "EPERM", "same"),  # PR_SCHED_CORE: a core that nobody may share
        ("raw(317, 1, 0, 0)", "EPERM", "same"),  # seccomp
        ("raw(444, 0, 0, 1)", "EPERM", "same"),  # landlock_create_ruleset
        ("raw(30, 0, 0, 0)", "EPERM", "same"),  # shmat
        ("raw(237, 0, 0, 0, 0, 0, 0)", "EPERM", "same"),  # mbind
        ("fcntl.fcntl(0, fcntl.F_SETOWN, os.getpid())", "EPERM", "same"),
        ("fcntl.fcntl(0, fcntl.F_SETLEASE, fcntl.F_RDLCK)", "EPERM", "same"),
        ("fcntl.fcntl(0, fcntl.F_NOTIFY, 0)", "EPERM", "same"),
        ("fcntl.fcntl(0, 1036, bytes(8))", "EPERM", "same"),  # F_SET_RW_HINT
        ("fcntl.fcntl(0, 1038, bytes(8))", "EPERM", "same"),  # F_SET_FILE_RW_HINT
        ("fcntl.fcntl(fcntl.fcntl(0, fcntl.F_DUPFD_CLOEXEC, 0), fcntl.F_GETFL)", "done", "same"),
        ("fcntl.lockf(open('x', 'w'), fcntl.LOCK_EX)", "done", "same"),
        ("fcntl.ioctl(0, 0x40086602, bytes(8))", "EPERM", "same"),  # FS_IOC_SETFLAGS
        ("fcntl.ioctl(0, 0x401C5820, bytes(28))", "EPERM", "same"),  # FS_IOC_FSSETXATTR
        ("fcntl.ioctl(0, 0x40087602, bytes(8))", "EPERM", "same"),  # FS_IOC_SETVERSION
        ("fcntl.ioctl(0, 0x8901, bytes(4))", "EPERM", "same"),  # FIOSETOWN
        ("[end.setblocking(False) for end in socket.socketpair()]", "done", "same"),
        ("os.set_inheritable(os.dup(0), True)", "done", "same"),
        ("os.utime('/dev/null')", "EROFS", "EPERM"),
        ("open('/dev/null', 'w').write('x')", "done", "same"),
        ("raw(46, 0, 0, 0)", "EPERM", "same"),  # sendmsg
        ("open('/proc/1/status')", "done", "EACCES"),
        ("os.listdir('/proc')", "done", "EACCES"),
        ("open('/etc/passwd')", "ENOENT or EACCES", "same"),
        ("os.listdir('/')", "done", "EACCES"),
        ("os.kill(os.getppid() or 2, 0)", "ESRCH", "EPERM"),
        ("os.rename('/usr/bin/env', 'x')", "EXDEV or EROFS or EACCES", "same"),
        ("os.truncate('/usr/bin/env', 0)", "EACCES or EROFS", "same"),
        ("threading.Thread(target=str).start()", "done", "same"),
    ],
)
def test_what_no_submission_needs_fails(sandbox: Sandbox, run_of: MakeRun, call: str, full: str, landlock: str) -> None:
    """Whatever leads out of the sandbox is refused by the kernel; what loaders and files need is not."""
    expected = full if LEVEL == "full" or landlock == "same" else landlock
    assert student_of(run_of(sandbox, attempt(call))).f() in expected.split(" or ")


def test_no_right_is_left(sandbox: Sandbox, run_of: MakeRun) -> None:
    """No capability, no new privileges, a filter, and a uid that is not root's."""
    source = (
        "import os\n"
        "def f():\n"
        "  status = dict(line.split(':\\t') for line in open('/proc/self/status') if ':\\t' in line)\n"
        "  return {key: status[key].strip() for key in ('CapEff', 'CapPrm', 'CapBnd', 'NoNewPrivs', 'Seccomp')}, "
        "os.getuid(), os.getgroups()\n"
    )
    status, uid, groups = student_of(run_of(sandbox, source)).f()
    assert {status["CapEff"], status["CapPrm"]} == {"0" * 16}
    assert (status["NoNewPrivs"], status["Seccomp"]) == ("1", "2")
    assert (uid > 0, groups) == (True, [])
