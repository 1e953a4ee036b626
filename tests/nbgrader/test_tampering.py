"""Whatever students do to the cells of a notebook: their work is graded, and nobody else notices."""

from __future__ import annotations

import copy
import itertools
import json
import os
import shutil
from collections.abc import Callable
from typing import Any

import pytest

from tests.nbgrader.courses import POINTS, PS1, TOTAL, NbCourse, Notebook, as_python, cell_of, solutions

pytestmark = pytest.mark.slow

Tampering = Callable[[Notebook], Any]
FULL: dict[str, Tampering] = {}
NOTHING: dict[str, Tampering] = {}


def full_marks(tampering: Tampering) -> Tampering:
    """Register what costs nothing: the work is right, and nbgrader's metadata can be restored."""
    FULL[tampering.__name__.replace("_", "-")] = tampering
    return tampering


def no_marks(tampering: Tampering) -> Tampering:
    """Register what leaves nothing to be graded."""
    NOTHING[tampering.__name__.replace("_", "-")] = tampering
    return tampering


def nbgrader_cells(notebook: Notebook) -> list[dict[str, Any]]:
    """Return the cells that nbgrader knows."""
    return [cell for cell in notebook["cells"] if "nbgrader" in cell["metadata"]]


@full_marks
def nothing(notebook: Notebook) -> None:
    """Leave all as it is."""


@full_marks
def duplicated(notebook: Notebook) -> None:
    """Every cell twice, ids and all."""
    notebook["cells"] = [copy.deepcopy(cell) for cell in notebook["cells"] for _ in range(2)]


@full_marks
def split(notebook: Notebook) -> None:
    """A solution cell split in two, as Jupyter does it."""
    second = copy.deepcopy(cell_of(notebook, "sigmoid"))
    cell_of(notebook, "sigmoid")["source"] = "import math"
    notebook["cells"].insert(4, second)


@full_marks
def moved(notebook: Notebook) -> None:
    """All cells but the imports the other way round."""
    notebook["cells"][2:] = notebook["cells"][:1:-1]


@full_marks
def deleted(notebook: Notebook) -> None:
    """No test cells."""
    notebook["cells"] = [cell for cell in notebook["cells"] if not cell["metadata"].get("nbgrader", {}).get("grade")]


@full_marks
def retyped(notebook: Notebook) -> None:
    """Code is Markdown, and test cells are raw."""
    for cell in nbgrader_cells(notebook):
        cell["cell_type"] = "raw" if cell["metadata"]["nbgrader"]["grade"] else "markdown"
        for key in ("outputs", "execution_count"):
            del cell[key]


@full_marks
def stripped(notebook: Notebook) -> None:
    """No metadata at all."""
    for cell in notebook["cells"]:
        cell["metadata"] = {}


@full_marks
def forged_points(notebook: Notebook) -> None:
    """Test cells worth more, or less, than there is."""
    for points, cell in zip((1000, -1, "many", None, 1e300, float("inf")), nbgrader_cells(notebook)[1:], strict=False):
        cell["metadata"]["nbgrader"]["points"] = points


@full_marks
def forged_cells(notebook: Notebook) -> None:
    """Graded cells of the student's own."""
    own = {"grade": True, "solution": False, "locked": True, "task": False, "points": 100, "schema_version": 3}
    for grade_id in ("sigmoid-checks", "more-checks", "x", "", "a b"):
        cell = copy.deepcopy(cell_of(notebook, "sigmoid"))
        cell.update(
            source="100", id=f"own{len(notebook['cells'])}", metadata={"nbgrader": {**own, "grade_id": grade_id}}
        )
        notebook["cells"].append(cell)


@full_marks
def forged_kinds(notebook: Notebook) -> None:
    """Test cells are said to be solutions, solutions to be anything."""
    for cell in nbgrader_cells(notebook):
        cell["metadata"]["nbgrader"].update(grade=False, solution=True, locked=False, task=True)


@full_marks
def other_ids(notebook: Notebook) -> None:
    """Cells under names that nobody knows."""
    for number, cell in enumerate(nbgrader_cells(notebook)):
        cell["metadata"]["nbgrader"]["grade_id"] = ("x" * 300, 5, None, ["sigmoid"], {})[number % 5]


@full_marks
def schema_versions(notebook: Notebook) -> None:
    """Metadata of versions that there never were."""
    for version, cell in zip((0, 1, 2, 4, "3", None, [], 1e99), nbgrader_cells(notebook), strict=False):
        cell["metadata"]["nbgrader"]["schema_version"] = version


@full_marks
def metadata_of_other_types(notebook: Notebook) -> None:
    """Metadata that are no records."""
    for junk, cell in zip(("text", [], 7, None, {"a": {"b": []}}), notebook["cells"], strict=False):
        cell["metadata"] = junk if cell["cell_type"] == "markdown" else {"nbgrader": junk, "tags": junk}
    notebook["metadata"] = {"kernelspec": "bash", "language_info": [], "celltoolbar": 5}


