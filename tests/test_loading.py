"""Submissions are loaded statement by statement: one error costs itself, and says on one line what and where."""

from __future__ import annotations

import linecache
import sys
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.protocol.results import Raised
from autograder.worker.loading import Loaded, Source, load
from autograder.worker.tracebacks import describe_exception, describe_syntax_error, headline

FILE = "ps1.py"


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    """Forget the modules and the source lines that loading leaves behind."""
    modules, lines = set(sys.modules), set(linecache.cache)
    yield
    for name in set(sys.modules) - modules:
        del sys.modules[name]
    for name in set(linecache.cache) - lines:
        del linecache.cache[name]


def _load(text: str, skip: dict[int, str] | None = None) -> Loaded:
    """Load a .py file."""
    return load("submission", [Source(FILE, text, False)], skip or {})


def _load_cells(*cells: str) -> Loaded:
    """Load a notebook, whose cells are called ``nb cell 1``, ``nb cell 2``, …"""
    sources = [Source(f"nb cell {number}", cell, True) for number, cell in enumerate(cells, start=1)]
    return load("submission", sources, {})


def _names(loaded: Loaded) -> dict[str, object]:
    return {name: value for name, value in vars(loaded.module).items() if not name.startswith("__")}


# Order and errors


def test_statements_run_in_order() -> None:
    """Like any module, with a name, a file and itself in sys.modules."""
    text = "x = [1]\nx.append(len(x) + 1)\nimport sys\nme = sys.modules[__name__]\n"
    loaded = _load(text)
    assert loaded.module.x == [1, 2]
    assert loaded.module.me is loaded.module
    assert (loaded.module.__name__, loaded.module.__file__) == ("submission", FILE)
    assert (loaded.problems, loaded.syntax_error) == ([], None)


def test_cells_share_one_module_and_run_in_order() -> None:
    """A function of one cell sees what a later cell defines, as in Jupyter."""
    loaded = _load_cells("def f():\n    return y", "y = 2", "z = f()")
    assert loaded.module.z == 2


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("1 / 0", "ps1.py:2: ZeroDivisionError: division by zero"),
        ("missing", "ps1.py:2: NameError: name 'missing' is not defined"),
        ("import no_such_module", "ps1.py:2: ModuleNotFoundError: No module named 'no_such_module'"),
        ("raise ValueError", "ps1.py:2: ValueError"),
        ("raise ValueError('строка\\n  вторая')", "ps1.py:2: ValueError: строка вторая"),
        ("import sys; sys.exit(0)", "ps1.py:2: SystemExit: 0"),
        ("exit()", "ps1.py:2: SystemExit"),
        ("raise SystemExit", "ps1.py:2: SystemExit"),
        ("raise KeyboardInterrupt", "ps1.py:2: KeyboardInterrupt"),
        ("raise GeneratorExit", "ps1.py:2: GeneratorExit"),
        ("exec('def (')", "ps1.py:2: SyntaxError: invalid syntax (<string>, line 1)"),
        ("def g(): return g()\ng()", "ps1.py:2: RecursionError: maximum recursion depth exceeded"),
    ],
)
def test_error_in_a_statement_costs_only_that_statement(statement: str, problem: str) -> None:
    """Whatever is raised, sys.exit included; what stands before and after has run."""
    loaded = _load(f"x = 1\n{statement}\ny = 2\n")
    assert (loaded.module.x, loaded.module.y, loaded.syntax_error) == (1, 2, None)
    [line] = loaded.problems
    assert line.startswith(problem)
    assert "\n" not in line


def test_error_names_the_line_that_raised_it() -> None:
    """Inside of a function or a class of the student's own, not the line of the call."""
    loaded = _load("def f():\n    pass\n    raise OSError('a')\n\nf()\nclass A:\n    x = 1\n    y = z\n")
    assert loaded.problems == ["ps1.py:3: OSError: a", "ps1.py:8: NameError: name 'z' is not defined"]


def test_error_names_the_whole_file_whatever_it_is_called() -> None:
    """A student's file may have any name, such as "work in progress.py"."""
    loaded = load("submission", [Source("work in progress.py", "1 / 0\n", False)], {})
    assert loaded.problems == ["work in progress.py:1: ZeroDivisionError: division by zero"]


