import csv
import datetime as dt
import re
from pathlib import Path

import pytest

from iagkg.errors import InputError
from iagkg.files import shipped
from iagkg.graph.mappings import mapping_graph, mapping_paths, mapping_quads, mapping_triples
from iagkg.names import concept_iri
from iagkg.vocabulary.terms import read_shipped

PATHS = mapping_paths()
SKOS = "http://www.w3.org/2004/02/skos/core#"
OURS = [path for path in PATHS if path.name != "iagkg-terms.sssom.tsv"]
HEADER = "#curie_map:\n#  skos: http://www.w3.org/2004/02/skos/core#\n#  x: http://x.org/\n"
COLUMNS = "subject_id\tsubject_type\tpredicate_id\tobject_id\tobject_type\tmapping_justification\n"


def rows(path: Path) -> list[dict[str, str]]:
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_every_vocabulary_has_its_table() -> None:
    names = [path.name.removesuffix(".sssom.tsv") for path in PATHS]
    assert names == ["agrovoc", "eurovoc", "gemet", "iagkg-terms", "kmgbf", "leo", "sdg", "unbis"]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_the_sssom_package_finds_nothing_to_correct(path: Path) -> None:
    from sssom.parsers import parse_sssom_table
    from sssom.validators import validate

    table = parse_sssom_table(path)
    assert len(table.df) == len(rows(path))
    found = validate(table, fail_on_error=False)
    assert len(found) >= 3
    assert not [result.message for report in found.values() for result in report.results]


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_no_match_claims_a_review_that_nobody_made(path: Path) -> None:
    for row in rows(path):
        assert row["author_label"] == "The iagkg authors"
        assert dt.date.fromisoformat(row["mapping_date"]) == dt.date(2026, 11, 24)
        assert row["mapping_justification"] in {
            "semapv:LexicalMatching",
            "semapv:UnspecifiedMatching",
            "semapv:MappingChaining",
            "semapv:ManualMappingCuration",
        }
        assert bool(row.get("reviewer_label")) == (row["predicate_id"] == "skos:exactMatch")
        if row["predicate_id"] == "skos:exactMatch":
            assert path.name in {"kmgbf.sssom.tsv", "sdg.sssom.tsv"}
            assert row["mapping_justification"] == "semapv:ManualMappingCuration"
            number = row["object_id"].rpartition(":")[2].rpartition("_")[2].upper().replace(".", "")
            own = re.split(r"[- ]", row["subject_label"] if not row["subject_id"] else row["subject_id"])[-1]
            assert own.upper().replace(".", "").lstrip("0") == number
        else:
            assert "not reviewed" in row["comment"]


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_confidence_has_one_of_the_documented_values(path: Path) -> None:
    header = path.read_text("utf-8").partition("\nsubject_id")[0]
    documented = set(re.findall(r"(0\.\d+) ", header.partition("Confidence:")[2]))
    assert documented == {"0.95", "0.8", "0.7", "0.6", "0.5", "0.4"}
    assert {row["confidence"] for row in rows(path)} <= documented
    built = [row for row in rows(path) if "address built by the rule" in row["comment"]]
    assert all(row["confidence"] in {"0.5", "0.4"} for row in built)
    assert bool(built) == (path.name == "leo.sssom.tsv")


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_subjects_are_terms_of_the_vocabulary_with_their_labels(path: Path) -> None:
    labels = {
        concept_iri(t.domain, t.identifier): t.name
        for t in read_shipped(lambda *p: shipped("data", *p)).terms
    }
    found = list(rows(path))
    triples = list(mapping_triples(path))
    assert len(triples) == sum(bool(row["subject_id"]) for row in found)
    for row, (subject, predicate, _) in zip((r for r in found if r["subject_id"]), triples, strict=True):
        assert labels[subject] == row["subject_label"]
        assert predicate.startswith(SKOS)
    for row in found:
        assert bool(row["subject_id"]) == (row["subject_type"] == "skos concept")
    keys = [(row["subject_id"] or row["subject_label"], row["object_id"]) for row in found]
    assert len(keys) == len(set(keys))