@full_marks
def changed_tests(notebook: Notebook) -> None:
    """Test cells that give points, or end the kernel."""
    sources = itertools.cycle(("100.0", "import os; os._exit(0)", "1/0"))
    for source, cell in zip(sources, nbgrader_cells(notebook)[1::3], strict=False):
        cell["source"] = source


@full_marks
def other_kernel(notebook: Notebook) -> None:
    """A kernel that there is not."""
    notebook["metadata"]["kernelspec"] = {"name": "bash", "display_name": "Bash", "language": "bash"}


@full_marks
def junk_cells(notebook: Notebook) -> None:
    """Cells that are none."""
    notebook["cells"] += [5, None, [], {}, {"cell_type": "heading", "source": "x"}]
    notebook["cells"].append({"cell_type": "markdown", "source": "![](attachment:a)", "attachments": {"a": 5}})
    notebook["cells"].append(
        {"cell_type": "code", "source": "x = 1", "outputs": "none", "metadata": {}, "id": "ü" * 99}
    )


@full_marks
def old_format(notebook: Notebook) -> Notebook:
    """A notebook of format 3."""
    cells = [
        {**cell, "input": cell.pop("source"), "language": "python"} if cell["cell_type"] == "code" else cell
        for cell in notebook["cells"]
    ]
    return {"worksheets": [{"cells": cells, "metadata": {}}], "metadata": {}, "nbformat": 3, "nbformat_minor": 0}


@full_marks
def huge_output(notebook: Notebook) -> None:
    """50 MB of output."""
    output = {"output_type": "stream", "name": "stdout", "text": "x" * 50_000_000}
    cell_of(notebook, "sigmoid")["outputs"] = [output]


@full_marks
def warning_on_stderr(notebook: Notebook) -> None:
    """What stock nbgrader gives no points for."""
    cell = cell_of(notebook, "mse")
    cell["source"] += "\nimport warnings, sys\nwarnings.warn('x')\nprint('y', file=sys.stderr)\n"
    cell["source"] = cell["source"].replace('"""\n', '"""\n    import sys; print("z", file=sys.stderr)\n', 1)


@full_marks
def work_in_a_test_cell(notebook: Notebook) -> None:
    """Not every editor keeps students out of it."""
    cell_of(notebook, "sigmoid-checks")["source"] = cell_of(notebook, "sigmoid")["source"]
    cell_of(notebook, "sigmoid")["source"] = ""


@full_marks
def nested_metadata(notebook: Notebook) -> None:
    """As deep as JSON's own parser goes."""
    deep: Any = []
    for _ in range(700):
        deep = [deep]
    cell_of(notebook, "mse")["metadata"]["nbgrader"].update(x=deep, y={"z": deep})


@full_marks
def as_many_cells_as_there_may_be(notebook: Notebook) -> None:
    """And test cells that have to be put back."""
    deleted(notebook)
    text = {"cell_type": "markdown", "metadata": {}, "source": "x"}
    notebook["cells"] += [{**text, "id": f"x{number}"} for number in range(2000 - len(notebook["cells"]))]


@no_marks
def broken_json(notebook: Notebook) -> str:
    """Half a file."""
    return json.dumps(notebook)[:-500]


@no_marks
def empty(notebook: Notebook) -> str:
    """Nothing."""
    return ""


@no_marks
def not_a_notebook(notebook: Notebook) -> str:
    """JSON, but something else."""
    return '{"cells": 5}'


@no_marks
def deep(notebook: Notebook) -> str:
    """JSON that no parser wants."""
    return "[" * 200_000


@no_marks
def code_without_source(notebook: Notebook) -> None:
    """A cell that is half there."""
    notebook["cells"].append({"cell_type": "code"})


@no_marks
def wiped(notebook: Notebook) -> Notebook:
    """No cells."""
    return {**notebook, "cells": []}


@pytest.fixture(scope="module")
def course(generated: NbCourse) -> NbCourse:
    """Everybody's notebook tampered with in another way, and graded in one run."""
    for name, tampering in {**FULL, **NOTHING}.items():
        notebook = generated.released(solutions())
        changed = tampering(notebook)
        generated.submit(name, notebook if changed is None else changed)
    folder = generated.submit("renamed", generated.released(solutions())).parent
    (folder / f"{PS1}.ipynb").rename(folder / "my work (1).ipynb")
    folder = generated.submit("python").parent
    (folder / f"{PS1}.py").write_text(as_python())
    folder = generated.submit("link", generated.released(solutions())).parent
    (folder / "data.txt").symlink_to("/etc/passwd")
    folder = generated.submit("linked", generated.released(solutions())).parent
    (folder / f"{PS1}.ipynb").unlink()
    (folder / f"{PS1}.ipynb").symlink_to(generated.root / "source" / PS1 / f"{PS1}.ipynb")
    folder = generated.submit("pipe", generated.released(solutions())).parent
    os.mkfifo(folder / "timestamp.txt")
    folder = generated.submit("both", generated.released({"mse": solutions()["mse"]})).parent
    (folder / f"{PS1}.py").write_text("import torch\n\n\ndef sigmoid(x):\n    return torch.sigmoid(x)\n")
    done = generated.nbgrader("autograde", PS1, check=False)
    (generated.root / "log").write_text(done.stdout + done.stderr)
    return generated


