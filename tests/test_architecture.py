"""The engine is built from the ground up: who imports whom, what is public, and what an import costs."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "autograder"

# The rooms of the house, and the rooms that each may import; for types alone, any.
_ENGINE = {"language", "protocol", "worker", "sandbox", "course", "submissions", "checking", "report", "grading"}
ROOMS: dict[str, set[str]] = {
    "language": set(),
    "protocol": set(),
    "worker": {"protocol"},
    "course": {"language"},
    "submissions": {"course", "language"},
    "sandbox": {"language", "protocol", "worker", "submissions"},
    "checking": {"language", "protocol"},
    "report": {"course", "language", "protocol"},
    "grading": _ENGINE - {"worker"},
    "batch": _ENGINE,
    "local": _ENGINE,
    "nbgrader": {*_ENGINE, "batch"},
    "commands": {*_ENGINE, "batch", "local", "nbgrader", ""},  # and the version, which is of no room
}
# What a room imports that no other may: whoever grades needs no nbgrader, whoever has no cluster no Dask, and no
# command but watch waits for Textual.
LIBRARIES = {
    "nbgrader": "autograder.nbgrader",
    "distributed": "autograder.batch.dask",
    "dask": "autograder.batch.dask",
    "textual": "autograder.local.watch",
    "watchfiles": "autograder.local.watch",
}

# These run where there is a sandbox alone; what imports them must not do so before it needs them.
LINUX_ONLY = {"autograder.worker.zygote", "autograder.sandbox.zygote_sandbox", "autograder.sandbox.fence"}
LINUX_MODULES = {"fcntl", "resource", "grp", "pwd", "termios", "pty", "posix", "syslog"}

MAX_LINES = 400


def _module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {_module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in MODULES.items()}
ENGINE = [name for name in MODULES if not name.startswith("autograder.checks")]


def _room(module: str) -> str:
    """Return the room that a module lies in; `autograder` itself is none, and needs none."""
    return module.split(".")[1] if "." in module else ""


def _is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING")


def _imports(node: ast.AST, module: str) -> Iterator[tuple[int, str]]:
    """Yield (line, module) for everything that is imported, inside of functions too, but not for types alone."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from ((child.lineno, alias.name) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, f"{module}:{child.lineno}: a relative import; write the whole name"
            source = child.module or ""
            for alias in child.names:
                whole = f"{source}.{alias.name}"
                yield child.lineno, whole if whole in MODULES else source
        elif _is_type_checking(child):
            assert isinstance(child, ast.If)
            for other in child.orelse:
                yield from _imports(ast.Module([other], []), module)
        else:
            yield from _imports(child, module)


# Rooms


def test_top_floor_holds_rooms_alone() -> None:
    """Beside them lie the visible checks, which ship with the package, and what makes it one."""
    there = {path.name for path in PACKAGE.iterdir() if path.name != "__pycache__"}
    assert there == {*ROOMS, "checks", "__init__.py", "py.typed"}


@pytest.mark.parametrize("room", ROOMS)
def test_room_says_what_it_is_for(room: str) -> None:
    """In three lines at most, and who may import whom."""
    text = ast.get_docstring(TREES[f"autograder.{room}"])
    assert text is not None
    assert len(text.splitlines()) <= 3
    assert "mport" in text


@pytest.mark.parametrize("module", [name for name in ENGINE if _room(name)])
def test_module_imports_only_from_the_rooms_it_may(module: str) -> None:
    """Wherever the import stands; what is imported for types alone does not count."""
    allowed = {_room(module), *ROOMS[_room(module)]}
    strange = [
        f"{MODULES[module]}:{line}: {module} imports {name}"
        for line, name in _imports(TREES[module], module)
        if name.split(".")[0] == "autograder" and _room(name) not in allowed
    ]
    assert strange == []


@pytest.mark.parametrize("library", LIBRARIES)
def test_library_is_imported_in_its_room_alone(library: str) -> None:
    """Whoever does not use that room need not have it."""
    strange = [
        f"{MODULES[module]}:{line}: imports {name}"
        for module in MODULES
        if not module.startswith(LIBRARIES[library])
        for line, name in _imports(TREES[module], module)
        if name.split(".")[0] == library
    ]
    assert strange == []


def test_no_import_runs_in_a_circle() -> None:
    """Neither between modules nor between packages, also where an import waits inside of a function."""
    imported = {module: _imported_modules(module) for module in MODULES}
    assert _circles(imported) == []


def test_circle_is_found() -> None:
    """Through any number of modules; what merely leads into it is not in it."""
    imported = {"a": {"b"}, "b": {"c"}, "c": {"b", "d"}, "d": set(), "e": {"e", "a"}}
    assert _circles(imported) == [["b", "c"]]


