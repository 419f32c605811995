"""A table to be written: a title, a header, rows of cells. Each kind of file is written from it."""

from dataclasses import dataclass

__all__ = ["Grid", "GridRow"]


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row: for each cell its paragraphs, one a line; `heading` for a row that heads others."""

    cells: tuple[str, ...]
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A title ("" where none is printed), the headings, the part each column has, and the rows."""

    title: str
    header: tuple[str, ...]
    roles: tuple[str, ...]
    rows: tuple[GridRow, ...]
