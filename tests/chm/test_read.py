"""What is read of each form: language, terms, references, decisions, days, and what is said of the rest."""

import copy
import json
from typing import Any

import pytest
from every_shape import (
    ACTIVITY,
    CALENDAR_ROW,
    CALENDAR_ROW_NEWER,
    DECISION,
    INFO,
    INFORMEA,
    INITIATIVE,
    MEETING,
    NBSAP,
    NOTIFICATION,
    RESOURCE,
    SOLR,
    SUBMISSION,
    TERMS,
    TEXTS,
)

from iagkg.chm.importing import read_file
from iagkg.chm.model import Kept, Record, Statement
from iagkg.chm.values import Terms
from iagkg.graph.tables import Tables
from iagkg.vocabulary.lookup import Index
from iagkg.vocabulary.terms import read_vocabulary

KNOWN = Terms(Index(read_vocabulary(Tables(None).path)))
D = "https://w3id.org/iagkg/id/decision/cbd/"
CHM = "https://w3id.org/iagkg/id/chm/"


def records(value: Any) -> list[Record]:
    return [found for found in read_file(copy.deepcopy(value), KNOWN) if isinstance(found, Record)]


def one(value: Any) -> Record:
    (found,) = records(value)
    return found


def said(record: Record, predicate: str) -> list[tuple[str, str]]:
    return [(each.value, each.kind) for each in record.statements if each.predicate == predicate]


def values(record: Record, predicate: str) -> list[str]:
    return [value for value, _ in said(record, predicate)]


def kept(record: Record) -> dict[str, Any]:
    return {each.path: each.value for each in record.kept}


def written(record: Record) -> dict[str, Any]:
    return {each.path: each.value for each in record.written}


def codes(record: Record, severity: str = "") -> set[tuple[str, str]]:
    return {(p.code, p.field) for p in record.problems if severity in ("", p.severity)}


@pytest.mark.parametrize(
    ("value", "forms"),
    [
        (RESOURCE, ["record"]),
        (INFO, ["info"]),
        (SOLR, ["index", "index"]),
        (CALENDAR_ROW, ["calendar-row"]),
        (CALENDAR_ROW_NEWER, ["calendar-row"]),
        (ACTIVITY, ["calendar-activity"]),
        (NOTIFICATION, ["notification"]),
        (MEETING, ["meeting"]),
        (DECISION, ["decision", "paragraph", "paragraph"]),
        (DECISION["nodes"], ["paragraph", "paragraph"]),
        (INFORMEA, ["informea", "informea"]),
        (TERMS, ["term"]),
        ({"CBD-SUBJECTS": TERMS}, ["term"]),
        (TEXTS, ["texts"]),
        ([RESOURCE, MEETING, [NOTIFICATION]], ["record", "meeting", "notification"]),
    ],
)
def test_the_shape_tells_the_form(value: Any, forms: list[str]) -> None:
    assert [record.form for record in records(value)] == forms


def test_texts_keep_their_language_and_a_copy_is_no_translation() -> None:
    record = one(RESOURCE)
    assert said(record, "dcterms:title") == [("A made-up guide", "@en"), ("Un guide inventé", "@fr")]
    assert kept(record)["title.es"] == "A made-up guide"
    assert record.account.copies == 1
    assert said(one(MEETING), "dcterms:title") == [("Workshop", "@en"), ("Atelier", "@fr")]
    assert said(one(NOTIFICATION), "dcterms:title") == [("Call", "@en")]
    assert said(records(SOLR)[0], "dcterms:title") == [("An entry", "@en"), ("Una entrada", "@es")]


def test_terms_keep_identifier_and_custom_value() -> None:
    record = one(RESOURCE)
    assert values(record, "iag:concernsTarget") == ["http://metadata.cbd.int/kmgbf/target_21"]
    assert [value.rpartition("/")[2] for value in values(record, "dcterms:subject")] == [
        *("CBD-SUBJECT-KM", "CBD-SUBJECT-MADE-UP"),
    ]
    assert values(record, "dcterms:relation") == [
        "https://w3id.org/iagkg/id/cbd/AICHI-TARGETS/AICHI-TARGET-06"
    ]
    assert written(record)["aichiTargets[0].identifier"] == "AICHI-TARGET-6"
    assert kept(record)["resourceTypes[0].customValue.en"] == "Sketch"
    assert ("unknown-identifier", "cbdSubjects[1].identifier") in codes(record, "warning")
    assert ("other-spelling", "aichiTargets[0].identifier") in codes(record, "warning")