def _imported_modules(module: str) -> set[str]:
    """Return the modules that an import of this one imports, the packages around them included, but not its own."""
    names = {name for _, name in _imports(TREES[module], module)}
    packages = {name.rsplit(".", count)[0] for name in names for count in range(name.count(".") + 1)}
    return {name for name in packages & MODULES.keys() if not module.startswith(f"{name}.")}


def _circles(imported: dict[str, set[str]]) -> list[list[str]]:
    """Return the modules that import each other, directly or not, each with all that it forms a circle with."""
    reached = {module: {*names} for module, names in imported.items()}
    for middle in reached:
        for names in reached.values():
            if middle in names:
                names |= reached[middle]
    circles = {tuple(sorted(other for other in reached[one] if one in reached[other])) for one in reached}
    return [list(circle) for circle in sorted(circles) if len(circle) > 1]


def test_imports_are_found_wherever_they_stand() -> None:
    """In functions, classes, branches and `try`; those for types alone are left out."""
    source = (
        "import a\nfrom b import c\ndef f():\n    import d\nclass C:\n    import e\n"
        "try:\n    import g\nexcept ImportError:\n    import h\n"
        "if TYPE_CHECKING:\n    import t\nelse:\n    import i\nwith x: import j\nfrom autograder.protocol import wire\n"
    )
    assert [name for _, name in _imports(ast.parse(source), "m")] == [*"abdeghij", "autograder.protocol.wire"]


@pytest.mark.parametrize("module", [name for name in MODULES if name.startswith("autograder.checks.")])
def test_check_needs_nothing_but_the_checking_package(module: str) -> None:
    """What `autograder.checking` offers is all that the author of a check has to know of the engine.

    What a probe imports does not count: it runs in the worker.
    """
    statements = [node for node in TREES[module].body if not _is_probe(node)]
    imports = [node for statement in statements for node in ast.walk(statement)]
    names = {alias.name for node in imports if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in imports if isinstance(node, ast.ImportFrom)}
    assert {name for name in names if name.split(".")[0] == "autograder"} <= {"autograder.checking"}


def _is_probe(node: ast.stmt) -> bool:
    return isinstance(node, ast.FunctionDef) and "probe" in map(ast.unparse, node.decorator_list)


# What is public


def _is_public(name: str) -> bool:
    is_dunder = name.startswith("__") and name.endswith("__")
    return name != "__all__" if is_dunder else not name.startswith("_")


def _is_registered(node: ast.stmt) -> bool:
    """Whether this is a hook or a fixture: pytest finds these, nobody imports them."""
    if not isinstance(node, ast.FunctionDef):
        return False
    is_fixture = any("fixture" in ast.unparse(decorator) for decorator in node.decorator_list)
    return node.name.startswith("pytest_") or is_fixture


def _targets(node: ast.stmt) -> Iterator[str]:
    """Yield the names that a top-level statement defines; imported ones are not defined here."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        yield node.name
    elif isinstance(node, (ast.Assign, ast.AnnAssign)):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        names = [name for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)]
        yield from (name.id for name in names if isinstance(name.ctx, ast.Store))


def _statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield top-level statements, those behind a condition too: what is there only if torch is."""
    for node in body:
        if isinstance(node, (ast.If, ast.Try)):
            handlers = node.handlers if isinstance(node, ast.Try) else []
            yield from _statements([*node.body, *node.orelse, *(each for handler in handlers for each in handler.body)])
        else:
            yield node


def _defined_names(tree: ast.Module) -> set[str]:
    """Return what is public by its name and defined here."""
    names = {name for node in _statements(tree.body) if not _is_registered(node) for name in _targets(node)}
    return {name for name in names if _is_public(name)}


def _imported_names(tree: ast.Module) -> set[str]:
    statements = [node for node in tree.body if not _is_type_checking(node)]
    imports = [node for node in _statements(statements) if isinstance(node, ast.ImportFrom)]
    imports = [node for node in imports if node.module != "__future__"]
    return {alias.asname or alias.name for node in imports for alias in node.names}


def _declared_names(tree: ast.Module) -> list[str] | None:
    for node in tree.body:
        if "__all__" in _targets(node):
            assert isinstance(node, (ast.Assign, ast.AnnAssign))
            assert node.value is not None
            names: list[str] = ast.literal_eval(node.value)
            return names
    return None


