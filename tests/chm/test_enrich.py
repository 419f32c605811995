"""Proposals for records: added behind what is there, each with its reason, and only accepted ones stay."""

import contextlib
import copy
import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from every_shape import ACTIVITY, ALL, CALENDAR_ROW, CONTACT, RESOURCE, SOLR_DOC
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from iagkg.chm.forms import find_records
from iagkg.chm.model import Raw
from iagkg.chm.proposing import Proposal, propose
from iagkg.chm.review import apply, read_choices, side_file
from iagkg.chm.tagged import add, tag_field, tags_of
from iagkg.cli import app
from iagkg.errors import InputError, UsageError
from iagkg.graph.tables import Tables
from iagkg.vocabulary.entities import read_entities
from iagkg.vocabulary.model import Vocabulary
from iagkg.vocabulary.suggest_labels import Cues, collect
from iagkg.vocabulary.terms import read_vocabulary

TABLES = Tables(None)
ENTITIES = read_entities(TABLES.path("vocabulary", "entities.tsv"))
WORDS = "Guide to knowledge management and capacity-building for the clearing-house mechanism"


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return read_vocabulary(TABLES.path)


@pytest.fixture(scope="module")
def cues(vocabulary: Vocabulary) -> Cues:
    return collect(vocabulary, ENTITIES)


def guide(**members: Any) -> dict[str, Any]:
    return {**copy.deepcopy(RESOURCE), "title": {"en": WORDS}, "summary": {}, **members}


def names(proposals: list[Proposal], relation: str) -> set[str]:
    return {each.identifier for each in proposals if each.relation == relation}


def test_what_is_there_is_not_proposed_again(vocabulary: Vocabulary, cues: Cues) -> None:
    found = propose(guide(), vocabulary, cues, ENTITIES)
    assert names(found, "subject") == {"CBD-SUBJECT-CHM", "CBD-SUBJECT-NAP-CB"}
    assert "GBF-TARGET-20" in names(found, "target")
    assert "GBF-TARGET-21" not in names(found, "target")
    assert all(each.reason and each.label for each in found)
    more = guide(gbfTargets=[{"identifier": "gbf_target_20"}])
    assert "GBF-TARGET-20" not in names(propose(more, vocabulary, cues, ENTITIES), "target")


def test_nothing_broader_than_what_is_there(vocabulary: Vocabulary, cues: Cues) -> None:
    narrow = next(term for term in vocabulary.of_domain("CBD-SUBJECTS") if term.broader and term.label("en"))
    broad = vocabulary.named(narrow.broader[0], "CBD-SUBJECTS")[0]
    value = guide(title={"en": f"On {broad.label('en')}"}, cbdSubjects=[])
    if broad.identifier in names(propose(value, vocabulary, cues, ENTITIES), "subject"):
        value["cbdSubjects"] = [{"identifier": narrow.identifier}]
    assert broad.identifier not in names(propose(value, vocabulary, cues, ENTITIES), "subject")


def test_persons_are_left_alone(vocabulary: Vocabulary, cues: Cues) -> None:
    assert propose({**CONTACT, "title": {"en": WORDS}}, vocabulary, cues, ENTITIES) == []


@pytest.mark.parametrize(
    ("record", "target", "subject"),
    [
        (RESOURCE, ("gbfTargets", "terms"), ("cbdSubjects", "terms")),
        (SOLR_DOC, ("gbfTargets_ss", "texts"), ("cbdSubjects_ss", "texts")),
        (CALENDAR_ROW, ("gbfTargets", "joined"), ("subject", "joined")),
        (ACTIVITY, ("gbfTargets", "texts"), ("subjects", "texts")),
        (ALL["initiative"], None, ("cbdSubjects", "terms")),
        (ALL["meeting"], None, None),
        ({**RESOURCE, "gbfTargets": "a text"}, None, ("cbdSubjects", "terms")),
    ],
)
def test_fields_of_tags(record: Any, target: Any, subject: Any) -> None:
    (raw,) = (each for each in find_records(copy.deepcopy(record)) if isinstance(each, Raw))
    for relation, expected in (("target", target), ("subject", subject)):
        field = tag_field(raw, relation)
        assert (field and (field.name, field.shape)) == expected
        if field:
            before = tags_of(raw, field)
            add(raw, field, "GBF-TARGET-05")
            assert tags_of(raw, field) == [*before, "GBF-TARGET-05"]


KEYS = st.sampled_from(["GBF-TARGET-01", "GBF-TARGET-07", "GBF-TARGET-23"])


