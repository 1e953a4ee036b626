"""Write the golden files anew."""

from __future__ import annotations

from tests.golden import HERE, IN_RUSSIAN, MISTAKES, golden, golden_in_russian, reports

for assignment in dict.fromkeys(title.split("/")[0] for title in MISTAKES):
    for title, report in reports(assignment).items():
        (HERE / f"{title}.txt").write_text(golden(report), encoding="utf-8")
for assignment in dict.fromkeys(title.split("/")[0] for title in IN_RUSSIAN):
    for title, report in reports(assignment, "ru").items():
        (HERE / f"{title}.ru.txt").write_text(golden_in_russian(report), encoding="utf-8")
