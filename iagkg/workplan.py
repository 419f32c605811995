"""A workplan as read from its document: frozen values, each with its place in the source."""

from dataclasses import dataclass, field

from iagkg.citation.model import Citation
from iagkg.period.model import Period
from iagkg.problem import Problem

__all__ = ["PlacedCitation", "Source", "SubItem", "Task", "Workplan", "Workstream"]


@dataclass(frozen=True, slots=True)
class Source:
    """The document read: `name` is the file name without folders, `sha256` of its bytes."""

    name: str
    sha256: str
    format: str
    encoding: str
    rows: int
    """Rows of the table, header and heading rows counted."""


@dataclass(frozen=True, slots=True)
class PlacedCitation:
    """A citation and the table row (from 1) it stands in; `text_row` tells it was sought in the task."""

    citation: Citation
    row: int
    from_text: bool = False
    """True where the table has no mandate column and the words stand in the task text."""
    corrected: bool = False
    """True where the words are not printed: they are those of a correction."""


@dataclass(frozen=True, slots=True)
class SubItem:
    """A numbered sub-item or lettered part of a task.

    `path` is the spoken place ("2.2(a)"), `printed` the number as printed ("2.2", "(a)"), `text` the
    words after it, `level` 1 for a sub-item of the task and 2 for a part of a sub-item.
    """

    path: str
    printed: str
    text: str
    row: int
    line: int | None
    items: tuple["SubItem", ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """One task: by rule one row of the table (continuation rows are joined and named in `rows`)."""

    ref: str
    number: str | None
    ordinal: int
    text: str
    mandate_text: str
    citations: tuple[PlacedCitation, ...]
    period: Period
    row: int
    line: int | None
    items: tuple[SubItem, ...] = ()
    rows: tuple[int, ...] = ()
    extra: dict[str, str] = field(default_factory=dict)
    """Cells of other columns by their heading."""
    responsible: str = ""
    """Who is responsible, as printed."""
    output: str = ""
    """Outputs or deliverables, as printed."""
    corrected: dict[str, str] = field(default_factory=dict)
    """The right words by what they correct (title, number, mandate, period, workstream); none as read.

    Where mandate or period is there, the citations or the days of the period are read from these words.
    """


@dataclass(frozen=True, slots=True)
class Workstream:
    """A titled group of tasks; number and title are None where none is printed."""

    ref: str
    number: str | None
    title: str | None
    tasks: tuple[Task, ...]
    row: int | None
    line: int | None
    printed: str = ""
    """The heading as printed, on one line."""


@dataclass(frozen=True, slots=True)
class Workplan:
    """The whole document."""

    title: str
    period: tuple[str, ...]
    """First and last year of the title, as printed; empty if the title gives none."""
    status: str | None
    """Standing word printed in the title ("draft"), else None: not known."""
    columns: tuple[str, ...]
    workstreams: tuple[Workstream, ...]
    source: Source
    problems: tuple[Problem, ...] = ()
    roles: tuple[str, ...] = ()
    """What each column was read as (task, number, mandate, timeline …); other where it was kept only."""
