"""Cells of a spreadsheet: text that no program takes for a formula, and numbers as people write them."""

from __future__ import annotations

import re

__all__ = ["number", "safe_cell"]

# Where a spreadsheet would see a formula: at the start of a cell, or of what it takes for one, as it may split lines at
# other characters than commas.
_FORMULA_START = re.compile(r"(^|[;|\t\r\n])(?=\s*[=+\-@＝＋－＠])")


def safe_cell(text: str) -> str:
    """Return text that no spreadsheet runs."""
    return _FORMULA_START.sub(r"\1'", text)


def number(value: float, decimal_mark: str = ".") -> str:
    """Return a number of points with as many decimals as it needs, four at most."""
    return f"{round(value, 4):.10g}".replace(".", decimal_mark)
