"""Which named things the printed words of a task or sub-item name: whole words, the longest name first."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from iagkg.vocabulary.entities import Entity
from iagkg.workplan import SubItem, Task, Workplan

__all__ = ["Named", "items", "named_in", "names_of"]

_WORD = re.compile(r"[^\W_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Named:
    """A thing that words name: task, place of the sub-item (empty for the task), thing, words, table row."""

    ref: str
    item: str
    identifier: str
    words: str
    row: int


def items(task: Task) -> Iterator[SubItem]:
    """Yield the sub-items of a task and their parts, in the order printed."""

    def below(parts: Iterable[SubItem]) -> Iterator[SubItem]:
        for part in parts:
            yield part
            yield from below(part.items)

    return below(task.items)


def names_of(workplan: Workplan, entities: Sequence[Entity]) -> list[Named]:
    """Return what each task and each sub-item names, in the order printed, each thing once a place."""
    found = []
    for stream in workplan.workstreams:
        for task in stream.tasks:
            places = [("", task.text, task.row), *((x.path, x.text, x.row) for x in items(task))]
            for item, text, row in places:
                for identifier, words in named_in(text, entities):
                    found.append(Named(task.ref, item, identifier, words, row))
    return found


def named_in(text: str, entities: Sequence[Entity]) -> list[tuple[str, str]]:
    """Return the things that a text names, with the words that name them, in the order of the text.

    A name matches as whole words, whatever stands between them; one with a capital letter matches in these
    letters only ("Parties", not "parties"), another in any. Words that belong to a longer name do not name
    the thing of a shorter one: "interim global coordination entity" is not the "global coordination entity".
    """
    words = list(_WORD.finditer(text))
    names = sorted(
        ((_words(name), entity.identifier) for entity in entities for name in entity.names),
        key=lambda pair: (-len(pair[0]), pair),
    )
    taken: dict[int, tuple[str, str]] = {}
    used: set[int] = set()
    for name, identifier in names:
        for start in range(len(words) - len(name) + 1):
            span = range(start, start + len(name))
            if used.isdisjoint(span) and all(
                _same(wanted, words[at].group()) for wanted, at in zip(name, span, strict=True)
            ):
                used.update(span)
                taken[start] = (identifier, text[words[start].start() : words[span[-1]].end()])
    found: dict[str, str] = {}
    for start in sorted(taken):
        identifier, printed = taken[start]
        found.setdefault(identifier, " ".join(printed.split()))
    return list(found.items())


def _words(name: str) -> tuple[str, ...]:
    # A name that is written with capitals is a proper name; its words keep them.
    proper = any(letter.isupper() for letter in name)
    return tuple(word if proper else word.casefold() for word in _WORD.findall(name))


def _same(wanted: str, word: str) -> bool:
    return wanted == word or (wanted == wanted.casefold() == word.casefold())
