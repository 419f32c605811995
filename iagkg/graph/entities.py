"""The named things of the hand-kept table as concepts with type, definition, page and founding paragraph."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from iagkg.citation import exact_iri, parse_citations
from iagkg.errors import InputError
from iagkg.graph.quads import Quad, iri, say, term, text
from iagkg.names import ID, SCHEME, concept_iri, graph_iri, segment
from iagkg.vocabulary.entities import Entity, read_entities
from iagkg.vocabulary.model import Vocabulary

__all__ = ["ENTITIES", "entity_iri", "entity_quads"]

ENTITIES = f"{ID}entity"
"""The scheme of named things."""
GRAPH_NAME = graph_iri("curated", "entities")
_TITLES = {
    "en": "things that workplans name",
    "fr": "choses que nomment les plans de travail",
    "es": "cosas que nombran los planes de trabajo",
}


def entity_iri(identifier: str) -> str:
    """Return the address of a named thing."""
    return f"{ENTITIES}/{segment(identifier)}"


def entity_quads(path: Path, vocabulary: Vocabulary) -> Iterator[Quad]:
    """Yield the named things of the table, their matches looked up in the vocabulary.

    Raises InputError as `read_entities` does, and where a founding paragraph is no citation or a match is no
    term.
    """
    entities = read_entities(path)
    yield from say(
        GRAPH_NAME,
        ENTITIES,
        ("rdf:type", term("skos:ConceptScheme")),
        *(("skos:prefLabel", text(words, lang)) for lang, words in _TITLES.items()),
    )
    for entity in entities:
        yield from _entity(entity, vocabulary)


def _entity(entity: Entity, vocabulary: Vocabulary) -> Iterator[Quad]:
    source = iri(entity.source) if entity.source.startswith("http") else text(entity.source)
    yield from say(
        GRAPH_NAME,
        entity_iri(entity.identifier),
        ("rdf:type", term("skos:Concept")),
        *((predicate, iri(ENTITIES)) for predicate in ("skos:inScheme", "skos:topConceptOf")),
        ("skos:notation", text(entity.identifier)),
        ("dcterms:type", iri(f"{SCHEME}entity-type/{entity.type}")),
        *(("skos:prefLabel", text(name, lang)) for lang, name in entity.labels.items()),
        *(("skos:altLabel", text(name, "en")) for name in entity.alternatives),
        ("skos:definition", text(entity.definition, "en")),
        ("skos:note", text(entity.note, "en") if entity.note else None),
        ("foaf:page", iri(entity.page) if entity.page else None),
        ("iag:foundedBy", iri(_founding(entity)) if entity.founding else None),
        ("iag:confidence", iri(f"{SCHEME}confidence/{entity.confidence}")),
        ("dcterms:source", source),
        *_matches(entity, vocabulary),
    )


def _founding(entity: Entity) -> str:
    citations = parse_citations(entity.founding).citations
    address = exact_iri(citations[0]) if len(citations) == 1 else None
    if address is None:
        raise InputError(
            f"{entity.place}, column founding: {entity.founding!r} is not one decision or place in it.",
            "a citation such as decision 15/8, annex I, or nothing",
        )
    return address


def _matches(entity: Entity, vocabulary: Vocabulary) -> Iterable[tuple[str, str]]:
    for relation, domain, identifier in entity.matches:
        scheme = vocabulary.domains.get(domain)
        if scheme is None or not vocabulary.named(identifier, domain):
            raise InputError(
                f"{entity.place}, column match: {domain}/{identifier} is no term of the vocabulary.",
                "a domain and an identifier of terms.tsv",
            )
        yield f"skos:{relation}", iri(concept_iri(domain, identifier, local=scheme.kind == "local"))
