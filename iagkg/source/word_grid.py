"""The rows of a table of Word, column under column: cells joined across and down are seen to.

Which column a cell belongs to is told by the header: people drag the borders of cells, and the grid that Word
keeps then has more columns than the table that is seen.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from iagkg.office.encoding import split_lines
from iagkg.office.model import Block, Para
from iagkg.office.model import Cell as OfficeCell
from iagkg.office.model import Row as OfficeRow
from iagkg.office.model import Table as OfficeTable
from iagkg.source.columns import HEADER_WITHIN, header_score

__all__ = ["WordCell", "WordRow", "header_at", "lines_of", "logical_rows"]

Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordCell:
    """The lines of a cell; `merged` where it goes on from the row above, `nested` where it holds a table.

    `across` where it takes several columns.
    """

    lines: Lines
    merged: bool = False
    nested: bool = False
    across: bool = False

    @property
    def text(self) -> str:
        """The lines, one under the other."""
        return "\n".join(self.lines)


@dataclass(frozen=True, slots=True)
class WordRow:
    """A row of the table as it is seen; `across` where one cell takes its whole width.

    `height` counts the rows of Word it stands for: a header may have several.
    """

    cells: tuple[WordCell, ...]
    across: bool = False
    joined: bool = False
    """True where a cell with words takes several columns."""
    height: int = 1

    @property
    def texts(self) -> tuple[str, ...]:
        """The words of the cells."""
        return tuple(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    cell: WordCell
    continued: bool


def lines_of(para: Para) -> list[str]:
    """Return the lines of a paragraph, its printed number before the first."""
    text = f"{para.number} {para.text}" if para.number else para.text
    return [line.replace("\t", " ").strip() for line in split_lines(text)]


def _lines(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Para):
            yield from lines_of(block)
        else:
            for row in block.rows:
                inner = (" ".join(line for line in _lines(cell.blocks) if line) for cell in row.cells)
                yield " | ".join(words for words in inner if words)


def _cell(cell: OfficeCell) -> WordCell:
    nested = any(isinstance(block, OfficeTable) for block in cell.blocks)
    return WordCell(tuple(line for line in _lines(cell.blocks) if line), nested=nested)


def _spans(row: OfficeRow, above: dict[int, WordCell]) -> list[_Span]:
    """Return the cells of a row with their places in the grid; `above` has the open cell of each place."""
    spans, at = [], row.before
    for cell in row.cells:
        own = _cell(cell)
        if cell.continued and at in above:
            own = WordCell(above[at].lines, merged=True)
        else:
            above[at] = own
        spans.append(_Span(at, at + cell.span, own, cell.continued))
        at += cell.span
    return spans


def logical_rows(table: OfficeTable) -> list[WordRow]:
    """Return the rows of a table, each cell in the column of the header it stands under."""
    above: dict[int, WordCell] = {}
    rows = [(row, _spans(row, above)) for row in table.rows]
    rows = [(row, spans) for row, spans in rows if spans]
    if not rows:
        return []
    width = max(spans[-1].end + row.after for row, spans in rows)
    plain = [WordRow(tuple(span.cell for span in spans)) for _, spans in rows]
    at = header_at(plain)
    at = at or 0
    while at and any(span.continued for span in rows[at][1]):
        at -= 1
    last = _header_end(rows, at)
    columns = _columns([spans for _, spans in rows[at : last + 1]])
    done = []
    for number, (row, spans) in enumerate(rows):
        if at < number <= last:
            continue
        if number == at:
            done.append(_heading([spans for _, spans in rows[at : last + 1]], columns))
        else:
            done.append(_placed(row, spans, columns, width))
    return done


def header_at(rows: Sequence[WordRow]) -> int | None:
    """Return the place of the header: the one of the first rows whose cells name most of a workplan."""
    scores = [header_score(row.texts) for row in rows[:HEADER_WITHIN]]
    return scores.index(max(scores)) if scores and max(scores) > 0 else None


def _header_end(rows: Sequence[tuple[OfficeRow, list[_Span]]], at: int) -> int:
    """Return the last row of the header: rows below it belong to it where its cells go on into them."""
    last = at
    for number in range(at + 1, min(at + 3, len(rows))):
        _, spans = rows[number]
        divided = any(span.continued for span in spans) and not all(span.continued for span in spans)
        if not (divided and all(span.continued or len(span.cell.text) <= 60 for span in spans)):
            break
        if not any(len(over) > 1 for over in _over(rows[at][1], spans)):
            break
        last = number
    return last


def _over(header: Sequence[_Span], spans: Sequence[_Span]) -> list[list[_Span]]:
    """Return for each cell of the header the cells of a row that stand under it."""
    return [[span for span in spans if cell.start <= span.start < cell.end] for cell in header]


def _columns(header: Sequence[Sequence[_Span]]) -> list[tuple[int, int]]:
    """Return where each column begins and ends in the grid: as in the row of the header with most cells."""
    finest = max(header, key=len)
    return [(span.start, span.end) for span in finest]


def _heading(header: Sequence[Sequence[_Span]], columns: Sequence[tuple[int, int]]) -> WordRow:
    """Return one header row of several: the words above and below each other in a column are one heading."""
    cells = []
    for start, end in columns:
        words: list[str] = []
        for spans in header:
            for span in spans:
                if span.start < end and start < span.end and span.cell.text not in words:
                    words += [span.cell.text] if span.cell.text else []
        cells.append(WordCell(tuple(words)))
    return WordRow(tuple(cells), height=len(header))


def _placed(
    row: OfficeRow, spans: Sequence[_Span], columns: Sequence[tuple[int, int]], width: int
) -> WordRow:
    whole = spans[-1].end + row.after - spans[0].start + row.before
    if len(spans) == 1 and len(columns) > 1 and whole >= width and not row.after and not row.before:
        rest = (WordCell(()),) * (len(columns) - 1)
        return WordRow((spans[0].cell, *rest), across=True)
    if len(spans) == len(columns) and not row.before:
        return WordRow(tuple(span.cell for span in spans))
    if whole < width - 1 and len(spans) < len(columns):
        return WordRow(tuple(span.cell for span in spans))  # a row with cells lost: taken from the left
    cells: list[WordCell | None] = [None] * len(columns)
    loose: list[WordCell] = []
    joined = False
    for span in spans:
        shares = [min(span.end, end) - max(span.start, start) for start, end in columns]
        best = next((at for at, share in enumerate(shares) if share > 0), None)
        whole_columns = [
            at
            for at, (start, end) in enumerate(columns)
            if shares[at] * 2 > end - start or shares[at] == max(shares) > 0
        ]
        best = whole_columns[0] if whole_columns else best
        if best is None or cells[best] is not None:
            free = next((at for at, cell in enumerate(cells) if cell is None and at > (best or -1)), None)
            if free is None:
                loose.append(span.cell)
                continue
            best = free
        several = len(whole_columns) > 1 and bool(span.cell.text)
        joined = joined or several
        cells[best] = replace(span.cell, across=several)
    return WordRow((*(cell or WordCell(()) for cell in cells), *loose), joined=joined)