def test_future_import_holds_for_all_that_follows() -> None:
    """Though each statement is compiled alone, in this and in later cells, but not in earlier ones."""
    cells = ["def a(x: int): ...", "from __future__ import annotations\ndef b(x: Later): ...", "def c(x: Later): ..."]
    loaded = _load_cells(*cells)
    assert loaded.problems == []
    assert [loaded.module.__dict__[name].__annotations__["x"] for name in "abc"] == [int, "Later", "Later"]


def test_annotations_are_evaluated_without_the_future_import() -> None:
    """The worker's own future imports do not leak into the submission."""
    loaded = _load("def f(x: Later): ...\ny = 1\n")
    assert loaded.problems == ["ps1.py:1: NameError: name 'Later' is not defined"]
    assert _names(loaded) == {"y": 1}


# Skipping and progress


def test_progress_is_told_before_each_statement() -> None:
    """Statements count through all cells, so that a hang can be told from its index."""
    seen: list[tuple[int, list[str]]] = []
    sources = [Source("c1", "a = 1\nb = 2", True), Source("c2", "syntax error", True), Source("c3", "c = 3", True)]

    def at(index: int) -> None:
        seen.append((index, [name for name in "abc" if name in vars(sys.modules["submission"])]))

    load("submission", sources, {}, at)
    assert seen == [(0, []), (1, ["a"]), (2, ["a", "b"])]


def test_skipped_statement_does_not_run_and_is_noted() -> None:
    """With its line and with what it did to the worker before this one."""
    seen: list[int] = []
    source = Source(FILE, "x = 1\nwhile True:\n    pass\ny = 2\n", False)
    loaded = load("submission", [source], {1: "did not finish in 10 s"}, seen.append)
    assert _names(loaded) == {"x": 1, "y": 2}
    assert loaded.problems == ["ps1.py:2: did not finish in 10 s; skipped"]
    assert seen == [0, 2]


# Syntax errors


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("def f(:\n", "ps1.py:2: SyntaxError: invalid syntax, at the caret: def f(^:"),
        ("y = 'привет' 5\n", "ps1.py:2: SyntaxError: invalid syntax, at the caret: y = 'привет' ^5"),
        ("if x:\n\nz = 1\n", "ps1.py:4: IndentationError: expected an indented block after 'if' statement"),
        ("  y = 1\n", "ps1.py:2: IndentationError: unexpected indent, at the caret: ^ y = 1"),
        ("y = (1,\n", "ps1.py:2: SyntaxError: '(' was never closed, at the caret: y = ^(1,"),
        ("y = '''a\nb\n", "ps1.py:2: SyntaxError: unterminated triple-quoted string literal"),
        ("return 3\n", "ps1.py:2: SyntaxError: 'return' outside function"),
        ("%matplotlib inline\n", "ps1.py:2: SyntaxError: invalid syntax, at the caret: ^%matplotlib inline"),
        # What kind of error it is depends on the version of Python.
        (
            "y = 1\0\n",
            "ps1.py:1: SyntaxError: " if sys.version_info >= (3, 11, 4) else "ps1.py: Python cannot read it: ",
        ),
        ("from __future__ import annotations\n", "ps1.py:2: SyntaxError: from __future__ imports must occur"),
    ],
)
def test_syntax_error_in_a_file_is_one_line_and_nothing_runs(text: str, line: str) -> None:
    """With line number and caret; Python would not run such a file either."""
    loaded = _load("x = 1\n" + text)
    assert loaded.syntax_error is not None
    assert "\n" not in loaded.syntax_error
    assert loaded.syntax_error.startswith(line)
    assert _names(loaded) == {}


def test_caret_in_a_long_line_shows_its_surroundings() -> None:
    """Not the whole of a line of 30 kB."""
    loaded = _load("x = [" + "1, " * 10_000 + "2 3]\n")
    assert loaded.syntax_error is not None
    assert len(loaded.syntax_error) < 250
    assert "^2 3]" in loaded.syntax_error


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("(" * 100_000, id="parentheses"),
        pytest.param("x = " + "-" * 100_000 + "1", id="signs"),
        pytest.param("x = " + "1+" * 100_000 + "1", id="sum"),
        pytest.param("x" + ".a" * 100_000, id="attributes"),
    ],
)
def test_absurdly_nested_source_is_one_line_too(text: str) -> None:
    """What the parser or the compiler gives up on is no crash; what it can read is run."""
    loaded = _load(text)
    lines = [*loaded.problems, *([loaded.syntax_error] if loaded.syntax_error else [])]
    assert all("\n" not in line and len(line) < 700 for line in lines)


