"""A table as a platform gave it out, to be filled in and given back: all but the grades stays as it was."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.report.export.exceptions import ExportError

__all__ = ["Template", "read_template"]

_BOM = "\ufeff"


@dataclass
class Template:
    """A CSV file.

    Attributes:
        path: where it came from, for messages.
        header: its first row.
        rows: the others, each as long as the header.
        delimiter: between cells.
        newline: behind rows.
        bom: what stands in front.
    """

    path: Path
    header: list[str]
    rows: list[list[str]]
    delimiter: str
    newline: str
    bom: str

    def column(self, names: Collection[str], remedy: str) -> int:
        """Return the column that has one of these names.

        Raises:
            ExportError: there is none, or there are several.
        """
        found = [index for index, name in enumerate(self.header) if name.strip() in names]
        if len(found) == 1:
            return found[0]
        what = " or ".join(sorted(names))
        how_many = "no column" if not found else f"{len(found)} columns"
        raise ExportError(f"{self.path}: has {how_many} {what}; {remedy}.")

    def text(self, columns: Sequence[int] | None = None) -> str:
        """Return the table, or these columns of it, written as it was."""
        buffer = io.StringIO()
        buffer.write(self.bom)
        writer = csv.writer(buffer, delimiter=self.delimiter, lineterminator=self.newline)
        for row in [self.header, *self.rows]:
            writer.writerow(row if columns is None else [row[column] for column in columns])
        return buffer.getvalue()


def read_template(path: Path) -> Template:
    """Read a table: UTF-8 with or without BOM, cells apart by commas, semicolons or tabs.

    Raises:
        ExportError: it cannot be read, or is no such table.
    """
    try:
        text = path.read_bytes().decode()
    except FileNotFoundError:
        raise ExportError(f"{path}: there is no such file; download it from the platform.") from None
    except OSError as error:
        raise ExportError(f"{path}: cannot be read ({error.strerror}); check its permissions.") from None
    except UnicodeDecodeError as error:
        raise ExportError(f"{path}: is no UTF-8 (byte {error.start}); download it again, and do not edit it.") from None
    body = text.removeprefix(_BOM)
    first = body.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        header, *rows = [row for row in csv.reader(io.StringIO(body, newline=""), delimiter=delimiter) if row]
    except (csv.Error, ValueError) as error:
        raise ExportError(f"{path}: is no table ({error}); download it again, and do not edit it.") from None
    for number, row in enumerate(rows, start=2):
        if len(row) > len(header):
            raise ExportError(
                f"{path}: row {number} has {len(row)} cells, the header {len(header)}; download it again."
            )
        row += [""] * (len(header) - len(row))
    newline = "\r\n" if first.endswith("\r") else "\n"
    return Template(path, header, rows, delimiter, newline, text[: len(text) - len(body)])
