"""What is wrong with the terms of a graph: unknown, undefined, or left without words.

A term is seen with its role: it stands as a predicate, as a class, as a datatype, or anywhere else. The
vocabularies of others are closed: those that rdflib holds, and `known_terms.tsv` for the rest. A predicate,
a class or a datatype of a vocabulary that is in neither is a finding too, since that is how a namespace
drifts. Run on files: `python tests/ontology/term_lint.py build/graphs/*.ttl`.
"""

import csv
import functools
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

import rdflib
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS
from rdflib.namespace import CSVW, DCAT, FOAF, ORG, PROV, SH, TIME, VANN, VOID, XSD

from iagkg.names import IAG, KMGBF, SCHEME

__all__ = ["LANGUAGES", "Term", "findings", "load", "terms_of", "undefined", "undescribed", "unknown"]

Role = Literal["property", "class", "datatype", "node"]
Node = rdflib.term.Node

LANGUAGES = ("en", "fr", "es")
SHAPES = "https://w3id.org/iagkg/shapes#"
ROOT = Path(__file__).parents[2]
VOCABULARY = tuple(ROOT / "ontology" / name for name in ("iagkg.ttl", "iagkg-schemes.ttl"))
ROLES: tuple[Role, ...] = get_args(Role)

_HELD = {
    str(vocabulary._NS): vocabulary
    for vocabulary in (CSVW, DCAT, DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SH, SKOS, TIME, VANN, VOID, XSD)
}
_CLASS_VALUED = frozenset({RDF.type, RDFS.subClassOf, RDFS.domain, SH["class"], SH.targetClass})
_MEMBER = re.compile(r"_[1-9]\d*")


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """An address and the role it has somewhere."""

    iri: str
    role: Role = "node"


@functools.cache
def known_terms() -> dict[str, dict[str, str]]:
    """Return kind by term, by namespace: what rdflib does not hold or not whole, and the official targets."""
    known: dict[str, dict[str, str]] = {}
    with (Path(__file__).parent / "known_terms.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            known.setdefault(row["namespace"], {})[row["term"]] = row["kind"]
    with (ROOT / "data" / "vocabulary" / "kmgbf.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    known[KMGBF] = {row["iri"].removeprefix(KMGBF): "individual" for row in rows}
    known[KMGBF] |= {"ontology": "individual", "kmgbfScheme": "individual"}
    return known


def load(*paths: Path) -> rdflib.Graph:
    """Return the statements of Turtle files as one graph."""
    graph = rdflib.Graph()
    for path in paths:
        graph.parse(path, format="turtle")
    return graph


def terms_of(graph: Iterable[tuple[Node, Node, Node]]) -> set[Term]:
    """Return every address that statements use, with its roles."""
    found: set[Term] = set()
    for subject, predicate, value in graph:
        found.add(Term(str(predicate), "property"))
        if isinstance(subject, rdflib.URIRef):
            found.add(Term(str(subject)))
        if isinstance(value, rdflib.Literal) and value.datatype is not None:
            found.add(Term(str(value.datatype), "datatype"))
        elif isinstance(value, rdflib.URIRef):
            found.add(Term(str(value), "class" if predicate in _CLASS_VALUED else "node"))
            if predicate == SH.path:
                found.add(Term(str(value), "property"))
    return found


def unknown(terms: Iterable[Term]) -> Iterator[str]:
    """Yield what terms of others do not exist, stand in a wrong role or in a vocabulary nobody listed."""
    known = known_terms()
    spaces = sorted({*_HELD, *known, IAG, SCHEME, SHAPES}, key=len, reverse=True)
    for term in sorted(terms):
        space = next((space for space in spaces if term.iri.startswith(space)), None)
        name = term.iri.removeprefix(space or "")
        if space is None:
            if term.role != "node":
                yield f"{term.iri}: a {term.role} of a vocabulary that is not listed"
        elif space in (IAG, SCHEME, SHAPES) or not name:
            continue
        elif name not in known.get(space, {}) and not _held(space, name):
            yield f"{term.iri}: does not exist in {space}"
        elif (term.role, name[:1].isupper()) in (("property", True), ("class", False)):
            yield f"{term.iri}: exists, but is no {term.role}"


def _held(space: str, name: str) -> bool:
    if space == str(RDF) and _MEMBER.fullmatch(name):
        return True
    return space in _HELD and space + name in _HELD[space]


def undefined(terms: Iterable[Term], vocabulary: rdflib.Graph) -> Iterator[str]:
    """Yield the terms and concepts of ours that are used and that the vocabulary does not define."""
    defined = {str(subject) for subject in vocabulary.subjects(RDF.type)}
    for iri in sorted({term.iri for term in terms}):
        if iri.startswith((IAG, SCHEME, SHAPES)) and iri not in (IAG, SCHEME) and iri not in defined:
            yield f"{iri}: used, not defined"


def undescribed(vocabulary: rdflib.Graph) -> Iterator[str]:
    """Yield the terms and concepts of ours without label, definition (three languages) or source."""
    for subject in sorted(
        node for node in set(vocabulary.subjects(RDF.type)) if isinstance(node, rdflib.URIRef)
    ):
        if subject.startswith(IAG):
            yield from _words(vocabulary, subject, RDFS.label, "label")
            if (subject, RDFS.isDefinedBy, rdflib.URIRef(IAG.rstrip("#"))) not in vocabulary:
                yield f"{subject}: no rdfs:isDefinedBy"
        elif subject.startswith(SCHEME):
            yield from _words(vocabulary, subject, SKOS.prefLabel, "label")
        else:
            continue
        yield from _words(vocabulary, subject, SKOS.definition, "definition")
        if not any(str(source).strip() for source in vocabulary.objects(subject, DCTERMS.source)):
            yield f"{subject}: no source"


def _words(graph: rdflib.Graph, subject: Node, predicate: Node, what: str) -> Iterator[str]:
    values = [value for value in graph.objects(subject, predicate) if isinstance(value, rdflib.Literal)]
    for language in LANGUAGES:
        texts = [str(value).strip() for value in values if value.language == language]
        if len(texts) != 1 or not texts[0]:
            yield f"{subject}: {len([text for text in texts if text])} {what}s in {language}, not one"
    for value in values:
        if value.language not in LANGUAGES:
            yield f"{subject}: a {what} in the language {value.language!r}"


def findings(graph: rdflib.Graph, vocabulary: rdflib.Graph | None = None) -> list[str]:
    """Return everything found in a graph; what it defines itself counts as defined, if it has a label."""
    own = load(*VOCABULARY) if vocabulary is None else vocabulary
    labelled = rdflib.Graph()
    for subject, _, kind in graph.triples((None, RDF.type, None)):
        if next(graph.objects(subject, SKOS.prefLabel), None) is not None or kind == SH.NodeShape:
            labelled.add((subject, RDF.type, kind))
    terms = terms_of(graph)
    return [*unknown(terms), *undefined(terms, own + labelled)]


def main(arguments: list[str]) -> int:
    """Print what is found in the Turtle files named; return 1 if anything is."""
    lines = findings(load(*map(Path, arguments)))
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
