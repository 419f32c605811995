"""Meetings of the bodies, what decisions do to a group, and our finding aids, each from its table."""

from collections.abc import Iterator

from iagkg.citation import decision_iri, exact_iri, parse_citations, provision_iri, unread
from iagkg.errors import InputError
from iagkg.graph.quads import Quad, iri, say, term, text
from iagkg.graph.register_tables import PLACES, is_day, one_of, place_named, rows
from iagkg.graph.tables import Tables
from iagkg.names import ID, SCHEME, graph_iri, segment

__all__ = ["finding_aid_quads", "group_quads", "meeting_iri", "meeting_quads"]

_EVENTS = ("set-up", "terms-of-reference", "extended", "replaced", "ended")


def meeting_iri(identifier: str) -> str:
    """Return the address of a meeting or of one part of it: `COP-15-2` is `id/meeting/cbd/cop-15-2`."""
    return f"{ID}meeting/cbd/{segment(identifier.lower())}"


def meeting_quads(tables: Tables) -> Iterator[Quad]:
    """Yield the meetings of the table, in the graph register/meetings.

    Raises InputError where a day is no day, or a meeting ends before it begins or has a part of no meeting.
    """
    columns = ("identifier", "body", "session", "part", "start", "end", "dates_as_given", "place")
    found = list(rows(tables, "meetings.tsv", columns))
    names = {row["identifier"] for _, row in found}
    for where, row in found:
        for column in ("start", "end"):
            if row[column]:
                one_of(where, column, row[column], _Days(), "a day such as 2022-12-19, or nothing")
        if row["end"] and not row["start"] <= row["end"]:
            one_of(where, "end", row["end"], (), f"a day after {row['start']}")
        parent = row["identifier"].rpartition("-")[0] if row["part"] else ""
        if parent:
            one_of(where, "part", parent, names, "a part of a meeting of the table")
        yield from say(
            graph_iri("register", "meetings"),
            meeting_iri(row["identifier"]),
            ("rdf:type", term("iag:Meeting")),
            ("rdfs:label", text(row["identifier"].replace("-", " ", 1), "en")),
            ("dcterms:identifier", text(row["identifier"])),
            ("dcterms:isPartOf", iri(meeting_iri(parent)) if parent else None),
            ("dcat:startDate", text(row["start"], datatype="xsd:date") if row["start"] else None),
            ("dcat:endDate", text(row["end"], datatype="xsd:date") if row["end"] else None),
            ("iag:datesAsGiven", text(row["dates_as_given"]) if row["dates_as_given"] else None),
            ("iag:place", text(row["place"], "en") if row["place"] else None),
            ("iag:confidence", iri(f"{SCHEME}confidence/{row['confidence']}")),
            ("dcterms:source", iri(row["source"])),
        )


class _Days:
    """All days there are, for the check of a column."""

    def __contains__(self, value: object) -> bool:
        return isinstance(value, str) and is_day(value)


def finding_aid_quads(tables: Tables) -> Iterator[Quad]:
    """Yield our own few words on decisions and places, in the graph curated/finding-aids."""
    for where, row in rows(tables, "finding_aids.tsv", ("decision", *PLACES, "words_en")):
        citation = place_named(row, where)
        yield from say(
            graph_iri("curated", "finding-aids"),
            provision_iri(citation) or decision_iri(citation) or "",
            ("iag:findingAid", text(row["words_en"], "en")),
            ("dcterms:source", iri(row["source"])),
        )


def group_quads(tables: Tables) -> Iterator[Quad]:
    """Yield what decisions do to a group, in the graph register/groups.

    The column `replaces`, which a table need not have, cites the decision or place that is replaced. Raises
    InputError where the kind of the decision is none of the five, or `replaces` is no single place.
    """
    columns = ("group", "event", "decision", *PLACES, "until", "words_en")
    for number, (where, row) in enumerate(rows(tables, "group_decisions.tsv", columns), start=1):
        one_of(where, "event", row["event"], _EVENTS)
        citation = place_named(row, where)
        group = f"{ID}group/{segment(row['group'])}"
        yield from say(
            graph_iri("register", "groups"),
            f"{group}/decision-{number}",
            ("rdf:type", term("iag:GroupDecision")),
            ("iag:groupConcerned", iri(group)),
            ("iag:groupEvent", iri(f"{SCHEME}group-event/{row['event']}")),
            ("iag:decidedBy", iri(provision_iri(citation) or decision_iri(citation) or "")),
            ("iag:until", text(row["until"]) if row["until"] else None),
            ("dcterms:replaces", iri(_replaced(row["replaces"], where)) if row.get("replaces") else None),
            ("dcterms:description", text(row["words_en"], "en")),
            ("iag:confidence", iri(f"{SCHEME}confidence/{row['confidence']}")),
            ("dcterms:source", iri(row["source"])),
        )


def _replaced(cell: str, where: str) -> str:
    found = parse_citations(cell).citations
    single = len(found) == 1 and decision_iri(found[0]) and not unread(cell, found)
    address = exact_iri(found[0]) if single else None
    if address is None:
        raise InputError(
            f"{where}, column replaces: {cell!r} is no decision or place in one.", "such as 15/8, annex III"
        )
    return address
