"""What speaks against a sheet: numbers that disagree, holes in the numbering, texts that are gone."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from iagkg.citation.numerals import from_letter, from_roman, is_roman
from iagkg.problem import Problem, Severity
from iagkg.register.conflicts import in_order, place_words
from iagkg.register.model import Paragraph
from iagkg.register.prefilled import UNPLACED
from iagkg.register.sheet_columns import heading
from iagkg.register.sheet_rows import SheetReading, turned_to_date

__all__ = ["Doubts", "doubts"]

LOWEST = {"paragraph": "para", "item": "sub", "subitem": "subsub"}
DATE = "A spreadsheet program made a date of it: format the column as text and type the number again."


@dataclass(frozen=True, slots=True)
class Doubts:
    """`wrong` must be corrected before a sheet is loaded; `open` speaks against its being complete."""

    wrong: tuple[Problem, ...]
    open: tuple[Problem, ...]


def doubts(reading: SheetReading) -> Doubts:
    """Return what is wrong with the numbers of a sheet, and what speaks against its being complete."""
    rows = dict(zip((item.place for item in reading.paragraphs), reading.rows, strict=False))

    def problem(
        severity: Severity, item: Paragraph, column: str, message: str, expected: str = ""
    ) -> Problem:
        row = rows.get(item.place)
        where = f"{reading.where}, row {row}, column {heading(column, 'en')}"
        found = getattr(item, column) if hasattr(item, column) else ""
        return Problem(
            severity, "sheet-number", f"{where}: {message}", found, expected, row=row, field=column
        )

    wrong = [
        problem("error", item, "number", *said) for item in reading.paragraphs if (said := _disagrees(item))
    ]
    lang = reading.source.lang
    still = [
        problem("warning", item, f"text_{lang or 'en'}", f"{place_words(item.place)} has no text.")
        for item in reading.paragraphs
        if item.kind not in {"section", "annex"} and not (item.text.get(lang) if lang else item.text)
    ]
    still += [problem("warning", item, "number", message) for item, message in _holes(reading.paragraphs)]
    still += [
        problem("warning", item, "note", "words of the document stand in the note, and have no row.")
        for item in reading.paragraphs
        if UNPLACED in item.note
    ]
    return Doubts(tuple(wrong), tuple(still))


def _disagrees(item: Paragraph) -> tuple[str, str] | None:
    """Return what is said where the number as printed is not that of the place."""
    if turned_to_date(item.number):
        return f"{item.number!r} is no number of a paragraph. {DATE}", "the number as printed, such as 9."
    place = getattr(item, LOWEST[item.kind]) if item.kind in LOWEST else ""
    printed = re.sub(r"[\W_]", "", item.number).lower()
    if not place or not printed or not printed.isascii() or printed == place.replace(" ", "").lower():
        return None
    what = f"{item.number!r} is printed, but the row has {heading(LOWEST[item.kind], 'en')} {place!r}."
    return what, "the same number in both; correct the one that is not as printed"


def _holes(paragraphs: tuple[Paragraph, ...]) -> Iterator[tuple[Paragraph, str]]:
    """Give the paragraphs before which a number is left out, with what to say.

    Numbers go on through all sections of a decision or annex, or begin at 1 in each.
    """
    last: dict[str, tuple[tuple[str, str], int]] = {}
    lists: dict[tuple[str, ...], list[Paragraph]] = {}
    for item in sorted(paragraphs, key=in_order):
        if item.kind == "paragraph" and (number := _arabic(item.para)):
            inside = (item.part, item.section)
            before, value = last.get(item.annex, (inside, 0))
            allowed = {value, value + 1} if before == inside else {1, value + 1}
            if number not in allowed:
                after = f"after {value}" if value else "at the beginning"
                yield item, f"{place_words(item.place)} stands {after}: is a paragraph left out?"
            last[item.annex] = (inside, number)
        elif item.kind in {"item", "subitem"}:
            inside_list = (*item.place[:4], item.sub if item.kind == "subitem" else "", item.kind)
            lists.setdefault(inside_list, []).append(item)
    for members in lists.values():
        yield from _left_out([item.sub if item.kind == "item" else item.subsub for item in members], members)


def _left_out(names: list[str], members: list[Paragraph]) -> Iterator[tuple[Paragraph, str]]:
    read: Callable[[str], int | None] = from_letter
    if all(name.isdecimal() for name in names):
        read = _arabic
    elif all(map(is_roman, names)) and "i" in {name.lower() for name in names}:
        read = from_roman
    numbers = [read(name.lower()) for name in names]
    if None in numbers:
        return
    known = sorted(zip((number or 0 for number in numbers), names, members, strict=True), key=lambda x: x[0])
    value = 0
    for number, name, item in known:
        if number > value + 1:
            yield item, f"{place_words(item.place)}: is one left out before ({name})?"
        value = number


def _arabic(name: str) -> int | None:
    digits = re.match(r"[0-9]{1,6}", name)
    return int(digits[0]) if digits else None
