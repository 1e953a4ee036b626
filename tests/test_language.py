"""What students are told, in English and in other languages."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder.batch.keys import Keys
from autograder.checking import CheckFailure, assert_close, describe, must_raise
from autograder.commands.main import main
from autograder.course.assignments import Course
from autograder.course.building import BuildError, build
from autograder.course.building.catalogues import faults_of_catalogues
from autograder.course.building.phrases import find_phrases
from autograder.language import (
    ENGLISH,
    LANGUAGES,
    Phrase,
    UnknownLanguage,
    of_locale,
    speak,
    spoken,
    tell,
    told,
    use_catalogues,
)
from autograder.report.folding import fold
from autograder.report.html.page import render_report
from autograder.report.results import OutputError, read_results, write_results
from autograder.report.verdict import CheckReport, ExerciseReport, Report, Status, Verdict
from autograder.sandbox.limits import Limits

ROOT = Path(__file__).parents[1]
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)


@pytest.fixture
def russian() -> Iterator[None]:
    """Have this process speak Russian."""
    speak("ru")
    yield
    speak(ENGLISH)


# Phrases


def test_a_phrase_is_its_english_text(russian: None) -> None:
    """Whatever is spoken: what compares and digests texts does so in English."""
    phrase = Phrase("{what} requires grad; detach it", what=Phrase("the result"))
    assert phrase == "the result requires grad; detach it"
    assert told(phrase) == "результат требует градиент; нужен detach()"


def test_values_are_told_only_if_they_are_phrases(russian: None) -> None:
    """What a student's code says is nobody's to translate, even if a catalogue has it."""
    assert told(Phrase("{name} is not defined", name="the result")) == "the result не определено"


def test_lines_are_told_line_by_line(russian: None) -> None:
    """Also those that are no phrases."""
    lines = Phrase.lines(Phrase("raised {kind}", kind="KeyError"), "ps1.py:3 in {f}: {}", indent="  ")
    assert lines == "raised KeyError\n  ps1.py:3 in {f}: {}"
    assert told(lines) == "возникло исключение KeyError\n  ps1.py:3 in {f}: {}"


@pytest.mark.parametrize(
    ("n", "form"), [(1, "значение"), (3, "значения"), (5, "значений"), (11, "значений"), (21, "значение")]
)
def test_russian_has_three_plurals(n: int, form: str) -> None:
    """And English two."""
    use_catalogues([ROOT / "autograder/checks/ps5_mnist"])
    phrase = Phrase("{n} value", "{n} values", n=n)
    assert phrase == (f"{n} value" if n == 1 else f"{n} values")
    assert told(phrase, "ru") == f"{n} {form}"


def test_what_no_catalogue_has_stays_english(russian: None) -> None:
    """So does an empty text, of which a catalogue would have its own head."""
    assert told("a text that no catalogue has") == "a text that no catalogue has"
    assert told("") == ""
    assert tell("so does {this}", this="this") == "so does this"


def test_what_comes_of_a_phrase_is_a_plain_text() -> None:
    """As JSON and SQLite want it."""
    assert type(told(Phrase("the result"))) is str
    assert type(told(Phrase("the result"), "ru")) is str


# Messages


def _message(failure: pytest.ExceptionInfo[CheckFailure]) -> str:
    return told(failure.value.message)


def test_comparisons_speak_russian(russian: None) -> None:
    """With the rows of small tensors one below the other."""
    import torch

    with pytest.raises(CheckFailure) as failure:
        assert_close(torch.tensor([1.0, 2.0]), torch.tensor([1.0, 3.0]))
    assert (
        _message(failure)
        == "результат в [1]: получено 2, ожидается 3 (различий: 1 из 2)\nполучено   [1, 2]\nожидается  [1, 3]"
    )
    assert told(describe((1, 2))) == "tuple, элементов: 2"
    with pytest.raises(CheckFailure) as failure, must_raise(ValueError, Phrase("for n = -1")):
        pass
    assert failure.value.message == "did not raise ValueError for n = -1"


def test_failures_with_one_exception_are_folded_in_every_language(russian: None) -> None:
    """By what was raised and where, though the texts around it differ."""
    place = "ps1.py:3 in f: raise"
    messages = [tell("raised {kind}: {text}", kind="KeyError", text=text) + f"\n  {place}" for text in "ab"]
    checks = [
        CheckReport(f"check {text}", False, Verdict.FAILED, 0.0, 1.0, message)
        for text, message in zip("ab", messages, strict=True)
    ]
    assert len(fold(checks)) == 1


# Which language


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "ru"}, "ru"),
        ({"LC_ALL": "C.UTF-8", "LANG": "ru_RU.UTF-8"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "ru_RU", "LANG": "en_US.UTF-8"}, "ru"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "../../etc"}, "en"),
    ],
)
def test_locale(environment: dict[str, str], language: str) -> None:
    """LC_ALL comes before LC_MESSAGES, and that before LANG; of what there is no catalogue of, English."""
    assert of_locale(environment) == language


def test_unknown_language_says_which_there_are() -> None:
    """In a line, on the command line as in a notebook; what was spoken is spoken still."""
    with pytest.raises(UnknownLanguage, match=r"^xx: there is no such language; there are en, ru\.$"):
        speak("xx")
    assert spoken() == ENGLISH
    result = CliRunner().invoke(main, ["check", "--lang", "xx"])
    assert result.exit_code == 2
    assert result.output.splitlines()[-1] == "Error: Invalid value for '--lang': 'xx' is not one of 'en', 'ru'."


_HALF = "import os\nos.environ['LANG'] = os.environ['LC_ALL'] = 'ru_RU.UTF-8'\ndef sum_of_squares(n):\n    return n\n"


def _checked(path: Path, *arguments: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "autograder.commands.main", "check", str(path), "-e", "sum_of_squares", *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**{name: value for name, value in os.environ.items() if name not in ("LC_ALL", "LANG")}, **environment},
    )
    assert done.returncode == 1, done.stderr
    return done.stdout


def test_a_submission_has_no_say_in_the_language(tmp_path: Path) -> None:
    """Whatever it makes of its environment; the option comes before the locale, and results say what it was."""
    file = tmp_path / "ps1_tensors.py"
    file.write_text(_HALF, encoding="utf-8")
    assert not CYRILLIC.search(_checked(file, LANG="C.UTF-8"))
    document = json.loads(_checked(file, "--json", "--lang", "ru", LC_ALL="C.UTF-8"))
    assert document["lang"] == "ru"
    [exercise] = document["submissions"][0]["exercises"]
    assert all(CYRILLIC.search(check["name"]) for check in exercise["checks"])


def test_a_file_in_the_folder_of_a_language_is_told_of_in_it(tmp_path: Path) -> None:
    """Whatever the locale says."""
    file = tmp_path / "ru" / "ps1_tensors.py"
    file.parent.mkdir()
    file.write_text(_HALF, encoding="utf-8")
    assert CYRILLIC.search(_checked(file, LC_ALL="C.UTF-8"))


def test_keys_tell_languages_apart() -> None:
    """A resumed batch mixes none: what was graded in one is graded anew in another."""
    assignment = Course(ROOT).assignment("ps1_tensors", with_solution=True)
    keys = [Keys(assignment, "full", "cpu", Limits(), language).of("ps1_tensors.py", "x") for language in LANGUAGES]
    assert keys[0].keys() == keys[1].keys()
    assert not {*keys[0].values()} & {*keys[1].values()}


# Catalogues


def test_nothing_is_untranslated() -> None:
    """Nor fuzzy, nor told no more, nor with other values, nor not compiled; for all assignments, in all languages."""
    assert LANGUAGES == ("en", "ru")
    assert list(faults_of_catalogues(ROOT)) == []
    for name in Course(ROOT).assignments:
        for language in LANGUAGES[1:]:
            assert (ROOT / "autograder/checks" / name / f"{language}.mo").is_file()
            assert (ROOT / "solutions" / name / f"{language}.mo").is_file()


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course with one check, one misconception, and catalogues that nobody has filled in."""
    checks, solution = tmp_path / "autograder/checks/ps1", tmp_path / "solutions/ps1"
    checks.mkdir(parents=True)
    solution.mkdir(parents=True)
    (solution / "ps1.py").write_text("# %%\ndef f(x):\n    ### BEGIN SOLUTION\n    return x\n    ### END SOLUTION\n")
    (solution / "misconceptions.py").write_text('@misconception("f", hint="A hint.")\ndef off(x):\n    return x + 1\n')
    (checks / "test_f.py").write_text(
        'LATE = Symptom("late", "Too late.")\n\n\n@check(points=1)\ndef test_f(student):\n    """Gives x."""\n'
        '    raise CheckFailure(Phrase("{n} of {m}", n=1, m=2))\n'
    )
    (checks / "hints.json").write_text('{"exercises": {"f": {"misconceptions": [{"hints": ["A hint."]}]}}}')
    for folder in (checks, solution):
        (folder / "ru.po").touch()
    return tmp_path


