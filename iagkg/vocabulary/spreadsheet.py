"""Look over the identifiers in a column of a sheet (CSV or tab-separated): what a person tagged with."""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from iagkg.errors import InputError, UsageError
from iagkg.vocabulary.lint import Finding
from iagkg.vocabulary.lookup import Index
from iagkg.vocabulary.model import Term
from iagkg.wording import say

__all__ = ["lint_column", "read_column"]

_BETWEEN = re.compile(r"[,;|\n]+")
_MOST_SHOWN = 5
Cells = list[tuple[int, list[str]]]


def read_column(path: Path, column: str | None) -> Cells:
    """Return the identifiers of each cell of a column, with the number of its row (the heading is row 1).

    Identifiers in a cell are separated by commas, semicolons, bars or line ends. The separator of the file is
    the one that its first line has most of. Raises InputError where the file is no table in UTF-8, UsageError
    where it has no such column.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"{path}: cannot be read: {error}", "a table in UTF-8 (CSV or tab-separated)"
        ) from error
    first = text.partition("\n")[0]
    separator = max("\t;,", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise InputError(
            f"{path}: cannot be read as a table: {error}", "CSV or tab-separated cells"
        ) from error
    header = [name.strip() for name in rows[0]] if rows else []
    folded = [name.casefold() for name in header]
    if column is None or column.strip().casefold() not in folded:
        given = f"no column {column!r}" if column is not None else "which column has the identifiers?"
        raise UsageError(
            f"{path}: {given}", f"one of {', '.join(header[:30]) or 'the headings of its first row'}",
            "name it with --column.",
        )  # fmt: skip
    at = folded.index(column.strip().casefold())
    cells = ((number, row[at]) for number, row in enumerate(rows[1:], start=2) if len(row) > at)
    return [
        (number, [part.strip() for part in _BETWEEN.split(cell) if part.strip()])
        for number, cell in cells
        if cell.strip()
    ]


def lint_column(cells: Cells, index: Index, domain: str = "", lang: str = "en") -> list[Finding]:
    """Return what is to be said of the identifiers of a column, once for each identifier, with its rows.

    To be corrected: identifiers that no term has (with terms that may be meant), that are written otherwise
    than the term, or whose term is withdrawn. To be checked: older keys, keys that stand twice in a cell, two
    keys of one meaning in one column.
    """
    rows: dict[str, list[int]] = defaultdict(list)
    twice: dict[str, list[int]] = defaultdict(list)
    for number, names in cells:
        for name in dict.fromkeys(names):
            rows[name].append(number)
            if names.count(name) > 1:
                twice[name].append(number)
    found: list[Finding] = []
    used: dict[tuple[str, str], str] = {}
    for name, where in rows.items():
        places = tuple(say("vocabulary.row", lang, row=number) for number in where)
        for match in index.find(name, domain):
            used[match.term.domain, match.term.identifier] = name
        found += _of_identifier(name, places, index, domain, lang)
    for name, where in twice.items():
        places = tuple(say("vocabulary.row", lang, row=number) for number in where)
        message = say("vocabulary.twice-in-cell", lang, identifier=name)
        found.append(Finding("warning", "twice-in-cell", name, message, places))
    for relation in index.vocabulary.relations:
        one, other = (relation.domain, relation.identifier), (relation.other_domain, relation.other)
        if relation.relation == "related" and one in used and other in used:
            message = say(
                "vocabulary.near-duplicate", lang, one=used[one], other=used[other], reason=relation.reason
            )
            found.append(Finding("warning", "near-duplicate", used[one], message, (), (used[other],)))
    return sorted(found, key=lambda each: ("error", "warning", "info").index(each.severity))


def _of_identifier(
    name: str, places: tuple[str, ...], index: Index, domain: str, lang: str
) -> Iterator[Finding]:
    matches = index.find(name, domain)
    if not matches:
        nearest = tuple(dict.fromkeys((*index.labelled(name, domain), *index.suggest(name, domain))))
        message = say("vocabulary.unknown", lang, identifier=name)
        if nearest:
            meant = say("vocabulary.did-you-mean", lang, terms=_shown(nearest))
            message = f"{message} {meant}"
        yield Finding("error", "unknown", name, message, places, tuple(t.identifier for t in nearest))
        return
    term = matches[0].term
    if matches[0].how == "spelling":
        message = say("vocabulary.spelling", lang, identifier=name, term=_shown((term,)))
        yield Finding("error", "spelling", name, message, places, (term.identifier,))
    elif matches[0].how == "former":
        message = say("vocabulary.former", lang, identifier=name, term=_shown((term,)))
        yield Finding("warning", "former", name, message, places, (term.identifier,))
    if all(match.term.status for match in matches):
        message = say("vocabulary.dead", lang, identifier=name, note=term.note)
        yield Finding("error", "dead", name, message, places)


def _shown(terms: tuple[Term, ...]) -> str:
    return ", ".join(
        f"{term.identifier} ({term.name})" if term.name != term.identifier else term.identifier
        for term in terms[:_MOST_SHOWN]
    )
