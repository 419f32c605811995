"""The rows of a review sheet, whatever file they stand in: values checked, paragraphs made of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from iagkg.citation import canonical, exact_iri, parse_citations
from iagkg.citation.model import Citation
from iagkg.errors import InputError
from iagkg.problem import Problem
from iagkg.register.asking import codes
from iagkg.register.model import KINDS, LANGUAGES, PLACE, ROLES, Paragraph, Text, is_version
from iagkg.register.published import decision_named
from iagkg.register.sheet_columns import SOURCE, heading

__all__ = ["FoundRows", "Grid", "Row", "SheetReading", "rows_read", "turned_to_date"]

MONTH = r"(?:jan|ene|f[eé]v|feb|mar|a[bpv]r|ma[iy]|ju[iln]|ao[uû]|aug|ago|sep|oct|nov|d[eé]c|dic)[^\W\d_]*\.?"
DATES = re.compile(
    r"\d{1,4}([/-])\d{1,2}\1\d{1,4}|\d{1,2}[/-]\d{4}|\d{1,2}\.\d{1,2}\.\d{2,4}"
    rf"|\d{{1,2}}\.?[- ]{MONTH}(?:[- ]\d{{2,4}})?|{MONTH}[- ]\d{{2,4}}",
    re.IGNORECASE,
)
TURNED = "a spreadsheet program made a date of it; format the column as text and type it again, such as 16/9."
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
NEEDED = {
    "section": (),
    "annex": ("annex",),
    "paragraph": ("para",),
    "item": ("sub",),
    "subitem": ("sub", "subsub"),
    "preamble": ("number",),
    "footnote": ("number",),
}
LOWEST = {"section": "section", "annex": "annex", "paragraph": "para", "item": "sub", "subitem": "subsub"}


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet to be written: the decision, its columns, a dictionary a row, the source as written."""

    decision: str
    columns: tuple[str, ...]
    rows: list[dict[str, str]]
    source: dict[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """A row as found: its number in the sheet and its words by column."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class FoundRows:
    """The rows of a sheet as found: `where` names file and sheet, `header` is the row of the headings."""

    where: str
    columns: tuple[str, ...]
    header: int
    rows: tuple[Row, ...]
    source: dict[str, str]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetReading:
    """A reviewed sheet: decision, paragraphs, the text they come from (no language: none), problems.

    `where` names file and sheet, `rows` the row of each paragraph.
    """

    decision: str
    paragraphs: tuple[Paragraph, ...]
    source: Text
    problems: tuple[Problem, ...]
    where: str = ""
    rows: tuple[int, ...] = ()


def rows_read(found: FoundRows) -> SheetReading:
    """Return what the rows say. What is not allowed is a problem with sheet, row and column."""
    problems = list(found.problems)
    source = _source(found, problems)
    decision, citation = _decision(found, problems)
    paragraphs: list[Paragraph] = []
    rows: dict[tuple[str, ...], int] = {}
    for row in found.rows:
        item = _paragraph(row)
        problems += _checked(found.where, row, item, citation)
        if item.place in rows:
            message = f"the same place as in row {rows[item.place]}; every place stands in one row."
            expected = "another number in one of the two rows, or one row with the words of both"
            problems.append(_problem(found.where, row, LOWEST.get(item.kind, "number"), message, expected))
        else:
            rows[item.place] = row.number
            paragraphs.append(item)
    if not paragraphs:
        raise InputError(f"{found.where}: no paragraphs.", "one row a paragraph, below the headings")
    return SheetReading(
        decision, tuple(paragraphs), source, tuple(problems), found.where, tuple(rows.values())
    )


def turned_to_date(words: str) -> bool:
    """Tell whether words look like what a spreadsheet program makes of a number: 01/01/2026, 17-Jun."""
    return bool(DATES.fullmatch(words.strip()))


def _paragraph(row: Row) -> Paragraph:
    values = {part.name: row.cells.get(part.name, "") for part in fields(Paragraph) if part.name != "text"}
    texts = {lang: words for lang in LANGUAGES if (words := row.cells.get(f"text_{lang}", ""))}
    for name, known in (("verb", codes("verbs")), ("directed_to", codes("actors"))):
        values[name] = "|".join(_in_form(values[name], known))
    values["kind"], values["role"] = values["kind"].lower(), values["role"].lower()
    return Paragraph(**values, text=texts)


def _in_form(value: str, known: Sequence[str]) -> Iterator[str]:
    """Give the codes of a cell as the table writes them; capitals do not matter."""
    spelling = {code.lower(): code for code in known}
    for code in value.replace(";", "|").split("|"):
        if code.strip():
            yield spelling.get(code.strip().lower(), code.strip())


def _problem(where: str, row: Row, column: str, message: str, expected: str = "") -> Problem:
    value = row.cells.get(column, "")
    return Problem(
        "error",
        "sheet-value",
        f"{where}, row {row.number}, column {heading(column, 'en')}: {message}",
        found=value,
        expected=expected,
        row=row.number,
        field=column,
    )


def _checked(where: str, row: Row, item: Paragraph, decision: Citation | None) -> Iterator[Problem]:
    if item.kind not in KINDS:
        yield _problem(where, row, "kind", f"{item.kind!r} is not allowed.", " or ".join(KINDS))
        return
    if item.role not in ("", *ROLES):
        typed = row.cells.get("role", "")
        yield _problem(where, row, "role", f"{typed!r} is not allowed.", " or ".join((*ROLES, "empty")))
    for name, table in (("verb", "verbs"), ("directed_to", "actors")):
        for code in filter(None, getattr(item, name).split("|")):
            if code not in codes(table):
                yield _problem(
                    *(where, row, name, f"{code!r} is no code of the tab Lists ({table}.tsv)."),
                    "codes of the tab Lists, with | between several",
                )
    named = parse_citations(item.recalls)
    if item.recalls and (not named.citations or any(c.type == "unresolved" for c in named.citations)):
        yield _problem(where, row, "recalls", f"{item.recalls!r} names no decision.", "16/9; XIII/23 …")
    yield from _placed(where, row, item, decision)


def _placed(where: str, row: Row, item: Paragraph, decision: Citation | None) -> Iterator[Problem]:
    for name in NEEDED[item.kind]:
        if not getattr(item, name):
            yield _problem(
                where, row, name, f"empty in a row of kind {item.kind}.", "the number of the place"
            )
            return
    if item.kind in LOWEST and decision is not None:
        low = LOWEST[item.kind]
        deeper = [
            name
            for name in ("para", "sub", "subsub")
            if ("", "para", "sub", "subsub").index(name) > _depth(low)
        ]
        stray = next((name for name in deeper if getattr(item, name)), "")
        if stray:
            yield _problem(
                where, row, stray, f"a row of kind {item.kind} has no number here.", "an empty cell"
            )
            return
        place: dict[str, Any] = {name: getattr(item, name) or None for name in PLACE}
        cited = replace(decision, printed="", **place)
        if not any(place.values()) or exact_iri(cited) is None:
            words = canonical(cited)
            dated = any(turned_to_date(value) for value in place.values() if value)
            hint = f" {TURNED[0].upper()}{TURNED[1:]}" if dated else ""
            message = f"{words!r} is no place of a decision.{hint}"
            yield _problem(where, row, low, message, "A, I, 9, a, ii …")


def _depth(name: str) -> int:
    return ("", "para", "sub", "subsub").index(name) if name in {"para", "sub", "subsub"} else 0


def _decision(found: FoundRows, problems: list[Problem]) -> tuple[str, Citation | None]:
    first = next((row for row in found.rows if row.cells.get("decision")), None)
    if first is None:
        raise InputError(
            f"{found.where}, row {found.header + 1}, column {heading('decision', 'en')}: empty.",
            "the number of the decision, such as 16/9",
        )
    try:
        citation = decision_named(first.cells["decision"])
    except InputError as error:
        dated = turned_to_date(first.cells["decision"])
        what = f"{error.what} {TURNED[0].upper()}{TURNED[1:]}" if dated else error.what
        problems.append(_problem(found.where, first, "decision", what, error.expected))
        return first.cells["decision"], None
    for row in found.rows:
        other = row.cells.get("decision", "")
        if other and other != first.cells["decision"]:
            message = (
                f"{other!r}, but row {first.number} has {first.cells['decision']!r}; one sheet, one decision."
            )
            expected = "the same decision in every row; a sheet of its own for another one"
            problems.append(_problem(found.where, row, "decision", message, expected))
    return canonical(citation), citation


def _source(found: FoundRows, problems: list[Problem]) -> Text:
    values = {name: found.source.get(name, "") for name in SOURCE}

    def refuse(name: str, expected: str) -> None:
        message = f"{found.where}, {heading(name, 'en')}: {values[name]!r} is not allowed."
        problems.append(
            Problem("error", "sheet-source", message, found=values[name], expected=expected, field=name)
        )

    if values["lang"] and values["lang"] not in LANGUAGES:
        refuse("lang", ", ".join(LANGUAGES))
    values["version"] = values["version"] or "final"
    if not is_version(values["version"]):
        refuse("version", "advance, final, rev-1, corr-1, reissue-1")
    for name in ("date", "imported_on"):
        if values[name] and not DAY.fullmatch(values[name]):
            refuse(name, "a day such as 2026-05-15")
    return Text(**values)
