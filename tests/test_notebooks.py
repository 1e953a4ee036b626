"""The notebooks of the course, run from top to bottom in a Jupyter kernel: as handed out, and with the solutions in."""

from __future__ import annotations

import ast
import os
import re
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode

from autograder.course.building.notebook import make_notebook
from autograder.course.building.translation import translations
from autograder.course.languages import ENGLISH, LANGUAGES, folder_of
from autograder.worker.loading import Source, load

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
ASSIGNMENTS = sorted(path.name for path in (ROOT / "assignments").iterdir())
EXAMPLE = "active-ipynb"  # jupytext's tag of cells that are comments in the .py file
LIMIT_S = 180  # for a cell
# What each notebook teaches, by words that are the same in all languages, and the exercise that must not come before.
# A topic that no exercise needs has to be there at all.
TOPICS = {
    "ps1_tensors": {
        "sum_of_squares": "np.sum; torch.sum; axis=0; dim=0; from_numpy; x.numpy(); (64, 1, 28, 28); arange; int64",
        "mse": "(N, N)",
        "replace_last_row": "x.clone(); x.view(-1)",
        "images_to_batch": "flatten; transpose; squeeze; unsqueeze; reshape",
        "affine": "x @ y",
    },
    "ps2_autograd": {
        "gradient": "requires_grad; backward(); .grad; no_grad(); detach(); 10 * x - 1; torch.sin; torch.log",
        "gradient_descent": "w.grad; optimizer.step(); optimizer.zero_grad()",
        "CustomReLU": "torch.autograd.Function; save_for_backward",
        "second_derivative": "create_graph=True",
        "fit_line": "GD; SGD; 938",
        "graph_nodes": "next_functions; torchviz; Graphviz",
    },
    "ps3_data": {
        "mnist_transform": "imshow; v2.Compose",
        "DigitsDataset": "__getitem__; IterableDataset",
        "make_loaders": "batch_size; shuffle=True; num_workers",
        "bootstrap_loader": "randperm; randint",
    },
    "ps4_networks": {
        "TwoLayerNet": "nn.Module; nn.Linear; nn.ReLU; nn.Flatten; nn.Sequential; nn.GELU; nn.SiLU; nn.Mish; softmax",
        "NeuralNet": "nn.LeakyReLU",
        "MLP": "nn.ModuleList",
        "MNISTClassifier": "nn.Dropout; eval()",
    },
    "ps5_mnist": {
        "pick_device": "x.to(device); DataParallel; DistributedDataParallel",
        "train_epoch": "zero_grad(); model.train(); model.eval(); softmax",
        "save_model": 'state_dict(); weights_only=True; "optimizer": optimizer.state_dict(); "epoch"',
        "load_model": "map_location",
        "plot_history": "plt.subplots",
        "plot_predictions": "y = x",
        "": "Lightning; JAX; TensorFlow; nn.Conv2d",
    },
}


def solved(assignment: str, language: str = ENGLISH) -> NotebookNode:
    """Return the notebook of an assignment with its solutions filled in."""
    source = (ROOT / "solutions" / assignment / f"{assignment}.py").read_text(encoding="utf-8")
    return nbformat.reads(make_notebook(translations(source, assignment)[language], language), 4)


def handed_out(assignment: str, language: str = ENGLISH) -> NotebookNode:
    """Return the notebook of an assignment as students get it."""
    return nbformat.read(folder_of(language, ROOT / "assignments" / assignment) / f"{assignment}.ipynb", 4)


def run(notebook: NotebookNode, folder: Path) -> list[NotebookNode]:
    """Run all cells of a notebook in a kernel of its own, those behind an error, too; return the code cells."""
    resources = {"metadata": {"path": str(folder)}}
    client = NotebookClient(notebook, timeout=LIMIT_S, kernel_name="python3", allow_errors=True, resources=resources)
    # Threads of torch that wait do not keep a core busy: another test has the other one.
    client.execute(env={**os.environ, "OMP_WAIT_POLICY": "PASSIVE"})
    assert list(folder.iterdir()) == []
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def is_example(cell: NotebookNode) -> bool:
    """Whether a cell is there to be run and looked at, and has nothing for students to write."""
    return EXAMPLE in cell.metadata.get("tags", ())


