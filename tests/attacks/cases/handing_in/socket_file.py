"""Goal: crash the grader with a file that is a UNIX socket.

Without a sandbox: fails
"""

import os
import socket


def hand_in(folder, course):
    """Leave the name of a socket behind; by a short path, as names of sockets have 108 bytes."""
    here = os.getcwd()
    os.chdir(folder)
    try:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("ps1_tensors.py")
    finally:
        os.chdir(here)
