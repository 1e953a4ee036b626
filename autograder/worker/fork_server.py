"""The fork server: a process that has imported torch, from which workers without a sandbox are forked on Linux.

On a student's own machine `autograder watch` wants a worker as clean as one that was started anew, in milliseconds.
It is asked over a control socket, a JSON message each: ``{"arguments", "folder"}`` with the descriptor of an output is
answered by the pid of a worker, ``{"reap"}`` by the exit status of one that has been killed.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import signal
import socket
import sys
from typing import Any, NoReturn

from autograder.protocol.tensors import HAS_TORCH

__all__ = ["main"]


def main() -> None:
    """Serve until the control socket closes; the arguments are its descriptor, and modules to be imported ahead."""
    control = socket.socket(fileno=int(sys.argv[1]))
    if HAS_TORCH:
        from autograder.worker.compiler import leave_out_compiler

        leave_out_compiler()  # before anything else that imports it
    for module in sys.argv[2:]:
        with contextlib.suppress(Exception):  # an absent or broken module is the submission's to find out
            importlib.import_module(module)
    import autograder.worker.server  # noqa: F401 (so that no worker has to import it)
    from autograder.worker import torch_side

    torch_side.warm_up()
    gc.collect()
    gc.freeze()  # keeps the collector from touching, and so copying, pages shared with the workers
    control.send(b"ready")
    _serve(control)


def _serve(control: socket.socket) -> None:
    workers: set[int] = set()
    while True:
        data, descriptors, _, _ = socket.recv_fds(control, 1 << 16, 1)
        if not data:
            break
        request = json.loads(data)
        if "reap" in request:
            workers.discard(request["reap"])
            _, status = os.waitpid(request["reap"], 0)
            control.send(json.dumps(os.waitstatus_to_exitcode(status)).encode())
            continue
        pid = os.fork()
        if pid == 0:
            _become_worker(control, request, descriptors[0])
        workers.add(pid)
        os.close(descriptors[0])
        control.send(json.dumps(pid).encode())
    for pid in workers:
        with contextlib.suppress(OSError):
            os.killpg(pid, signal.SIGKILL)


def _become_worker(control: socket.socket, request: dict[str, Any], output: int) -> NoReturn:
    """Be in this forked process what an interpreter of its own would be."""
    from autograder.worker import server

    control.close()
    os.setsid()
    os.chdir(request["folder"])
    null = os.open(os.devnull, os.O_RDONLY)
    for descriptor, number in ((null, 0), (output, 1), (output, 2)):
        os.dup2(descriptor, number)
    os.close(null)
    os.close(output)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)
    sys.argv[1:] = request["arguments"]
    server.main()
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever asks
    main()
    os._exit(0)
