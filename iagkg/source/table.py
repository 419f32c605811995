"""A table as it stands in a document: rows of cells with their places, before anything is understood.

Every kind of file ends here: a text, a Word document, a sheet. What the cells mean is the business of `rows`.
"""

from dataclasses import dataclass

from iagkg.problem import Problem

__all__ = ["EMPTY", "Cell", "Held", "Row", "Table"]


@dataclass(frozen=True, slots=True)
class Held:
    """What a cell of a workbook holds instead of words: its address ("C14"), and `date` or `number`.

    `guess` is what a person may have typed ("16/9"), "" where nothing comes to mind; `shown` the whole value.
    """

    address: str
    kind: str
    guess: str = ""
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """The paragraphs of one cell, and the line of each where the source is a text file."""

    paragraphs: tuple[str, ...]
    lines: tuple[int | None, ...] = ()
    merged: bool = False
    """True where the cell goes on from the row above: the words are those of the cell it belongs to."""
    across: bool = False
    """True where the cell takes several columns; its words stand in the first of them."""
    held: Held | None = None

    @property
    def text(self) -> str:
        """The paragraphs as printed, one a line, without the blanks around them."""
        return "\n".join(self.paragraphs).strip()

    @property
    def line(self) -> int | None:
        """The line of the first paragraph."""
        return self.lines[0] if self.lines else None

    def placed(self) -> list[tuple[str, int | None]]:
        """Return each paragraph with its line."""
        lines = self.lines or (None,) * len(self.paragraphs)
        return list(zip(self.paragraphs, lines, strict=True))


EMPTY = Cell(())


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `number` counts all rows of the table from 1, header and headings included."""

    number: int
    cells: tuple[Cell, ...]
    heading: bool = False
    """True where the document itself sets the row apart: a caption, or one cell across the table."""

    @property
    def line(self) -> int | None:
        """The line the row begins on, where the source is a text file."""
        return self.cells[0].line if self.cells else None

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts of the cells."""
        return tuple(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """The title of a document and the rows of its table."""

    name: str
    sha256: str
    format: str
    encoding: str
    title: str
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()