def test_a_reference_drops_its_revision_and_keeps_it_as_written() -> None:
    record = one(INITIATIVE)
    assert values(record, "dcterms:isPartOf") == [f"{CHM}FFFF1111-2222-3333-4444-555566667777"]
    assert written(record)["broaderProjects[0].identifier"] == "FFFF1111-2222-3333-4444-555566667777@12"


def test_fields_that_the_schema_lacks_are_kept_with_their_path_and_counted() -> None:
    record = one(RESOURCE)
    assert {path: value for path, value in kept(record).items() if path.startswith("colour")} == {
        **{"colourOfCover.shade": "blue", "colourOfCover.tone[0]": 1, "colourOfCover.tone[1]": 2},
    }
    assert record.account.unknown == {"colourOfCover": 3}


def test_mandatory_fields_and_wrong_types() -> None:
    record = one(NBSAP)
    empty = {field for code, field in codes(record, "warning") if code == "mandatory-empty"}
    assert empty == {"endDate", "jurisdiction", "status", "documentLinks"}
    wrong = {field for code, field in codes(record, "warning") if code == "wrong-type"}
    assert wrong == {"isGbfAligned", "startDate"}
    assert not {code for code, _ in codes(records(SOLR)[0])} & {"mandatory-empty", "wrong-type"}


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("Q1 2026", "2026-01-01", "2026-03-31"),
        ("Before Q1  2026", None, None),
        ("Aug-25", "2025-08-01", "2025-08-31"),
        ("5-Mar-25", "2025-03-05", "2025-03-05"),
        ("Ongoing", None, None),
        ("2019-05-11 14:00", "2019-05-11", "2019-05-11"),
        ("2024-12", "2024-12-01", "2024-12-31"),
        ("2026-05-01", "2026-05-01", "2026-05-01"),
        ("2026-02-30", None, None),
        ("soon", None, None),
    ],
)
def test_days_in_all_forms(words: str, start: str | None, end: str | None) -> None:
    record = one({**CALENDAR_ROW, "startDate": words, "endDate": words})
    assert values(record, "dcat:startDate") == ([start] if start else [])
    assert values(record, "dcat:endDate") == ([end] if end else [])
    there = {**kept(record), **written(record)}
    exact = start == end == words
    assert [there.get("startDate"), there.get("endDate")] == ([None] * 2 if exact else [words] * 2)


def test_decisions_of_a_row_and_their_paragraphs() -> None:
    record = one(CALENDAR_ROW)
    assert values(record, "iag:refersToDecision") == [f"{D}cop/16/9"]
    assert values(record, "iag:refersToProvision") == [f"{D}cop/16/9/b/9/a"]
    newer = one(CALENDAR_ROW_NEWER)
    assert newer.identifier == "ACT-2026-99"
    assert values(newer, "iag:refersToDecision") == [f"{D}cp-mop/11/7", f"{D}cop/16/3"]
    assert values(newer, "iag:refersToProvision") == [f"{D}cp-mop/11/7/4/e", f"{D}cop/16/3/7"]
    assert values(newer, "iag:ofTreaty") == ["cartagena", "cbd"]
    assert values(newer, "rdfs:seeAlso") == ["https://www.cbd.int/meetings/CP-MADE-UP-2026-01"]


@pytest.mark.parametrize(
    ("decision", "paragraph", "places", "problem"),
    [
        ("15/8", "Para 2, Para 3", ["cop/15/8/2", "cop/15/8/3"], ""),
        ("16/9", "Section A Para 11 (c)", ["cop/16/9/a/11/c"], ""),
        ("16/9; 16/3", "Section A Para 11 (c); Para 7", ["cop/16/9/a/11/c", "cop/16/3/7"], ""),
        ("16/9; 16/3", "; Para 7", ["cop/16/3/7"], ""),
        ("16/9; 16/3", "Para 7", [], "not-paired"),
        ("16/9", "somewhere", [], "no-paragraph"),
    ],
)
def test_paragraphs_are_paired_with_their_decisions(
    decision: str, paragraph: str, places: list[str], problem: str
) -> None:
    record = one({**CALENDAR_ROW, "copDecision": decision, "copParagraphNo": paragraph})
    assert values(record, "iag:refersToProvision") == [f"{D}{place}" for place in places]
    found = {code for code, field in codes(record, "warning") if field == "copParagraphNo"}
    assert found == ({problem} if problem else set())