def test_syntax_error_in_a_cell_costs_only_that_cell() -> None:
    """As in Jupyter, where the other cells run all the same."""
    loaded = _load_cells("x = 1", "a = 1\nprint 'b'\nc = 1", "y = x + 1")
    assert _names(loaded) == {"x": 1, "y": 2}
    assert loaded.syntax_error is None
    [problem] = loaded.problems
    assert problem.startswith("nb cell 2:2: SyntaxError: Missing parentheses in call to 'print'")
    assert problem.endswith(", at the caret: ^print 'b'")


def test_syntax_error_in_a_later_line_of_a_statement_shows_that_line() -> None:
    """Python gives all lines of the statement so far."""
    assert _load("x = 1 + \\\n 2 3\n").syntax_error == "ps1.py:2: SyntaxError: invalid syntax, at the caret: 2 ^3"


@pytest.mark.filterwarnings("ignore")  # Python's own, about invalid escapes and such
@given(st.text("ab=(){}[]:'\"\\\n\t #%!?,.1é\u2028", max_size=30))
def test_any_text_is_loaded_with_lines_to_say_about_it(text: str) -> None:
    """In a file and in a cell: no exception, and nothing but single lines."""
    loaded, cell = _load(text), _load_cells(text)
    assert cell.syntax_error is None
    lines = [*loaded.problems, *cell.problems, loaded.syntax_error or ""]
    assert all("\n" not in line for line in lines)


# IPython's own syntax


@pytest.mark.parametrize(
    "line",
    [
        "%matplotlib inline",
        "%load_ext autoreload",
        "%timeit -n 10 sum(range(3))",
        "%cd 'a b'",
        "!pip install torch",
        "!echo it's",
        '!echo """',
        "!ls (",
        "!!ls",
        "?print",
        "print?",
        "torch.nn.Linear??",
        "files = !ls",
        "a, b = !ls",
        "files = %sx ls",
    ],
)
def test_line_of_ipython_syntax_is_skipped_and_noted(line: str) -> None:
    """The rest of the cell runs; the note says that Python does not know the line."""
    loaded = _load_cells(f"x = 1\n{line}\ny = 2")
    assert _names(loaded) == {"x": 1, "y": 2}
    assert loaded.problems == [f"nb cell 1:2: `{line}` is no Python; skipped"]


def test_magic_is_skipped_wherever_it_stands() -> None:
    """First, last, several at once, and alone in a block."""
    loaded = _load_cells("%a\n!b\nx = 1\nif x:\n    %c\nfor i in range(2):\n    x += 1\n    !d {i}\n!e")
    assert loaded.module.x == 3
    assert sorted(loaded.problems) == [
        f"nb cell 1:{number}: `{line}` is no Python; skipped"
        for number, line in [(1, "%a"), (2, "!b"), (5, "%c"), (8, "!d {i}"), (9, "!e")]
    ]


def test_shell_line_that_goes_on_is_skipped_whole() -> None:
    """A backslash at its end takes the next line along, as in Jupyter."""
    loaded = _load_cells("x = 1\n!pip install \\\n  torch\ny = 2")
    assert _names(loaded) == {"x": 1, "y": 2}


@pytest.mark.parametrize("magic", ["%%time", "%%timeit -n 1", "%%capture out", "%%prun"])
def test_cell_under_a_timing_magic_is_python(magic: str) -> None:
    """Jupyter runs what stands below, and so do we; its line numbers stay."""
    loaded = _load_cells(f"\n{magic}\nx = 1\n1 / 0")
    assert loaded.module.x == 1
    assert loaded.problems == [
        f"nb cell 1:2: `{magic}` is no Python; skipped",
        "nb cell 1:4: ZeroDivisionError: division by zero",
    ]


