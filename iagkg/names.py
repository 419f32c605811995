"""Namespaces and the addresses of everything the project names.

The rules are those of the documentation page on identifiers: a hash for the vocabulary, a slash for data,
positions and not printed numbers in addresses, official addresses reused and not minted again.
"""

from urllib.parse import quote

__all__ = [
    "GRAPH",
    "IAG",
    "ID",
    "KMGBF",
    "PREFIXES",
    "SCHEME",
    "SHORTENED",
    "concept_iri",
    "goal_iri",
    "graph_iri",
    "segment",
    "target_iri",
    "workplan_iri",
]

IAG = "https://w3id.org/iagkg/ontology#"
ID = "https://w3id.org/iagkg/id/"
GRAPH = "https://w3id.org/iagkg/graph/"
SCHEME = "https://w3id.org/iagkg/id/scheme/"
KMGBF = "http://metadata.cbd.int/kmgbf/"

PREFIXES: dict[str, str] = {
    "adms": "http://www.w3.org/ns/adms#",
    "cito": "http://purl.org/spar/cito/",
    "csvw": "http://www.w3.org/ns/csvw#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "iag": IAG,
    "id": ID,
    "kmgbf": KMGBF,
    "kmgbf-o": "http://metadata.cbd.int/kmgbf/ontology#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "pplan": "http://purl.org/net/p-plan#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""The prefixes of every file and query of the project."""
SHORTENED = {name: address for name, address in sorted(PREFIXES.items()) if name != "id"}
"""The prefixes of Turtle: addresses below `id:` have slashes, which a prefixed name would have to escape."""


def segment(text: str) -> str:
    """Return `text` as one segment of an address, percent-encoded so that it stays one."""
    return quote(text, safe="-._~")


def graph_iri(*parts: str) -> str:
    """Return the address of a named graph, `graph_iri("register", "cbd/cop/16/9")`."""
    return GRAPH + "/".join(parts)


def workplan_iri(key: str, version: str) -> str:
    """Return the address of one version of a workplan."""
    return f"{ID}workplan/{segment(key)}/{segment(version)}"


def target_iri(number: str) -> str:
    """Return the official address of a target of the Kunming-Montreal framework ("21", unpadded)."""
    return f"{KMGBF}target_{int(number)}"


def goal_iri(letter: str) -> str:
    """Return the official address of a goal of the Kunming-Montreal framework ("A")."""
    return f"{KMGBF}goal_{letter.upper()}"


def concept_iri(domain: str, identifier: str, *, local: bool = False) -> str:
    """Return the address of a term of the CBD's vocabulary, or of a local scheme, from its identifier.

    Goals and targets have their official addresses (`GBF-TARGET-21`), other terms one below `id/cbd/` or
    `id/local/`, with domain and identifier as they are written.
    """
    number = identifier.rpartition("-")[2]
    if domain == "GBF-TARGETS" and number.isdecimal():
        return target_iri(number)
    if domain == "GBF-GOALS" and len(number) == 1:
        return goal_iri(number)
    return f"{ID}{'local' if local else 'cbd'}/{segment(domain)}/{segment(identifier)}"
