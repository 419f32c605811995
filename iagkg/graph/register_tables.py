"""The hand-kept tables of the register, read and checked.

Columns are described in docs/register.md. Every message names the file, the row and the column.
"""

import dataclasses
import datetime as dt
from collections.abc import Container, Iterator

from iagkg.citation import containers, decision_iri, parse_citations
from iagkg.citation.model import Citation
from iagkg.errors import InputError
from iagkg.files import read_table
from iagkg.graph.known import Known, whole
from iagkg.graph.tables import Tables

__all__ = ["PLACES", "decision_named", "is_day", "one_of", "place_named", "registered", "rows"]

PLACES = ("part", "annex", "section", "para", "sub")
_CONFIDENCES = ("seen", "inferred", "derived", "unconfirmed")
_TITLES = ("", "exact", "given", "subject")


def rows(tables: Tables, name: str, columns: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each row of a table of the register with its place; confidence and source are checked.

    Raises InputError where a confidence is none of the four, or a source is missing or no web address.
    """
    path = tables.path("register", name)
    for number, row in enumerate(read_table(path, (*columns, "source", "confidence")), start=2):
        where = f"{path}, row {number}"
        one_of(where, "confidence", row["confidence"], _CONFIDENCES)
        if not row["source"].startswith(("http://", "https://")):
            raise InputError(
                f"{where}, column source: {row['source']!r}.",
                "a web address",
                "a statement without a source does not enter the register.",
            )
        yield where, row


def one_of(where: str, column: str, value: str, allowed: Container[str], expected: str = "") -> None:
    """Refuse a value that is not allowed. Raises InputError."""
    if value not in allowed:
        words = expected or " or ".join(word or "nothing" for word in allowed)  # type: ignore[attr-defined]
        raise InputError(f"{where}, column {column}: {value!r}.", words)


def registered(tables: Tables, verbs: Container[str], actors: Container[str]) -> Iterator[Known]:
    """Yield the decisions and places of the tables, in their order.

    `verbs` and `actors` are the codes there are. Raises InputError where a row is no decision or place,
    stands twice, or states as fact what nobody has seen.
    """
    seen: dict[str, str] = {}
    meetings = {row["identifier"] for _, row in rows(tables, "meetings.tsv", ("identifier",))}
    columns = ("decision", "title_en", "title_kind", "meeting", "completeness", "date")
    for where, row in rows(tables, "decisions.tsv", columns):
        if row["date"] and not is_day(row["date"]):
            raise InputError(
                f"{where}, column date: {row['date']!r}.", "a day such as 2022-12-19, or nothing"
            )
        one_of(where, "completeness", row["completeness"], ("complete", "partial"))
        one_of(where, "title_kind", row["title_kind"], _TITLES)
        if bool(row["title_kind"]) != bool(row["title_en"]):
            raise InputError(
                f"{where}, column title_kind: {row['title_kind']!r}.",
                "exact, given or subject beside a title",
            )
        if row["meeting"]:
            one_of(where, "meeting", row["meeting"], meetings, "an identifier of meetings.tsv")
        citation = decision_named(row["decision"], where)
        _once(seen, decision_iri(citation) or "", where, "decision", row["decision"])
        yield Known(citation, "", row)
    for where, row in rows(tables, "provisions.tsv", ("decision", *PLACES, "verb", "directed_to")):
        for column, codes in (("verb", verbs), ("directed_to", actors)):
            for code in filter(None, row[column].split("|")):
                one_of(where, column, code, codes, "codes of its table, separated by |")
        if (row["verb"] or row["directed_to"]) and row["confidence"] != "seen":
            raise InputError(
                f"{where}, column verb: {row['verb'] or row['directed_to']!r} is {row['confidence']}.",
                "a verb or addressee only where the text was seen",
            )
        citation = place_named(row, where)
        if not containers(citation):
            raise InputError(f"{where}: names no part of the decision.", "a section, annex or paragraph")
        _once(seen, containers(citation)[-1].iri, where, "para", row["decision"])
        yield Known(citation, "text-not-loaded", row)


def _once(seen: dict[str, str], address: str, where: str, column: str, found: str) -> None:
    if address in seen:
        raise InputError(
            f"{where}, column {column}: {found!r} stands already in {seen[address]}.", "each place once"
        )
    seen[address] = where


def is_day(text: str) -> bool:
    """Tell whether a text is a day in the form 2022-12-19."""
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def decision_named(number: str, where: str) -> Citation:
    """Return the decision that a cell names. Raises InputError where it names none, or more than one."""
    found = parse_citations(f"decision {number}").citations
    if len(found) != 1 or decision_iri(found[0]) is None or containers(found[0]):
        raise InputError(
            f"{where}, column decision: {number!r} is no number of a decision.", 'a number such as "16/9"'
        )
    return whole(found[0])


def place_named(row: dict[str, str], where: str) -> Citation:
    """Return the place that a row names in `decision` and PLACES; the whole decision where they are empty."""
    decision = decision_named(row["decision"], where)
    places = {place: row[place] or None for place in PLACES}
    return dataclasses.replace(
        decision,
        part=places["part"],
        annex=places["annex"],
        section=places["section"],
        para=places["para"],
        sub=places["sub"],
    )