def test_no_term_is_matched_twice_where_skos_forbids_it() -> None:
    """skos:exactMatch is disjoint with broadMatch and relatedMatch (SKOS reference, S46)."""
    kinds: dict[tuple[str, str], set[str]] = {}
    for path in PATHS:
        for subject, predicate, value in mapping_triples(path):
            kinds.setdefault((subject, value), set()).add(predicate)
    assert all(len(found) == 1 for found in kinds.values())


def test_examples_of_mappings() -> None:
    triples = {triple for path in PATHS for triple in mapping_triples(path)}
    subject = "https://w3id.org/iagkg/id/cbd/CBD-SUBJECTS/"
    assert (
        f"{subject}CBD-SUBJECT-KM",
        f"{SKOS}closeMatch",
        "http://metadata.un.org/thesaurus/1003530",
    ) in triples
    assert (f"{subject}CBD-SUBJECT-STC", f"{SKOS}narrowMatch", "http://eurovoc.europa.eu/223") in triples
    goal = "https://w3id.org/iagkg/id/cbd/SUSTAINABLE-DEVELOPMENT-GOALS/SUSTAINABLE-DEVELOPMENT-GOAL-01"
    assert (goal, f"{SKOS}exactMatch", "http://metadata.un.org/sdg/1") in triples
    assert not any(
        predicate == f"{SKOS}exactMatch" and "sdg/" not in value for _, predicate, value in triples
    )


def test_agrovoc_is_linked_and_not_copied() -> None:
    found = rows(next(path for path in PATHS if path.name.startswith("agrovoc")))
    assert len(found) == 10
    assert all("label not read from AGROVOC" in row["comment"] for row in found)


def test_each_table_has_a_graph_of_its_own() -> None:
    for path in PATHS:
        graphs = {quad.graph for quad in mapping_quads(path)}
        assert graphs <= {f"<{mapping_graph(path)}>"}
    assert mapping_graph(Path("a/unbis.sssom.tsv")) == "https://w3id.org/iagkg/graph/mappings/unbis"


def test_tables_of_a_workspace_stand_for_shipped_ones_of_their_name(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "mappings"
    folder.mkdir(parents=True)
    (folder / "unbis.sssom.tsv").write_text(HEADER + COLUMNS, encoding="utf-8")
    (folder / "wikidata.sssom.tsv").write_text(HEADER + COLUMNS, encoding="utf-8")
    (folder / "notes.tsv").write_text("x", encoding="utf-8")
    found = {path.name: path for path in mapping_paths(tmp_path)}
    assert found["unbis.sssom.tsv"].parent == folder
    assert found["wikidata.sssom.tsv"].parent == folder
    assert found["gemet.sssom.tsv"].parent == shipped("data", "mappings")
    assert "notes.tsv" not in found


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("x:a\t\tskos:closeMatch\ty:b\t\t", "row 5, column object_id: 'y:b' has no prefix"),
        ("x:a\t\tskos:closeMatch\tx:b\t", "row 5: 5 cells"),
        ("x:a\t\tskos:exactMatch\tx:b\t\tsemapv:UnspecifiedMatching", "row 5, column predicate_id: an exact"),
        (
            "x:a\t\tskos:exactMatch\tx:b\t\tsemapv:ManualMappingCuration",
            "row 5, column predicate_id: an exact",
        ),
        ("\t\tskos:closeMatch\tx:b\t\t", "row 5, column subject_id: ''"),
    ],
)
def test_bad_rows_are_named(row: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.sssom.tsv"
    path.write_text(f"{HEADER}{COLUMNS}{row}\n", encoding="utf-8")
    with pytest.raises(InputError, match=re.escape(message)):
        list(mapping_triples(path))


def test_a_notion_without_an_address_gives_no_statement(tmp_path: Path) -> None:
    path = tmp_path / "good.sssom.tsv"
    path.write_text(f"{HEADER}{COLUMNS}\trdfs literal\tskos:closeMatch\tx:b\t\t\n\n", encoding="utf-8")
    assert list(mapping_triples(path)) == []
