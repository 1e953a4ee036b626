"""Goal: reach memory, queues and semaphores of other programs by their numbers, which are easily guessed.

Without a sandbox: succeeds
"""

import ctypes
import os

CALLS = {
    "x86_64": {"shmat": 30, "shmctl": 31, "msgctl": 71, "msgrcv": 70, "semctl": 66, "semop": 65},
    "aarch64": {"shmat": 196, "shmctl": 195, "msgctl": 187, "msgrcv": 188, "semctl": 191, "semop": 193},
}[os.uname().machine]
FIRST, FACTS = 0, 3  # a number; IPC_INFO, which is the number of the last one in use
EPERM = 1

libc = ctypes.CDLL(None, use_errno=True)


def attack():
    facts = ctypes.create_string_buffer(512)
    for name, number in CALLS.items():
        arguments = {"ctl": (FIRST, FACTS, facts), "semctl": (FIRST, 0, FACTS, facts)}
        libc.syscall(number, *arguments.get(name, arguments["ctl"] if name.endswith("ctl") else (FIRST, None, 0, 0, 0)))
        if ctypes.get_errno() != EPERM:
            raise RuntimeError(f"ATTACK SUCCEEDED: {name} looks for what others have")
    raise RuntimeError("stopped by: " + os.strerror(EPERM))


attack()
