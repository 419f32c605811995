"""Divide a task cell into its number, its words, and its numbered sub-items and lettered parts.

A paragraph is a sub-item only where its number fits what stands above it: the first of a list, or the
next one of an open list. Numbers inside a sentence stay words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from iagkg.problem import Problem
from iagkg.source.enumerator import Enumerator, is_first, kinds, prefix, read_enumerator
from iagkg.workplan import SubItem

__all__ = ["Paragraph", "TaskWords", "divide_task"]

REFERENCE = re.compile(
    r"\b(?:para(?:graph|graphe)?s?|párrafos?|art(?:icle|ículo|ículos|icles)?|sections?|annex(?:es|e)?|"
    r"decisions?|décisions?|decisión|decisiones|no|fig(?:ure)?|table|target|goal)\.?\s*\d*$",
    re.IGNORECASE,
)
BREATH = 30
"""Characters at the end of a line looked at for a broken reference ("paragraph 8" / "(j)")."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a cell and its place."""

    text: str
    row: int
    line: int | None = None


@dataclass(frozen=True, slots=True)
class TaskWords:
    """What a task cell says: number as printed without stop and brackets, words, sub-items, oddities."""

    number: str | None
    text: str
    items: tuple[SubItem, ...]
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Node:
    path: str
    value: str
    form: str
    ways: dict[str, int]
    place: Paragraph
    printed: str = ""
    words: list[str] = field(default_factory=list)
    children: list["_Node"] = field(default_factory=list)

    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


class _Outline:
    """The open lists while the paragraphs of a task are read from the top."""

    def __init__(self, task: _Node) -> None:
        self.open = [task]
        self.problems: list[Problem] = []

    def add(self, at: int, mark: Enumerator, paragraph: Paragraph, ways: dict[str, int]) -> None:
        """Add an item below `open[at]`."""
        del self.open[at + 1 :]
        parent = self.open[at]
        path = mark.value if mark.dotted else f"{parent.path}({mark.value})"
        node = _Node(path, mark.value, _dress(mark), ways, paragraph, mark.printed)
        node.words.append(paragraph.text[mark.end :])
        parent.children.append(node)
        self.open.append(node)

    def place(
        self, mark: Enumerator, after: Enumerator | None, words: str
    ) -> tuple[int, dict[str, int]] | None:
        """Return the place of the parent in `open` and the way of counting, None where it does not fit."""
        return self._dotted(mark, words) if mark.dotted else self._simple(mark, after)

    def _dotted(self, mark: Enumerator, words: str) -> tuple[int, dict[str, int]] | None:
        above, ways = prefix(mark.value), kinds(mark.value)
        for at in range(len(self.open) - 1, -1, -1):
            node = self.open[at]
            if at and prefix(node.value) == above:
                return at - 1, ways
            if node.value and ".".join(_parts(node.value)) == above:
                return at, ways
        opens = is_first(mark.value) and words[:1].isupper() and not self.open[0].children
        return (0, ways) if opens else None

    def _simple(self, mark: Enumerator, after: Enumerator | None) -> tuple[int, dict[str, int]] | None:
        ways, dress = kinds(mark.value), _dress(mark)
        goes_on = [way for way in ways if after is not None and _is_next(after, mark, way)]
        if goes_on:
            ways = {goes_on[0]: ways[goes_on[0]]}
        peers = [
            (at, self.open[at].ways) for at in range(len(self.open) - 1, 0, -1) if self.open[at].form == dress
        ]
        for at, earlier in peers:
            for way, place in ways.items():
                if earlier.get(way) == place - 1:
                    return at - 1, {way: place}
        first = {way: place for way, place in ways.items() if place == 1}
        again = first or ways
        for at, earlier in peers:
            for way, place in again.items():
                if way in earlier and (first or place > earlier[way]):
                    return at - 1, {way: place}
        return (len(self.open) - 1, first) if first else None


def _parts(value: str) -> list[str]:
    return [part for part in re.split(r"[^A-Za-z0-9]+", value) if part]


def _dress(mark: Enumerator) -> str:
    return "dotted" if mark.dotted else mark.form


