import re
from pathlib import Path

import pytest
import rdflib
from term_lint import ROOT, VOCABULARY, findings, load, main, undescribed

EXAMPLE = Path(__file__).parent / "example.ttl"
ONTOLOGY = sorted((ROOT / "ontology").glob("*.ttl"))
OWN = load(*VOCABULARY)

PREFIXES = """
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix iag: <https://w3id.org/iagkg/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix scheme: <https://w3id.org/iagkg/id/scheme/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix x: <https://w3id.org/iagkg/id/x/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def planted(statements: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=PREFIXES + statements, format="turtle")


@pytest.mark.parametrize("path", [*ONTOLOGY, EXAMPLE], ids=lambda path: path.name)
def test_shipped_files_use_only_terms_that_exist(path: Path) -> None:
    # What a file defines for the others counts: the schemes are read with the terms, and so on.
    assert findings(load(path), load(*ONTOLOGY)) == []


def test_every_own_term_and_concept_has_words_and_a_source() -> None:
    assert list(undescribed(OWN)) == []


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ('x:a rdfs:Label "a" .', "rdf-schema#Label: does not exist"),
        ('x:a dcterms:rigthsHolder "a" .', "terms/rigthsHolder: does not exist"),
        ('x:a dcat:versoin "1" .', "dcat#versoin: does not exist"),
        ("x:a a skos:Conecpt .", "core#Conecpt: does not exist"),
        ("x:a a eli:LegalRessource .", "ontology#LegalRessource: does not exist"),
        ("x:a prov:wasRevisedFrom x:b .", "prov#wasRevisedFrom: does not exist"),
        ("x:a dcterms:subject skos:Konzept .", "core#Konzept: does not exist"),
        ('x:a dcterms:title "a"^^xsd:sting .', "XMLSchema#sting: does not exist"),
        (
            'x:a <http://purl.org/dc/terms#title> "a" .',
            "terms#title: a property of a vocabulary that is not listed",
        ),
        ("x:a a <http://data.europa.eu/eli/ontology/#Work> .", "a class of a vocabulary that is not listed"),
        ('x:a <https://www.w3.org/ns/dcat#version> "1" .', "a property of a vocabulary that is not listed"),
        ('x:a dcterms:title "a"^^<http://example.org/t> .', "a datatype of a vocabulary that is not listed"),
        ("x:a a skos:prefLabel .", "core#prefLabel: exists, but is no class"),
        ("x:a skos:Concept x:b .", "core#Concept: exists, but is no property"),
        ("x:a dcterms:subject <http://metadata.cbd.int/kmgbf/target_24> .", "target_24: does not exist"),
        ("x:a iag:mandatedFrom x:b .", "ontology#mandatedFrom: used, not defined"),
        ("x:a a iag:Mandate .", "ontology#Mandate: used, not defined"),
        ('x:a skos:notation "1"^^iag:dttcode .', "ontology#dttcode: used, not defined"),
        ("x:s a sh:NodeShape ; sh:property [ sh:path iag:postion ] .", "ontology#postion: used, not defined"),
        (
            "x:a iag:severity <https://w3id.org/iagkg/id/scheme/severity/error> .",
            "severity/error: used, not defined",
        ),
        ("scheme:new a skos:ConceptScheme .", "scheme/new: used, not defined"),
    ],
)
def test_planted_error_is_found(statement: str, found: str) -> None:
    lines = findings(planted(statement), OWN)
    assert any(found in line for line in lines), lines


def test_a_scheme_that_the_data_defines_with_a_label_is_no_finding() -> None:
    graph = planted('scheme:gbf-targets a skos:ConceptScheme ; skos:prefLabel "KMGBF targets"@en .')
    assert findings(graph, OWN) == []


@pytest.mark.parametrize(
    ("gone", "found"),
    [
        ("iag:Task rdfs:label", "ontology#Task: 0 labels in"),
        ("iag:Task skos:definition", "ontology#Task: 0 definitions in"),
        ("iag:Task dcterms:source", "ontology#Task: no source"),
        ("iag:Task rdfs:isDefinedBy", "ontology#Task: no rdfs:isDefinedBy"),
        ("scheme:coverage skos:prefLabel", "scheme/coverage: 0 labels in"),
        ("scheme:coverage skos:definition", "scheme/coverage: 0 definitions in"),
        ("scheme:coverage dcterms:source", "scheme/coverage: no source"),
    ],
)
def test_missing_words_are_found(gone: str, found: str) -> None:
    subject, predicate = next(iter(planted(f"{gone} x:a .")))[:2]
    graph = load(*VOCABULARY)
    graph.remove((subject, predicate, None))
    assert any(found in line for line in undescribed(graph))


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_one_missing_language_is_found(language: str) -> None:
    graph = load(*VOCABULARY)
    task = rdflib.URIRef("https://w3id.org/iagkg/ontology#Task")
    for label in list(graph.objects(task, rdflib.RDFS.label)):
        if isinstance(label, rdflib.Literal) and label.language == language:
            graph.remove((task, rdflib.RDFS.label, label))
    assert list(undescribed(graph)) == [f"{task}: 0 labels in {language}, not one"]


def test_command_prints_and_returns_what_it_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(EXAMPLE)]) == 0
    bad = tmp_path / "bad.ttl"
    bad.write_text(PREFIXES + "x:a a iag:Mandate .", encoding="utf-8")
    assert main([str(bad)]) == 1
    assert "ontology#Mandate: used, not defined" in capsys.readouterr().out


@pytest.mark.parametrize(
    "path",
    sorted([*(ROOT / "iagkg").rglob("*.py"), *(ROOT / "queries").rglob("*.rq")]),
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)
def test_code_and_queries_name_only_terms_that_are_defined(path: Path) -> None:
    defined = {str(node) for node in OWN.subjects(rdflib.RDF.type)}
    named = set(re.findall(r"\biag:([A-Za-z]\w*)", path.read_text(encoding="utf-8")))
    assert {name for name in named if f"https://w3id.org/iagkg/ontology#{name}" not in defined} == set()
