"""A paper as it is laid out, before it is a file: headings, paragraphs and tables, each with its language."""

from dataclasses import dataclass

__all__ = ["Block", "Grid", "Heading", "Line", "Paper", "Words"]


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a cell or paragraph; `lang` where they are not in the language of the paper."""

    text: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` from 1."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; one of a list where `listed`."""

    words: Words
    listed: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the headings of its columns, their shares of the width, its rows.

    `sheet` names the sheet of a workbook that it stands on, together with others of that name; `keys` are
    marks of the rows that outlive an edit, such as the key of a task, empty for rows without one.
    """

    sheet: str
    columns: tuple[str, ...]
    shares: tuple[int, ...]
    rows: tuple[tuple[Words, ...], ...]
    keys: tuple[str, ...] = ()


Block = Heading | Line | Grid


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper: its title, the words at the head of each page, its language, its blocks in order.

    `kind` is the form of the paper, meeting or sbi.
    """

    kind: str
    title: str
    standing: str
    lang: str
    blocks: tuple[Block, ...]
