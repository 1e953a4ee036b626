"""The grader processes of a Dask cluster: who grades what where, and what becomes of it when a machine is lost.

A Dask worker that cannot grade as this batch wants is never given anything. What the others need travels as one bundle,
each job with the bytes of its submission; `autograder.batch.dask.worker` is their side of it.
"""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import suppress
from dataclasses import dataclass, replace

from distributed import Client, KilledWorker

from autograder.batch.batch import PoolError, Result
from autograder.batch.dask.bundle import Parcel, Receipt, Welcome, pack, with_content
from autograder.batch.dask.worker import grade, leave, prepare
from autograder.batch.grader_process import BatchOptions, Died, Job, Ready
from autograder.batch.jobs import JobQueue
from autograder.course.assignments import Assignment
from autograder.report.verdict import Report

__all__ = ["DaskPool"]

# How long to wait for the scheduler, and for its first worker; and for another one when all are gone.
_CONNECT_S = 5.0
_ALL_GONE_S = 60.0
# How often to look who has come and gone.
_LOOK_EVERY_S = 1.0
# Parcels that are on their way at once, for each thread of the cluster: enough that none waits for us.
_PARCELS_A_THREAD = 4
# A parcel is to take about so long, have no more jobs and, unless it is one, no more bytes.
_PARCEL_S, _PARCEL_JOBS, _PARCEL_BYTES = 2.0, 16, 1 << 20
# Of Dask workers that refuse for the same reason, so many are named.
_NAMED = 3


@dataclass(frozen=True)
class _Flight:
    """Jobs that are on their way.

    Attributes:
        addresses: of the Dask workers that may do them.
    """

    jobs: list[Job]
    addresses: frozenset[str]
    is_long: bool


