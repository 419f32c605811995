"""What is known of decisions and their paragraphs: the tables, and the bare numbers of what is cited.

A paragraph known only because a workplan cites it stands here by its number alone, "text not seen": nothing
else is said of it. A letter that must exist because a later one does (a cited (c) implies (a) and (b)) goes
to the graph of what is inferred, and is never counted.
"""

import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from string import ascii_lowercase

from iagkg.citation import containers, decision_iri, notations, parse_citations, sort_key
from iagkg.citation.model import Citation
from iagkg.errors import InputError
from iagkg.files import read_table
from iagkg.graph.quads import Quad, iri, say, term, text
from iagkg.graph.tables import Tables
from iagkg.names import ID, SCHEME, graph_iri
from iagkg.workplan import Workplan

__all__ = ["cited_in", "register_quads"]

_PLACES = ("part", "annex", "section", "para", "sub")
_CONFIDENCES = ("seen", "inferred", "derived", "unconfirmed")


@dataclass(frozen=True, slots=True)
class _Known:
    """A decision or a place in one, how its text stands, and the row that says so (empty if only cited)."""

    citation: Citation
    text_status: str
    row: dict[str, str]


def cited_in(workplan: Workplan) -> tuple[Citation, ...]:
    """Return every citation of a decision in the mandate cells of a workplan, in order."""
    placed = (found for stream in workplan.workstreams for task in stream.tasks for found in task.citations)
    return tuple(found.citation for found in placed if found.citation.decision)


def register_quads(workplan: Workplan, tables: Tables) -> Iterator[Quad]:
    """Yield one graph a decision, of those in the tables and those cited, and the letters implied.

    Raises InputError, naming file, row and column, where a table holds what is no decision or place.
    """
    known: dict[str, _Known] = {}
    for found in (*_registered(tables), *_cited(workplan)):
        chain = containers(found.citation)
        own = decision_iri(found.citation)
        if own is None:
            continue
        if not chain:
            known.setdefault(own, found)
            continue
        known.setdefault(own, _Known(_whole(found.citation), "", {}))
        known.setdefault(chain[-1].iri, dataclasses.replace(found, citation=chain[-1].citation))
    for found in [*known.values()]:  # what contains a known place exists, and nothing more is known of it
        for place in containers(found.citation)[:-1]:
            known.setdefault(place.iri, _Known(place.citation, "text-not-seen", {}))
    for found in known.values():
        yield from _decision(found) if not containers(found.citation) else _provision(found)
    registered = {decision_iri(found.citation) for found in known.values() if "title_en" in found.row}
    yield from _implied(found for found in known.values() if decision_iri(found.citation) in registered)


def _whole(citation: Citation) -> Citation:
    return Citation(type=citation.type, decision=citation.decision, body=citation.body)


def _cited(workplan: Workplan) -> Iterator[_Known]:
    for citation in cited_in(workplan):
        yield _Known(citation, "text-not-seen", {})


def _registered(tables: Tables) -> Iterator[_Known]:
    columns = ("decision", "title_en", "completeness", "date", "source", "confidence")
    for where, row in _rows(tables, "decisions.tsv", columns):
        if row["date"] and not _is_day(row["date"]):
            raise InputError(
                f"{where}, column date: {row['date']!r}.", "a day such as 2022-12-19, or nothing"
            )
        if row["completeness"] not in {"complete", "partial"}:
            raise InputError(f"{where}, column completeness: {row['completeness']!r}.", "complete or partial")
        yield _Known(_decision_named(row["decision"], where), "", row)
    for where, row in _rows(tables, "provisions.tsv", ("decision", *_PLACES, "source", "confidence")):
        part, annex, section, para, sub = (row[place] or None for place in _PLACES)
        if not (part or annex or section or para):
            raise InputError(f"{where}: names no part of the decision.", "a section, annex or paragraph")
        decision = _decision_named(row["decision"], where)
        citation = dataclasses.replace(decision, part=part, annex=annex, section=section, para=para, sub=sub)
        yield _Known(citation, "text-not-loaded", row)


