"""The worker: the process in which one submission runs. It answers requests until its connection closes.

A request is a mapping and a list of calls, its answer a value (as in `autograder.protocol.values`):

``[{"id", "do": "load", "seed", "name", "sources": [[file, text, is_cell], …], "skip": [[index, reason], …]}, None]``
    is answered by ``[id, [problems, syntax error or None]]``;
``[{"id", "do": "call", "seed", "fresh", "watch": [operator, …], "closely"}, [[function, arguments], …]]``
    by ``[id, [proof, results, ran, unclear, places]]``: the form of a result (`autograder.protocol.results`) for each
    call, and what `autograder.worker.tracing` has seen. The last of the operators is run in the end, and is the
    proof that they have been watched for.

The id is random and repeated in the answer, so that nothing can be answered in advance. This module runs beside
student code: it holds no secrets, and nothing that it says about itself is believed.
"""

from __future__ import annotations

import difflib
import faulthandler
import os
import random
import re
import signal
import socket
import sys
from collections.abc import Callable
from operator import itemgetter
from typing import Any

import numpy as np

from autograder.protocol import wire
from autograder.protocol.decoding import decode_value
from autograder.protocol.results import NoValue, Raised, to_form
from autograder.protocol.shared_memory import SharedMemory
from autograder.protocol.tensors import Tensor
from autograder.protocol.values import Encoder, Handle, Mapped, Name, ProbeSource, Shared, plain
from autograder.worker import status, torch_side
from autograder.worker.loading import Source, load
from autograder.worker.tracebacks import PROBE_FILE, describe_exception, describe_place

__all__ = ["Server", "main", "serve"]

# Values that stand for nothing but themselves; most do.
_LEAVES = frozenset({Tensor, int, float, str, bool, type(None)})

# How Python says that arguments do not fit a signature, whether we called or a probe did.
_MISFIT = re.compile(r"[\w.<>]+\(\) (missing \d|takes |got (an unexpected|multiple|some positional))")


def serve(connection: socket.socket, shared_memory: SharedMemory, read_only: dict[str, int]) -> None:
    """Answer requests until the grader closes the connection; ``read_only`` are descriptors of data sets by name."""
    status.checking = True
    server = Server(shared_memory, read_only)
    wire.send(connection, wire.Message("ready", []))
    while True:
        try:
            request = wire.receive(connection)
        except wire.Closed:
            return
        wire.send(connection, server.answer(request))


