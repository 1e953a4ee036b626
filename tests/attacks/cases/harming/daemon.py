"""Goal: leave a process behind that waits for the next submission, and a file that shows it was there.

Without a sandbox: unsafe
"""

import os
import signal
import time

FOLDERS = ("/tmp", "/var/tmp", "/dev/shm", "/run/lock", os.environ.get("TMPDIR", "/tmp"), ".")


def wait_for_the_next():
    for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    os.closerange(0, 1024)
    for _ in range(20):
        time.sleep(1)
        for folder in FOLDERS:
            try:
                open(f"{folder}/daemon-of-a-submission", "w").close()
            except OSError:
                pass
    os._exit(0)


def attack():
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            wait_for_the_next()
        os._exit(0)
    os.wait()
    # What is graded next shall find it at work; this worker is of no more use.
    os._exit(0)


attack()


def sigmoid(x):
    found = [folder for folder in FOLDERS if os.path.exists(f"{folder}/daemon-of-a-submission")]
    daemons = [pid for pid in os.listdir("/proc") if pid.isdigit() and int(pid) != os.getpid()]
    if found or daemons:
        raise RuntimeError(f"ATTACK SUCCEEDED: {len(daemons)} processes live on, files in {found}")
    raise RuntimeError("stopped by: the end of the worker, which was that of its children")
