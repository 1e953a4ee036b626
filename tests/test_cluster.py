"""Grading on a Dask cluster: real schedulers and Dask workers, as they are started from the command line."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

import psutil  # a dependency of distributed
import pytest

from autograder.batch.batch import Result
from autograder.batch.dask.pool import DaskPool
from autograder.batch.grader_process import BatchOptions, Job
from autograder.batch.keys import Keys
from autograder.course.assignments import find_course
from autograder.report.verdict import Report, Status
from autograder.sandbox.limits import Limits
from autograder.submissions.intake import find_submissions
from benchmarks.classes import make_class, write_class
from tests.test_cli import autograder, results_of

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
PS1 = find_course(ROOT).assignment("ps1_tensors", with_solution=True)
STUDENTS = 8


class Cluster:
    """A scheduler and Dask workers on the loopback, in processes of their own.

    Args:
        folder: for logs, and for what Dask workers write.
        environment: variables for the scheduler.
        within: what to write before the scheduler's command, and the address at which it is to listen.
    """

    def __init__(self, folder: Path, *, within: tuple[list[str], str] = ([], "127.0.0.1"), **environment: str) -> None:
        self._folder = folder
        self._processes: list[subprocess.Popen[bytes]] = []
        prefix, host = within
        file = folder / "scheduler.json"
        options = ["--host", host, "--port", "0", "--no-dashboard", "--scheduler-file", str(file)]
        self._start([*prefix, BIN / "dask", "scheduler", *options], environment)
        _wait(lambda: file.is_file() and file.stat().st_size > 0)
        self.address: str = json.loads(file.read_text())["address"]

    def start_worker(
        self, *, nthreads: int = 1, within: list[str] | None = None, **environment: str
    ) -> subprocess.Popen[bytes]:
        """Start a Dask worker and its nanny; return the nanny, whose child it is."""
        here = self._folder / f"worker{len(self._processes)}"
        options = ["--nthreads", str(nthreads), "--no-dashboard", "--local-directory", str(here)]
        return self._start([*(within or []), BIN / "dask", "worker", self.address, *options], environment)

    def wait_for(self, number: int) -> None:
        """Wait until there are so many Dask workers."""
        from distributed import Client

        with Client(self.address, set_as_default=False) as client:  # type: ignore[no-untyped-call]
            client.wait_for_workers(number, timeout=60)

    @property
    def workers(self) -> list[subprocess.Popen[bytes]]:
        """The nannies that are running."""
        return [process for process in self._processes[1:] if process.poll() is None]

    def close(self) -> None:
        """Kill everything."""
        for process in self._processes:
            _kill(process)

    def _start(self, command: list[Any], environment: dict[str, str]) -> subprocess.Popen[bytes]:
        with (self._folder / "log").open("ab") as log:
            process = subprocess.Popen(
                [*map(str, command)],
                env={**os.environ, "TMPDIR": str(self._folder), **environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self._processes.append(process)
        return process


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a process and all that come from it, at once."""
    with suppress(psutil.NoSuchProcess):
        for child in psutil.Process(process.pid).children(recursive=True):
            with suppress(psutil.NoSuchProcess):
                child.kill()
    process.kill()
    process.wait()


