"""``python -m tests.prove``: prove the course, and print a row for each exercise."""

from __future__ import annotations

import multiprocessing
import os
import sys
from concurrent.futures import ProcessPoolExecutor

import click
from rich.console import Console
from rich.table import Table

from autograder.course.assignments import find_course

from .evidence import Proof, faults, prove

# They train for seconds; what their checks say of mutants is for the tests of their corpus.
_TRAINS = {"train_mnist"}


@click.command()
@click.option("-a", "--assignment", "assignments", multiple=True, help="This assignment only; may be repeated.")
@click.option("-e", "--exercise", "exercises", multiple=True, help="This exercise only; may be repeated.")
@click.option("--pairs", default=25, show_default=True, help="Mutants of each reference in which two things changed.")
@click.option(
    "--judged", default=40, show_default=True, help="Of the mutants that lose points, ask about so many (0: none)."
)
@click.option("--show-names", is_flag=True, help="Show mutants that are named what they are not.")
def main(assignments: tuple[str, ...], exercises: tuple[str, ...], pairs: int, judged: int, show_names: bool) -> None:
    """Prove that the checks of the course tell right from wrong. Exits with 1 if something is not as it must be."""
    course, console = find_course(), Console(width=140)
    chosen = [
        (course, assignment, exercise)
        for assignment in (course.assignment(name, with_solution=True) for name in assignments or course.assignments)
        for exercise in assignment.order
        if exercise in (exercises or assignment.exercises) and exercise in assignment.exercises
        if exercise not in _TRAINS
    ]
    proofs: list[Proof] = []
    # One exercise a core, as the second judge, and what is asked of single mutants, have but one to themselves.
    with ProcessPoolExecutor(os.cpu_count(), multiprocessing.get_context("spawn")) as pool:
        for proving in [pool.submit(prove, *each, pairs=pairs, judged=judged) for each in chosen]:
            proof = proving.result()
            for line in (*faults([proof]), *(proof.lies if show_names else ())):
                console.print(line, markup=False, highlight=False)
            console.print(f"[dim]{proof.exercise}: {proof.mutants[1]} mutants[/dim]")
            proofs.append(proof)
    console.print(_table(proofs))
    found = faults(proofs)
    console.print(
        f"{sum(len(each.survivors) for each in proofs)} unexplained survivors, "
        f"{sum(len(each.false_fails) for each in proofs)} false fails, "
        f"{sum(len(each.unstable) for each in proofs)} unstable reports, "
        f"{sum(each.disagreements for each in proofs)} disagreements"
    )
    sys.exit(1 if found else 0)


def _table(proofs: list[Proof]) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in ("exercise", "points", "checks", "styles", "mutants killed", "equivalent", "survive"):
        table.add_column(column, justify="left" if column == "exercise" else "right")
    for column in ("disagree", "unstable", "names true", "mistakes explained"):
        table.add_column(column, justify="right")
    for each in proofs:
        numbers = f"{each.points:g}", str(each.checks), _of(each.styles), _of(each.mutants), str(each.equivalent)
        others = str(len(each.survivors)), str(each.disagreements), str(len(each.unstable))
        table.add_row(each.exercise, *numbers, *others, _of(each.named), _of(each.explained))
    return table


def _of(counts: tuple[int, int]) -> str:
    return f"{counts[0]}/{counts[1]}"


if __name__ == "__main__":
    main()
