"""A table as it stands in a document: rows of cells with their places, before anything is understood.

Every kind of file ends here: a text, later a Word document or a sheet. What the cells mean is the
business of `rows`.
"""

from dataclasses import dataclass

from iagkg.problem import Problem

__all__ = ["EMPTY", "Cell", "Row", "Table"]


@dataclass(frozen=True, slots=True)
class Cell:
    """The paragraphs of one cell, and the line of each where the source is a text file."""

    paragraphs: tuple[str, ...]
    lines: tuple[int | None, ...] = ()

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