class DaskPool:
    """The grader processes of a Dask cluster, one for each thread of its workers; a context manager.

    Args:
        address: of the scheduler.
        assignment: with its solution.
        options: how to grade; ``graders`` says nothing here.
        tell: is called with a line for each Dask worker that takes no part.
    """

    def __init__(
        self, address: str, assignment: Assignment, options: BatchOptions, tell: Callable[[str], None]
    ) -> None:
        self._address = address
        self._bundle = pack(assignment, replace(options, graders=1))
        self._batch = f"autograder-{uuid.uuid4().hex}"
        self._tell = tell
        self._runner = asyncio.Runner()
        self._started: Callable[[Job], None] = lambda job: None
        self._jobs: dict[int, Job] = {}  # those of a submission that were handed out last
        self._queue = JobQueue(())
        self._alone: set[Job] = set()
        self._flying: dict[asyncio.Task[Receipt], _Flight] = {}
        self._preparing: dict[asyncio.Task[Welcome], str] = {}
        self._threads: dict[str, int] = {}  # of all Dask workers that there are, by address
        self._able: set[str] = set()
        self._refused: dict[str, str] = {}
        self._untold: set[str] = set()
        self._ready: Ready | None = None
        self._looked = self._last_seen = 0.0
        self._done, self._seconds = 0, 0.0

    def __enter__(self) -> DaskPool:
        """Connect.

        Raises:
            PoolError: no scheduler answers, or it has no workers.
        """
        try:
            self._runner.run(self._connect())
        except BaseException:
            self._runner.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._runner.run(self._leave())
        finally:
            self._runner.close()

    @property
    def graders(self) -> int:
        """How many jobs are done at once: one a thread of all Dask workers that have not refused so far."""
        return max(sum(number for address, number in self._threads.items() if address not in self._refused), 1)

    def run(self, jobs: Sequence[Job], started: Callable[[Job], None]) -> Iterator[Result]:
        """Do the jobs, see `autograder.batch.batch.Pool`; ``started`` is told of those alone that take a while.

        Raises:
            PoolError: all Dask workers refuse, or all are gone, or the scheduler is.
        """
        self._queue = JobQueue(jobs)
        self._started = started
        while not self._queue.is_empty or self._flying:
            yield from self._runner.run(self._next_results())

    # Connecting, and leaving

    async def _connect(self) -> None:
        try:
            self._client = await Client(  # type: ignore[no-untyped-call]
                self._address, timeout=_CONNECT_S, asynchronous=True, set_as_default=False, name="autograder"
            )
        except (OSError, ValueError, TypeError) as error:  # the last two are about the address, or about certificates
            text = str(error) or type(error).__name__
            remedy = "start one with `dask scheduler`, or mend the address"
            raise PoolError(
                f"--dask {self._address}: no scheduler answers there ({_one_line(text)}); {remedy}."
            ) from None
        self._client.subscribe_topic(self._batch, self._take_note)
        deadline = time.monotonic() + _CONNECT_S
        await self._look()
        while not self._threads:
            if time.monotonic() > deadline:
                await self._client.close()
                remedy = f"start some with `dask worker {self._address}`"
                raise PoolError(f"--dask {self._address}: the scheduler has no workers; {remedy}.")
            await asyncio.sleep(0.2)
            await self._look()

    async def _leave(self) -> None:
        """Take back what is on its way, and let the Dask workers' grader processes end."""
        await _cancel([*self._flying, *self._preparing])
        with suppress(OSError, CancelledError, TimeoutError):
            known = [*self._able, *self._preparing.values()]
            leaving = self._client.run(leave, self._bundle.digest, self._batch, workers=known, on_error="ignore")
            await asyncio.wait_for(leaving, _CONNECT_S)
        with suppress(OSError, CancelledError, TimeoutError):
            await asyncio.wait_for(self._client.close(), _CONNECT_S)

    # Who there is

    async def _look(self) -> None:
        """Look who has come and gone.

        Raises:
            PoolError: see `run`.
        """
        self._looked = time.monotonic()
        try:
            self._threads = dict(await self._client.nthreads())
        except (OSError, CancelledError) as error:
            reason = f"the scheduler at {self._address} is gone ({_one_line(str(error)) or type(error).__name__})"
            raise PoolError(f"{reason}; what was graded is kept, and the same command goes on from here.") from None
        if self._threads:
            self._last_seen = self._looked
        self._able &= self._threads.keys()
        self._refused = {address: reason for address, reason in self._refused.items() if address in self._threads}
        for address in self._threads.keys() - self._able - self._refused.keys() - set(self._preparing.values()):
            self._preparing[asyncio.create_task(self._prepare(address))] = address
        await _cancel([task for task, address in self._preparing.items() if address not in self._threads])
        await _cancel([task for task, flight in self._flying.items() if not flight.addresses & self._able])

    async def _prepare(self, address: str) -> Welcome:
        """Let a Dask worker unpack the bundle and open a grader process."""
        key = f"autograder_prepare-{uuid.uuid4().hex}"
        return await self._client.submit(prepare, self._bundle, self._batch, key=key, workers=[address], pure=False)  # type: ignore[no-any-return]

    def _admit(self, task: asyncio.Task[Welcome]) -> None:
        """Let a Dask worker take part, or not."""
        address = self._preparing.pop(task)
        if task.cancelled():
            return
        error = task.exception()
        if isinstance(error, CancelledError):
            return  # is looked at again
        if error is not None:
            self._refuse(address, f"{_one_line(str(error))}; install pytorch-autograder[dask] there, the same as here")
            return
        welcome = task.result()
        if welcome.ready is None:
            self._refuse(address, welcome.reason, welcome.host)
            return
        self._able.add(address)
        if self._ready is None:
            self._ready = welcome.ready
            self._queue.split(welcome.ready.long)

    def _refuse(self, address: str, reason: str, host: str = "") -> None:
        self._able.discard(address)
        self._refused[address] = f"{reason.rstrip('.')} (on {host})" if host else reason.rstrip(".")
        self._untold.add(address)

    def _speak_of_refusals(self) -> None:
        """Tell who takes no part.

        Raises:
            PoolError: nobody does, or nobody has been there for a while.
        """
        if self._able:
            for address in sorted(self._untold & self._refused.keys()):
                self._tell(f"the Dask worker {address} takes no part: {self._refused[address]}")
            self._untold.clear()
        elif self._refused and not self._preparing and not self._flying:
            who: dict[str, list[str]] = {}
            for address, reason in sorted(self._refused.items()):
                who.setdefault(reason, []).append(address)
            reasons = "; ".join(f"{_some(addresses)}: {reason}" for reason, addresses in who.items())
            raise PoolError(f"no Dask worker can grade this: {reasons}.")
        elif not self._threads and time.monotonic() - self._last_seen > _ALL_GONE_S:
            raise PoolError(
                f"all Dask workers have been gone for {_ALL_GONE_S:.0f} s; what was graded is kept, "
                "and the same command goes on from here."
            )

    # Jobs on their way, and back

    async def _next_results(self) -> list[Result]:
        """Keep jobs on their way until some are done."""
        while True:
            if time.monotonic() - self._looked > _LOOK_EVERY_S:
                await self._look()
            self._hand_out()
            tasks = [*self._flying, *self._preparing]
            if tasks:
                await asyncio.wait(tasks, timeout=_LOOK_EVERY_S, return_when=asyncio.FIRST_COMPLETED)
            else:
                await asyncio.sleep(_LOOK_EVERY_S)
            for preparation in [task for task in self._preparing if task.done()]:
                self._admit(preparation)
            results = [result for task in list(self._flying) if task.done() for result in self._land(task)]
            self._speak_of_refusals()
            if results or (self._queue.is_empty and not self._flying):
                return results

    def _hand_out(self) -> None:
        """Send parcels on their way: enough to keep the cluster busy, and no more, so that an end is soon an end."""
        if self._ready is None or not self._able:
            return
        threads = [self._threads[address] for address in self._able]
        short = _PARCELS_A_THREAD * sum(threads)
        long = 2 * sum(max(number // self._ready.threads, 1) for number in threads)
        flying = [flight.is_long for flight in self._flying.values()]
        for _ in range(short - flying.count(False)):
            if not self._queue.short:
                break
            self._send(self._short_jobs(sum(threads)), is_long=False)
        for _ in range(long - flying.count(True)):
            if self._queue.short or not self._queue.long:
                break
            self._send([with_content(self._queue.long.popleft())], is_long=True)

    def _short_jobs(self, threads: int) -> list[tuple[Job, bytes | None]]:
        """Return the next jobs for one parcel: several where they are short and many."""
        queue = self._queue.short
        most = 1
        if self._done:
            most = min(
                _PARCEL_JOBS, int(_PARCEL_S * self._done / max(self._seconds, 0.01)), len(queue) // (2 * threads)
            )
        items = [with_content(queue.popleft())]
        size = len(items[0][1] or b"")
        while len(items) < most and items[0][0] not in self._alone and queue[0] not in self._alone:
            items.append(with_content(queue.popleft()))
            size += len(items[-1][1] or b"")
            if size > _PARCEL_BYTES:
                break
        return items

    def _send(self, items: list[tuple[Job, bytes | None]], *, is_long: bool) -> None:
        jobs = [job for job, _ in items]
        self._jobs.update((job.number, job) for job in jobs)
        addresses = frozenset(self._able)
        parcel = Parcel(self._batch, self._bundle.digest, items)
        self._flying[asyncio.create_task(self._fly(parcel, addresses))] = _Flight(jobs, addresses, is_long)

    async def _fly(self, parcel: Parcel, addresses: frozenset[str]) -> Receipt:
        key = f"autograder_grade-{uuid.uuid4().hex}"
        return await self._client.submit(grade, parcel, key=key, workers=list(addresses), pure=False)  # type: ignore[no-any-return]

    def _land(self, task: asyncio.Task[Receipt]) -> Iterator[Result]:
        """Take back what was on its way; what was not done is put back, or given up."""
        flight = self._flying.pop(task)
        if task.cancelled():
            yield from self._lost(flight, "all Dask workers that it was given to are gone", for_good=False)
            return
        match task.exception():
            case None:
                yield from self._take(flight, task.result())
            case KilledWorker() as error:
                yield from self._lost(flight, f"the Dask workers died that tried to grade it: {_one_line(str(error))}")
            case CancelledError():  # by the scheduler, which is gone, or was restarted
                self._looked = 0.0
                for job in reversed(flight.jobs):
                    self._queue.put_back(job)
            case error:
                yield from self._died(flight.jobs, f"{type(error).__name__}: {_one_line(str(error))}")

    def _take(self, flight: _Flight, receipt: Receipt) -> Iterator[Result]:
        """Return what came of a parcel."""
        for job in reversed(flight.jobs[len(receipt.answers) :]):
            self._queue.put_back(job)
        if receipt.is_new:
            self._able.discard(receipt.address)  # and is prepared when it is looked at again
        elif receipt.reason and receipt.address in self._threads:
            self._refuse(receipt.address, receipt.reason)
        for job, answer in zip(flight.jobs, receipt.answers, strict=False):
            if isinstance(answer, Died):
                if answer.for_good:
                    raise PoolError(answer.reason)
                yield from self._died([job], answer.reason)
                continue
            self._done += 1
            self._seconds += answer.seconds
            self._queue.finish(job, answer)
            yield self._result(job, answer)

    def _lost(self, flight: _Flight, reason: str, *, for_good: bool = True) -> Iterator[Result]:
        """Give up what has cost too many Dask workers; of several jobs, each is tried alone before."""
        if len(flight.jobs) > 1:
            self._alone.update(flight.jobs)
            for job in reversed(flight.jobs):
                self._queue.put_back(job)
        elif for_good:
            yield self._result(flight.jobs[0], self._queue.give_up(flight.jobs[0], reason))
        else:
            yield from self._died(flight.jobs, reason)

    def _died(self, jobs: Sequence[Job], reason: str) -> Iterator[Result]:
        for job in reversed(jobs):
            report = self._queue.die(job, reason)
            if report is not None:
                yield self._result(job, report)

    def _result(self, job: Job, report: Report) -> Result:
        assert self._ready is not None
        return Result(job, report, self._ready.device)

    def _take_note(self, event: tuple[float, int]) -> None:
        """Take note of a job that a Dask worker has been at for a while."""
        self._started(self._jobs[event[1]])


async def _cancel(tasks: Sequence[asyncio.Task[Receipt] | asyncio.Task[Welcome]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _some(addresses: Sequence[str]) -> str:
    more = f" and {len(addresses) - _NAMED} more" if len(addresses) > _NAMED else ""
    return ", ".join(addresses[:_NAMED]) + more


def _one_line(text: str) -> str:
    return " ".join(text.split())[:300]
