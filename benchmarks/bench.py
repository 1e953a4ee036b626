"""What grading costs, beside what others cost: ``python -m benchmarks.bench [ROW ...]``.

Everything is measured in one run on one machine, in turns, so that the ratios mean something wherever it runs. The
ratios are compared with the committed ones; ``--update`` writes new ones, and the tables of docs/performance.md.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from autograder.course.assignments import find_course
from benchmarks.classes import solved
from benchmarks.cluster import cluster
from benchmarks.commands import ROOT, BenchError, grade, run
from benchmarks.figures import Measured, Topic, machine, ratio, slower_than_committed, spread, write_down
from benchmarks.lecture import lecture
from benchmarks.own_nbgrader import own_nbgrader
from benchmarks.scale import scale
from benchmarks.throughput import ASSIGNMENTS, throughput
from benchmarks.watching import watching

_WIDTH = 110  # of the tables, where the terminal is narrower or there is none


@dataclass(frozen=True)
class Sizes:
    """How much to measure.

    Attributes:
        rounds: how often each comparison is made.
        submissions: size of a class that we grade.
        stock_submissions: how many of it nbgrader grades, which takes seconds for each.
        many: size of the large class of the row `scale`.
        assignments: those of the row `throughput`.
    """

    rounds: int
    submissions: int
    stock_submissions: int
    many: int
    assignments: tuple[str, ...]


def measure_training(sizes: Sizes) -> Topic:
    """Compare the check of `train_mnist` with the same loop, run bare."""
    checked, tensors, dataset = list[float](), list[float](), list[float]()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        for name in ("first", "second", "third"):
            text = f'{solved(_solution("ps5_mnist"))}\n\nSTUDENT = "{name}"\n'
            Path(folder, f"{name}.py").write_text(text, encoding="utf-8")
        for _ in range(sizes.rounds):
            reports = grade("ps5_mnist", Path(folder), "--device", "cpu").submissions
            later = [reports["second"], reports["third"]]  # the grader has loaded MNIST for the first one
            for report in later:
                if report["score"] < report["max_score"]:
                    raise BenchError(f"ps5_mnist: the solution gets {report['score']} of {report['max_score']} points.")
            checked.append(statistics.mean(report["seconds"] for report in later))
            tensors.append(_bare_training_s("tensors"))
            dataset.append(_bare_training_s("dataset"))
    against = ratio("check of train_mnist against its bare loop", checked, tensors, more_is_better=False)
    topic = Topic(["training on MNIST with the reference solution", "s"], ratios=[against])
    for what, taken in (
        ("the whole submission: a worker, training, answers for all test images", checked),
        ("the same loop, bare, on tensors in memory, batches by indexing", tensors),
        ("the same loop, bare, with its DataLoader over a TensorDataset", dataset),
    ):
        topic.rows.append([what, spread(Measured.of(taken))])
    topic.notes.append(f"The submission takes {spread(against)} times what the bare loop by indexing takes.")
    return topic


def measure_check(sizes: Sizes) -> Topic:
    """Compare `autograder check`, cold, with an interpreter that imports torch."""
    checked, imported = list[float](), list[float]()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        file = Path(folder, "ps1_tensors.py")
        file.write_text(solved(_solution(file.stem)), encoding="utf-8")
        for _ in range(2 * sizes.rounds + 1):
            imported.append(run(["python", "-c", "import torch"])[0])
            checked.append(run(["autograder", "check", file])[0])
    against = ratio("autograder check against import torch", checked, imported, more_is_better=False)
    topic = Topic(["command", "s"], ratios=[against])
    topic.rows += [
        ["`autograder check` on a solved ps1_tensors", spread(Measured.of(checked))],
        ['`python -c "import torch"`', spread(Measured.of(imported))],
    ]
    topic.notes.append(f"`autograder check` takes {spread(against)} times what importing torch takes.")
    return topic


def measure_watch(sizes: Sizes) -> Topic:
    """Ask `benchmarks.watching` how long it takes from a save to what is on the screen."""
    return watching(_solution("ps1_tensors"), sizes.rounds)


def measure_sandbox(sizes: Sizes) -> Topic:
    """Ask `benchmarks.sandbox` what the sandbox costs a submission."""
    from benchmarks.sandbox import layers, round_trip  # imports torch, which the other rows have no use for here

    costs = layers()
    whole = round_trip("full")
    topic = Topic(["what", "ms"], [[what, f"{cost:.2f}"] for what, cost in costs.items()])
    topic.rows.append(["a worker started, set up, an empty file loaded, killed and reaped", f"{whole:.1f}"])
    return topic  # no ratio: there is nothing steady beside it to compare with, and the row throughput has it in


def measure_caches(sizes: Sizes) -> Topic:
    """Ask `benchmarks.caches` what each cache brings."""
    from benchmarks.caches import caches  # imports torch, which the other rows have no use for here

    return caches(sizes.rounds, max(sizes.submissions // 4, 2))


# By the names that the command line and the markers of docs/performance.md know them by.
ROWS: dict[str, Callable[[Sizes], Topic]] = {
    "throughput": lambda sizes: throughput(sizes.assignments, sizes.rounds, sizes.submissions, sizes.stock_submissions),
    "nbgrader": lambda sizes: own_nbgrader(sizes.rounds, sizes.submissions // 2, sizes.stock_submissions),
    "train_mnist": measure_training,
    "lecture": lambda sizes: lecture(sizes.rounds),
    "check": measure_check,
    "watch": measure_watch,
    "sandbox": measure_sandbox,
    "scale": lambda sizes: scale(sizes.many, sizes.rounds),
    "dask": lambda sizes: cluster(sizes.rounds, sizes.submissions),
    "caches": measure_caches,
}


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("rows", nargs=-1, type=click.Choice(list(ROWS)))
@click.option("--rounds", type=click.IntRange(1), default=3, show_default=True, help="How often to measure.")
@click.option(
    "--submissions", type=click.IntRange(2), default=200, show_default=True, help="Size of the class of throughput."
)
@click.option(
    "--stock-submissions",
    type=click.IntRange(2),
    default=5,
    show_default=True,
    help="How many of it nbgrader grades.",
)
@click.option(
    "--many", type=click.IntRange(3), default=1000, show_default=True, help="Size of the large class of scale."
)
@click.option(
    "-a",
    "--assignment",
    "assignments",
    multiple=True,
    type=click.Choice(ASSIGNMENTS),
    default=ASSIGNMENTS,
    help="For throughput: this assignment only; may be repeated.",
)
@click.option("--update", is_flag=True, help="Write figures.json and the tables of docs/performance.md.")
def main(rows: tuple[str, ...], update: bool, **sizes: Any) -> None:
    """Measure ROWS, by default all of them.

    Exits with 1 if a ratio is more than 20 % worse than the committed one, with 2 if something cannot be measured.
    """
    if update and set(sizes["assignments"]) != set(ASSIGNMENTS):
        raise click.UsageError("the table of throughput is written whole: --update goes without -a.")
    console, measured = Console(), Sizes(**sizes)
    console.width = max(console.width, _WIDTH)
    topics: dict[str, Topic] = {}
    console.print(machine())
    try:
        for name in dict.fromkeys(rows or ROWS):
            topics[name] = ROWS[name](measured)
            _print(console, name, topics[name])
        if update:
            write_down(topics)
    except BenchError as error:
        click.echo(f"bench: {error}", err=True)
        sys.exit(2)
    worse = [] if update else slower_than_committed([each for topic in topics.values() for each in topic.ratios])
    for line in worse:
        click.echo(line, err=True)
    sys.exit(1 if worse else 0)


def _print(console: Console, title: str, topic: Topic) -> None:
    table = Table(*topic.columns, title=title, title_justify="left")
    for row in topic.rows:
        table.add_row(*row)
    console.print(table)
    for note in topic.notes:
        console.print(note)


def _bare_training_s(kind: str) -> float:
    """Return the seconds of the training loop alone, see `benchmarks.bare_training`."""
    waiting = {"GOMP_SPINCOUNT": "1000"}  # as in a worker: where other work wants the cores, spinning costs most of all
    return float(run(["python", "-m", "benchmarks.bare_training", kind], environment=waiting)[1].splitlines()[-1])


def _solution(assignment: str) -> str:
    path = find_course(ROOT).assignment(assignment, with_solution=True).solution
    assert path is not None
    return path.read_text(encoding="utf-8")


if __name__ == "__main__":
    main()