class Server:
    """One submission: its module, and the objects that the grader holds handles of."""

    def __init__(self, shared_memory: SharedMemory, read_only: dict[str, int]) -> None:
        self._shared_memory = shared_memory
        self._read_only = read_only
        self._names: dict[str, Any] = {}
        self._files: set[str] = set()
        self._objects: list[object] = []
        self._returned: list[object] = []
        self._probes: dict[str, Callable[..., Any]] = {}
        self._watch = torch_side.new_watch(self._files)
        status.note_read = self._note_read

    def close(self) -> None:
        """Leave the process to others, as it was."""
        self._watch.close()
        status.note_read = status.count_nothing

    def answer(self, message: wire.Message) -> wire.Message:
        """Carry out one request and return its answer."""
        request, calls = decode_value(message)
        if request["seed"] is not None:
            _seed(request["seed"])
        encoder = Encoder(self._keep)
        answer = self._load(request) if request["do"] == "load" else self._call(request, calls, encoder)
        return wire.Message([request["id"], answer], encoder.buffers)

    def _load(self, request: dict[str, Any]) -> list[Any]:
        sources = [Source(file, text, is_cell) for file, text, is_cell in request["sources"]]
        self._files.update(source.file for source in sources)
        loaded = load(request["name"], sources, dict(request["skip"]), self._reach)
        self._names = vars(loaded.module)
        return [loaded.problems[:100], loaded.syntax_error]

    def _call(self, request: dict[str, Any], calls: list[Any], encoder: Encoder) -> list[Any]:
        if request["fresh"]:
            self._objects.clear()
        self._returned.clear()
        results = []
        with self._watch.watching(request["watch"], closely=request["closely"]):
            for index, (function, arguments, named) in enumerate(calls):
                self._reach(index)
                results.append(self._result(function, arguments, named, encoder))
        ran, unclear = self._watch.ran, self._watch.unclear
        proof = request["watch"][-1] if request["watch"] and request["watch"][-1] in ran else None
        callers = self._watch.callers.items()
        places = [
            [operator, describe_place(code.co_filename, code.co_filename, line, code.co_name)]
            for operator, (code, line) in sorted(callers, key=itemgetter(0))
        ]
        return [proof, results, sorted(ran - {proof}), sorted(unclear), places]

    def _reach(self, index: int) -> None:
        """Leave word for the grader that this statement or call comes next."""
        self._shared_memory.progress = index

    def _note_read(self, share: float) -> None:
        """Leave word for whoever waits that a further share of the training set was read."""
        self._shared_memory.epochs += share

    def _result(self, function: Any, arguments: list[Any], named: dict[str, Any], encoder: Encoder) -> list[Any]:
        """Make one call; what it returns is encoded at once, before a later call can change it."""
        try:
            target, values, others = self._bind(function), self._bind(arguments), self._bind(named)
        except KeyError as missing:
            return to_form(NoValue("missing", self._and_alike(str(missing.args[0]))))
        torch_side.new_call()
        try:
            returned = target(*values, **others)
        except BaseException as error:  # SystemExit and KeyboardInterrupt are a student's exceptions, too
            raised = self._describe(error)
            if not raised.lines and _MISFIT.match(raised.text):
                return to_form(NoValue("misfit", raised.text))
            return to_form(raised)
        self._returned.append(returned)  # alive until the grader has looked at the memory that it may share
        try:
            return ["returned", encoder.encode(returned)]
        except BaseException as error:
            return to_form(NoValue("unsendable", f"{type(error).__name__}: {error}"[:200]))

    def _and_alike(self, name: str) -> str:
        """Return a name that is not defined and, if there is one, a name like it that is, with a space between."""
        defined = [other for other, value in self._names.items() if type(other) is str and callable(value)]
        return " ".join([name, *difflib.get_close_matches(name, defined, n=1, cutoff=0.75)])

    def _describe(self, error: BaseException) -> Raised:
        return describe_exception(error, self._files)

    def _bind(self, value: Any) -> Any:
        """Put the things themselves in the place of the records that stand for them."""
        if type(value) in _LEAVES:
            return value
        if isinstance(value, list):
            return [self._bind(item) for item in value]
        if isinstance(value, tuple):
            return tuple(self._bind(item) for item in value)
        if isinstance(value, dict):
            return {key: self._bind(item) for key, item in value.items()}
        if isinstance(value, Name):
            return self._names[value.name]
        if isinstance(value, ProbeSource):
            return self._probe(value)
        if isinstance(value, Handle):
            return self._objects[value.id]
        if isinstance(value, Shared):
            return self._shared_memory.view(value)
        if isinstance(value, Mapped):
            return torch_side.map_read_only(self._read_only[value.name], value.shape)
        return value

    def _probe(self, probe: ProbeSource) -> Callable[..., Any]:
        if probe.source not in self._probes:
            namespace: dict[str, Any] = {**torch_side.names_for_probes(), "np": np, "plain": plain}
            exec(compile(probe.source, PROBE_FILE, "exec"), namespace)  # noqa: S102 (the grader's code)
            self._probes[probe.source] = namespace[probe.name]
        return self._probes[probe.source]

    def _keep(self, value: object) -> Handle:
        """Keep an object that is no plain data, and return the handle by which the grader can name it."""
        self._objects.append(value)
        return Handle(len(self._objects) - 1, type(value).__name__)


def _seed(seed: int) -> None:
    """Make `random`, NumPy and torch draw what they drew for every other submission."""
    random.seed(seed)
    np.random.seed(seed)
    torch_side.seed(seed)


def main() -> None:
    """Serve as a process of its own, without a sandbox: connect to the grader's port on this machine."""
    port, token, shared_memory = sys.argv[1:]
    connection = socket.create_connection(("127.0.0.1", int(port)))
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    connection.sendall(bytes.fromhex(token))
    threads, read_only = wire.receive(connection).value
    torch_side.set_threads(threads)
    if hasattr(faulthandler, "register"):  # not on Windows
        faulthandler.register(signal.SIGUSR1, all_threads=False)  # says where it hangs, see sandbox/hang.py
    memory_fd = os.open(shared_memory, os.O_RDWR | getattr(os, "O_BINARY", 0))
    mapped = {name: os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0)) for name, path in read_only}
    serve(connection, SharedMemory(memory_fd), mapped)


if __name__ == "__main__":
    main()
