import re
from pathlib import Path

import pytest

from iagkg.errors import InputError
from iagkg.files import shipped
from iagkg.graph.entities import entity_iri, entity_quads
from iagkg.graph.quads import Quad
from iagkg.vocabulary.entities import COLUMNS, TYPES, read_entities
from iagkg.vocabulary.terms import read_shipped

VOCABULARY = read_shipped(lambda *parts: shipped("data", *parts))
PATH = shipped("data", "vocabulary", "entities.tsv")
ROW = {
    "identifier": "portal",
    "type": "system",
    "label_en": "the portal",
    "definition_en": "A website.",
    "source": "x",
    "confidence": "seen",
}


def table(folder: Path, *rows: dict[str, str]) -> Path:
    path = folder / "entities.tsv"
    lines = ["\t".join(COLUMNS), *("\t".join(row.get(column, "") for column in COLUMNS) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def objects(found: list[Quad], subject: str, name: str) -> list[str]:
    return [q.object for q in found if q.subject == f"<{subject}>" and q.predicate.endswith(f"{name}>")]


def test_every_thing_the_design_lists_is_there() -> None:
    entities = {entity.identifier: entity for entity in read_entities(PATH)}
    assert set(entities) == {
        "advisory-group",
        "bioland",
        "capacity-building-and-development-guide",
        "cbd-thesaurus",
        "central-portal",
        "clearing-house-programme-of-work",
        "cooperation-mechanism",
        "global-coordination-entity",
        "ilc",
        "interim-global-coordination-entity",
        "km4b",
        "knowledge-management-strategy",
        "long-term-strategic-framework",
        "national-clearing-houses",
        "nbsaps",
        "parties",
        "secretariat",
        "support-centres",
    }
    schemes = shipped("ontology", "iagkg-schemes.ttl").read_text("utf-8")
    assert all(f"<entity-type/{name}> a skos:Concept" in schemes for name in TYPES)


def test_what_a_source_says_founded_a_thing_and_nothing_else() -> None:
    found = list(entity_quads(PATH, VOCABULARY))
    base = "<https://w3id.org/iagkg/id/decision/cbd/cop/"
    founded = {
        q.subject.rpartition("/")[2][:-1]: q.object for q in found if q.predicate.endswith("#foundedBy>")
    }
    assert founded == {
        "advisory-group": f"{base}15/8/annex-3>",
        "clearing-house-programme-of-work": f"{base}16/9/a>",
        "cooperation-mechanism": f"{base}15/8>",
        "global-coordination-entity": f"{base}15/8>",
        "knowledge-management-strategy": f"{base}16/9/b>",
        "long-term-strategic-framework": f"{base}15/8/annex-1>",
        "support-centres": f"{base}15/8>",
    }
    assert not any("workplans/" in e.source and e.founding for e in read_entities(PATH))


def test_a_thing_is_a_concept_with_its_type_definition_and_page() -> None:
    found = list(entity_quads(PATH, VOCABULARY))
    km4b = entity_iri("km4b")
    assert km4b == "https://w3id.org/iagkg/id/entity/km4b"
    assert objects(found, km4b, "type") == [
        "<http://www.w3.org/2004/02/skos/core#Concept>",
        "<https://w3id.org/iagkg/id/scheme/entity-type/initiative>",
    ]
    assert objects(found, km4b, "page") == ["<https://km4b.cbd.int>"]
    assert objects(found, km4b, "prefLabel") == ['"Knowledge Management for Biodiversity Initiative"@en']
    assert objects(found, km4b, "inScheme") == ["<https://w3id.org/iagkg/id/entity>"]
    group = objects(found, entity_iri("advisory-group"), "exactMatch")
    assert group == ["<https://w3id.org/iagkg/id/local/actors/advisory-group>"]
    assert {q.graph for q in found} == {"<https://w3id.org/iagkg/graph/curated/entities>"}


def test_no_two_names_of_a_thing_are_the_same() -> None:
    for entity in read_entities(PATH):
        assert not set(entity.labels.values()) & set(entity.alternatives)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"type": "thing"}, "row 2, column type: 'thing'"),
        ({"identifier": "The Portal"}, "row 2, column identifier: 'The Portal'"),
        ({"label_en": ""}, "row 2, column label_en: empty"),
        ({"source": ""}, "row 2, column source: empty"),
        ({"confidence": "sure"}, "row 2, column confidence: 'sure'"),
        ({"page": "www.cbd.int"}, "row 2, column page: 'www.cbd.int'"),
        ({"match": "near CBD-SUBJECT-KM"}, "row 2, column match: 'near CBD-SUBJECT-KM'"),
        ({"match": "relatedMatch CBD-SUBJECTS/CBD-SUBJECT-XX"}, "row 2, column match: CBD-SUBJECTS/CBD"),
        ({"founding": "long ago"}, "row 2, column founding: 'long ago'"),
        ({"founding": "decisions 15/8 and 16/9"}, "row 2, column founding"),
    ],
)
def test_bad_rows_are_named(change: dict[str, str], message: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=re.escape(message)):
        list(entity_quads(table(tmp_path, ROW | change), VOCABULARY))


def test_names_and_identifiers_belong_to_one_thing(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="row 3, column identifier: 'portal' stands twice"):
        read_entities(table(tmp_path, ROW, ROW))
    with pytest.raises(InputError, match="row 3: the name 'the portal' is that of portal too"):
        read_entities(table(tmp_path, ROW, ROW | {"identifier": "other"}))
