"""The screen's end of the process that checks: started, asked, and started again if it is lost."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from typing import IO

import msgspec

from autograder.language import tell
from autograder.local.watch.checker import Message, Request, Settings

__all__ = ["Checker"]

# A report may be long; a line of it that is longer is no report.
_MAX_LINE_BYTES = 1 << 26
# So often it is started again without having answered anything.
_MAX_STARTS = 3


class Checker:
    """Asks a process of its own, see `autograder.local.watch.checker`.

    Args:
        settings: what it is started with.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._process: asyncio.subprocess.Process | None = None
        self._errors: IO[bytes] | None = None
        self._asked: Request | None = None

    async def listen(self, hear: Callable[[Message], None]) -> None:
        """Run the process until this is cancelled, and pass on its messages.

        One that is lost is started anew, and asked again what it was asked last.
        """
        starts = 0
        while starts < _MAX_STARTS:
            starts += 1
            await self._start()
            assert self._process is not None
            assert self._process.stdout is not None
            try:
                while line := await self._process.stdout.readline():
                    message = msgspec.json.decode(line, type=Message)
                    hear(message)
                    if message.number == 0 and message.error:
                        return
                    if message.report is not None:
                        starts = 0
            finally:
                await self._end()
        hear(
            Message(
                0,
                error=tell("the process that checks has ended {n} times: {words}", n=starts, words=self._last_words()),
            )
        )

    def ask(self, request: Request) -> None:
        """Have something checked; what is being checked is given up."""
        self._asked = request
        if self._process is not None and self._process.stdin is not None and not self._process.stdin.is_closing():
            self._process.stdin.write(msgspec.json.encode(request) + b"\n")

    async def _start(self) -> None:
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 (closed in `_end`)
        settings = msgspec.json.encode(self._settings).decode()
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "autograder.local.watch.checker", settings),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=self._errors,
            start_new_session=True,
            limit=_MAX_LINE_BYTES,
        )
        if self._asked is not None:
            self.ask(self._asked)

    async def _end(self) -> None:
        """Let the process end its workers and itself; whatever happens, it does not stay."""
        process, self._process = self._process, None
        assert process is not None
        assert process.stdin is not None
        process.stdin.close()
        try:
            await asyncio.wait_for(asyncio.shield(process.wait()), timeout=5)
        except (TimeoutError, asyncio.CancelledError):
            with suppress(ProcessLookupError):
                process.kill()
            raise

    def _last_words(self) -> str:
        if self._errors is None:
            return tell("it says nothing")
        self._errors.seek(0)
        lines = self._errors.read().decode(errors="replace").strip().splitlines()
        return lines[-1][:300] if lines else tell("it says nothing")