def _faults(course: Path) -> list[str]:
    return list(faults_of_catalogues(course))


def _fill(path: Path, **translations: str) -> None:
    text = path.read_text(encoding="utf-8")
    for number, (english, other) in enumerate(translations.items()):
        text = text.replace(f'msgid "{english}"\nmsgstr ""', f'msgid "{english}"\nmsgstr "{other}"')
        assert f'msgstr "{other}"' in text, number
    path.write_text(text, encoding="utf-8")


def test_build_adds_what_is_new_and_compiles_what_is_translated(course: Path) -> None:
    """Hints that students have of misconceptions are translated in secret, and compiled for them."""
    visible, secret = course / "autograder/checks/ps1/ru.po", course / "solutions/ps1/ru.po"
    assert [line.split(" is not there")[0] for line in _faults(course)] == [
        "autograder/checks/ps1/ru.po: “Too late.” of autograder/checks/ps1/test_f.py:1",
        "solutions/ps1/ru.po: “A hint.” of solutions/ps1/misconceptions.py:1",
    ]
    build(course)
    assert _faults(course) == [
        "autograder/checks/ps1/ru.po: “Too late.” of autograder/checks/ps1/test_f.py:1 has no translation "
        "(and 2 more).",
        "solutions/ps1/ru.po: “A hint.” of solutions/ps1/misconceptions.py:1 has no translation.",
    ]
    _fill(visible, **{"Too late.": "Поздно.", "Gives x": "Даёт x", "{n} of {m}": "{n} из {m}"})
    _fill(secret, **{"A hint.": "Подсказка."})
    assert [line.split(":")[1] for line in _faults(course)] == [
        " stale, what it is made of has changed since; run autograder build."
    ] * 2
    build(course)
    assert _faults(course) == []
    assert "Подсказка.".encode() in visible.with_suffix(".mo").read_bytes()
    assert "Подсказка." not in visible.read_text(encoding="utf-8")
    assert build(course) == []


