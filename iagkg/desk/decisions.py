"""A decision that is read at the desk: a published document becomes the sheet that a person reviews."""

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from iagkg.citation import canonical
from iagkg.citation.model import Citation
from iagkg.desk.documents import plain_name
from iagkg.desk.loading import Loading, Review, load_sheet
from iagkg.register.folder import folder_name, loaded_of
from iagkg.register.loading import Prefilled, prefilled
from iagkg.register.model import Text
from iagkg.register.propose import propose
from iagkg.register.published import PublishedReading, confirm, decision_named, read_published
from iagkg.register.sheet import Sheet, SheetReading, read_sheet, write_sheet

__all__ = ["Published", "ReviewSheet", "keep_sheet", "published", "review_sheet"]


@dataclass(frozen=True, slots=True)
class Published:
    """A published decision as it was read: its number, the reading, what was proposed, and the sheet."""

    citation: Citation
    reading: PublishedReading
    filled: Prefilled
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class ReviewSheet:
    """A sheet to be reviewed, as a file and as it is read; `read` is the document it was made from."""

    name: str
    content: bytes
    reading: SheetReading
    read: Published | None = None


def published(name: str, content: bytes, named: str, text: Text, workspace: Path | None) -> Published:
    """Read a document as the decision named, and propose what its paragraphs say.

    `text` has what is known of it beforehand. Raises InputError where it cannot be read, or is another
    decision.
    """
    citation = decision_named(named)
    reading = read_published(name, content, text.lang)
    confirm(name, reading, citation)
    filled = prefilled(loaded_of(workspace, citation), propose(reading.paragraphs, text.lang), text.lang)
    known = replace(
        text,
        symbol=text.symbol or reading.found_symbol,
        date=text.date or reading.found_date,
        title=reading.found_title,
        file=name,
        sha256=reading.sha256,
    )
    sheet = Sheet(canonical(citation), filled.paragraphs, known, filled.proposed)
    return Published(citation, reading, filled, sheet)


def review_sheet(name: str, content: bytes, named: str, text: Text, workspace: Path) -> ReviewSheet:
    """Return the sheet for a published document, or a sheet that comes back reviewed (.xlsx, .csv)."""
    plain = plain_name(name)
    if PurePath(plain).suffix.lower() in {".xlsx", ".csv"}:
        return ReviewSheet(plain, content, _read(plain, content))
    found = published(plain, content, named, text, workspace)
    made = f"{folder_name(found.citation)}-{text.lang}.xlsx"
    with tempfile.TemporaryDirectory(prefix="iagkg-") as folder:
        path = Path(folder) / made
        write_sheet(path, found.sheet, text.lang)
        written = path.read_bytes()
    return ReviewSheet(made, written, _read(made, written), found)


def keep_sheet(sheet: ReviewSheet, review: Review, workspace: Path) -> Loading:
    """Load a sheet into the register of a workspace. Raises UsageError and InputError as `load_sheet`."""
    return load_sheet(workspace, sheet.name, sheet.reading, review)


def _read(name: str, content: bytes) -> SheetReading:
    with tempfile.TemporaryDirectory(prefix="iagkg-") as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        return read_sheet(path)
