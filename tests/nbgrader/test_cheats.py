"""One-liners that stock nbgrader is cheated by, and worse: through our preprocessors none is worth a point."""

from __future__ import annotations

import pytest

from tests.nbgrader.courses import POINTS, PS1, NbCourse, solutions

pytestmark = pytest.mark.slow

# Each stands where a solution should be, in the first cell that students fill in.
CHEATS = {
    # The three that stock nbgrader falls for.
    "no-asserts": """
        import ast
        class NoAsserts(ast.NodeTransformer):
            def visit_Assert(self, node): return ast.Pass()
        get_ipython().ast_transformers.append(NoAsserts())
    """,
    "display-hook": """
        get_ipython().displayhook(1.0)
        get_ipython().events.register("post_run_cell", lambda *a: get_ipython().displayhook(1.5))
        print("1.5")
        1.5
    """,
    "detached-child": """
        import os, subprocess, sys
        code = '''
        import glob, sqlite3, time
        while True:
            time.sleep(0.2)
            for path in glob.glob("@/**/gradebook.db", recursive=True) + glob.glob("/**/gradebook.db", recursive=True):
                sqlite3.connect(path).execute("UPDATE grade SET manual_score = 99").connection.commit()
        '''
        try:
            subprocess.Popen([sys.executable, "-c", code], start_new_session=True)
        except Exception:
            if os.fork() == 0: exec(code)
    """,
    # And more.
    "own-check": """
        import autograder, sys
        autograder.check = lambda *a, **k: 1.5
        def check(*a, **k): return 1.5
        for name, module in list(sys.modules.items()):
            if name.startswith("autograder"):
                for key in list(vars(module)):
                    if "check" in key.lower() or "verdict" in key.lower():
                        try: setattr(module, key, lambda *a, **k: True)
                        except Exception: pass
    """,
    "equal-to-everything": """
        import torch
        class Equal(torch.Tensor):
            def __eq__(self, other): return True
            def __torch_function__(self, *a, **k): return torch.tensor(True)
            def __float__(self): return 1.5
        def sigmoid(x): return Equal()
        def mse(a, b): return Equal()
        def replace_last_row(x, row): return Equal()
    """,
    "writes-results": """
        import glob, json, os
        for folder in ("@", "@/graded", "@/autograded", "@/submitted", "/tmp", "."):
            for name in ("results.json", "ledger.sqlite", "gradebook.db", "timestamp.txt"):
                try: open(os.path.join(folder, name), "w").write(json.dumps({"score": 9}))
                except OSError: pass
    """,
}  # fmt: skip


@pytest.fixture(scope="module")
def course(generated: NbCourse) -> NbCourse:
    """Every cheat handed in, with an honest student before, between and after them."""
    import textwrap

    for name, source in CHEATS.items():
        cheat = textwrap.dedent(source).replace("@", str(generated.root))
        generated.submit(f"cheat-{name}", generated.released({"sigmoid": cheat}))
    for name in ("a-honest", "cheat-e-honest", "z-honest"):
        generated.submit(name, generated.released({"mse": solutions()["mse"]}))
    generated.nbgrader("autograde", PS1)
    return generated


@pytest.mark.parametrize("name", CHEATS)
def test_cheat_is_worth_nothing(course: NbCourse, name: str) -> None:
    """Neither for who cheats nor against anybody."""
    assert course.total(f"cheat-{name}") == 0
    assert set(course.scores(f"cheat-{name}").values()) == {0.0}


@pytest.mark.parametrize("name", ["a-honest", "cheat-e-honest", "z-honest"])
def test_honest_students_get_what_they_have_earned(course: NbCourse, name: str) -> None:
    """Whoever was graded before them."""
    grades = course.grades(name)
    assert {cell: auto for cell, (auto, _, _) in grades.items() if auto} == {
        "mse-checks": POINTS["mse"].visible,
        "mse-hidden": POINTS["mse"].hidden,
    }
    assert not any(manual for _, manual, _ in grades.values())
