"""What the register says of the decisions of a group, as lines of N-Quads."""

from collections.abc import Iterator

from corpus.known import Known
from corpus.lines import GRAPH, SOURCE, Pair, day, iri, say, term, text
from corpus.naming import ID, SCHEME, Named, named, whole
from corpus.plan import Place

__all__ = ["decision_lines", "meeting_lines"]

ACTORS, VERBS = f"{ID}cbd/DTT-ACTORS/", f"{ID}verb/"
_LANGUAGES = {"en": "ENG", "fr": "FRA"}


def meeting_lines() -> Iterator[str]:
    """Yield the four meetings that adopted the decisions."""
    for session in range(14, 18):
        yield from say(
            f"<{GRAPH}register/meetings>",
            f"{ID}meeting/cbd/cop-{session}",
            ("rdf:type", term("iag:Meeting")),
            ("rdfs:label", text(f"COP {session}", "en")),
            ("dcterms:identifier", text(f"COP-{session}")),
            ("dcat:startDate", day(f"{1990 + 2 * session}-11-01")),
            ("dcat:endDate", day(f"{1990 + 2 * session}-11-29")),
            ("iag:confidence", iri(f"{SCHEME}confidence/seen")),
            ("dcterms:source", iri(SOURCE)),
        )


def decision_lines(one: Known) -> Iterator[str]:
    """Yield what is said of a decision, its places, texts and preambles."""
    decision, head = one.decision, whole(one.decision)
    graph = f"<{GRAPH}register/cbd/cop/{decision.name}>"
    texts = [f"{head.address}/text-{lang}-final" for lang in decision.langs]
    yield from say(
        graph,
        head.address,
        ("rdf:type", term("iag:Decision")),
        ("rdfs:label", text(head.label, "en")),
        ("eli:number", text(decision.name)),
        ("dcterms:identifier", text(f"CBD/COP/DEC/{decision.name}")),
        ("iag:sortKey", text(head.key)),
        ("dcterms:title", text(decision.title, "en")),
        ("dcterms:date", day(decision.day)),
        ("iag:adoptedAt", iri(f"{ID}meeting/cbd/cop-{decision.session}")),
        (
            "iag:completeness",
            iri(f"{SCHEME}completeness/{'complete' if decision.state == 'complete' else 'partial'}"),
        ),
        ("iag:confidence", iri(f"{SCHEME}confidence/seen")),
        ("dcterms:source", iri(f"{SOURCE}{decision.index}")),
        *_codes(head),
    )
    for number, place in enumerate(one.places):
        yield from _place(one, place, graph, texts, by_table=number < len(decision.places))
    for address, lang in zip(texts, decision.langs, strict=True):
        yield from say(
            graph,
            address,
            ("rdf:type", term("iag:DecisionText")),
            ("eli:realizes", iri(head.address)),
            (
                "eli:language",
                iri(f"http://publications.europa.eu/resource/authority/language/{_LANGUAGES[lang]}"),
            ),
            ("iag:textVersion", text("final")),
            ("iag:reportedBy", text("secretary of the group" if decision.state == "complete" else "")),
            ("dcterms:created", day("2026-01-15")),
        )
    for number, (words, recalled) in enumerate(decision.preambles, start=1):
        yield from say(
            graph,
            f"{head.address}/preamble-{number}",
            ("rdf:type", term("eli:LegalResourceSubdivision")),
            ("eli:type_subdivision", iri(f"{SCHEME}subdivision/preamble")),
            ("eli:is_part_of", iri(head.address)),
            ("eli:number", text(str(number))),
            ("iag:text", text(words, "en")),
            ("iag:recalls", iri(f"{ID}decision/cbd/cop/{recalled}" if recalled else "")),
        )


def _place(one: Known, place: Place, graph: str, texts: list[str], *, by_table: bool) -> Iterator[str]:
    decision = one.decision
    own = named(decision, place)
    above = named(decision, one.places[place.parent]).address if place.parent >= 0 else ""
    of_table = decision.state == "table" and by_table
    seen = of_table or (by_table and place.status != "text-not-seen")
    yield from say(
        f"<{GRAPH}inferred/register>" if place.status == "implied-by-letter" else graph,
        own.address,
        ("rdf:type", term("iag:Provision")),
        ("rdfs:label", text(own.label, "en")),
        ("eli:number", text(place.number)),
        ("eli:type_subdivision", iri(f"{SCHEME}subdivision/{place.kind}")),
        ("eli:is_part_of", iri(above)),
        ("iag:inDecision", "" if above else iri(whole(decision).address)),
        ("iag:sortKey", text(own.key)),
        ("iag:textStatus", iri(f"{SCHEME}text-status/{place.status}")),
        ("iag:operativeVerb", iri(f"{VERBS}{place.verb}" if place.verb else "")),
        ("iag:directedTo", iri(f"{ACTORS}{place.directed}" if place.directed else "")),
        *(("iag:text", text(words, lang)) for lang, words in place.text.items()),
        ("iag:groupRole", iri(f"{SCHEME}group-role/{place.role}" if place.role else "")),
        ("iag:confidence", iri(f"{SCHEME}confidence/seen") if seen else ""),
        ("dcterms:source", iri(f"{SOURCE}{decision.index}") if of_table else ""),
        *(("dcterms:source", iri(text)) for text in texts if by_table),
        *_codes(own),
    )


def _codes(own: Named) -> Iterator[Pair]:
    for code in dict.fromkeys((own.code_slash, own.code_dot)):
        yield "skos:notation", f'"{code}"^^{term("iag:dttCode")}' if code else ""
    yield "foaf:page", iri(own.page)