def _is_day(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _rows(tables: Tables, name: str, columns: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    path = tables.path("register", name)
    for number, row in enumerate(read_table(path, columns), start=2):
        where = f"{path}, row {number}"
        if row["confidence"] not in _CONFIDENCES:
            raise InputError(f"{where}, column confidence: {row['confidence']!r}.", " or ".join(_CONFIDENCES))
        if row["source"] and not row["source"].startswith(("http://", "https://")):
            raise InputError(f"{where}, column source: {row['source']!r}.", "a web address, or nothing")
        yield where, row


def _decision_named(number: str, where: str) -> Citation:
    found = parse_citations(f"decision {number}").citations
    if len(found) != 1 or decision_iri(found[0]) is None or containers(found[0]):
        raise InputError(
            f"{where}, column decision: {number!r} is no number of a decision.", 'a number such as "16/9"'
        )
    return _whole(found[0])


def _graph_of(citation: Citation) -> str:
    return graph_iri("register", (decision_iri(citation) or "").removeprefix(ID).removeprefix("decision/"))


def _decision(known: _Known) -> Iterator[Quad]:
    citation, row = known.citation, known.row
    written = notations(citation)
    yield from say(
        _graph_of(citation),
        decision_iri(citation) or "",
        ("rdf:type", term("iag:Decision")),
        ("rdfs:label", text(written.named or "", "en")),
        ("eli:number", text(citation.decision or "")),
        ("dcterms:identifier", text(written.symbol) if written.symbol else None),
        ("iag:sortKey", text(sort_key(citation))),
        ("dcterms:title", text(row["title_en"], "en") if row.get("title_en") else None),
        ("dcterms:date", text(row["date"], datatype="xsd:date") if row.get("date") else None),
        ("iag:completeness", iri(f"{SCHEME}completeness/{row.get('completeness') or 'not-known'}")),
        *_evidence(row),
        *_codes(citation),
    )


def _provision(known: _Known) -> Iterator[Quad]:
    chain = containers(known.citation)
    place = chain[-1]
    inside = iri(chain[-2].iri) if len(chain) > 1 else None
    yield from say(
        _graph_of(known.citation)
        if known.text_status != "implied-by-letter"
        else graph_iri("inferred", "register"),
        place.iri,
        ("rdf:type", term("iag:Provision")),
        ("rdfs:label", text(place.label, "en")),
        ("eli:number", text(place.number)),
        ("eli:type_subdivision", iri(f"{SCHEME}subdivision/{place.kind}")),
        ("eli:is_part_of", inside),
        ("iag:inDecision", None if inside else iri(decision_iri(known.citation) or "")),
        ("iag:sortKey", text(place.sort_key)),
        ("iag:textStatus", iri(f"{SCHEME}text-status/{known.text_status}")),
        *_evidence(known.row),
        *_codes(known.citation),
    )


def _evidence(row: dict[str, str]) -> Iterator[tuple[str, str | None]]:
    if row:
        yield "iag:confidence", iri(f"{SCHEME}confidence/{row['confidence']}")
        yield "dcterms:source", iri(row["source"]) if row["source"] else None


def _codes(citation: Citation) -> Iterator[tuple[str, str | None]]:
    written = notations(citation)
    for code in (written.dtt_slash, written.dtt_dot):
        yield "skos:notation", text(code, datatype="iag:dttCode") if code else None
    yield "foaf:page", iri(written.page) if written.page else None


def _implied(known: Iterable[_Known]) -> Iterator[Quad]:
    """Yield the letters below the highest known one of each list that nothing else is known of."""
    lists: dict[str, dict[str, Citation]] = defaultdict(dict)
    for found in known:
        chain = containers(found.citation)
        lettered = bool(chain) and len(chain[-1].number) == 1 and chain[-1].number in ascii_lowercase
        if lettered and chain[-1].kind == "item" and len(chain) > 1:
            lists[chain[-2].iri][chain[-1].number] = found.citation
    for letters in lists.values():
        if set(letters) <= {"i", "v", "x"}:  # roman numbers, for all that can be told
            continue
        citation = next(iter(letters.values()))
        for letter in ascii_lowercase[: ascii_lowercase.index(max(letters))]:
            if letter not in letters:
                missing = dataclasses.replace(citation, sub=letter)
                yield from _provision(_Known(missing, "implied-by-letter", {}))