def test_a_translation_with_other_values_is_found(course: Path) -> None:
    """Also one with a brace that stands alone."""
    build(course)
    for other in ("{n} из {k}", "{n} из {m", "из"):
        path = course / "autograder/checks/ps1/ru.po"
        before = path.read_text(encoding="utf-8")
        _fill(path, **{"{n} of {m}": other})
        assert any("“{n} of {m}”" in line and "other names in braces" in line for line in _faults(course))
        path.write_text(before, encoding="utf-8")


def test_what_is_told_no_more_is_kept_until_somebody_deletes_it(course: Path) -> None:
    """The text may only have been reworded."""
    build(course)
    path, check = course / "autograder/checks/ps1/ru.po", course / "autograder/checks/ps1/test_f.py"
    _fill(path, **{"Too late.": "Поздно."})
    check.write_text(check.read_text().replace("Too late.", "Late."))
    build(course)
    assert '#~ msgid "Too late."\n#~ msgstr "Поздно."' in path.read_text(encoding="utf-8")
    assert any(line.endswith("“Too late.” is said nowhere any more; delete it.") for line in _faults(course))


def test_a_template_must_stand_in_the_code(tmp_path: Path) -> None:
    """One that is put together is found by nobody."""
    file = tmp_path / "test_f.py"
    file.write_text('Phrase(f"{n} of {m}")\n')
    with pytest.raises(BuildError, match=r"^test_f\.py:1: write the template itself here"):
        list(find_phrases(file, "test_f.py"))


# What is made of results


def test_report_and_feedback_speak_the_language_of_the_results(tmp_path: Path) -> None:
    """Which `results.json` says; one without it is of an older version, and English."""
    check = CheckReport("Даёт x", False, Verdict.FAILED, 0.0, 1.0, "результат: форма (1,), ожидается ()")
    report = Report("ada", "ps1.py", "", Status.GRADED, None, 0.0, 1.0, 0.1, [ExerciseReport("f", 0.0, 1.0, [check])])
    write_results(tmp_path, lambda: [report], assignment="ps1", sandbox="full", device="cpu", lang="ru")
    try:
        told_in_russian = CliRunner().invoke(main, ["feedback", str(tmp_path), str(tmp_path / "told")])
        page = render_report(read_results(tmp_path / "results.json"), lambda report: "код")
    finally:
        speak(ENGLISH)
    assert told_in_russian.exit_code == 0, told_in_russian.output
    for text in (page, (tmp_path / "told/ada/feedback.html").read_text(encoding="utf-8")):
        assert '<html lang="ru">' in text
        assert "из 1" in text
    assert read_results(tmp_path / "results.json").lang == "ru"
    older = (tmp_path / "results.json").read_text(encoding="utf-8").replace(' "lang": "ru",\n', "")
    (tmp_path / "results.json").write_text(older, encoding="utf-8")
    assert read_results(tmp_path / "results.json").lang == ENGLISH
    (tmp_path / "results.json").write_text(older.replace('"device"', '"lang": "xx", "device"'), encoding="utf-8")
    with pytest.raises(OutputError, match="is in the language xx, of which there is no catalogue here"):
        read_results(tmp_path / "results.json")