@pytest.mark.parametrize(
    "words", ["CAL-COP-DECISION-16-3", "CAL-DECISION-16-3", "CBD-DECISION-COP-16-3", "16/3", "CBD/COP/16/03"]
)
def test_decisions_in_all_notations(words: str) -> None:
    assert values(one({**ACTIVITY, "decisions": [words]}), "iag:refersToDecision") == [f"{D}cop/16/3"]


def test_a_decision_that_cannot_be_read_is_kept_and_said() -> None:
    record = one({**ACTIVITY, "decisions": ["some decision"]})
    assert kept(record)["decisions[0]"] == "some decision"
    assert ("no-decision", "decisions[0]") in codes(record, "warning")


def test_the_tracking_tool() -> None:
    decision, paragraph, item = records(DECISION)
    assert values(decision, "iag:refersToDecision") == [f"{D}cop/16/9"]
    assert values(paragraph, "iag:refersToProvision") == [f"{D}cop/16/9/b/9"]
    assert values(item, "iag:refersToProvision") == [f"{D}cop/16/9/b/9/a"]
    assert said(paragraph, "dcterms:description") == [("Requests;", "@en")]
    assert item.path == "nodes[0].nodes[0]"


def test_informea() -> None:
    ours, other = records(INFORMEA)
    assert values(ours, "iag:refersToDecision") == [f"{D}cop/16/9"]
    assert said(ours, "dcterms:title") == [("Decision 16/9", "@en"), ("Décision 16/9", "@fr")]
    assert values(ours, "dcterms:issued") == ["2024-11-01"]
    assert values(other, "iag:refersToDecision") == []
    assert values(other, "iag:ofTreaty") == ["ramsar"]


def test_notifications_in_all_spellings() -> None:
    assert values(one(SUBMISSION), "rdfs:seeAlso") == ["https://www.cbd.int/notifications/2025-024"]
    assert values(one(MEETING), "rdfs:seeAlso") == ["https://www.cbd.int/notifications/2026-001"]


def test_themes_that_are_no_identifiers_are_kept() -> None:
    record = one(NOTIFICATION)
    assert [value.rpartition("/")[2] for value in values(record, "dcterms:subject")] == ["CBD-SUBJECT-BBI"]
    assert kept(record)["themes[1]"] == "notification"
    assert "subjectEn" in kept(one(MEETING))


def test_expanded_fields_of_the_index_are_no_tags() -> None:
    record = records(SOLR)[0]
    assert values(record, "iag:concernsTarget") == ["http://metadata.cbd.int/kmgbf/target_20"]
    assert kept(record)["response.docs[0].gbfTargets_REL_ss[1]"] == "GBF-TARGETS"


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("Meeting of the AHTEG on synthetic biology", "AHTEG"),
        ("Informal Advisory Group on Benefit-Sharing", "Informal Advisory Group on Benefit-Sharing"),
        ("Ad Hoc Technical Expert Group on indicators", "Ad Hoc Technical Expert Group on indicators"),
        ("Informal Advisory Group on Technical and Scientific Cooperation", ""),
        ("First meeting of the TSC-IAG with the AHTEG on indicators", ""),
        ("Webinar for advisers", ""),
    ],
)
def test_another_advisory_group_is_told_by_its_name(title: str, named: str) -> None:
    assert values(one({**CALENDAR_ROW, "title": title}), "iag:namesOtherGroup") == ([named] if named else [])


def test_a_record_without_an_identifier_is_named_by_its_content() -> None:
    nameless = {"header": {"schema": "resource"}, "title": {"en": "A"}}
    first, second = one(nameless), one(json.loads(json.dumps(nameless)))
    assert first.identifier == second.identifier
    assert first.identifier.startswith("record-")
    assert ("no-identifier", "") in codes(first, "error")
    assert one(CALENDAR_ROW).identifier != one({**CALENDAR_ROW, "title": "Another"}).identifier


def test_a_text_with_markup_stands_beside_its_words() -> None:
    """The words are stated without markup; what was written can be had again."""
    words = "<p>Share <b>it</b></p>"
    value = {"header": {"schema": "resource", "identifier": "A-1111-2222"}, "summary": {"en": words}}
    (record,) = (each for each in read_file(value, KNOWN) if isinstance(each, Record))
    assert Statement("dcterms:abstract", "Share it", "@en") in record.statements
    assert Kept("summary.en", words) in record.written
