import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import OWL, RDF
from term_lint import Term, load, undefined, unknown

from iagkg.names import IAG, PREFIXES

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
CONTEXT: dict[str, Any] = json.loads((ROOT / "ontology" / "context.jsonld").read_text(encoding="utf-8"))[
    "@context"
]
TERMS = load(ROOT / "ontology" / "iagkg.ttl")
VOCABULARY = load(ROOT / "ontology" / "iagkg.ttl", ROOT / "ontology" / "iagkg-schemes.ttl")

EXPECTED = """
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix iag: <https://w3id.org/iagkg/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://w3id.org/iagkg/id/> .
<workplan/example/1/ws-1/t-1> a iag:Task ; iag:taskOf <workplan/example/1/ws-1> ; iag:position 1 ;
  iag:printedNumber "1" ; iag:shortTitle "Share"@en , "Partager"@fr ;
  iag:hasMandate <workplan/example/1/ws-1/t-1/c-1> ;
  iag:namesTarget <http://metadata.cbd.int/kmgbf/target_21> ;
  dcterms:temporal <workplan/example/1/ws-1/t-1/period> .
<workplan/example/1/ws-1> a iag:Workstream ; dcterms:title "Sharing what is known"@en .
<workplan/example/1/ws-1/t-1/c-1> a iag:MandateCitation ; iag:asPrinted "Dec. 16/9 B, para. 9 (d)" ;
  iag:citedProvision <decision/cbd/cop/16/9/b/9/d> ; iag:citedDecision <decision/cbd/cop/16/9> .
<decision/cbd/cop/16/9> a iag:Decision ; skos:notation "CBD/COP/16/09"^^iag:dttCode .
<workplan/example/1/ws-1/t-1/period> a iag:Period ; dcat:startDate "2025-08-01"^^xsd:date ;
  iag:precision <scheme/precision/month> .
"""


def expanded(value: str) -> str:
    prefix, _, local = value.partition(":")
    return f"{CONTEXT[prefix]}{local}"


def definitions() -> dict[str, tuple[str, dict[str, str]]]:
    found = {}
    for term, value in CONTEXT.items():
        entry = {"@id": value} if isinstance(value, str) else value
        if isinstance(entry, dict) and ":" in entry["@id"] and not entry["@id"].endswith(("#", "/")):
            found[term] = (expanded(entry["@id"]), entry)
    return found


def document() -> str:
    example = json.loads((HERE / "example.jsonld").read_text(encoding="utf-8"))
    return json.dumps({"@context": CONTEXT, **example})


def test_prefixes_are_those_of_the_project() -> None:
    prefixes = {k: v for k, v in CONTEXT.items() if isinstance(v, str) and v.endswith(("#", "/"))}
    assert prefixes == {prefix: PREFIXES[prefix] for prefix in prefixes}


def test_context_covers_the_vocabulary_under_its_own_names() -> None:
    covered = {iri: term for term, (iri, _) in definitions().items() if iri.startswith(IAG)}
    assert set(covered) == {str(s) for s in set(TERMS.subjects(RDF.type)) if str(s).startswith(IAG)}
    assert all(iri == IAG + term for iri, term in covered.items())


def test_every_address_of_the_context_exists() -> None:
    terms = {
        Term(iri, "class" if term[0].isupper() else "property") for term, (iri, _) in definitions().items()
    }
    datatypes = {
        Term(expanded(entry["@type"]), "datatype")
        for _, entry in definitions().values()
        if entry.get("@type", "@").find(":") > 0
    }
    assert list(unknown(terms | datatypes)) == []
    assert list(undefined(terms | datatypes, VOCABULARY)) == []


def test_relations_take_addresses_and_plain_values_do_not() -> None:
    for term, (iri, entry) in definitions().items():
        kind = set(TERMS.objects(rdflib.URIRef(iri), RDF.type))
        if OWL.ObjectProperty in kind:
            assert entry.get("@type") == "@id", term
        if OWL.DatatypeProperty in kind:
            assert entry.get("@type") != "@id", term


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib warns of itself
def test_example_means_the_same_in_turtle_in_rdflib() -> None:
    read = rdflib.Graph().parse(data=document(), format="json-ld")
    assert set(read) == set(rdflib.Graph().parse(data=EXPECTED, format="turtle"))


def test_example_means_the_same_in_turtle_in_pyoxigraph() -> None:
    read = {quad.triple for quad in ox.parse(document(), format=ox.RdfFormat.JSON_LD)}
    assert read == {quad.triple for quad in ox.parse(EXPECTED, format=ox.RdfFormat.TURTLE)}
