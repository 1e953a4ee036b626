"""The ledger: what is written stays, one process writes, and whatever is wrong is said in a line."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.batch.ledger import Entry, Ledger, LedgerError, Sources
from autograder.report.verdict import CheckReport, ExerciseReport, Report, Status, Verdict, has_fault, merge
from autograder.submissions.submission import Cell, Submission

HOLD = """
import sys, time
from pathlib import Path
from autograder.batch.ledger import Ledger
with Ledger(Path(sys.argv[1]), "ps1"):
    print("held", flush=True)
    time.sleep(60)
"""


def _exercise(name: str, verdict: Verdict = Verdict.PASSED, points: float = 1.0) -> ExerciseReport:
    checks = [CheckReport("is right", True, verdict, points, 1.0, "m", "x = 1", None, "h")]
    return ExerciseReport(name, points, 1.0, checks)


def _report(student: str, *exercises: ExerciseReport, seconds: float = 1.0) -> Report:
    score = sum(exercise.score for exercise in exercises)
    return Report(student, "a.py", "00", Status.GRADED, None, score, 2.0, seconds, list(exercises), ["a note"])


def _entry(student: str) -> Entry:
    return Entry({"f": "1"}, _report(student, _exercise("f")), "full", "cpu")


def test_what_was_kept_is_there(tmp_path: Path) -> None:
    """In the next process, too."""
    with Ledger(tmp_path, "ps1") as ledger:
        ledger.keep("Ядвига", _entry("Ядвига"))
    with Ledger(tmp_path, "ps1") as ledger:
        assert ledger.entry("Ядвига") == _entry("Ядвига")
        assert ledger.entry("nobody") is None


def test_folder_of_another_assignment_is_refused(tmp_path: Path) -> None:
    """Its results.json and grades.csv would be overwritten; nothing is lost, and the line says what to do."""
    with Ledger(tmp_path, "ps1") as ledger:
        ledger.keep("s", _entry("s"))
    with pytest.raises(LedgerError, match=r": holds the results of ps1; name another folder for ps2\.$"):
        Ledger(tmp_path, "ps2").__enter__()
    with Ledger(tmp_path, "ps1") as ledger:
        assert ledger.entry("s") == _entry("s")


def test_students_whose_names_print_alike_have_a_row_each(tmp_path: Path) -> None:
    """A row belongs to the bytes of a name, be they text or not."""
    names = ["a\nb", "a\\nb", "\udcff", "\\udcff"]
    with Ledger(tmp_path, "ps1") as ledger:
        for number, name in enumerate(names):
            ledger.keep(name, _entry(f"s{number}"))
        assert [ledger.entry(name) for name in names] == [_entry(f"s{number}") for number in range(4)]


def test_code_is_kept_as_it_was_run(tmp_path: Path) -> None:
    """By the hash of the file; whoever asks needs no lock; a folder of an earlier version has none."""
    source = Submission(Path("a.ipynb"), "0a", (Cell("x = 'я'\n", "cell 2"), Cell("", "cell 3")))
    with Ledger(tmp_path, "ps1") as ledger:
        assert not ledger.has_source("0a")
        ledger.keep("s", _entry("s"), source)
        ledger.keep("t", _entry("t"), source)
        assert ledger.has_source("0a")
        with Sources(tmp_path) as sources:
            assert sources.cells("0a") == source.cells
            assert sources.cells("0b") is None
        ledger._database.execute("DROP TABLE sources")
    with Sources(tmp_path) as sources:
        assert sources.cells("0a") is None


def test_ledger_that_is_none_has_no_code(tmp_path: Path) -> None:
    """Said in a line, with what to name instead."""
    with pytest.raises(LedgerError, match=r"ledger\.sqlite: is not there; name the OUT folder"):
        Sources(tmp_path).__enter__()
    (tmp_path / "ledger.sqlite").write_text("no database at all" * 100)
    with pytest.raises(LedgerError, match=r"ledger\.sqlite: cannot be read"):
        Sources(tmp_path).__enter__()


def test_row_that_is_no_report_is_said(tmp_path: Path) -> None:
    """Whoever has changed it by hand learns which file it is."""
    with Ledger(tmp_path, "ps1") as ledger:
        ledger.keep("s", _entry("s"))
        ledger._database.execute("UPDATE reports SET report = replace(CAST(report AS TEXT), '\"passed\"', '\"great\"')")
        with pytest.raises(LedgerError, match=r"ledger\.sqlite: is no ledger .*great"):
            ledger.entry("s")


def test_it_is_durable(tmp_path: Path) -> None:
    """Write-ahead log, and every commit waits for the disk."""
    with Ledger(tmp_path, "ps1") as ledger:
        assert ledger._database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert ledger._database.execute("PRAGMA synchronous").fetchone() == (2,)


def test_second_process_is_refused_and_told_who_holds_it(tmp_path: Path) -> None:
    """Until the first one is gone, however it goes."""
    holder = subprocess.Popen([sys.executable, "-c", HOLD, tmp_path], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(LedgerError, match=rf"process {holder.pid} of .+ on \S+ has been grading into it since 20"):
        Ledger(tmp_path, "ps1").__enter__()
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    with Ledger(tmp_path, "ps1") as ledger:
        ledger.keep("s", _entry("s"))


def test_file_that_is_no_ledger_is_left_alone(tmp_path: Path) -> None:
    """It says where, what, and what to do."""
    (tmp_path / "ledger.sqlite").write_text("grades of last year " * 100)
    with pytest.raises(LedgerError, match=r"ledger\.sqlite: is no ledger .*name another folder"):
        Ledger(tmp_path, "ps1").__enter__()
    assert (tmp_path / "ledger.sqlite").read_text().startswith("grades of last year")


def test_ledger_of_another_format_is_left_alone(tmp_path: Path) -> None:
    """A later version may have written it."""
    with Ledger(tmp_path, "ps1"):
        pass
    with sqlite3.connect(tmp_path / "ledger.sqlite") as database:
        database.execute("UPDATE meta SET value = '99' WHERE name = 'format'")
    with pytest.raises(LedgerError, match=r"has format 99, this version of autograder writes 2"):
        Ledger(tmp_path, "ps1").__enter__()


FILL = """
import sys
from pathlib import Path
from autograder.batch.ledger import Ledger, LedgerError
from tests.test_ledger import _entry
kept = 0
ballast = Path(sys.argv[1], "ballast")
ballast.write_bytes(bytes(50_000))
try:
    with Ledger(Path(sys.argv[1]), "ps1") as ledger:
        while True:
            ledger.keep(f"s{kept}", _entry(f"s{kept}"))
            kept += 1
