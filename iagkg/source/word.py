"""Read a Word document: its title, and the rows of its tables as one table.

Numbers that Word prints by itself are written before the words, tracked insertions count and deletions do
not, and what stands in the document and not in the table is said.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from iagkg.errors import InputError
from iagkg.files import sha256
from iagkg.office.document import read_document
from iagkg.office.model import Block, Para
from iagkg.office.model import Table as WordTable
from iagkg.problem import Problem
from iagkg.source.columns import header_score
from iagkg.source.kinds import MAX_WORD_ROWS, refuse_rows
from iagkg.source.table import Table
from iagkg.source.titles import MAX_HEADING, is_workstream
from iagkg.source.word_grid import WordRow, header_at, lines_of, logical_rows
from iagkg.source.word_join import Joined
from iagkg.source.word_remarks import beside, unread_tables, unread_words

__all__ = ["read_word"]

EXPECTED = "a Word document with the table of a workplan"
HINT = "check that the table is a table of Word, not a picture or text set with tabs."
MOST_TITLE_LINES = 12
CAPTION = re.compile(r"(?:table|tableau|cuadro|tabla)\s+\d+\s*[.:–-]\s*", re.IGNORECASE)
PLAN_WORDS = re.compile(
    r"\b(?:work ?-?plan|programme of work|work programme|plan de travail|programme de travail|"
    r"plan de trabajo|programa de trabajo|action plan|plan d[’']action|plan de acción|"
    r"calls? for information)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Found:
    """A table of the document with the paragraphs above it."""

    rows: list[WordRow]
    above: list[Para]
    header: int | None
    score: int
    captions: list[str] = field(default_factory=list)
    taken: int = 0
    """Rows taken from its top."""


def read_word(name: str, content: bytes, *, anything: bool = False) -> Table:
    """Return the title and the rows of the tables of a Word document.

    Tables that do not go with the first one understood are named in a problem. `anything` takes the largest
    table where no header is understood. Raises InputError where the bytes are no Word document or hold no
    table, or more rows than are read.
    """
    document = read_document(name, content)
    tables, below = _tables(document.blocks)
    if not tables:
        raise InputError(f"{name}: there is no table in it.", EXPECTED, HINT)
    refuse_rows(name, sum(len(table.rows) for table in tables), MAX_WORD_ROWS)
    known = [at for at, table in enumerate(tables) if table.score > 1]
    if known:
        first = known[0]
    elif anything or len(tables) == 1:
        first = max(range(len(tables)), key=lambda at: len(tables[at].rows))
    else:
        raise InputError(f"{name}: {_seen(tables)}", "a table with tasks, mandates and timelines", HINT)
    above = [para for table in tables[: first + 1] for para in table.above]
    title, problems = _title(above, tables[first])
    joined = Joined(tables[first].header or 0, taken=tables[first].taken)
    for table in tables[first:]:
        for caption in table.captions:
            joined.caption(caption)
        joined.add(table.rows, table.header)
    problems += unread_tables([table.rows[0] for table in tables[:first]])
    problems += joined.problems
    problems += unread_words([para for table in tables[first + 1 :] for para in table.above], below)
    problems += beside(document)
    return Table(name, sha256(content), "docx", "utf-8", title, tuple(joined.rows()), tuple(problems))


def _tables(blocks: Sequence[Block]) -> tuple[list[_Found], list[Para]]:
    """Return the tables with the paragraphs above each, and the paragraphs below the last.

    A table that is not understood and holds others, for layout, gives way to those.
    """
    found: list[_Found] = []
    above: list[Para] = []
    for block in blocks:
        if isinstance(block, Para):
            if block.text.strip():
                above.append(block)
            continue
        for inner in _inside(block):
            if isinstance(inner, Para):
                above += [inner] if inner.text.strip() else []
                continue
            rows = logical_rows(inner)
            at = header_at(rows)
            score = header_score(rows[at].texts) if at is not None else 0
            found.append(_Found(rows, above, at if score > 1 else None, score))
            if len(found) > 1:
                _take_captions(found[-1])
            above = []
    return [table for table in found if table.rows], above


def _inside(table: WordTable) -> Iterator[Block]:
    """Give the table, or what a table that only lays out others holds, its paragraphs among them."""
    blocks = [block for row in table.rows for cell in row.cells for block in cell.blocks]
    if any(isinstance(block, WordTable) for block in blocks):
        rows = logical_rows(table)
        at = header_at(rows)
        if at is None or len(rows[at].cells) < 2 or header_score(rows[at].texts) < 2:
            for block in blocks:
                if isinstance(block, WordTable):
                    yield from _inside(block)
                else:
                    yield block
            return
    yield table


def _take_captions(table: _Found) -> None:
    """Take the last paragraphs above a table as its heading, where they look like one."""
    while table.above and len(table.captions) < 2:
        para = table.above[-1]
        text = _caption(para)
        if not (is_workstream(text) or (not table.captions and _is_caption(para, text))):
            return
        table.captions.insert(0, text)
        table.above.pop()


def _caption(para: Para) -> str:
    text = " ".join(" ".join(lines_of(para)).split())
    return CAPTION.sub("", text, count=1)


def _is_caption(para: Para, text: str) -> bool:
    set_apart = para.heading is not None or para.bold or para.style.casefold() in {"caption", "légende"}
    return len(text) <= MAX_HEADING and not text.endswith((".", ";")) and (set_apart or len(text) <= 100)


def _title(above: list[Para], table: _Found) -> tuple[str, list[Problem]]:
    """Return the title among the paragraphs above the first table; captions are taken from their end."""
    table.above = list(above)
    at = _title_at(above)
    if len(above) > 1:
        last = above[-1]
        if is_workstream(_caption(last)) or (at != len(above) - 1 and last.heading is not None):
            table.captions = [_caption(last)]
            table.above.pop()
    title = ""
    rest = table.above
    if at is not None and at < len(rest):
        words = [rest[at]]
        for para in rest[at + 1 : at + MOST_TITLE_LINES]:
            if not _goes_on(rest[at], para):
                break
            words.append(para)
        title = " ".join(" ".join(line for para in words for line in lines_of(para)).split())
        rest = [*rest[:at], *rest[at + len(words) :]]
    elif (spread := _spread_title(table)) is not None:
        title = spread
    problems = []
    if not title:
        problems.append(
            Problem(
                "warning",
                "no-title",
                "The document prints no title before its table; write it above the table.",
            )
        )
    if rest:
        problems.append(
            Problem(
                "info",
                "text-before-table",
                "Words between the title and the table are not read."
                if title
                else "Words above the table are not read.",
                found=" ".join(para.text for para in rest)[:200],
            )
        )
    return title, problems


def _title_at(above: Sequence[Para]) -> int | None:
    """Return the place of the title: by its style, by its words, as the first heading, as the first."""
    if not above:
        return None
    for wanted in (
        lambda para: para.style.casefold() in {"title", "titre", "título"},
        lambda para: bool(PLAN_WORDS.search(para.text)) and len(para.text) <= 400,
        lambda para: para.heading == 1,
    ):
        for at, para in enumerate(above):
            if wanted(para):
                return at
    only = len(above) == 1 and is_workstream(above[0].text)
    return None if only else 0


def _goes_on(title: Para, para: Para) -> bool:
    """Tell whether a paragraph is a further line of the title: set as the title is, and no heading."""
    if is_workstream(para.text) or len(para.text) > 200:
        return False
    named = title.style.casefold() in {"title", "titre", "título"}
    return para.style == title.style if named else title.centred and para.centred and para.bold == title.bold


def _spread_title(table: _Found) -> str | None:
    """Return the words of a row across the table that stands before the header."""
    for row in table.rows[: table.header or 0]:
        if row.across and not is_workstream(row.texts[0]):
            table.rows.remove(row)
            table.header = (table.header or 1) - 1
            table.taken = 1
            return " ".join(row.texts[0].split())
    return None


def _seen(tables: Sequence[_Found]) -> str:
    shown = [" | ".join(" ".join(text.split())[:40] for text in table.rows[0].texts[:8]) for table in tables]
    return f"none of its {len(tables)} tables is understood. Their first rows: " + "; ".join(shown[:5])