@pytest.mark.parametrize("module", ENGINE)
def test_all_names_what_is_public(module: str) -> None:
    """Public on purpose: every module has ``__all__``, with just those of its names that begin with no underscore.

    A module may pass on what it imports, a package passes all of it on. Only a package of which nothing but a
    docstring stands in ``__init__.py`` needs none.
    """
    tree = TREES[module]
    declared = _declared_names(tree)
    if declared is None:
        assert len(tree.body) == 1, f"{MODULES[module]}: has no __all__; add it"
        assert ast.get_docstring(tree), f"{MODULES[module]}: has no __all__; add it"
        return
    assert len(declared) == len(set(declared))
    assert set(declared) - _imported_names(tree) == _defined_names(tree)
    if MODULES[module].name == "__init__.py":
        assert set(declared) >= {name for name in _imported_names(tree) if _is_public(name)}


# What an import costs and needs


def _run_python(code: str) -> str:
    """Run code in an interpreter of its own; return what it prints."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(
    ("module", "heavy"),
    [
        ("autograder", ["torch", "numpy", "pytest", "rich", "click", "IPython", "inspect", "dataclasses"]),
        (
            "autograder.commands.main",
            ["torch", "nbgrader", "hypothesis", "pytest", "jupytext", "textual", "watchfiles"],
        ),
        ("autograder.local.check", ["torch", "textual", "watchfiles"]),
        ("autograder.local.watch.app", ["torch", "numpy", "pytest"]),  # the screen is there before the checks are
        ("autograder.grading.pytest_plugin", ["torch", "nbgrader", "hypothesis", "rich", "numpy"]),
        ("autograder.submissions.submission", ["torch", "numpy"]),
        ("autograder.sandbox.process_sandbox", ["torch", "numpy"]),  # whose first process imports it meanwhile
        ("autograder.batch.batch", ["torch", "numpy"]),  # which may find that nothing is left to be graded
        ("autograder.batch.pool", ["torch", "numpy"]),
        ("autograder.protocol.wire", ["torch", "numpy"]),
    ],
)
def test_import_brings_nothing_heavy_along(module: str, heavy: list[str]) -> None:
    """`autograder --help` answers at once, and every pytest run of the machine loads the plugin."""
    loaded = _run_python(f"import sys, {module}; print(*sorted(set(sys.modules) & set({heavy!r})))")
    assert loaded.split() == []


ELSEWHERE = """
import importlib, os, sys
import click, hypothesis, multiprocessing, numpy, pytest, rich.console, socket, subprocess, tempfile, torch
import hypothesis.extra.numpy

for name in {missing!r}:
    sys.modules[name] = None
for name in ("fork", "memfd_create", "killpg", "setsid", "geteuid", "pidfd_open", "mkfifo"):
    if hasattr(os, name):
        delattr(os, name)
sys.platform = "win32"
for name in {modules!r}:
    importlib.import_module(name)
print("imported")
"""


def test_own_machine_needs_no_linux() -> None:
    """All that `autograder check` imports can be imported where fcntl, fork and the like do not exist.

    Takes a second or two, for an interpreter that imports torch.
    """
    modules = [
        "autograder.local.check",
        "autograder.commands.main",
        "autograder.sandbox.process_sandbox",
        "autograder.worker.server",
        "autograder.grading.session",
        "autograder.sandbox.read_only",
        "autograder.grading.data",
        "autograder.grading.grader",
        "autograder.local.doctor",
        "autograder.local.notebook",
        "autograder.report.console",
        "autograder.local.live_sandbox",
        "autograder.local.following",
        "autograder.local.watch.checker",
        "autograder.local.watch.state",
        "autograder.sandbox.warm_sandbox",
    ]
    missing = sorted(LINUX_MODULES - {"posix"})
    assert _run_python(ELSEWHERE.format(missing=missing, modules=modules)) == "imported\n"


@pytest.mark.parametrize("module", [name for name in ENGINE if name not in LINUX_ONLY])
def test_module_imports_nothing_of_linux_alone(module: str) -> None:
    """At its top level; inside of a function that runs on Linux it may."""
    names = {name for node in TREES[module].body if not _is_definition(node) for name in _imported_by(node, module)}
    assert names.isdisjoint(LINUX_MODULES)


def _is_definition(node: ast.stmt) -> bool:
    return isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))


def _imported_by(node: ast.stmt, module: str) -> set[str]:
    return {name.split(".")[0] for _, name in _imports(ast.Module([node], []), module)}


# Size


def test_no_file_is_long() -> None:
    """A module that grows is split; 400 lines are more than any of them needs."""
    lengths = {str(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES.values()}
    assert {path: length for path, length in lengths.items() if length > MAX_LINES} == {}
