"""Terms and lines of N-Quads, and the addresses of graphs."""

from collections.abc import Iterator

from corpus.plan import KEY, VERSION

__all__ = ["GRAPH", "PRINTED", "SOURCE", "Pair", "day", "integer", "iri", "say", "term", "text"]

GRAPH = "https://w3id.org/iagkg/graph/"
PRINTED = f"<{GRAPH}printed/{KEY}/{VERSION}>"
SOURCE = "https://www.cbd.int/decisions/"
_P = {
    "adms": "http://www.w3.org/ns/adms#",
    "csvw": "http://www.w3.org/ns/csvw#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "iag": "https://w3id.org/iagkg/ontology#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_SAID: dict[str, str] = {}
Pair = tuple[str, str]


def term(short: str) -> str:
    if short not in _SAID:
        prefix, _, local = short.partition(":")
        _SAID[short] = f"<{_P[prefix]}{local}>"
    return _SAID[short]


def say(graph: str, subject: str, *pairs: Pair) -> Iterator[str]:
    for predicate, value in pairs:
        if value:
            yield f"<{subject}> {term(predicate)} {value} {graph} .\n"


def iri(address: str) -> str:
    return f"<{address}>" if address else ""


def text(words: str, lang: str = "") -> str:
    return (f'"{words}"@{lang}' if lang else f'"{words}"') if words else ""


def day(value: str) -> str:
    return f'"{value}"^^<{_P["xsd"]}date>' if value else ""


def integer(value: int) -> str:
    return f'"{value}"^^<{_P["xsd"]}integer>'
