import csv
import datetime as dt
from pathlib import Path

import pytest
import rdflib
from rdflib import RDF, RDFS, SKOS
from term_lint import ROOT, VOCABULARY, load

from iagkg.errors import InputError
from iagkg.graph.mappings import mapping_quads, mapping_triples
from iagkg.names import IAG, SCHEME

TABLE = ROOT / "data" / "mappings" / "iagkg-terms.sssom.tsv"
HEADER, *BODY = [line for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]
ROWS = list(csv.DictReader([HEADER, *BODY], delimiter="\t", quoting=csv.QUOTE_NONE))
OWN = load(*VOCABULARY)
SPACES = {"iag": IAG, "scheme": SCHEME}


def subject(row: dict[str, str]) -> rdflib.URIRef:
    prefix, _, local = row["subject_id"].partition(":")
    return rdflib.URIRef(SPACES[prefix] + local)


def test_every_mapping_says_by_whom_when_and_how() -> None:
    for row in ROWS:
        assert row["mapping_justification"] == "semapv:ManualMappingCuration"
        assert row["author_label"] == "The iagkg authors"
        assert dt.date.fromisoformat(row["mapping_date"])
        assert row["predicate_id"].partition(":")[0] in {"skos", "rdfs"}
        assert None not in row


def test_subjects_exist_with_the_label_given() -> None:
    for row in ROWS:
        labels = {*OWN.objects(subject(row), RDFS.label), *OWN.objects(subject(row), SKOS.prefLabel)}
        assert rdflib.Literal(row["subject_label"], lang="en") in labels, row["subject_id"]


def test_kinds_of_subjects_are_right() -> None:
    kinds = {
        "owl class": rdflib.OWL.Class,
        "owl object property": rdflib.OWL.ObjectProperty,
        "owl data property": rdflib.OWL.DatatypeProperty,
    }
    for row in ROWS:
        found = set(OWN.objects(subject(row), RDF.type))
        if row["subject_type"] == "skos concept":
            assert found & {SKOS.Concept, SKOS.ConceptScheme}
        else:
            assert kinds[row["subject_type"]] in found


def test_an_object_has_an_address_or_is_a_notion_of_a_named_system() -> None:
    for row in ROWS:
        assert row["object_label"]
        assert bool(row["object_id"]) != (row["object_type"] == "rdfs literal")
        assert bool(row["object_source"]) == (row["object_type"] == "rdfs literal")


def test_each_mapping_is_stated_once() -> None:
    keys = [(row["subject_id"], row["object_id"] or row["object_label"]) for row in ROWS]
    assert len(keys) == len(set(keys))


def test_triples_are_addresses_and_make_no_concept_of_a_term() -> None:
    triples = list(mapping_triples(TABLE))
    assert len(triples) == sum(row["object_type"] != "rdfs literal" for row in ROWS)
    assert all(part.startswith("http") for triple in triples for part in triple)
    skos_subjects = {s for s, predicate, _ in triples if predicate.startswith(str(SKOS))}
    assert skos_subjects
    assert all(name.startswith(SCHEME) for name in skos_subjects)
    assert (
        f"{SCHEME}workplan-status/draft",
        str(SKOS.closeMatch),
        "http://purl.org/adms/status/UnderDevelopment",
    ) in triples
    assert (f"{IAG}Decision", str(RDFS.seeAlso), "https://w3id.org/un/ontology/undo/Decision") in triples


def test_quads_are_the_triples_in_the_graph_of_mappings() -> None:
    quads = list(mapping_quads(TABLE))
    assert {quad.graph for quad in quads} == {"<https://w3id.org/iagkg/graph/mappings/iagkg-terms>"}
    assert [tuple(term[1:-1] for term in quad[:3]) for quad in quads] == list(mapping_triples(TABLE))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("#curie_map:\n#  iag: x\nsubject_id\tpredicate_id\n", "column object_id, object_type is missing"),
        (
            "#curie_map:\n#  iag: x\nsubject_id\tpredicate_id\tobject_id\tobject_type\n"
            "iag:a\tskos:b\tiag:c\t\n",
            "row 4, column predicate_id: 'skos:b' has no prefix",
        ),
    ],
)
def test_faulty_tables_are_refused(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "x.sssom.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        list(mapping_triples(path))


def test_a_missing_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        list(mapping_triples(tmp_path / "none.tsv"))
