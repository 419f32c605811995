import re

from term_lint import ROOT

from iagkg.files import read_table
from iagkg.names import KMGBF, target_iri

COLUMNS = "identifier kind number iri label_en label_fr label_es title_en title_fr title_es"
MORE = ("long_title_en", "chm_term_id", "source", "confidence")
ROWS = read_table(ROOT / "data" / "vocabulary" / "kmgbf.tsv", (*COLUMNS.split(), *MORE))
TARGETS = [row for row in ROWS if row["kind"] == "target"]
GOALS = [row for row in ROWS if row["kind"] == "goal"]


def test_there_are_four_goals_and_twenty_three_targets() -> None:
    assert [row["number"] for row in GOALS] == list("ABCD")
    assert [row["number"] for row in TARGETS] == [str(number) for number in range(1, 24)]
    assert len(ROWS) == 27


def test_identifiers_and_addresses_follow_from_the_number() -> None:
    for row in TARGETS:
        assert row["identifier"] == f"GBF-TARGET-{int(row['number']):02}"
        assert row["iri"] == target_iri(row["number"])
        assert (row["label_en"], row["label_fr"], row["label_es"]) == tuple(
            f"{word} {row['number']}" for word in ("Target", "Cible", "Meta")
        )
    for row in GOALS:
        assert row["identifier"] == f"GBF-GOAL-{row['number']}"
        assert row["iri"] == f"{KMGBF}goal_{row['number']}"


def test_term_numbers_of_the_clearing_house_are_distinct() -> None:
    assert len({row["chm_term_id"] for row in ROWS}) == 27


def test_titles_and_sources_are_given() -> None:
    for row in ROWS:
        assert row["title_en"]
        assert row["long_title_en"]
        assert re.match("https://github.com/scbd/", row["source"])
        assert row["confidence"] == "seen"
    for row in TARGETS:  # the official ontology has no French and Spanish titles of goals
        assert row["title_fr"]
        assert row["title_es"]


def test_every_file_named_in_the_table_of_sources_exists() -> None:
    columns = ("file", "what", "owner", "address", "licence", "may be republished")
    rows = read_table(ROOT / "data" / "SOURCES.tsv", columns)
    for row in rows:
        assert (ROOT / row["file"]).exists(), row["file"]
        assert row["may be republished"] in {"yes", "no", "facts only"}
        assert all(row[column] for column in columns)
