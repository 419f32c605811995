"""What is known of decisions and their paragraphs: the tables, and the bare numbers of what is cited.

A paragraph known only because a workplan cites it stands here by its number alone, "text not seen": nothing
else is said of it. A letter that must exist because a later one does (a cited (c) implies (a) and (b)) goes
to the graph of what is inferred, and is never counted.
"""

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from string import ascii_lowercase

from iagkg.citation import containers, decision_iri, notations, sort_key
from iagkg.citation.model import Citation
from iagkg.graph.codes import Codes, read_codes, verb_quads
from iagkg.graph.known import Known, whole
from iagkg.graph.loaded import (
    LoadedDecision,
    annotation_quads,
    apart_quads,
    known_places,
    loaded_decisions,
    recalled,
    text_quads,
)
from iagkg.graph.meetings import meeting_iri, meeting_quads
from iagkg.graph.quads import Quad, iri, say, term, text
from iagkg.graph.register_tables import registered
from iagkg.graph.tables import Tables
from iagkg.names import ID, SCHEME, graph_iri
from iagkg.workplan import Workplan

__all__ = ["cited_in", "register_quads"]


def cited_in(workplan: Workplan) -> tuple[Citation, ...]:
    """Return every citation of a decision in the mandate cells of a workplan, in order."""
    placed = (found for stream in workplan.workstreams for task in stream.tasks for found in task.citations)
    return tuple(found.citation for found in placed if found.citation.decision)


def register_quads(workplan: Workplan, tables: Tables) -> Iterator[Quad]:
    """Yield one graph a decision: of those in the tables, those loaded and those cited.

    With them go meetings, verbs, the annotations that were imported, and the letters that are implied.
    Raises InputError, naming file, row and column, where a table holds what is no decision or place.
    """
    codes = read_codes(tables)
    loaded = loaded_decisions(tables)
    known = _known(workplan, tables, codes, loaded)
    complete = {item.address for item in loaded if item.loaded.complete}
    complete |= {address for address, found in known.items() if found.row.get("completeness") == "complete"}
    partly = {item.address for item in loaded}
    titles = {item.address: item.titles for item in loaded}
    for found in known.values():
        if containers(found.citation):
            yield from _provision(found, codes)
        else:
            address = decision_iri(found.citation)
            whole_known = "complete" if address in complete else "partial" if address in partly else ""
            yield from _decision(found, whole_known, titles.get(address or "", {}))
    for item in loaded:
        graph = _graph_of(item.citation)
        yield from text_quads(item, graph)
        yield from apart_quads(item, graph)
        yield from annotation_quads(item, codes)
    yield from meeting_quads(tables)
    yield from verb_quads(codes)
    open_lists = {
        decision_iri(found.citation) for found in known.values() if "title_en" in found.row
    } | partly
    places = (found for found in known.values() if decision_iri(found.citation) in open_lists - complete)
    yield from _implied(places, codes)


def _known(
    workplan: Workplan, tables: Tables, codes: Codes, loaded: Iterable[LoadedDecision]
) -> dict[str, Known]:
    """Return what is known of each decision and place: first what was loaded, then tables, then citations."""
    known: dict[str, Known] = {}
    cited = (Known(citation, "text-not-seen") for citation in cited_in(workplan))
    texts = (place for item in loaded for place in known_places(item))
    for found in (*texts, *registered(tables, codes.verbs, codes.actors), *cited):
        chain = containers(found.citation)
        own = decision_iri(found.citation)
        if own is None:
            continue
        if not chain:
            if found.row or own not in known:  # a citation takes away nothing that a table says
                known[own] = dataclasses.replace(found, citation=whole(found.citation))
            continue
        known.setdefault(own, Known(whole(found.citation)))
        earlier = known.get(chain[-1].iri)
        if earlier is None:
            known[chain[-1].iri] = dataclasses.replace(found, citation=chain[-1].citation)
        elif found.row and not earlier.row:
            known[chain[-1].iri] = dataclasses.replace(earlier, row=found.row)
    for found in [*known.values()]:  # what contains a known place exists, and nothing more is known of it
        for place in containers(found.citation)[:-1]:
            status = "text-not-loaded" if found.paragraph else "text-not-seen"
            known.setdefault(place.iri, Known(place.citation, status, sources=found.sources))
    return known