except LedgerError as error:
    print(kept, error, sep="\\n")
ballast.unlink()
with Ledger(Path(sys.argv[1]), "ps1") as ledger:
    print(all(ledger.entry(f"s{number}") == _entry(f"s{number}") for number in range(kept)))
"""


def test_full_disk_loses_nothing(tmp_path: Path) -> None:
    """A disk of 300 KiB: what was said to be kept is there, and the line says what to do: make room."""
    script = f'mount -t tmpfs -o size=300k tmpfs "{tmp_path}" && exec "$0" -c "$1" "{tmp_path}"'
    command = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, sys.executable, FILL]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[1])
    kept, line, complete = done.stdout.splitlines()
    assert int(kept) > 10
    assert "full" in line
    assert "make room" in line
    assert complete == "True"


def test_merged_report_has_the_exercises_of_both() -> None:
    """In the order of the assignment; of two of the same exercise, the new one."""
    kept = _report("s", _exercise("g"), _exercise("f", Verdict.FAILED, 0.0))
    merged = merge(kept, _report("s", _exercise("f"), seconds=0.5), ["f", "g"])
    assert [exercise.name for exercise in merged.exercises] == ["f", "g"]
    assert (merged.score, merged.max_score, merged.seconds, merged.status) == (2.0, 2.0, 1.5, Status.GRADED)


def test_fault_of_the_grader_stays_one_when_merged() -> None:
    """Until that exercise has been graded."""
    kept = _report("s", _exercise("f", Verdict.NOT_GRADED, 0.0))
    assert has_fault(kept.exercises[0])
    assert merge(kept, _report("s", _exercise("g")), ["f", "g"]).status is Status.NOT_GRADED
    assert merge(kept, _report("s", _exercise("f")), ["f", "g"]).status is Status.GRADED
    nothing = Report("s", "a.py", "", Status.NOT_GRADED, "the grader failed", 0.0, 0.0, 0.0)
    assert merge(_report("s", _exercise("g")), nothing, ["f", "g"]).status is Status.NOT_GRADED
