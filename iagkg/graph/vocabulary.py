"""The CBD's vocabulary as SKOS, and the crosswalk of targets.

Graphs: `schemes/cbd` what the tables know of the CBD's terms; `schemes/cbd-inferred` broader links that
are only inferred; `schemes/local` terms of ours; `imported/thesaurus-<domain>` what a thesaurus file added;
`mappings/gbf-links` the crosswalk. Goals and targets are those of the graph `framework`, with nothing added.
Source of the rules: SKOS Reference, https://www.w3.org/TR/skos-reference/.
"""

import re
from collections.abc import Iterator

from iagkg.graph.quads import Quad, iri, say, term, text
from iagkg.graph.tables import Tables
from iagkg.names import ID, concept_iri, graph_iri, segment
from iagkg.vocabulary.model import Label, Relation, Scheme, Term, Vocabulary
from iagkg.vocabulary.terms import read_vocabulary

__all__ = ["scheme_iri", "vocabulary_quads"]

_CBD = graph_iri("schemes", "cbd")
_INFERRED = graph_iri("schemes", "cbd-inferred")
_LOCAL = graph_iri("schemes", "local")
_LINKS = graph_iri("mappings", "gbf-links")
_PREDICATES = {
    "preferred": "skos:prefLabel",
    "alternative": "skos:altLabel",
    "definition": "skos:definition",
}


def vocabulary_quads(tables: Tables) -> Iterator[Quad]:
    """Yield the vocabulary of the tables and of what was imported; see `iagkg.vocabulary.terms`.

    Raises InputError, naming file, row and column, where a table cannot be meant.
    """
    vocabulary = read_vocabulary(tables.path)
    for scheme in vocabulary.schemes:
        if scheme.kind != "framework":
            yield from _scheme(scheme, vocabulary)
    for one in vocabulary.terms:
        if vocabulary.domains[one.domain].kind != "framework":
            yield from _concept(one, vocabulary)
    for relation in vocabulary.relations:
        yield from _relation(relation, vocabulary)
    for link in vocabulary.links:
        if link.relation:
            yield from say(
                _LINKS,
                concept_iri("GBF-TARGETS", link.target),
                (f"skos:{link.relation}", iri(concept_iri(link.domain, link.identifier))),
            )


def scheme_iri(scheme: Scheme) -> str:
    """Return the address of a scheme: that of its terms without the last segment."""
    return f"{ID}{'local' if scheme.kind == 'local' else 'cbd'}/{segment(scheme.domain)}"


def _graph(scheme: Scheme, imported: bool = False) -> str:
    if imported:
        return graph_iri("imported", f"thesaurus-{segment(scheme.domain)}")
    return _LOCAL if scheme.kind == "local" else _CBD


def _scheme(scheme: Scheme, vocabulary: Vocabulary) -> Iterator[Quad]:
    terms = vocabulary.of_domain(scheme.domain)
    imported = all(each.confidence == "imported" for each in terms)
    graph, address = _graph(scheme, bool(terms) and imported), scheme_iri(scheme)
    yield from say(
        graph,
        address,
        ("rdf:type", term("skos:ConceptScheme")),
        ("skos:notation", text(scheme.domain)),
        *(("skos:prefLabel", text(title, lang)) for lang, title in scheme.titles.items() if title),
        ("dcterms:source", text(scheme.source) if scheme.source else None),
        ("skos:editorialNote", text(scheme.note, "en") if scheme.note else None),
    )
    for group in sorted({each.group for each in terms if each.group}):
        collection = f"{address}/group/{segment(re.sub(r'[^a-z0-9]+', '-', group.lower()).strip('-'))}"
        yield from say(
            graph,
            collection,
            ("rdf:type", term("skos:Collection")),
            ("skos:prefLabel", text(group, "en")),
            ("dcterms:source", text(scheme.source) if scheme.source else None),
            *(("skos:member", iri(vocabulary.address(each))) for each in terms if each.group == group),
        )


def _concept(one: Term, vocabulary: Vocabulary) -> Iterator[Quad]:
    scheme = vocabulary.domains[one.domain]
    top = scheme_iri(scheme)
    address = vocabulary.address(one)
    home = _graph(scheme, one.confidence == "imported")
    yield from say(
        home,
        address,
        ("rdf:type", term("skos:Concept")),
        ("skos:notation", text(one.identifier)),
        ("skos:inScheme", iri(top)),
        ("skos:topConceptOf", None if one.broader else iri(top)),
        *(("skos:hiddenLabel", text(older)) for older in one.formerly),
        ("owl:deprecated", text("true", datatype="xsd:boolean") if one.status else None),
        ("dcterms:source", text(one.source) if one.source else None),
        ("skos:editorialNote", text(one.note, "en") if one.note else None),
    )
    if not one.broader:
        yield from say(home, top, ("skos:hasTopConcept", iri(address)))
    for label in one.labels:
        graph = _graph(scheme, label.kind == "imported")
        yield from say(graph, address, (_predicate(label), text(label.text, label.lang)))
    links = {
        "inferred": _INFERRED,
        "imported": _graph(scheme, imported=True),
    }.get(one.broader_confidence, home)
    for identifier in one.broader:
        above = vocabulary.by_key[one.domain, identifier]
        yield from say(links, address, ("skos:broader", iri(vocabulary.address(above))))
    if one.broader and one.evidence:
        how = f"The broader term is {one.broader_confidence}: {one.evidence}."
        yield from say(links, address, ("skos:editorialNote", text(how, "en")))
    for identifier in one.related:
        other = vocabulary.by_key[one.domain, identifier]
        yield from say(
            _graph(scheme, imported=True), address, ("skos:related", iri(vocabulary.address(other)))
        )


def _predicate(label: Label) -> str:
    return "iag:unofficialLabel" if label.kind == "unofficial" else _PREDICATES[label.role]


def _relation(relation: Relation, vocabulary: Vocabulary) -> Iterator[Quad]:
    """Yield a link between two terms both ways, each with the reason."""
    pair = (relation.domain, relation.identifier), (relation.other_domain, relation.other)
    converse = {"broadMatch": "narrowMatch", "narrowMatch": "broadMatch"}
    for (one, other), name in (
        (pair, relation.relation),
        (pair[::-1], converse.get(relation.relation, relation.relation)),
    ):
        first, second = vocabulary.by_key[one], vocabulary.by_key[other]
        scheme = vocabulary.domains[first.domain]
        if scheme.kind == "framework":
            continue
        crosses_to_ours = "local" in (scheme.kind, vocabulary.domains[second.domain].kind)
        yield from say(
            _LOCAL if crosses_to_ours else _graph(scheme),
            vocabulary.address(first),
            (f"skos:{name}", iri(vocabulary.address(second))),
            ("skos:editorialNote", text(relation.reason, "en") if relation.reason else None),
        )