def _graph_of(citation: Citation) -> str:
    return graph_iri("register", (decision_iri(citation) or "").removeprefix(ID).removeprefix("decision/"))


def _decision(known: Known, loaded: str, titles: Mapping[str, str]) -> Iterator[Quad]:
    """Yield a decision; `titles` are those of its loaded texts, said where the tables have no such title."""
    citation, row = known.citation, known.row
    written = notations(citation)
    title = "dcterms:alternative" if row.get("title_kind") == "subject" else "dcterms:title"
    yield from say(
        _graph_of(citation),
        decision_iri(citation) or "",
        ("rdf:type", term("iag:Decision")),
        ("rdfs:label", text(written.named or "", "en")),
        ("eli:number", text(citation.decision or "")),
        ("dcterms:identifier", text(written.symbol) if written.symbol else None),
        ("iag:sortKey", text(sort_key(citation))),
        (title, text(row["title_en"], "en") if row.get("title_en") else None),
        *(
            ("dcterms:title", text(words, lang))
            for lang, words in sorted(titles.items())
            if lang != "en" or not row.get("title_en") or title == "dcterms:alternative"
        ),
        ("dcterms:date", text(row["date"], datatype="xsd:date") if row.get("date") else None),
        ("iag:adoptedAt", iri(meeting_iri(row["meeting"])) if row.get("meeting") else None),
        ("iag:completeness", iri(f"{SCHEME}completeness/{loaded or row.get('completeness') or 'not-known'}")),
        *_evidence(known),
        *_codes(citation),
    )


def _provision(known: Known, codes: Codes) -> Iterator[Quad]:
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
        *_says(known, codes),
        *_evidence(known),
        *_codes(known.citation),
    )


def _says(known: Known, codes: Codes) -> Iterator[tuple[str, str | None]]:
    """Yield what a place says: its text, and verb, addressee and role of the group if somebody read them."""
    read = known.paragraph
    row = {} if known.reviewed else known.row
    verbs = (read.verb if read else "") or row.get("verb", "")
    directed = (read.directed_to if read else "") or row.get("directed_to", "")
    for code in filter(None, verbs.split("|")):
        yield "iag:operativeVerb", codes.verb(code)
    for code in filter(None, directed.split("|")):
        yield "iag:directedTo", codes.actor(code)
    if read is None:
        return
    for lang, words in sorted(read.text.items()):
        yield "iag:text", text(words, lang)
    yield "iag:groupRole", iri(f"{SCHEME}group-role/{read.role}") if read.role else None
    for predicate, words in (
        ("iag:verbWords", read.verb_words),
        ("iag:directedToWords", read.directed_to_words),
        ("iag:groupRoleWords", read.role_words),
    ):
        yield predicate, text(words) if words else None
    for address in recalled(read):
        yield "iag:recalls", iri(address)


def _evidence(known: Known) -> Iterator[tuple[str, str | None]]:
    """Yield where a decision or place is known from. A loaded text was seen, whatever a row says."""
    confidence = "seen" if known.paragraph else known.row.get("confidence")
    yield "iag:confidence", iri(f"{SCHEME}confidence/{confidence}") if confidence else None
    yield "dcterms:source", iri(known.row["source"]) if known.row else None
    for source in known.sources:
        yield "dcterms:source", iri(source)


def _codes(citation: Citation) -> Iterator[tuple[str, str | None]]:
    written = notations(citation)
    for code in (written.dtt_slash, written.dtt_dot):
        yield "skos:notation", text(code, datatype="iag:dttCode") if code else None
    yield "foaf:page", iri(written.page) if written.page else None


_MOST_IMPLIED = 12
"""The most letters of one list that are taken to exist because a later one is cited."""


def _implied(known: Iterable[Known], codes: Codes) -> Iterator[Quad]:
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
        below = ascii_lowercase[: ascii_lowercase.index(max(letters))]
        absent = [letter for letter in below if letter not in letters]
        if len(absent) > _MOST_IMPLIED:  # a letter far down the alphabet, alone, is as likely a slip
            continue
        for letter in absent:
            missing = dataclasses.replace(citation, sub=letter)
            yield from _provision(Known(missing, "implied-by-letter"), codes)
