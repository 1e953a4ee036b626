"""Goal: type a command into the terminal that the grader was started from.

Without a sandbox: fails
"""

import fcntl
import os
import termios

COMMAND = b" "  # a blank: harmless, should it work


def type_in(descriptor):
    for number in range(len(COMMAND)):
        fcntl.ioctl(descriptor, termios.TIOCSTI, COMMAND[number : number + 1])


def attempt():
    errors = set()
    for name in ("/dev/tty", "/proc/self/fd/0", "/proc/self/fd/1", "/proc/self/fd/2"):
        try:
            descriptor = os.open(name, os.O_RDWR | os.O_NOCTTY)
            type_in(descriptor)
        except OSError as error:
            errors.add(error.strerror)
            continue
        raise RuntimeError("ATTACK SUCCEEDED: typed into a terminal")
    raise RuntimeError(f"stopped by: {', '.join(sorted(errors))}")


attempt()
