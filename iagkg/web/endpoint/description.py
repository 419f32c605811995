"""What the endpoint says of itself (https://www.w3.org/TR/sparql11-service-description/)."""

from collections.abc import Iterator, Mapping
from typing import cast

import pyoxigraph as ox

from iagkg.contain.answer import FORMS, Form
from iagkg.contain.child import STATEMENTS
from iagkg.names import PREFIXES

__all__ = ["described"]

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
FORMATS = "http://www.w3.org/ns/formats/"
_NAMES = {
    "json": "SPARQL_Results_JSON", "xml": "SPARQL_Results_XML", "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV", "turtle": "Turtle", "ntriples": "N-Triples", "jsonld": "JSON-LD",
}  # fmt: skip
_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_INTEGER = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")


def described(address: str, counts: Mapping[str, int], form: Form) -> bytes:
    """Return the description; `address` is that of the endpoint, `counts` the size of each named graph."""
    prefixes = {"sd": SD, "void": VOID, "formats": FORMATS, "rdf": PREFIXES["rdf"]}
    found = ox.serialize(_said(address, counts), format=STATEMENTS[form], prefixes=prefixes)
    return cast("bytes", found)


def _said(address: str, counts: Mapping[str, int]) -> Iterator[ox.Triple]:
    service, dataset, whole = (ox.BlankNode(name) for name in ("service", "dataset", "union"))
    yield ox.Triple(service, _TYPE, _sd("Service"))
    yield ox.Triple(service, _sd("endpoint"), ox.NamedNode(address))
    yield ox.Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield ox.Triple(service, _sd("feature"), _sd("UnionDefaultGraph"))
    for form in FORMS:
        yield ox.Triple(service, _sd("resultFormat"), ox.NamedNode(f"{FORMATS}{_NAMES[form]}"))
    yield ox.Triple(service, _sd("defaultDataset"), dataset)
    yield ox.Triple(dataset, _TYPE, _sd("Dataset"))
    yield ox.Triple(dataset, _sd("defaultGraph"), whole)
    yield ox.Triple(whole, _TYPE, _sd("Graph"))
    for number, (name, count) in enumerate(counts.items(), start=1):
        named, graph = ox.BlankNode(f"named-{number}"), ox.BlankNode(f"graph-{number}")
        yield ox.Triple(dataset, _sd("namedGraph"), named)
        yield ox.Triple(named, _TYPE, _sd("NamedGraph"))
        yield ox.Triple(named, _sd("name"), ox.NamedNode(name))
        yield ox.Triple(named, _sd("graph"), graph)
        yield ox.Triple(graph, _TYPE, _sd("Graph"))
        yield ox.Triple(graph, ox.NamedNode(f"{VOID}triples"), ox.Literal(str(count), datatype=_INTEGER))


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"{SD}{name}")
