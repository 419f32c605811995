"""Join the rows of several tables: the first gives the columns, the others follow by their headings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from iagkg.problem import Problem
from iagkg.source.headings import normal, role_of
from iagkg.source.table import EMPTY, Cell, Row
from iagkg.source.word_grid import WordRow

__all__ = ["Joined"]


@dataclass(slots=True)
class Joined:
    """The rows so far. `header` is the place of the header in the first table, `taken` rows were above it."""

    header: int
    taken: int = 0
    names: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    _rows: list[tuple[int, list[Cell], bool]] = field(default_factory=list)
    _captions: list[str] = field(default_factory=list)
    _count: int = 0
    _at: int = 0
    _widths: dict[int, list[int] | None] = field(default_factory=dict)
    """For tables without a header: the columns of the last table of as many cells."""

    def caption(self, text: str) -> None:
        """Add a heading that stands above the next table."""
        self._captions.append(text)

    def add(self, rows: Sequence[WordRow], header: int | None) -> None:
        """Add a table; `header` is the place of its header, None where it has none that is understood."""
        if not self.names:
            self._count = self.taken
            self._put_captions()
            header = self.header
            self.names = [" ".join(text.split()) for text in rows[header].texts]
            self._at = len(self._rows) + header
            self._put(rows, None)
            self._widths = {len(rows[header].cells): None}
        elif header is None and len(rows[0].cells) in self._widths:
            self._put_captions()
            self._put(rows, self._widths[len(rows[0].cells)])
        elif header is not None and (places := self._places(rows[header].texts)) is not None:
            self._put_captions()
            self._put(rows, places, header)
            self._widths[len(places)] = places
        else:
            captions = [*self._captions]
            self._captions.clear()
            self._count += sum(row.height for row in rows)
            self.problems.append(
                Problem(
                    "warning" if header is not None else "info",
                    "table-not-read",
                    "A table with other columns than the first one is not read.",
                    found="; ".join(
                        [*captions, " | ".join(" ".join(text.split()) for text in rows[0].texts)]
                    )[:200],
                    expected=" | ".join(self.names),
                )
            )

    def _places(self, texts: Sequence[str]) -> list[int] | None:
        """Return the column of each cell of a further table, None where its columns are others."""
        mine = [normal(name) for name in self.names]
        roles = [role_of(name) for name in self.names]
        places: list[int] = []
        for text in texts:
            role = role_of(text)
            same = [at for at, name in enumerate(mine) if name == normal(text) and at not in places]
            alike = [at for at, known in enumerate(roles) if role and known == role and at not in places]
            alike = alike if role not in (None, "other") else []
            if not same and not alike:
                if role not in (None, "other", "output", "responsible"):
                    return None
                self.names.append(" ".join(text.split()))
                mine.append(normal(text))
                roles.append(role)
                same = [len(self.names) - 1]
            places.append((same or alike)[0])
        return places

    def _put_captions(self) -> None:
        for text in self._captions:
            self._count += 1
            self._rows.append((self._count, [Cell((text,))], True))
        self._captions.clear()

    def _put(self, rows: Sequence[WordRow], places: list[int] | None, header: int = -1) -> None:
        for at, row in enumerate(rows):
            self._count += 1
            number = self._count
            self._count += row.height - 1
            cells = [Cell(cell.lines, merged=cell.merged, across=cell.across) for cell in row.cells]
            if at == header and places is not None:
                cells = [Cell((name,)) for name in self.names]
            elif places is not None and not row.across:
                placed: list[Cell] = [EMPTY] * max(len(self.names), max(places) + 1)
                for place, cell in zip(places, cells, strict=False):
                    placed[place] = cell
                cells = [*placed, *cells[len(places) :]]
            self._rows.append((number, cells, row.across and _short(row)))
            self._report(row, number)

    def _report(self, row: WordRow, number: int) -> None:
        shown = " | ".join(" ".join(text.split()) for text in row.texts)[:200]
        if row.joined:
            self.problems.append(
                Problem(
                    "info",
                    "merged-across",
                    "A cell takes several columns; its words were put into the first of them.",
                    found=shown,
                    row=number,
                )
            )
        if any(cell.nested for cell in row.cells):
            self.problems.append(
                Problem(
                    "info",
                    "nested-table",
                    "A table stands inside a cell; its rows were read as paragraphs.",
                    found=shown,
                    row=number,
                )
            )

    def rows(self) -> Iterator[Row]:
        """Give all rows, numbered; rows of a table with fewer columns are filled up."""
        grown = len(self.names) > len(self._rows[self._at][1])
        for at, (number, cells, heading) in enumerate(self._rows):
            full = cells
            if grown and len(cells) > 1:
                full = [*cells, *[EMPTY] * (len(self.names) - len(cells))]
                if at == self._at:
                    full = [Cell((name,)) for name in self.names]
            yield Row(number, tuple(full), heading=heading)


def _short(row: WordRow) -> bool:
    """Tell whether the one cell across a row holds a heading and no sentence."""
    lines = row.cells[0].lines
    return len(lines) == 1 and len(lines[0]) <= 150 and not lines[0].endswith((".", ";", ","))
