"""A Dask worker's side of a batch: the course's bundle, warm grader processes, and the jobs that they do.

The batch calls the functions here, by way of Dask. A Dask worker is a process of a cluster; the process in which a
submission runs, a *worker* everywhere else in this package, is started by one of its grader processes.
"""

from __future__ import annotations

import asyncio
import shutil
import socket
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from distributed import Worker, WorkerPlugin, get_worker

from autograder.batch.dask.bundle import Bundle, Parcel, Receipt, Welcome, all_versions, as_file, unpack
from autograder.batch.grader_process import Died, GraderProcess, Job, Ready
from autograder.batch.jobs import MAX_DEATHS
from autograder.batch.pool import device_has_room, graders_that_fit
from autograder.course.data import data_root
from autograder.report.verdict import Report
from autograder.sandbox.read_only import keep_open

__all__ = ["grade", "leave", "prepare"]

_PLUGIN = "autograder"
# What has been running for so long, the batch is told of; so often does a job look whether its batch is still there.
_LOOK_EVERY_S = 1.0
# Grader processes of one batch end when another comes, and they have had nothing to do for so long: nobody may have
# told us that their batch is over.
_ABANDONED_S = 60.0


class _Unable(Exception):
    """This Dask worker cannot grade; the message says why."""


class _Abandoned(Exception):
    """The batch does not want to know any more, or this Dask worker is being closed."""


def prepare(bundle: Bundle, batch: str) -> Welcome:
    """Unpack a bundle, if it is new, and open a first grader process: the one proof that all it needs is there.

    Runs as a task; takes some seconds, or none if grader processes are open.
    """
    host = socket.gethostname()
    try:
        _require_same_versions(bundle.versions)
        return Welcome(host, _station().prepare(bundle, batch))
    except (_Unable, OSError) as error:
        return Welcome(host, None, str(error))


def grade(parcel: Parcel) -> Receipt:
    """Do the jobs of a parcel, one after the other. Runs as a task."""
    station = _station()
    answers: list[Report | Died] = []
    if not station.knows(parcel.digest):
        return Receipt(station.address, answers, is_new=True)
    reason = ""
    try:
        for job, content in parcel.items:
            answers.append(station.do(parcel.digest, parcel.batch, job, content))
    except (_Unable, OSError) as error:
        reason = str(error)
    except _Abandoned:
        pass  # nobody reads the receipt, or another Dask worker begins the parcel anew
    return Receipt(station.address, answers, reason)


def leave(digest: str, batch: str, dask_worker: Worker) -> None:
    """Take note that a batch is over, whether or not its jobs are done. Runs in the event loop, so it does not wait."""
    station = dask_worker.plugins.get(_PLUGIN)
    if isinstance(station, _Station):
        station.leave(digest, batch)


def _require_same_versions(wanted: Mapping[str, str]) -> None:
    own = all_versions(name for name in wanted if name not in ("autograder", "python"))
    others = [name for name in wanted if own.get(name) != wanted[name]]
    if "autograder" in others:
        raise _Unable("its autograder is another than the batch's; install the same one")
    if others:
        found = ", ".join(f"{name} {own.get(name)} where the batch has {wanted[name]}" for name in others)
        raise _Unable(f"{found}; install the same versions")


_station_lock = threading.Lock()


def _station() -> _Station:
    """Return the station of the Dask worker that this task runs on."""
    worker = get_worker()
    with _station_lock:
        station = worker.plugins.get(_PLUGIN)
        if not isinstance(station, _Station):
            station = _Station(worker)
            adding = worker.plugin_add(station, _PLUGIN)
            asyncio.run_coroutine_threadsafe(adding, worker.loop.asyncio_loop).result()  # type: ignore[attr-defined]
        return station


