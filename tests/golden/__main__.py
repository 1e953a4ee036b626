"""Write the golden files anew."""

from __future__ import annotations

from tests.golden import HERE, MISTAKES, golden, reports

for assignment in dict.fromkeys(title.split("/")[0] for title in MISTAKES):
    for title, report in reports(assignment).items():
        (HERE / f"{title}.txt").write_text(golden(report), encoding="utf-8")
