"""A cell of a workbook that holds words as they are: never a formula, a number or a date."""

import re
from typing import Any

__all__ = ["LONGEST_CELL", "put_text", "text_of"]

LONGEST_CELL = 32_767
"""The most characters that a cell of a workbook holds."""
_WRITTEN = re.compile(r"_x([0-9A-Fa-f]{4})_")
CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def put_text(sheet: Any, row: int, column: int, text: str) -> Any:
    """Write words into a cell of an openpyxl sheet and return the cell; what looks like a code is kept."""
    cell = sheet.cell(row, column)
    if text:
        cell.value = CODED.sub("_x005F_", text)
        cell.data_type = "s"
    cell.number_format = "@"
    return cell


def text_of(value: str) -> str:
    """Return the words of a cell as a spreadsheet program shows them: letters written as codes are letters.

    Half a character, which no file in UTF-8 can hold, becomes U+FFFD.
    """
    found = _WRITTEN.sub(lambda code: chr(int(code[1], 16)), value)
    return found.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
