"""What is exported reads back as the same statements by the import."""

import json
from typing import Any

from hypothesis import given
from made_records import MADE, SETS

from iagkg.chm.forms import Unread, find_records
from iagkg.chm.model import Record as Imported
from iagkg.chm.reading import read_record
from iagkg.chm.values import Terms
from iagkg.citation import decision_iri, parse_citations
from iagkg.files import shipped
from iagkg.register.tracking_html import plain_text
from iagkg.report.chm_forms import FORMS
from iagkg.report.chm_records import ExportSet, Record
from iagkg.vocabulary.lookup import Index
from iagkg.vocabulary.terms import read_vocabulary

VOCABULARY = read_vocabulary(lambda *parts: shipped("data", *parts))
TERMS = Terms(Index(VOCABULARY))


def imported(form: str, export: ExportSet) -> list[Imported]:
    found: list[Imported] = []
    for raw in find_records(json.loads(FORMS[form].write(export, "en"))):
        assert not isinstance(raw, Unread)
        found.append(read_record(raw, TERMS))
    return found


def said(record: Imported, predicate: str) -> set[str]:
    return {each.value for each in record.statements if each.predicate == predicate}


def address(key: str) -> str:
    (term,) = VOCABULARY.named(key)
    return VOCABULARY.address(term)


def wanted(record: Record) -> dict[str, set[str]]:
    """Return what the import must say of a task that was handed on."""
    decisions: set[Any] = set()
    for one in record.mandates:
        decisions.add(decision_iri(parse_citations(one.decision).citations[0]))
    return {
        "dcterms:title": {words for words in (plain_text(record.title).text,) if words},  # texts may be HTML
        "iag:concernsTarget": {address(key) for key in record.keys("target")},
        "dcterms:subject": {address(key) for key in record.keys("subject")},
        "iag:refersToDecision": decisions,
    }


@given(SETS)
def test_activities_come_back_with_the_same_statements(export: ExportSet) -> None:
    for record, back in zip(export.records, imported("calendar-activity", export), strict=True):
        for predicate, values in wanted(record).items():
            assert said(back, predicate) == values, predicate


@given(SETS)
def test_resources_come_back_with_the_same_statements(export: ExportSet) -> None:
    for record, back in zip(export.records, imported("resource", export), strict=True):
        assert back.schema == "resource"
        for predicate in ("dcterms:title", "iag:concernsTarget", "dcterms:subject"):
            assert said(back, predicate) == wanted(record)[predicate], predicate


def test_nothing_of_ours_is_an_unknown_field() -> None:
    for form in ("calendar-activity", "resource"):
        for back in imported(form, MADE):
            assert not back.account.unknown, form
            assert not [each for each in back.problems if each.code == "wrong-type"]
            assert back.account.withheld == 0


def test_days_come_back() -> None:
    back = imported("calendar-activity", MADE)[0]
    values = {each.value for each in back.statements}
    assert {"2026-03-01", "2026-04-30"} <= values