def _wait(condition: Callable[[], object], seconds: float = 30.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@contextmanager
def _cluster(folder: Path, *, workers: int = 0, **options: Any) -> Iterator[Cluster]:
    with ExitStack() as cleanup:
        cluster = Cluster(folder, **options)
        cleanup.callback(cluster.close)
        for _ in range(workers):
            cluster.start_worker()
        yield cluster


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Two Dask workers of one thread each."""
    with _cluster(tmp_path_factory.mktemp("cluster"), workers=2) as cluster:
        cluster.wait_for(2)
        yield cluster


@pytest.fixture(scope="module")
def submitted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class with right, wrong and untouched work, and what cannot be read or run."""
    folder = tmp_path_factory.mktemp("class") / "submitted"
    write_class(make_class(PS1, STUDENTS), folder)
    (folder / "t_syntax.py").write_text("def sigmoid(x):\n    return 1 +\n")
    (folder / "t_binary.py").write_bytes(b"\x7fELF\0\0\0")
    (folder / "t_link.py").symlink_to("/etc/passwd")
    return folder


@pytest.fixture(scope="module")
def at_home(submitted: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What this machine makes of the class."""
    out = tmp_path_factory.mktemp("home") / "out"
    done = autograder("grade", submitted, "-a", PS1.name, "-o", out, "-j", "2", "--sandbox", "full")
    assert done.returncode == 0, done.stderr
    return results_of(out)


def _grade(cluster: Cluster, submitted: Path, out: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return autograder("grade", submitted, "-a", PS1.name, "-o", out, "--dask", cluster.address, *options)


def _jobs(submitted: Path) -> list[Job]:
    names = Keys(PS1, "full", "cpu", Limits()).exercises
    found = find_submissions(submitted, PS1.name, ROOT / "assignments" / PS1.name).found
    return [Job(number, each, names) for number, each in enumerate(found)]


def _pool(cluster: Cluster) -> DaskPool:
    return DaskPool(cluster.address, PS1, BatchOptions(device="cpu"), pytest.fail)


def _hang(folder: Path, number: int = 1) -> Path:
    """Write submissions that never return."""
    folder.mkdir()
    for index in range(number):
        text = "def sigmoid(x):\n    while True: pass\ndef mse(*a):\n    while True: pass\n"
        (folder / f"h{index}.py").write_text(text)
    return folder


def _graders_of(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    found = []
    for child in psutil.Process(process.pid).children(recursive=True):
        with suppress(psutil.NoSuchProcess):  # it has just ended
            if "autograder.batch.grader_loop" in " ".join(child.cmdline()):
                found.append(child)
    return found


# What comes of it


def test_cluster_says_what_this_machine_says(
    cluster: Cluster, submitted: Path, at_home: dict[str, Any], tmp_path: Path
) -> None:
    """Every report is the same but for its time; and what was graded there is reused here, as its keys are the same."""
    done = _grade(cluster, submitted, tmp_path / "out")
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    assert results_of(tmp_path / "out") == at_home
    again = autograder("grade", submitted, "-a", PS1.name, "-o", tmp_path / "out", "--sandbox", "full")
    assert f"{STUDENTS + 3} submissions, {STUDENTS + 3} of them reused" in again.stdout


# Who grades


def test_worker_that_cannot_sandbox_takes_no_part(
    cluster: Cluster, submitted: Path, at_home: dict[str, Any], tmp_path: Path
) -> None:
    """It is named once, with the reason, and the others do all."""
    unable = cluster.start_worker(nthreads=4, PATH=str(BIN))
    try:
        cluster.wait_for(3)
        done = _grade(cluster, submitted, tmp_path / "out")
    finally:
        _kill(unable)
    assert done.returncode == 0
    assert results_of(tmp_path / "out") == at_home
    [line] = [line for line in done.stderr.splitlines() if "takes no part" in line]
    assert line.startswith("autograder: the Dask worker tcp://127.0.0.1:")
    assert "takes no part: bubblewrap is not installed; install it with `apt-get install bubblewrap`" in line


def test_nobody_to_grade_is_one_clear_line(submitted: Path, tmp_path: Path) -> None:
    """No scheduler, no workers, and none that can or that would say the same: what it is, and what to do about it."""
    address = "tcp://127.0.0.1:1"
    with _cluster(tmp_path) as cluster, ThreadPoolExecutor() as at_once:  # both wait for some seconds
        nobody_there = at_once.submit(_grade, cluster, submitted, tmp_path / "out")
        nowhere = autograder("grade", submitted, "-a", PS1.name, "-o", tmp_path / "out2", "--dask", address)
        assert nowhere.returncode == 2
        [line] = nowhere.stderr.splitlines()
        assert line.startswith(f"autograder: --dask {address}: no scheduler answers there")
        assert "start one with `dask scheduler`" in line
        nobody = nobody_there.result()
        assert nobody.returncode == 2
        [line] = nobody.stderr.splitlines()
        assert line.endswith(f"the scheduler has no workers; start some with `dask worker {cluster.address}`.")
        other = tmp_path / "other"
        shutil.copytree(ROOT / "autograder", other / "autograder")
        (other / "autograder" / "report" / "verdict.py").write_text(
            (ROOT / "autograder" / "report" / "verdict.py").read_text() + "# another version\n"
        )
        cluster.start_worker(PATH=str(BIN))
        cluster.start_worker(PYTHONPATH=str(other))
        cluster.wait_for(2)
        unable = _grade(cluster, submitted, tmp_path / "out")
    assert unable.returncode == 2
    [line] = unable.stderr.splitlines()
    assert line.startswith("autograder: no Dask worker can grade this: tcp://127.0.0.1:")
    assert "bubblewrap is not installed" in line
    assert "its autograder is another than the batch's; install the same one" in line


def test_wrong_use_is_one_clear_line(tmp_path: Path) -> None:
    """What says nothing on a cluster, what is no address, and a machine without Dask."""
    common = ["grade", "examples/submitted", "-a", PS1.name, "-o", tmp_path / "out"]
    both = autograder(*common, "--dask", "tcp://127.0.0.1:1", "-j", "2")
    assert (both.returncode, "-j is about this machine" in both.stderr) == (2, True)
    wrong = autograder(*common, "--dask", "foo://bar:1")
    assert (wrong.returncode, "Traceback" in wrong.stderr) == (2, False)
    assert "no scheduler answers there (unknown address scheme 'foo'" in wrong.stderr
    code = "import sys; sys.modules['distributed'] = None; from autograder.commands.main import main; main()"
    command = [sys.executable, "-c", code, *map(str, common), "--dask", "tcp://127.0.0.1:1"]
    without = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert without.returncode == 2
    [line] = without.stderr.splitlines()
    assert 'distributed is not installed; install it with `pip install "pytorch-autograder[dask]"`' in line


def test_without_the_option_nothing_of_dask_is_imported() -> None:
    """It takes half a second, and need not be installed."""
    modules = "autograder.commands.main, autograder.batch.pool, autograder.batch.batch"
    code = f"import sys, {modules}; print({{'dask', 'distributed'}} & {{*sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


# What is lost, and what is left


def test_lost_worker_costs_nothing(cluster: Cluster, submitted: Path, at_home: dict[str, Any]) -> None:
    """One of two is killed in the middle, with its nanny: every job comes back exactly once, with the same report."""
    victim, _ = cluster.workers
    results: list[Result] = []
    with _pool(cluster) as pool:
        for result in pool.run(_jobs(submitted), lambda job: None):
            results.append(result)
            if len(results) == 2:
                _wait(lambda: _graders_of(victim))
                _kill(victim)
                cluster.start_worker()  # for the tests that follow
    assert sorted(result.job.number for result in results) == list(range(STUDENTS + 3))
    assert {result.report.student: _plain(result.report) for result in results} == at_home


def test_submission_over_which_workers_die_is_given_up(tmp_path: Path) -> None:
    """It is not graded, for a reason; what waited behind it is graded."""
    submitted = _hang(tmp_path / "submitted")
    shutil.copy(ROOT / "solutions" / PS1.name / f"{PS1.name}.py", submitted / "z_right.py")
    with _cluster(tmp_path, DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="0") as cluster:
        nanny = cluster.start_worker()
        cluster.wait_for(1)

        def started(job: Job) -> None:
            if job.found.student == "h0":
                for child in psutil.Process(nanny.pid).children():
                    child.kill()

        with _pool(cluster) as pool:
            reports = {result.report.student: result.report for result in pool.run(_jobs(submitted), started)}
    assert reports["h0"].status is Status.NOT_GRADED
    assert "Dask workers" in (reports["h0"].error or "")
    assert reports["z_right"].score == reports["z_right"].max_score


def test_ctrl_c_takes_everything_back(cluster: Cluster, tmp_path: Path) -> None:
    """The command ends soon, and with it the grader processes of the Dask workers, whatever they were at."""
    submitted = _hang(tmp_path / "submitted", 40)
    cluster.wait_for(2)
    where = [submitted, "-a", PS1.name, "-o", tmp_path / "out", "--dask", cluster.address]
    command = [sys.executable, "-m", "autograder.commands.main", "grade", *map(str, where)]
    _wait(lambda: not any(map(_graders_of, cluster.workers)))
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # whoever runs the tests may ignore it
    )
    _wait(lambda: sum(len(_graders_of(each)) for each in cluster.workers) == 2)
    time.sleep(random.uniform(0.5, 5))
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=10)
    assert process.returncode == 130
    assert errors.splitlines()[-1] == (
        "autograder: stopped; 0 submissions graded and kept; the same command goes on from here"
    )
    _wait(lambda: not any(map(_graders_of, cluster.workers)), 10)


def test_closed_worker_leaves_nothing(submitted: Path, tmp_path: Path) -> None:
    """Neither a grader process nor the bundle with the solutions, which nobody else could read while it was there."""
    with _cluster(tmp_path) as cluster:
        nanny = cluster.start_worker()
        cluster.wait_for(1)
        with _pool(cluster) as pool:
            results = pool.run(_jobs(submitted), lambda job: None)
            next(results)
            [private] = tmp_path.glob("worker*/**/autograder-*")
            assert private.stat().st_mode & 0o777 == 0o700
            assert (private / "solution" / "ps1_tensors.py").is_file()
            [grader] = _graders_of(nanny)
            nanny.terminate()
            nanny.wait(30)
    assert not grader.is_running()
    assert list(tmp_path.glob("worker*/**/autograder-*")) == []


# Between machines


@contextmanager
def _two_hosts() -> Iterator[tuple[tuple[list[str], str], tuple[list[str], str]]]:
    """Make two network namespaces with a wire between; yield for each how to run something there, and its address."""
    names = [f"grader{os.getpid()}{side}" for side in "ab"]
    addresses = ["10.77.0.1", "10.77.0.2"]

    def ip(*arguments: str) -> None:
        subprocess.run(["ip", *arguments], check=True, capture_output=True)

    try:
        for name in names:
            ip("netns", "add", name)
    except (OSError, subprocess.CalledProcessError) as error:
        for name in names:
            subprocess.run(["ip", "netns", "del", name], check=False, capture_output=True)
        pytest.skip(f"no network namespaces here: {error}")
    try:
        ip("link", "add", "wire0", "netns", names[0], "type", "veth", "peer", "name", "wire1", "netns", names[1])
        for number, (name, address) in enumerate(zip(names, addresses, strict=True)):
            ip("-n", name, "address", "add", f"{address}/24", "dev", f"wire{number}")
            ip("-n", name, "link", "set", f"wire{number}", "up")
            ip("-n", name, "link", "set", "lo", "up")
        first, second = (
            (["ip", "netns", "exec", name], address) for name, address in zip(names, addresses, strict=True)
        )
        yield first, second
    finally:
        for name in names:
            ip("netns", "del", name)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="network namespaces are root's to make")
def test_scheduler_and_worker_on_two_hosts(submitted: Path, at_home: dict[str, Any], tmp_path: Path) -> None:
    """The batch and the scheduler on one, the Dask worker on another, and nothing between them but a network."""
    with _two_hosts() as (first, second), _cluster(tmp_path, within=first) as cluster:
        assert cluster.address.startswith("tcp://10.77.0.1:")
        cluster.start_worker(within=second[0])
        where = [submitted, "-a", PS1.name, "-o", tmp_path / "out", "--dask", cluster.address]
        command = [*first[0], sys.executable, "-m", "autograder.commands.main", "grade", *map(str, where)]
        _wait(lambda: "Registered to" in (tmp_path / "log").read_text())
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert results_of(tmp_path / "out") == at_home


def _plain(report: Report) -> dict[str, Any]:
    """Return a report as results.json has it, times aside."""
    return {**json.loads(json.dumps(asdict(report))), "seconds": 0}