@given(st.sampled_from(sorted(ALL)), st.lists(KEYS, max_size=4), st.sampled_from(["target", "subject"]))
def test_adding_changes_nothing_else(name: str, identifiers: list[str], relation: str) -> None:
    value = copy.deepcopy(ALL[name])
    for raw in find_records(value):
        field = tag_field(raw, relation) if isinstance(raw, Raw) else None
        if isinstance(raw, Raw) and field:
            members, before = raw.parts[0][1], copy.deepcopy(raw.parts[0][1])
            for identifier in identifiers:
                add(raw, field, identifier)
            old, new = before.pop(field.name, None), members.pop(field.name, None)
            assert members == before
            if isinstance(old, list):
                assert new[: len(old)] == old
            elif old:
                assert new.startswith(old)
            if field.name in before or old is not None:
                members[field.name] = old
    # What was not there before may have been added; nothing else differs.


def reviewed(value: Any, vocabulary: Vocabulary, cues: Cues, choices: dict[str, str]) -> list[Any]:
    rows = list(
        csv.reader(
            io.StringIO(side_file(propose(value, vocabulary, cues, ENTITIES), "abc").decode("utf-8-sig"))
        )
    )
    for row in rows[1:]:
        row[0] = choices.get(row[2], "")
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(rows)
    return read_choices("side.csv", text.getvalue().encode(), "abc")


def test_only_what_is_accepted_is_added(vocabulary: Vocabulary, cues: Cues) -> None:
    value = guide()
    choices = {"CBD-SUBJECT-CHM": "Accept", "GBF-TARGET-20": "reject"}
    added = apply(value, reviewed(value, vocabulary, cues, choices), vocabulary)
    assert [each.identifier for each in added] == ["CBD-SUBJECT-CHM"]
    expected = guide()
    expected["cbdSubjects"] = [*expected["cbdSubjects"], {"identifier": "CBD-SUBJECT-CHM"}]
    assert value == expected
    assert apply(value, reviewed(guide(), vocabulary, cues, choices), vocabulary) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (",subject,CBD-SUBJECT-CHM", "maybe,subject,CBD-SUBJECT-CHM", "row 2, column choice: 'maybe'"),
        (",subject,CBD-SUBJECT-CHM", "accept,subject,CBD-SUBJECT-NONE", "row 2, column identifier"),
        (",subject,CBD-SUBJECT-CHM", "accept,colour,CBD-SUBJECT-CHM", "row 2, column relation"),
        (",cbdSubjects,,abc", ",notes,,abc", "row 2: top, notes is no field"),
        (",cbdSubjects,,abc", ",cbdSubjects,[7],abc", "row 2: .7., cbdSubjects is no field"),
        (",abc", ",abd", "row 2, column sha256"),
        ("choice,", "choose,", "row 1: no column choice"),
    ],
)
def test_a_side_file_that_cannot_be_meant(
    old: str, new: str, says: str, vocabulary: Vocabulary, cues: Cues
) -> None:
    text = side_file(propose(guide(), vocabulary, cues, ENTITIES), "abc").decode("utf-8-sig")
    assert old in text
    text = text.replace(old, new, 1)
    if not new.startswith(("maybe", "accept", "choose")):
        text = text.replace("\r\n,", "\r\naccept,", 1)
    with pytest.raises(InputError, match=says):
        apply(guide(), read_choices("side.csv", text.encode(), "abc"), vocabulary)


@given(st.binary(max_size=300))
def test_any_bytes_as_a_side_file(content: bytes) -> None:
    with contextlib.suppress(InputError):
        assert isinstance(read_choices("side.csv", content, "abc"), list)


def test_the_command_from_record_to_enriched_record(tmp_path: Path) -> None:
    file = tmp_path / "guide.json"
    file.write_text(json.dumps(guide(), indent=2), encoding="utf-8")
    before = file.read_bytes()
    run = CliRunner().invoke(app, ["chm", "enrich", str(file)])
    assert run.exit_code == 0, run.output
    side = tmp_path / "guide.proposals.csv"
    proposed = json.loads((tmp_path / "guide.proposed.json").read_text(encoding="utf-8"))
    assert {"identifier": "CBD-SUBJECT-CHM"} in proposed["cbdSubjects"]
    side.write_bytes(
        side.read_bytes().replace(b"\n,subject,CBD-SUBJECT-CHM", b"\naccept,subject,CBD-SUBJECT-CHM")
    )
    run = CliRunner().invoke(app, ["chm", "enrich", str(file), "--apply", str(side)])
    assert run.exit_code == 0, run.output
    enriched = json.loads((tmp_path / "guide.enriched.json").read_text(encoding="utf-8"))
    assert enriched["cbdSubjects"] == [*guide()["cbdSubjects"], {"identifier": "CBD-SUBJECT-CHM"}]
    assert enriched | {"cbdSubjects": 0} == guide() | {"cbdSubjects": 0}
    assert file.read_bytes() == before
    again = CliRunner().invoke(app, ["chm", "enrich", str(file)])
    assert isinstance(again.exception, UsageError)
    over = CliRunner().invoke(app, ["chm", "enrich", str(file), "-o", str(file), "--replace"])
    assert isinstance(over.exception, UsageError)
    assert file.read_bytes() == before
