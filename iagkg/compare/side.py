"""A version of a workplan as it is compared: what is printed, wherever it was read from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from iagkg.citation import canonical, decision_iri, provision_iri
from iagkg.citation.model import Citation
from iagkg.graph.standing import Standing
from iagkg.names import target_iri
from iagkg.period.model import Period
from iagkg.progress.added import AddedTask
from iagkg.workplan import SubItem, Task, Workplan

__all__ = ["Entry", "Side", "Stream", "cited_place", "one_line", "side_of", "span_of"]


def one_line(words: str | None) -> str:
    """Return words with one blank between them: how a file breaks its lines is no difference."""
    return " ".join((words or "").split())


@dataclass(frozen=True, slots=True)
class Entry:
    """A task: what it prints, and where it stands.

    `cited` are the addresses cited, each with its words; `span` is what the period fixes, `items` the
    sub-items by path, `cells` the other columns by heading.
    """

    ref: str
    number: str
    text: str
    mandate: str
    cited: Mapping[str, str]
    period: str
    span: tuple[str, ...]
    items: tuple[tuple[str, str], ...] = ()
    cells: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    row: int | None = None

    @property
    def words(self) -> str:
        """The text of the task with that of its sub-items."""
        return " ".join((self.text, *(text for _, text in self.items)))

    @property
    def content(self) -> tuple[object, ...]:
        """All that is printed of the task but its number: two tasks with the same content are alike."""
        items = tuple(text for _, text in self.items)
        return (self.text, items, self.mandate, self.period, tuple(sorted(self.cells.items())))


@dataclass(frozen=True, slots=True)
class Stream:
    """A workstream; number and title are empty where none is printed."""

    ref: str
    number: str
    title: str
    tasks: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two versions: `name` says where it was read, `workplan` and `version` are its keys.

    `added` are the tasks that meetings added beside the workplan; they are not compared.
    """

    name: str
    workplan: str
    version: str
    title: str
    status: str
    adoption: str
    adoption_source: str
    symbol: str
    streams: tuple[Stream, ...]
    added: tuple[AddedTask, ...] = ()

    @property
    def tasks(self) -> Iterator[Entry]:
        """The tasks in their order."""
        return (task for stream in self.streams for task in stream.tasks)


def side_of(
    workplan: Workplan, standing: Standing, keys: Mapping[str, str], added: tuple[AddedTask, ...] = ()
) -> Side:
    """Return a document as it is compared; `keys` are those of its tasks by reference, where it has any."""
    streams = tuple(
        Stream(
            stream.ref,
            one_line(stream.number),
            one_line(stream.title),
            tuple(_entry(task, keys.get(task.ref, "")) for task in stream.tasks),
        )
        for stream in workplan.workstreams
    )
    return Side(
        workplan.source.name,
        standing.key,
        standing.version,
        one_line(workplan.title),
        (workplan.status or standing.status).lower(),
        standing.adoption,
        standing.adoption_source,
        standing.symbol,
        streams,
        added,
    )


def _entry(task: Task, key: str) -> Entry:
    cells = {"responsible": task.responsible, "output": task.output, **task.extra}
    return Entry(
        task.ref,
        one_line(task.number),
        one_line(task.text),
        one_line(task.mandate_text),
        dict(cited_place(placed.citation) for placed in task.citations),
        one_line(task.period.text),
        span_of(task.period),
        tuple(_items(task.items)),
        {name: one_line(words) for name, words in cells.items() if one_line(words)},
        key,
        task.row,
    )


def _items(items: tuple[SubItem, ...]) -> Iterator[tuple[str, str]]:
    for item in items:
        yield item.path, one_line(item.text)
        yield from _items(item.items)


def cited_place(citation: Citation) -> tuple[str, str]:
    """Return the address that a citation leads to, and its words."""
    if citation.target:
        return target_iri(citation.target), f"KMGBF Target {int(citation.target)}"
    address = provision_iri(citation) or decision_iri(citation)
    if address is None:
        return one_line(citation.printed), one_line(citation.printed)
    if not citation.locator:
        return address, canonical(citation)
    return f"{address} {citation.locator}", canonical(citation)


def span_of(period: Period) -> tuple[str, ...]:
    """Return what the words fix; where they fix no day, the words themselves."""
    days = [day.isoformat() if day else "" for day in (period.first_day, period.last_day)]
    if not any(days):
        return (one_line(period.text).casefold(),)
    return (*days, "open" if period.open_ended else "", *sorted(set(period.anchors)))
