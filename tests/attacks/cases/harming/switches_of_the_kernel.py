"""Goal: open the kernel's switches for writing: sysrq, dropping of caches, overcommit, limits of processes.

Without a sandbox: succeeds
"""

SWITCHES = (
    "/proc/sysrq-trigger",
    "/proc/sys/kernel/sysrq",
    "/proc/sys/kernel/pid_max",
    "/proc/sys/kernel/core_pattern",
    "/proc/sys/kernel/shmmax",
    "/proc/sys/kernel/hostname",
    "/proc/sys/vm/drop_caches",
    "/proc/sys/vm/overcommit_memory",
    "/proc/sys/net/core/somaxconn",
    "/proc/sys/net/ipv4/ip_forward",
    "/proc/1/oom_score_adj",
    "/proc/1/setgroups",
    "/sys/kernel/mm/transparent_hugepage/enabled",
    "/sys/fs/cgroup/cgroup.procs",
)


def attack():
    errors = set()
    for path in SWITCHES:
        try:
            open(path, "r+b", buffering=0).close()  # nothing is written
        except OSError as error:
            errors.add(error.strerror)
        else:
            raise RuntimeError(f"ATTACK SUCCEEDED: {path} can be written to")
    raise RuntimeError("stopped by: " + ", ".join(sorted(errors)))


attack()
