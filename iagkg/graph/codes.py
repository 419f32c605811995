"""The codes of operative verbs and of those a paragraph is directed to, and the addresses they stand for."""

from collections.abc import Iterator
from dataclasses import dataclass

from iagkg.errors import InputError
from iagkg.files import read_table
from iagkg.graph.quads import Quad, iri, say, term, text
from iagkg.graph.tables import Tables
from iagkg.names import ID, concept_iri, graph_iri, segment
from iagkg.vocabulary.terms import read_vocabulary

__all__ = ["Codes", "read_codes", "verb_quads"]

_VERBS = f"{ID}verb"


@dataclass(frozen=True, slots=True)
class Codes:
    """Verbs by code with their words by language, actors by code with their address, terms there are."""

    verbs: dict[str, dict[str, str]]
    actors: dict[str, str]
    terms: frozenset[tuple[str, str]] = frozenset()

    def is_term(self, domain: str, identifier: str) -> bool:
        """Tell whether the vocabulary has a term: domain and identifier as they are written."""
        return (domain, identifier) in self.terms

    def verb(self, code: str) -> str:
        """Return the term of a verb. Raises InputError where there is no such code."""
        if code not in self.verbs:
            raise InputError(f"{code!r} is no verb of data/register/verbs.tsv.", "one of its codes")
        return iri(f"{_VERBS}/{segment(code)}")

    def actor(self, code: str) -> str:
        """Return the term of an actor. Raises InputError where there is no such code."""
        if code not in self.actors:
            raise InputError(f"{code!r} is no actor of data/register/actors.tsv.", "one of its codes")
        return iri(self.actors[code])

    def tracked_actor(self, code: str) -> str:
        """Return the term of an actor as the Decision Tracking Tool writes it.

        Capitals do not matter, as older data of the tool mixes them; a code nobody lists has an address too.
        """
        return iri(self.actors.get(code.lower()) or concept_iri("DTT-ACTORS", code))


def read_codes(tables: Tables) -> Codes:
    """Return the codes of the tables verbs.tsv and actors.tsv.

    Raises InputError where a table cannot be read. The first words of a code in a language are its label.
    """
    verbs: dict[str, dict[str, str]] = {}
    for row in read_table(tables.path("register", "verbs.tsv"), ("code", "lang", "words")):
        verbs.setdefault(row["code"], {}).setdefault(row["lang"], row["words"])
    actors: dict[str, str] = {}
    for row in read_table(tables.path("register", "actors.tsv"), ("code", "group")):
        local = row["group"] == "local"
        address = concept_iri("actors" if local else "DTT-ACTORS", row["code"], local=local)
        actors.setdefault(row["code"], address)
        actors.setdefault(row["code"].lower(), address)
    terms = {(term.domain, term.identifier) for term in read_vocabulary(tables.path).terms}
    return Codes(verbs, actors, frozenset(terms))


def verb_quads(codes: Codes) -> Iterator[Quad]:
    """Yield the concept scheme of operative verbs."""
    graph = graph_iri("schemes", "verbs")
    yield from say(
        graph,
        _VERBS,
        ("rdf:type", term("skos:ConceptScheme")),
        ("skos:prefLabel", text("operative verbs", "en")),
        ("skos:prefLabel", text("verbes du dispositif", "fr")),
        ("skos:prefLabel", text("verbos dispositivos", "es")),
    )
    for code, words in sorted(codes.verbs.items()):
        yield from say(
            graph,
            f"{_VERBS}/{segment(code)}",
            ("rdf:type", term("skos:Concept")),
            ("skos:inScheme", iri(_VERBS)),
            ("skos:topConceptOf", iri(_VERBS)),
            ("skos:notation", text(code)),
            *(("skos:prefLabel", text(label, lang)) for lang, label in sorted(words.items())),
        )