@pytest.mark.parametrize("magic", ["%%bash", "%%html", "%%writefile a.py", "%%javascript", "%%sx"])
def test_cell_under_another_magic_is_skipped_whole(magic: str) -> None:
    """What stands below is another language, or text."""
    loaded = _load_cells(f"{magic}\nx = 1\nrm -rf *", "y = 2")
    assert _names(loaded) == {"y": 2}
    assert loaded.problems == [f"nb cell 1:1: `{magic}` is no Python; skipped"]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("x = (17\n%10)", 7),
        ("x = [\n1\n% 2,\n]", [1]),
        ("x = '''\n%time\n!ls\n'''", "\n%time\n!ls\n"),
        ("x = 17\nx %= 10", 7),
        ("x = 3 \\\n% 2", 1),
        ("x = 1 if 2 != 3 else 0", 1),
    ],
)
def test_python_that_looks_like_magic_is_not_touched(cell: str, value: object) -> None:
    """A line is only looked at where Python cannot read it."""
    loaded = _load_cells(cell + "\n%magic")
    assert loaded.module.x == value
    assert len(loaded.problems) == 1


@pytest.mark.parametrize("character", ["\u2028", "\x0c", "\x85", "\x1c"])
def test_magic_is_found_behind_any_character(character: str) -> None:
    """Python counts lines by newlines alone; a form feed or a pasted U+2028 ends none."""
    loaded = _load_cells(f"# a{character}b\n%matplotlib inline\nx = 1")
    assert _names(loaded) == {"x": 1}


# Tracebacks


def _raised_by(text: str, files: set[str] | None = None) -> Raised:
    """Return what is said about the exception that ``f()`` of this source raises."""
    loaded = _load(text)
    assert loaded.problems == []
    try:
        loaded.module.f()
    except BaseException as error:
        return describe_exception(error, {FILE} if files is None else files)
    raise AssertionError("nothing was raised")


def test_traceback_has_the_students_lines_alone() -> None:
    """Outermost first, with the code; neither torch's lines nor the grader's."""
    text = "import json\ndef g(s):\n    return json.loads(s)\ndef f():\n    x = 1\n    return [g('{')]\n"
    raised = _raised_by(text)
    assert raised.kind == "JSONDecodeError"
    assert raised.builtin == ("ValueError", "Exception", "BaseException")
    assert raised.text == "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"
    assert raised.lines == ("ps1.py:6 in f: return [g('{')]", "ps1.py:3 in g: return json.loads(s)")
    assert headline(raised) == f"ps1.py:3: JSONDecodeError: {raised.text}"


def test_exception_from_elsewhere_has_no_lines() -> None:
    """Then the headline is its type and message."""
    raised = _raised_by("def f():\n    raise OSError('a')\n", set())
    assert (raised.lines, headline(raised)) == ((), "OSError: a")


def test_code_under_another_name_is_not_the_students() -> None:
    """Source that is compiled under the name of a grader's file shows none of that file's lines."""
    text = f"code = compile('x = 1/0', {__file__!r}, 'exec')\ndef f():\n    exec(code)\n"
    assert _raised_by(text).lines == ("ps1.py:3 in f: exec(code)",)


def test_long_tracebacks_and_messages_are_cut() -> None:
    """The innermost twelve lines, equal ones counted, 500 characters: enough to see what happens."""
    raised = _raised_by("def f(n=50):\n    return f(n - 1) if n else ValueError.fail\n")
    assert raised.lines == ("ps1.py:2 in f: return f(n - 1) if n else ValueError.fail (and 50 times more)",)
    raised = _raised_by("def f(n=50):\n    return g(n - 1)\n\ndef g(n):\n    return f(n) if n else ValueError.fail\n")
    assert len(raised.lines) == 12
    raised = _raised_by("def f():\n    raise ValueError('x' * 10**6)\n")
    assert raised.text == "x" * 500 + " …"


def test_russian_text_is_kept() -> None:
    """In names, in code and in messages."""
    raised = _raised_by("def f():\n    длина = 'ёж'\n    raise ValueError(f'не то: {длина}')\n")
    assert raised.text == "не то: ёж"
    assert raised.lines == ("ps1.py:3 in f: raise ValueError(f'не то: {длина}')",)


def test_traceback_shows_the_line_that_was_run_behind_any_character() -> None:
    """Where a form feed stands above, the code shown is still that of the line number."""
    raised = _raised_by("# a\x0cb\ndef f():\n    raise OSError\n")
    assert raised.lines == ("ps1.py:3 in f: raise OSError",)