def errors(cells: list[NotebookNode]) -> list[tuple[str, str]]:
    """Return what went wrong in some cells, as (kind, where and what)."""
    found = []
    for cell in cells:
        for output in cell.outputs:
            if output.output_type == "error":
                found.append((output.ename, f"{cell.source}\n{output.evalue}"))
            elif output.get("name") == "stderr":
                found.append(("stderr", f"{cell.source}\n{output.text}"))
    return found


def told_before(exercise: str, cells: list[NotebookNode]) -> str:
    """Return what stands in a notebook before an exercise, which must be there."""
    begin = re.compile(rf"^(def|class) {exercise}\b", re.MULTILINE)
    (place,) = (place for place, cell in enumerate(cells) if cell.cell_type == "code" and begin.search(cell.source))
    return told_in(cells[:place])


def told_in(cells: list[NotebookNode]) -> str:
    """Return the prose and the examples of some cells."""
    return "\n".join(cell.source for cell in cells if cell.cell_type == "markdown" or is_example(cell))


def code_of(source: str) -> str:
    """Return what Python makes of a cell, without its docstrings."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        match node:
            case ast.Module(body=[ast.Expr(ast.Constant(str())), *_]) | ast.ClassDef() | ast.FunctionDef():
                if ast.get_docstring(node) is not None:
                    node.body = node.body[1:]
    return ast.dump(tree)


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_solved_notebook_runs_from_top_to_bottom(assignment: str, tmp_path: Path) -> None:
    """Without an error or a warning; every example shows something, and what is drawn is seen as a picture."""
    cells = run(solved(assignment), tmp_path)
    assert errors(cells) == []
    examples = [cell for cell in cells if is_example(cell)]
    for cell in examples:
        assert cell.outputs, cell.source
        kinds = {kind for output in cell.outputs for kind in output.get("data", ())}
        assert ("image/png" in kinds) == ("plt." in cell.source), cell.source
    assert any("plt." in cell.source for cell in examples)


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_notebook_runs_as_it_is_handed_out(assignment: str, tmp_path: Path) -> None:
    """An example fails only where it calls what is not written yet, and no other fails because of that."""
    cells = run(handed_out(assignment), tmp_path)
    assert errors([cell for cell in cells if not is_example(cell)]) == []
    found = errors(cells)
    assert [error for error in found if error[0] != "NotImplementedError"] == []
    assert len(found) < sum(map(is_example, cells))


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != ENGLISH])
@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_translation_has_the_same_code(assignment: str, language: str) -> None:
    """So what runs in one language runs in the others: cell by cell the same, but for docstrings and prose."""
    for version in (solved, handed_out):
        one, other = version(assignment).cells, version(assignment, language).cells
        assert [cell.cell_type for cell in one] == [cell.cell_type for cell in other]
        for mine, theirs in zip(one, other, strict=True):
            if mine.cell_type == "code":
                assert code_of(mine.source) == code_of(theirs.source)
                assert mine.metadata == theirs.metadata
            else:
                assert mine.source != theirs.source


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_topics_come_before_the_exercise_that_needs_them(assignment: str, language: str) -> None:
    """In each language; what stands in the cells of exercises themselves does not count."""
    cells = handed_out(assignment, language).cells
    for exercise, words in TOPICS[assignment].items():
        told = told_before(exercise, cells) if exercise else told_in(cells)
        assert [word for word in words.split("; ") if word not in told] == [], exercise


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_examples_do_nothing_where_work_is_checked(assignment: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Loaded as a worker does it, a notebook leaves no note in the report, no output and no figure."""
    name = f"{assignment}_handed_in"
    cells = [cell.source for cell in handed_out(assignment).cells if cell.cell_type == "code"]
    loaded = load(name, [Source(f"cell {number}", text, is_cell=True) for number, text in enumerate(cells)], {})
    del sys.modules[name]
    assert (loaded.problems, loaded.syntax_error) == ([], None)
    assert capfd.readouterr() == ("", "")
    assert "plt" not in vars(loaded.module) or loaded.module.plt.get_fignums() == []
