import re
from pathlib import Path

import pytest

from iagkg.errors import InputError
from iagkg.files import shipped
from iagkg.graph.quads import Quad
from iagkg.graph.standing import Standing
from iagkg.graph.tags import curated_tag_quads, place_addresses
from iagkg.source import read
from iagkg.vocabulary.tags import COLUMNS
from iagkg.vocabulary.terms import read_shipped

VOCABULARY = read_shipped(lambda *parts: shipped("data", *parts))
ENTITIES = shipped("data", "vocabulary", "entities.tsv")
WORKPLAN = read(shipped("data", "workplans", "iag_tsc_2025_2027.txt"))
STANDING = Standing("iag-tsc", "2025-2027")
ROOT = "https://w3id.org/iagkg/id/workplan/iag-tsc/2025-2027"
IAG = "https://w3id.org/iagkg/ontology#"
SUBJECT = "http://purl.org/dc/terms/subject"
ROW = "iag-tsc\t2025-2027\tWS3.T2\t\tCBD-SUBJECT-KM\tsubject\taccepted\tknowledge\tsecretary\t2026-11-24\tx"


def quads(path: Path) -> list[Quad]:
    return list(curated_tag_quads(path, ENTITIES, WORKPLAN, STANDING, VOCABULARY))


def table(folder: Path, *rows: str) -> Path:
    path = folder / "tags.tsv"
    path.write_text("\n".join(["\t".join(COLUMNS), *rows]) + "\n", encoding="utf-8")
    return path


def said(found: list[Quad], predicate: str) -> set[tuple[str, str]]:
    return {(q.subject[1:-1], q.object[1:-1]) for q in found if q.predicate == f"<{predicate}>"}


def test_an_accepted_subject_is_a_tag_and_a_direct_statement(tmp_path: Path) -> None:
    found = quads(table(tmp_path, ROW))
    tag = f"{ROOT}/ws-3/t-2/tag-CBD-SUBJECT-KM"
    concept = "https://w3id.org/iagkg/id/cbd/CBD-SUBJECTS/CBD-SUBJECT-KM"
    assert said(found, SUBJECT) == {(f"{ROOT}/ws-3/t-2", concept)}
    assert said(found, f"{IAG}tagConcept") == {(tag, concept)}
    assert said(found, f"{IAG}tagStanding") == {
        (tag, "https://w3id.org/iagkg/id/scheme/tag-standing/accepted")
    }
    assert {q.graph for q in found} == {"<https://w3id.org/iagkg/graph/curated/tags>"}
    assert any(q.object == '"secretary"' for q in found)


def test_an_accepted_target_keeps_its_official_address(tmp_path: Path) -> None:
    found = quads(table(tmp_path, ROW.replace("CBD-SUBJECT-KM\tsubject", "GBF-TARGET-21\ttarget")))
    pair = (f"{ROOT}/ws-3/t-2", "http://metadata.cbd.int/kmgbf/target_21")
    assert said(found, f"{IAG}acceptedTarget") == {pair}
    assert not said(found, f"{IAG}namesTarget")
    assert not any(q.subject == "<http://metadata.cbd.int/kmgbf/target_21>" for q in found)


def test_a_suggestion_gives_no_direct_statement_and_stands_apart(tmp_path: Path) -> None:
    found = quads(table(tmp_path, ROW.replace("accepted", "suggested")))
    assert len(said(found, f"{IAG}tagOf")) == 1
    assert not said(found, SUBJECT)
    assert {q.graph for q in found} == {"<https://w3id.org/iagkg/graph/curated/tags-suggested>"}
    assert all("/tag-" in q.subject for q in found)


def test_accepting_adds_a_row_that_replaces_the_suggestion(tmp_path: Path) -> None:
    found = quads(table(tmp_path, ROW.replace("accepted", "suggested"), ROW))
    assert found == quads(table(tmp_path, ROW))


def test_tags_of_other_versions_are_left_alone(tmp_path: Path) -> None:
    assert quads(table(tmp_path, ROW.replace("2025-2027", "2027-2029", 1))) == []


def test_sub_items_have_addresses_by_position() -> None:
    places = place_addresses(WORKPLAN, STANDING)
    assert len(places) == 26  # 16 tasks and 10 sub-items and parts
    assert places["WS1.T2", "2.2(a)"] == f"{ROOT}/ws-1/t-2/s-2/s-1"


def test_the_shipped_table_accepts_nothing_but_printed_names() -> None:
    found = quads(shipped("data", "tags.tsv"))
    assert not said(found, SUBJECT)
    assert not said(found, f"{IAG}acceptedTarget")
    named = said(found, f"{IAG}names")
    assert len(named) == 25
    assert (f"{ROOT}/ws-4/t-3", "https://w3id.org/iagkg/id/entity/bioland") in named
    assert (
        f"{ROOT}/ws-2/t-3",
        "https://w3id.org/iagkg/id/entity/interim-global-coordination-entity",
    ) in named
    assert (f"{ROOT}/ws-2/t-3", "https://w3id.org/iagkg/id/entity/global-coordination-entity") not in named
    standings = [value.rpartition("/")[2] for _, value in said(found, f"{IAG}tagStanding")]
    assert (standings.count("accepted"), standings.count("suggested")) == (25, 49)


def test_no_role_is_a_person() -> None:
    found = quads(shipped("data", "tags.tsv"))
    assert {q.object for q in found if q.predicate == f"<{IAG}reportedBy>"} == {'"The iagkg authors"'}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("WS3.T2", "WS9.T1", "row 2, column ref: the workplan has no 'WS9.T1'"),
        ("WS3.T2\t\t", "WS3.T2\t9.9\t", "row 2, column item: the workplan has no '9.9'"),
        ("CBD-SUBJECT-KM", "CBD-SUBJECT-XX", "row 2, column concept: 'CBD-SUBJECT-XX' is not known"),
        ("\tsubject\t", "\tnames\t", "row 2, column concept: 'CBD-SUBJECT-KM' is not known"),
        ("\tsubject\t", "\ttarget\t", "row 2, column relation: CBD-SUBJECT-KM cannot be a target"),
        ("\tsubject\t", "\ttheme\t", "row 2, column relation: 'theme'"),
        ("accepted", "agreed", "row 2, column standing: 'agreed'"),
        ("secretary", "Dr. Somebody", "row 2, column who: a person"),
        ("secretary", "a@b.org", "row 2, column who: an e-mail"),
        ("secretary", "", "row 2, column who: empty"),
        ("2026-11-24", "2026-02-30", "row 2, column date: '2026-02-30'"),
        ("2026-11-24", "20261124", "row 2, column date: '20261124'"),
        ("\tknowledge\t", "\t\t", "row 2, column reason: empty"),
        ("\tx", "", "row 2: 10 cells"),
    ],
)
def test_bad_rows_are_named(old: str, new: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=re.escape(message)):
        quads(table(tmp_path, ROW.replace(old, new)))


def test_a_row_said_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"row 3: says of WS3\.T2"):
        quads(table(tmp_path, ROW, ROW))
    with pytest.raises(InputError, match=r"row 3: says of WS3\.T2"):
        quads(table(tmp_path, ROW, ROW.replace("accepted", "suggested")))