# Exceptions that lie


LIES = {
    "__class__": "class E(Exception):\n    @property\n    def __class__(self):\n        return ValueError\n",
    "__qualname__": "class E(Exception): pass\nE.__qualname__ = 'ValueError'\nE.__module__ = 'builtins'\n",
    "__bases__": "class M(type):\n    def mro(cls):\n        return [cls, *type.mro(cls)[1:]]\n"
    "    __mro__ = (ValueError,)\n    __bases__ = (ValueError,)\nclass E(Exception, metaclass=M): pass\n",
    "__instancecheck__": "class M(type):\n    def __instancecheck__(cls, other): return True\n"
    "    def __subclasscheck__(cls, other): return True\nclass E(Exception, metaclass=M): pass\n",
    "__eq__": "class M(type):\n    def __eq__(cls, other): return True\n"
    "    def __hash__(cls): return hash(ValueError)\nclass E(Exception, metaclass=M): pass\n",
}


@pytest.mark.parametrize("lie", LIES)
def test_type_of_an_exception_is_its_real_one(lie: str) -> None:
    """Whatever the class says about itself: no ValueError is among its base classes."""
    raised = _raised_by(LIES[lie] + "def f():\n    raise E('x')\n")
    assert raised.builtin == ("Exception", "BaseException")
    assert (raised.kind, raised.text) == ("E", "x")


def test_exception_that_is_called_like_a_builtin_is_none() -> None:
    """Its name is its own affair; what it is, is found by identity."""
    raised = _raised_by("class ValueError(Exception): pass\ndef f():\n    raise ValueError\n")
    assert (raised.kind, raised.builtin) == ("ValueError", ("Exception", "BaseException"))


def test_bases_of_an_exception_are_named_nearest_first() -> None:
    """A subclass of several built-in exceptions counts as each of them."""
    raised = _raised_by("class E(KeyError, OSError): pass\ndef f():\n    raise E('x')\n")
    assert raised.builtin == ("KeyError", "LookupError", "OSError", "Exception", "BaseException")


HOSTILE = {
    "__str__ raises": "    def __str__(self): raise RuntimeError\n",
    "__str__ exits": "    def __str__(self): raise SystemExit(0)\n",
    "__str__ returns no text": "    def __str__(self): return 3\n",
    "__repr__ raises": "    def __repr__(self): raise RuntimeError\n",
    "__getattribute__ raises": "    def __getattribute__(self, name): raise RuntimeError(name)\n",
    "__traceback__ raises": "    __traceback__ = property(lambda self: 1 / 0)\n",
    "__str__ returns hostile text": "    def __str__(self): return Text('x')\n",
    "metaclass has no name": "    pass\nclass M(type):\n    __name__ = property(lambda cls: 1 / 0)\n"
    "class E(Exception, metaclass=M):\n    pass\n",
}


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_exception_costs_only_its_own_description(hostile: str) -> None:
    """Describing it raises nothing, and the statements after it run."""
    text = "class Text(str):\n    def __getitem__(self, key): raise RuntimeError\nclass E(Exception):\n"
    escaped = None
    try:
        loaded = _load(text + HOSTILE[hostile] + "raise E\nx = 1\n")
    except BaseException as error:
        escaped = type(error)  # the exception itself would be too much for pytest, too
    assert escaped is None
    assert loaded.module.x == 1
    [problem] = loaded.problems
    assert "\n" not in problem


def test_unreadable_message_is_said_to_be_unreadable() -> None:
    """Type and place are told all the same."""
    raised = _raised_by("class E(Exception):\n    def __str__(self): raise SystemExit\ndef f():\n    raise E\n")
    assert headline(raised) == "ps1.py:4: E: (its message cannot be read)"


@pytest.mark.parametrize("error", [ValueError("a\nb"), RecursionError("deep"), MemoryError()])
def test_source_that_no_syntax_error_explains_gets_a_line_too(error: Exception) -> None:
    """The parser may run out of stack or memory."""
    line = describe_syntax_error(error, FILE)
    assert line.startswith(f"ps1.py: Python cannot read it: {type(error).__name__}: ")
    assert "\n" not in line
