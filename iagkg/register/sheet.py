"""The sheet on which a person reviews a decision, one row a paragraph: its columns, written and read.

An Excel workbook or a CSV file (UTF-8 with a mark) by the ending of its name. Headings stand in English,
French or Spanish; each is understood in any of them. What document was read stands on a tab of its own in a
workbook, and in the last columns of every row in a CSV file, where it survives a spreadsheet program.
"""

from dataclasses import dataclass, fields
from pathlib import Path

from iagkg.errors import InputError, UsageError
from iagkg.files import write_whole
from iagkg.office.package import MAX_BYTES
from iagkg.register.model import LANGUAGES, Paragraph, Text
from iagkg.register.sheet_columns import COLUMNS, PLACED, SAID, SOURCE, heading
from iagkg.register.sheet_csv import read_csv, write_csv
from iagkg.register.sheet_rows import Grid, SheetReading, rows_read
from iagkg.register.sheet_xlsx import read_xlsx, write_xlsx
from iagkg.wording import LANGUAGES as SCREEN_LANGUAGES

__all__ = ["Sheet", "SheetReading", "read_sheet", "write_sheet"]

ALWAYS = ("en", "fr", "es")
NO_TEXT = Text("")
ENDINGS = "a name that ends in .xlsx or .csv"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a sheet holds: the decision, its paragraphs, the text they were read from.

    `source.lang` is "" for a sheet of what is loaded already. `proposed` has for each paragraph the names of
    the fields that are proposals.
    """

    decision: str
    paragraphs: tuple[Paragraph, ...]
    source: Text = NO_TEXT
    proposed: tuple[frozenset[str], ...] = ()


def write_sheet(path: Path, sheet: Sheet, lang: str = "en") -> None:
    """Write a sheet as .xlsx or .csv, whole or not at all; `lang` is the language of its headings.

    The same sheet gives the same bytes. Raises UsageError for another ending, InputError where the file
    cannot be written or a text is longer than a cell of a workbook holds.
    """
    suffix = path.suffix.lower()
    if suffix not in {".xlsx", ".csv"}:
        raise UsageError(f"{path}: sheets of this kind are not written.", ENDINGS)
    words = lang if lang in SCREEN_LANGUAGES else "en"
    content = (write_xlsx if suffix == ".xlsx" else write_csv)(_grid(sheet), words)
    try:
        with write_whole(path) as temporary:
            temporary.write_bytes(content)
    except OSError as error:
        raise InputError(
            f"{path}: cannot be written: {error.strerror}.",
            "a place that you may write to",
            "close the sheet if a program has it open, or name another place.",
        ) from error


def _grid(sheet: Sheet) -> Grid:
    used = {lang for item in sheet.paragraphs for lang in item.text} | {sheet.source.lang}
    shown = {lang for lang in LANGUAGES if lang in ALWAYS or lang in used}
    columns = tuple(name for name in COLUMNS if name[:5] != "text_" or name[5:] in shown)
    rows = []
    for place, item in enumerate(sheet.paragraphs):
        marked = sheet.proposed[place] if place < len(sheet.proposed) else frozenset()
        row = {"decision": sheet.decision, "proposed": ", ".join(sorted(marked))}
        row |= {part.name: str(getattr(item, part.name)) for part in fields(Paragraph) if part.name != "text"}
        rows.append(row | {f"text_{lang}": item.text.get(lang, "") for lang in shown})
    return Grid(sheet.decision, columns, rows, {name: str(getattr(sheet.source, name)) for name in SOURCE})


def read_sheet(path: Path) -> SheetReading:
    """Return what a reviewed sheet holds; a cell that was emptied is empty.

    Raises InputError where the file cannot be read, is no sheet of ours, or lacks a column. A value that is
    not allowed is a problem with its sheet, row and column.
    """
    suffix = path.suffix.lower()
    if suffix not in {".xlsx", ".csv"}:
        raise InputError(f"{path}: sheets of this kind are not read.", ENDINGS)
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}.", "a reviewed sheet") from error
    found = (read_xlsx if suffix == ".xlsx" else read_csv)(path.name, content)
    missing = [name for name in (*PLACED, *SAID) if name not in found.columns]
    if missing:
        raise InputError(
            f"{found.where}, row {found.header}: no column "
            f"{', '.join(heading(name, 'en') for name in missing)}.",
            "the headings as they were written",
            "put the column back; it may be empty.",
        )
    return rows_read(found)
