"""A cell of a workbook that holds words as they are: never a formula, a number or a date."""

import re
from typing import Any

__all__ = ["LONGEST_CELL", "put_text"]

LONGEST_CELL = 32_767
"""The most characters that a cell of a workbook holds."""
CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def put_text(sheet: Any, row: int, column: int, text: str) -> Any:
    """Write words into a cell of an openpyxl sheet and return the cell; what looks like a code is kept."""
    cell = sheet.cell(row, column)
    if text:
        cell.value = CODED.sub("_x005F_", text)
        cell.data_type = "s"
    cell.number_format = "@"
    return cell