class _Station(WorkerPlugin):
    """All grader processes of a Dask worker; as its plugin it learns when the Dask worker is closed.

    Attributes:
        address: the Dask worker's.
    """

    def __init__(self, worker: Worker) -> None:
        self.address = worker.address
        self._worker = worker
        self._cores = self._free = worker.state.nthreads
        self._folder = Path(worker.local_directory)  # Dask removes it with the Dask worker, if need be the next one
        self._is_closed = False
        self._changed = threading.Condition()
        self._homes: dict[str, _Home] = {}
        self._over: set[str] = set()  # batches; a task of theirs may still come

    async def teardown(self, worker: Worker) -> None:
        """End all grader processes; those at work end within `_LOOK_EVERY_S`."""
        self._is_closed = True
        await asyncio.gather(*(asyncio.to_thread(home.close) for home in self._homes.values()))

    def prepare(self, bundle: Bundle, batch: str) -> Ready:
        """Open a first grader process for a bundle, see `prepare`.

        Raises:
            _Unable: no grader process can be opened.
        """
        with self._changed:
            for other in self._homes.values():
                if other.bundle.digest != bundle.digest and other.is_abandoned:
                    other.rest()
            home = self._homes.get(bundle.digest)
            if home is None:
                home = self._homes[bundle.digest] = _Home(bundle, self._folder)
            if batch not in self._over:
                home.batches.add(batch)
        with self._taken(1), self._grader(home, batch):
            assert home.ready is not None
            return home.ready

    def knows(self, digest: str) -> bool:
        """Whether the bundle was unpacked and found usable here."""
        return digest in self._homes and self._homes[digest].ready is not None

    def leave(self, digest: str, batch: str) -> None:
        """End the grader processes of a bundle if no other batch uses it."""
        self._over.add(batch)
        home = self._homes.get(digest)
        if home is not None:
            home.batches.discard(batch)
            if not home.batches:
                threading.Thread(target=home.rest, daemon=True).start()

    def do(self, digest: str, batch: str, job: Job, content: bytes | None) -> Report | Died:
        """Do a job, with as many threads of the Dask worker as it may compute with.

        Raises:
            _Unable: no grader process can be opened.
            _Abandoned: nobody wants to know any more.
        """
        home = self._homes[digest]
        assert home.ready is not None
        is_long = not home.ready.long.isdisjoint(job.exercises)
        cores = max(home.ready.threads if is_long else 1, self._cores // home.graders_that_fit)
        trains_there = is_long and home.ready.device == "cuda"
        with (
            self._taken(min(cores, self._cores), home if trains_there else None),
            self._grader(home, batch) as grader,
            as_file(job, content, home.folder) as here,
        ):
            grader.give_job(here)
            answer = self._answer(grader, home, batch, job.number)
            if isinstance(answer, Report):
                grader.take_job()
                return answer
            assert isinstance(answer, Died)
            return answer

    @contextmanager
    def _taken(self, cores: int, trains: _Home | None = None) -> Iterator[None]:
        """Take cores as soon as they are free, and room on the GPU for what trains there."""
        now = time.monotonic()
        with self._changed:
            while self._free < cores or (trains is not None and not device_has_room(trains.trainings)):
                self._changed.wait(_LOOK_EVERY_S)
            self._free -= cores
            if trains is not None:
                trains.trainings.append(now)
        try:
            yield
        finally:
            with self._changed:
                self._free += cores
                if trains is not None:
                    trains.trainings.remove(now)
                self._changed.notify_all()

    @contextmanager
    def _grader(self, home: _Home, batch: str) -> Iterator[GraderProcess]:
        """Lend a grader process of the bundle; it is kept warm, unless it has died or is still at work."""
        self._require_wanted(home, batch)
        grader = home.take()
        if grader is None:
            grader = self._open(home, batch)
        try:
            yield grader
        finally:
            if grader.is_idle and not self._is_closed and home.batches:
                home.give_back(grader)
            else:
                grader.close()

    def _open(self, home: _Home, batch: str) -> GraderProcess:
        """Open a grader process.

        Raises:
            _Unable: none comes up.
        """
        for _ in range(MAX_DEATHS):
            grader = GraderProcess(home.assignment, home.options, home.read_only)
            try:
                answer = self._answer(grader, home, batch, None)
                if isinstance(answer, Ready):
                    home.admit(answer)
                    return grader
            except BaseException:
                grader.close()
                raise
            assert isinstance(answer, Died)
            reason = answer.reason
            if not grader.was_killed:
                break
        raise _Unable(reason)

    def _answer(self, grader: GraderProcess, home: _Home, batch: str, number: int | None) -> Ready | Report | Died:
        """Wait for what a grader process has to say; if it is a while, let the batch know what it is at."""
        while not grader.connection.poll(_LOOK_EVERY_S):
            self._require_wanted(home, batch)
            if number is not None:
                self._worker.log_event(batch, number)
                number = None
        return grader.receive()

    def _require_wanted(self, home: _Home, batch: str) -> None:
        if self._is_closed or batch not in home.batches:
            raise _Abandoned


class _Home:
    """A bundle on this Dask worker: its folder, and its grader processes.

    Args:
        bundle: what to unpack.
        folder: where to make a folder for it, that nobody else can read.

    Attributes:
        batches: those that use it.
        ready: what its last grader process has said.
        read_only: the tensors of data sets that its first one has written.
        trainings: when those that run on the GPU have begun, by the monotonic clock.
    """

    def __init__(self, bundle: Bundle, folder: Path) -> None:
        self.bundle = bundle
        self.folder = Path(tempfile.mkdtemp(prefix="autograder-", dir=folder))
        self.assignment = unpack(bundle, self.folder)
        hidden = (*bundle.options.hidden, self.folder, data_root())
        self.options = replace(bundle.options, hidden=tuple(path.resolve() for path in hidden))
        self.graders_that_fit = graders_that_fit(1 << 16, bundle.options.limits)
        self.batches: set[str] = set()
        self.ready: Ready | None = None
        self.trainings: list[float] = []
        self._idle: list[GraderProcess] = []
        self._used = time.monotonic()
        self._cleanup = ExitStack()
        self.read_only: dict[str, Path] = {}
        self._lock = threading.Lock()

    @property
    def is_abandoned(self) -> bool:
        """Whether it looks as if no batch will ever use it again."""
        return time.monotonic() - self._used > _ABANDONED_S

    def take(self) -> GraderProcess | None:
        """Return a warm grader process, if there is one."""
        with self._lock:
            self._used = time.monotonic()
            return self._idle.pop() if self._idle else None

    def give_back(self, grader: GraderProcess) -> None:
        """Keep a grader process warm."""
        with self._lock:
            self._used = time.monotonic()
            self._idle.append(grader)

    def rest(self) -> None:
        """End the warm grader processes."""
        while grader := self.take():
            grader.close()

    def close(self) -> None:
        """End the warm grader processes and remove everything."""
        self.rest()
        self._cleanup.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def admit(self, ready: Ready) -> None:
        """Take note of what a grader process that has come up says."""
        with self._lock:
            if self.ready is None:
                self.read_only = keep_open(ready.read_only, self._cleanup)
            self.ready = ready