def _is_next(later: Enumerator, mark: Enumerator, kind: str) -> bool:
    """Tell whether the next number of the cell goes on counting in one kind ("i", "ii")."""
    return kinds(later.value).get(kind) == kinds(mark.value).get(kind, 0) + 1 and kind in kinds(mark.value)


def _runs_on(paragraph: Paragraph, mark: Enumerator) -> bool:
    """Tell whether the list goes on inside the same paragraph: "(a) tools; (b) measures"."""
    if mark.form != "both":
        return False
    nexts = [
        chr(ord(mark.value) + 1) if len(mark.value) == 1 and mark.value.isalpha() else "",
        "ii" if mark.value == "i" else "",
        str(int(mark.value) + 1) if mark.value.isdigit() else "",
    ]
    wanted = "|".join(re.escape(value) for value in nexts if value)
    return bool(wanted and re.search(rf"[,;.:]\s*(?:\w{{1,3}}\s)?\((?:{wanted})\)", paragraph.text))


def divide_task(paragraphs: Sequence[Paragraph], number: str | None, *, bare: bool = False) -> TaskWords:
    """Return the words of a task and its parts.

    `number` is the number where a column of its own holds it; else it is read from the first paragraph.
    `bare` allows a figure with nothing after it, for tables that print their numbers so.
    """
    rest = [paragraph for paragraph in paragraphs if paragraph.text.strip()]
    if not rest:
        return TaskWords(number, "", (), ())
    first = rest[0]
    mark = read_enumerator(first.text, task=True, bare=bare)
    if number is not None:
        mark = mark if mark and mark.value == number else None
    elif mark is not None:
        number = mark.value
    task = _Node(number or "", number or "", mark.form if mark else "", _ways(number), first)
    task.words.append(first.text[mark.end :] if mark else first.text)
    outline = _Outline(task)
    _read_lines(outline, rest)
    items = tuple(_item(node) for node in task.children)
    return TaskWords(number, task.text(), items, tuple(outline.problems))


def _ways(number: str | None) -> dict[str, int]:
    """Return the ways of counting of a task's number; none where a column holds something else."""
    return kinds(number) if number and re.search(r"[A-Za-z0-9]", number) else {}


def _read_lines(outline: _Outline, paragraphs: list[Paragraph]) -> None:
    marks = [read_enumerator(paragraph.text) for paragraph in paragraphs]
    following: list[Enumerator | None] = [None] * len(marks)
    for at in range(len(marks) - 2, -1, -1):
        following[at] = marks[at + 1] or following[at + 1]
    for at, paragraph in enumerate(paragraphs[1:], start=1):
        mark = marks[at]
        broken = REFERENCE.search(paragraphs[at - 1].text.rstrip()[-BREATH:])
        if mark is None or broken or _runs_on(paragraph, mark):
            outline.open[-1].words.append(paragraph.text)
            continue
        found = outline.place(mark, following[at], paragraph.text[mark.end :])
        if found is None:
            outline.open[-1].words.append(paragraph.text)
            outline.problems.extend(_second_task(outline.open[0], mark, paragraph))
        else:
            outline.add(found[0], mark, paragraph, found[1])


def _second_task(task: _Node, mark: Enumerator, paragraph: Paragraph) -> list[Problem]:
    """Report a number that goes on counting the tasks inside the cell of one."""
    ways = kinds(mark.value)
    if task.form != mark.form or not any(task.ways.get(way) == place - 1 for way, place in ways.items()):
        return []
    return [
        Problem(
            "warning",
            "second-number-in-cell",
            f"The cell of task {task.value} holds the number {mark.value} too; it was kept as its words. "
            "If it is a task, give it a row of its own.",
            found=paragraph.text[:80],
            row=paragraph.row,
            line=paragraph.line,
            field="task",
        )
    ]


def _item(node: _Node) -> SubItem:
    return SubItem(
        node.path,
        node.printed.rstrip(".:") if not node.printed.endswith(")") else node.printed,
        node.text(),
        node.place.row,
        node.place.line,
        tuple(_item(child) for child in node.children),
    )
