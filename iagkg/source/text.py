"""Read the text form of a workplan: the title, then a table whose cells each begin with a tab.

The first line or lines are the title. A cell begins with a tab; the further paragraphs of a cell do not.
A blank line may end a row or stand inside one. A header whose cells stand on one line, with tabs between
them, tells that each row does so too.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from iagkg.errors import InputError
from iagkg.files import sha256
from iagkg.office.encoding import decode, split_lines
from iagkg.problem import Problem
from iagkg.source.columns import header_score
from iagkg.source.division import MORE, LooseCell, divide
from iagkg.source.enumerator import is_enumerator, read_enumerator
from iagkg.source.headings import role_of
from iagkg.source.kinds import MAX_ROWS, refuse_rows
from iagkg.source.like_rows import like_a_row
from iagkg.source.table import Cell, Row, Table
from iagkg.source.titles import is_workstream

__all__ = ["read_text"]

MAX_COLUMNS = 40
MAX_CELLS = 500_000
HEADER_BLOCKS = 5
EXPECTED = "a title, then a table whose cells each begin with a tab, the header row first"
HINT = "copy the table from the document with its tabs; data/workplans/ has an example."
NUMBERED = re.compile(r"\s*\d{1,3}(?:\.\d{1,3})*[.):]\s")
NOTE = re.compile(r"(?:[*†‡]|\d{1,2}\s|[a-z]\s|notes?\b|source\b|remarques?\b|notas?\b|_{3})", re.IGNORECASE)


def read_text(name: str, content: bytes) -> Table:
    """Return the title and the rows of a text, with the line of each paragraph.

    Raises InputError where the bytes are no text, or the text holds no table.
    """
    text, encoding, problems = decode(name, content)
    lines = split_lines(text)
    first, sheet = _table_start(lines)
    if first is None:
        raise InputError(f"{name}: there is no table in it, no line begins with a tab.", EXPECTED, HINT)
    heading = _heading_before(lines[:first])
    title, before = _title(lines[: heading[0].lines[0] - 1] if heading else lines[:first])
    rows, after = _rows(name, heading + _cells(lines, first, sheet=sheet))
    found = [*problems, *before, *after]
    return Table(name, sha256(content), "txt", encoding, title, tuple(rows), tuple(found))


def _title(lines: Sequence[str]) -> tuple[str, list[Problem]]:
    """Return the first block of lines as the title, and report what else stands before the table."""
    filled = [(number, line.strip()) for number, line in enumerate(lines, start=1)]
    while filled and not filled[0][1]:
        filled.pop(0)
    end = next((at for at, (_, line) in enumerate(filled) if not line), len(filled))
    title = " ".join(line for _, line in filled[:end])
    problems = []
    if not title:
        problems.append(
            Problem(
                "warning",
                "no-title",
                "The document prints no title before its table; write it on the first line.",
                line=1,
            )
        )
    rest = [(number, line) for number, line in filled[end:] if line]
    if rest:
        words = " ".join(line for _, line in rest)
        problems.append(
            Problem(
                "info",
                "text-before-table",
                "Words between the title and the table are not read.",
                found=words[:200],
                line=rest[0][0],
            )
        )
    return title, problems


def _heading_before(lines: Sequence[str]) -> list[LooseCell]:
    """Return a workstream title that stands alone between the title and the header, as a cell."""
    filled = [number for number, line in enumerate(lines, start=1) if line.strip()]
    if len(filled) < 2 or filled[-2] == filled[-1] - 1 or not is_workstream(lines[filled[-1] - 1]):
        return []
    return [LooseCell([lines[filled[-1] - 1].strip()], [filled[-1]], after_blank=True)]


def _table_start(lines: Sequence[str]) -> tuple[int | None, bool]:
    """Return where the table begins, and whether its first cells begin without a tab, as in a sheet."""
    tabbed = [at for at, line in enumerate(lines) if "\t" in line and line.strip()]
    if tabbed and not _begins(lines[tabbed[0]]) and header_score(lines[tabbed[0]].split("\t")) > 1:
        return tabbed[0], True
    return next((at for at in tabbed if _begins(lines[at])), None), False


def _begins(line: str) -> bool:
    return line.lstrip(" ").startswith("\t")


def _cells(lines: Sequence[str], first: int, *, sheet: bool) -> list[LooseCell]:
    """Return the cells from the first line of the table on; cells on one line are one block."""
    cells: list[LooseCell] = []
    blank = True
    for number, line in enumerate(lines[first:], start=first + 1):
        if not line.strip() and "\t" not in line:
            blank = True
            continue
        pieces = _pieces(line, sheet=sheet)
        if pieces:
            block = len(pieces) > 1
            for at, piece in enumerate(pieces):
                cells.append(LooseCell([piece], [number], at == 0 and (blank or block)))
            blank = block
        else:
            _continue(cells[-1], line.strip().replace("\t", " "), number, blank)
            blank = False
    return cells


def _pieces(line: str, *, sheet: bool) -> list[str]:
    """Return the cells that begin on a line; a number and its words, with a tab between them, are one."""
    if sheet:
        return [piece.strip() for piece in line.split("\t")] if "\t" in line else []
    if not _begins(line):
        return []
    pieces = [piece.strip() for piece in line.lstrip(" ")[1:].split("\t")]
    if len(pieces) == 2 and is_enumerator(pieces[0]):
        return [" ".join(pieces)]
    return pieces


def _continue(cell: LooseCell, text: str, number: int, blank: bool) -> None:
    """Add a paragraph to a cell; a first empty line of the cell gives way to it."""
    if blank:
        cell.blanks.append(len(cell.paragraphs))
    cell.paragraphs.append(text)
    cell.lines.append(number)


def _header_end(cells: Sequence[LooseCell]) -> tuple[int, int, int]:
    """Return where the header begins and ends, and how many cells of a heading row are glued to it."""
    starts = [
        at for at, cell in enumerate(cells[: HEADER_BLOCKS * MAX_COLUMNS]) if cell.after_blank or at == 0
    ]
    spans = [(start, _block_end(cells, start)) for start in starts[:HEADER_BLOCKS]]
    for start, end in spans:
        texts = [" ".join(cell.paragraphs[: _before_blank(cell)]) for cell in cells[start:end]]
        if header_score(texts) > 1:
            width, heading = _heading_row(texts, cells[start:]) or (_known(texts), 0)
            return start, start + width, heading
    loose = [" ".join(cell.paragraphs) for cell in cells[:12]]
    known = next((at for at, text in enumerate(loose) if role_of(text) is None), len(loose))
    if known > 1 and header_score(loose[:known]) > 1:
        return 0, known, 0
    return *spans[0], 0


def _block_end(cells: Sequence[LooseCell], start: int) -> int:
    ends = (at for at in range(start + 1, len(cells)) if cells[at].after_blank)
    return next(ends, len(cells))


def _before_blank(cell: LooseCell) -> int:
    return cell.blanks[0] if cell.blanks else len(cell.paragraphs)


def _known(texts: Sequence[str]) -> int:
    """Return how many cells of a block are headings: up to a workstream, a number, or a long text."""
    for at, text in enumerate(texts):
        numbered = read_enumerator(text) is not None and role_of(text) is None
        if at and (numbered or len(text) > 100 or is_workstream(text)) and header_score(texts[:at]) > 1:
            return at
    return len(texts)


def _heading_row(texts: Sequence[str], cells: Sequence[LooseCell]) -> tuple[int, int] | None:
    """Return the width of a header and the cells of a heading row that stands behind it without a blank line.

    Such a row is one cell that is no column heading, then empty cells up to the width, or none if the
    numbers of the tasks show the width. None where there is no such row, or where the rows are wider: then
    the column has that heading, and others have none.
    """
    for width in range(2, min(len(texts) - 1, MAX_COLUMNS)):
        if not texts[width].strip() or role_of(texts[width]) or header_score(texts[:width]) < 2:
            continue
        if NUMBERED.match(texts[width]):
            break
        after = next((at for at in range(width + 1, len(texts)) if texts[at].strip()), len(texts))
        filled = after == 2 * width
        if (filled or after == width + 1) and not (after < len(texts) and role_of(texts[after])):
            pace = _pace(cells[after : after + 400])
            if pace == width or (filled and pace is None):
                return width, after - width
    return None


def _pace(cells: Sequence[LooseCell]) -> int | None:
    """Return how far apart numbered cells mostly begin; None where fewer than two are numbered."""
    begins = [at for at, cell in enumerate(cells) if NUMBERED.match(cell.paragraphs[0])]
    gaps = Counter(after - at for at, after in pairwise(begins))
    return gaps.most_common(1)[0][0] if gaps else None


def _rows(name: str, cells: Sequence[LooseCell]) -> tuple[list[Row], list[Problem]]:
    if len(cells) > MAX_CELLS:
        raise InputError(f"{name}: {len(cells):,} cells.", f"at most {MAX_CELLS:,} cells", HINT)
    start, end, heading = _header_end(cells)
    width = end - start
    if not 1 < width <= MAX_COLUMNS:
        seen = " | ".join(" ".join(cell.paragraphs)[:60] for cell in cells[start : min(end, start + 6)])
        raise InputError(
            f"{name}, line {cells[start].lines[0]}: the header row has {width} cells: {seen}",
            f"a header row of 2 to {MAX_COLUMNS} cells",
            HINT,
        )
    refuse_rows(name, len(cells) // (width + MORE), MAX_ROWS)
    glued = [list(cells[end : end + heading])] if heading else []
    groups = [[cell] for cell in cells[:start]] + [list(cells[start:end]), *glued]
    groups += divide(cells[end + heading :], width)
    refuse_rows(name, len(groups), MAX_ROWS)
    rows: list[Row] = []
    problems: list[Problem] = []
    for at, group in enumerate(groups):
        headings, note = _loose_ends(group, last=at == len(groups) - 1)
        rows.append(Row(len(rows) + 1, tuple(_cell(cell) for cell in group)))
        rows.extend(Row(len(rows) + 1 + more, (_cell(cell),)) for more, cell in enumerate(headings))
        if note is not None:
            problems.append(_after_table(note))
    return rows, problems


def _cell(loose: LooseCell) -> Cell:
    kept = [(text, line) for text, line in zip(loose.paragraphs, loose.lines, strict=True) if text.strip()]
    kept = kept or [("", loose.lines[0])]
    return Cell(tuple(text for text, _ in kept), tuple(line for _, line in kept))


def _loose_ends(group: list[LooseCell], *, last: bool) -> tuple[list[LooseCell], LooseCell | None]:
    """Take from the last cell of a row what stands after a blank line and is no part of it.

    Returns headings without cells and, after the last row, the note below the table.
    """
    cell = group[-1]
    bounds = [at for at in cell.blanks if at] if len(group) > 1 else []
    blocks = [
        LooseCell(cell.paragraphs[at:end], cell.lines[at:end], after_blank=True)
        for at, end in pairwise([*bounds, len(cell.paragraphs)])
    ]
    for place, block in enumerate(blocks):
        if block.opens_workstream() or (not last and place == len(blocks) - 1 and _short_title(block)):
            _cut(cell, bounds[place])
            return blocks[place:], None
        if last and _is_note(block):
            at = bounds[place]
            note = LooseCell(cell.paragraphs[at:], cell.lines[at:])
            _cut(cell, at)
            return [], note
    return [], None


def _cut(cell: LooseCell, at: int) -> None:
    del cell.paragraphs[at:], cell.lines[at:]


def _is_note(block: LooseCell) -> bool:
    return len(block.paragraphs[0]) > 60 or bool(NOTE.match(block.paragraphs[0]))


def _short_title(block: LooseCell) -> bool:
    """Tell whether words alone between two rows are a title: short, with no date in them."""
    text = block.paragraphs[0]
    if len(block.paragraphs) > 1:
        return False
    if len(text) > 100 or text.endswith((".", ";", ",")):
        return False
    numbered = read_enumerator(text) is not None
    return numbered or (text[:1].isupper() and not re.search(r"\d\d", text))


def _after_table(cell: LooseCell) -> Problem:
    words = " ".join(cell.paragraphs)
    return Problem(
        "warning" if like_a_row(words) else "info",
        "text-after-table",
        "Words after the table are not read.",
        found=words[:200],
        line=cell.lines[0],
    )