@pytest.mark.parametrize("name", FULL)
def test_right_work_is_graded_whatever_was_done_to_its_cells(course: NbCourse, name: str) -> None:
    """Full marks, no more; every graded cell is there once, with its points."""
    graded = [
        cell["metadata"]["nbgrader"]
        for cell in course.autograded(name)["cells"]
        if cell["metadata"].get("nbgrader", {}).get("grade")
    ]
    assert {cell["grade_id"]: cell["points"] for cell in graded} == course.scores("nothing")
    assert course.scores(name) == course.scores("nothing")
    assert course.total(name) == TOTAL


@pytest.mark.parametrize("name", NOTHING)
def test_nothing_to_grade_is_no_points_and_the_reason(course: NbCourse, name: str) -> None:
    """The student reads in the feedback why; the run goes on."""
    assert course.total(name) == 0
    assert not any(needs for _, _, needs in course.grades(name).values())
    text = json.dumps(course.autograded(name))
    assert f"{PS1}.ipynb" in text or "not implemented" in text or "is not defined" in text


def test_notebook_of_another_name_is_found(course: NbCourse) -> None:
    """A browser's download is called "… (1)"."""
    assert course.total("renamed") == TOTAL


def test_python_file_beside_the_notebook_is_graded_and_shown(course: NbCourse) -> None:
    """The notebook is as it was released, so the .py is their work; the formgrader shows it in the notebook's place."""
    assert course.total("python") == TOTAL
    sources = ["".join(cell["source"]) for cell in course.autograded("python")["cells"]]
    assert any("def sigmoid" in source and "def mse" in source for source in sources)
    assert "def sigmoid" in (course.root / "autograded" / "python" / PS1 / f"{PS1}.py").read_text()


def test_two_files_that_differ_are_for_somebody_to_look_at(course: NbCourse) -> None:
    """Nobody guesses which of them is meant, and nobody gets a zero for it."""
    assert set(course.grades("both").values()) == {(None, None, True)}
    assert "2 candidates" in json.dumps(course.autograded("both"))


@pytest.mark.parametrize("name", ["link", "linked", "pipe"])
def test_links_are_refused(course: NbCourse, name: str) -> None:
    """What a link leads to is nowhere among what comes out; that one submission fails, and the log says why."""
    assert not (course.root / "autograded" / name / PS1).exists()
    log = (course.root / "log").read_text()
    (line,) = (
        line for line in log.splitlines() if f"error processing assignment: {course.root}/submitted/{name}/" in line
    )
    assert ("is no regular file" if name == "pipe" else "is a symbolic link, which is not followed") in line


def test_nobody_else_failed(course: NbCourse) -> None:
    """Those with links and pipes are the only ones that are not graded."""
    log = (course.root / "log").read_text()
    assert log.count("There was an error processing assignment") == 3


def test_huge_output_is_gone(course: NbCourse) -> None:
    """Neither the autograded notebook nor the database has it."""
    (path,) = (course.root / "autograded" / "huge-output" / PS1).glob("*.ipynb")
    assert path.stat().st_size < 100_000
    assert (course.root / "gradebook.db").stat().st_size < 5_000_000


def test_resubmission_leaves_nothing_of_before(course: NbCourse) -> None:
    """Scores are those of the work that lies there now."""
    notebook = course.released()
    deleted(notebook)
    assert course.total("huge-output") == TOTAL
    course.submit("huge-output", notebook)
    course.nbgrader("autograde", PS1, "--student", "huge-output", "--force")
    assert course.total("huge-output") == 0


def test_killed_run_is_made_up_for(course: NbCourse) -> None:
    """What lies there half done is not taken for graded: nbgrader would skip it for good."""
    before = course.autograded("split")
    there = course.root / "autograded" / "split" / PS1
    shutil.rmtree(course.root / "autograded" / "moved" / PS1)
    (course.root / "autograded" / "moved" / PS1).mkdir()
    notebook = {**before, "metadata": {"autograder": "autograder: not graded to its end"}}
    (there / f"{PS1}.ipynb").unlink()
    (there / f"{PS1}.ipynb").write_text(json.dumps(notebook))
    course.nbgrader("autograde", PS1, "--student", "split")
    assert course.autograded("split") == before
    course.nbgrader("autograde", PS1, "--student", "moved")
    assert course.total("moved") == TOTAL


def test_manual_score_survives(course: NbCourse) -> None:
    """What a grader has given by hand counts, and is marked to be looked at again, as nbgrader does it."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{course.root}/gradebook.db") as gradebook:
        gradebook.find_grade("mse-hidden", PS1, PS1, "moved").manual_score = 0.5
        gradebook.find_comment("mse", PS1, PS1, "moved").manual_comment = "by hand"
        gradebook.db.commit()
    course.nbgrader("autograde", PS1, "--student", "moved", "--force")
    assert course.grades("moved")["mse-hidden"] == (POINTS["mse"].hidden, 0.5, True)
    assert course.comments("moved")["mse"] == "by hand"
    assert course.total("moved") == TOTAL - POINTS["mse"].hidden + 0.5
