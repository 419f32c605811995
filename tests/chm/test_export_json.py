"""Documents, linked data and tags: they hold to the schemas, read back the same, and make nothing up."""

import csv
import io
import json
import re
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from made_records import MADE, PLAN, SETS, problems

from iagkg.build import build
from iagkg.chm.calendar_keys import seen_decisions
from iagkg.chm.leaves import is_empty, leaves
from iagkg.files import shipped
from iagkg.report.chm_fields import CALENDAR_ACTIVITY, RESOURCE
from iagkg.report.chm_forms import FORMS, sources_csv
from iagkg.report.chm_json import TENTATIVE, calendar_activity, not_stated, resource, slug
from iagkg.report.chm_records import ExportSet, export_set
from iagkg.report.chm_tags import keywords, tag_string
from iagkg.store.embedded import EmbeddedStore
from iagkg.vocabulary.terms import read_vocabulary

SCHEMAS = {
    "calendar-activity": "calendar-activity",
    "resource": "resource",
    "dcat": "dcat",
    "schema-org": "schema-org",
    "informea": "informea-keywords",
}


@pytest.fixture(scope="module")
def shipped_set() -> ExportSet:
    return export_set(EmbeddedStore.from_quads(build().quads), {})


def written(form: str, export: ExportSet) -> Any:
    content = FORMS[form].write(export, "en").decode("utf-8-sig")
    if form == "bioland":
        return list(csv.DictReader(io.StringIO(content, newline="")))
    return json.loads(content)


@pytest.mark.parametrize(("form", "schema"), [*SCHEMAS.items(), ("bioland", "bioland-tags")])
def test_the_shipped_workplan_validates(form: str, schema: str, shipped_set: ExportSet) -> None:
    value = written(form, shipped_set)
    assert problems(schema, value) == []
    assert problems(schema, written(form, MADE)) == []
    assert len(value["@graph"] if isinstance(value, dict) else value) in {16, 17}


@given(SETS)
def test_any_dataset_validates(export: ExportSet) -> None:
    for form, schema in SCHEMAS.items():
        assert problems(schema, written(form, export)) == [], form


@given(SETS)
def test_documents_read_back_the_same(export: ExportSet) -> None:
    assert written("calendar-activity", export) == [calendar_activity(record) for record in export.records]
    for record, document in zip(export.records, written("calendar-activity", export), strict=True):
        assert document["title"] == {record.language: record.title}
        assert tuple(document.get("gbfTargets", ())) == record.keys("target")
        assert tuple(document.get("subjects", ())) == record.keys("subject")
        assert document.get("startDate", "") == record.first_day
    for record, row in zip(export.records, written("bioland", export), strict=True):
        assert [key for key in row["tags"].split(",") if key] == [
            *record.keys("target"),
            *record.keys("subject"),
        ]
    for record, document in zip(export.records, written("resource", export), strict=True):
        assert [term["identifier"] for term in document.get("cbdSubjects", ())] == list(
            record.keys("subject")
        )


def test_a_schema_finds_what_is_wrong() -> None:
    good = calendar_activity(MADE.records[0])
    for name, wrong in {
        "gbfTargets": ["GBF-TARGET-6"],
        "subjects": ["Knowledge management"],
        "title": "a text without its language",
        "startDate": "March 2026",
        "decisions": ["16/9"],
        "officer": "somebody",
    }.items():
        assert problems("calendar-activity", [{**good, name: wrong}]), name
    assert problems("resource", [{**resource(MADE.records[0]), "header": {"schema": "other"}}])


def test_an_activity() -> None:
    assert calendar_activity(MADE.records[0]) == {
        "identifier": ["made-1-ws-1-t-1"],
        "title": {"en": "Advise on <b>labels</b> & keys"},
        "description": {
            "en": "1.1 First;\n1.2 Second.\nMandate as printed: Dec. 16/9 A, para. 11(c); Dec. 16/3"
        },
        "status": "NCHM-EVENT-STATUS-TENTATIVE",
        "startDate": "2026-03-01",
        "endDate": "2026-04-30",
        "decisions": ["CAL-COP-DECISION-16-3"],
        "gbfTargets": ["GBF-TARGET-21"],
        "subjects": ["CBD-SUBJECT-NAP-CB"],
    }
    assert not_stated(calendar_activity(MADE.records[1]), CALENDAR_ACTIVITY) == ("decisions",)


def test_a_resource_is_handed_on_unfinished_and_says_so() -> None:
    document = resource(MADE.records[0], "DRAFT")
    assert document["header"] == {"schema": "resource", "languages": ["en"]}  # no identifier is made up
    assert document["relevantDocuments"][0]["name"] == "16/9 A, para. 11 (c)"
    assert not_stated(document, RESOURCE) == (
        *("resourceTypes", "authors", "organizations", "publicationDate", "resourceLinks"),
    )


def test_nobody_is_named(shipped_set: ExportSet) -> None:
    for form in FORMS:
        if not FORMS[form].binary and form != "form-html":
            assert b'"responsibleUnitsAndOfficers"' not in FORMS[form].write(shipped_set, "en")
    assert slug(shipped_set.records[0]) == "iag-tsc-2025-2027-ws-1-t-1"


@pytest.mark.parametrize("form", FORMS)
def test_suggestions_are_in_no_form(form: str, shipped_set: ExportSet) -> None:
    """The shipped table suggests CBD-SUBJECT-KM for three tasks; nobody accepted it."""
    content = FORMS[form].write(shipped_set, "en")
    assert b"CBD-SUBJECT-KM" not in content
    assert content == FORMS[form].write(shipped_set, "en")


@pytest.mark.parametrize("form", [name for name, form in FORMS.items() if not form.binary])
def test_a_draft_is_marked(form: str, shipped_set: ExportSet) -> None:
    assert FORMS[form].write(shipped_set, "en").decode().count("TENTATIVE") >= 16
    rows = csv.reader(io.StringIO(sources_csv(shipped_set, "en").decode("utf-8-sig"), newline=""))
    assert [row[2] for row in rows].count("TENTATIVE") == 16


def statements(form: str) -> set[tuple[str, str, str]]:
    """Return what a document says, read by an engine of its own."""
    read = ox.parse(FORMS[form].write(MADE, "en"), format=ox.RdfFormat.JSON_LD)
    return {(str(quad.subject), quad.predicate.value, str(quad.object)) for quad in read}


def test_dcat_is_rdf() -> None:
    found, task = statements("dcat"), f"<{PLAN}/ws-1/t-1>"
    terms, dcat = "http://purl.org/dc/terms/", "http://www.w3.org/ns/dcat#"
    assert (task, f"{terms}title", '"Advise on <b>labels</b> & keys"@en') in found
    assert (task, f"{terms}isPartOf", f"<{PLAN}>") in found
    assert (task, f"{dcat}theme", "<http://metadata.cbd.int/kmgbf/target_21>") in found
    assert {value for _, name, value in found if name == f"{dcat}startDate"} == {
        '"2026-03-01"^^<http://www.w3.org/2001/XMLSchema#date>'
    }


def test_schema_org_is_rdf() -> None:
    found = statements("schema-org")

    def values(name: str) -> set[str]:
        return {value for _, predicate, value in found if predicate == f"https://schema.org/{name}"}

    assert values("legislationIdentifier") == {'"CBD/COP/DEC/16/9"'}
    assert values("termCode") == {'"GBF-TARGET-21"', '"CBD-SUBJECT-NAP-CB"'}


@pytest.mark.parametrize("form", ["calendar-activity", "resource", "dcat", "schema-org"])
def test_each_value_has_its_row_among_the_sources(form: str, shipped_set: ExportSet) -> None:
    """A file beside an export says of each value how it is known; the rest is the form's own."""
    rows = list(csv.reader(io.StringIO(sources_csv(shipped_set, "en").decode("utf-8-sig"), newline="")))
    known = {cell for row in rows for cell in row}
    value = json.loads(FORMS[form].write(shipped_set, "en"))
    nodes = value["@graph"][1:] if isinstance(value, dict) else value
    own = {"resource", "en", "dcat:Resource", "Action", "DefinedTerm", "Legislation", "dct:PeriodOfTime"}
    words = "\n".join(known)
    for node in nodes:
        for leaf in leaves(node, ""):
            if (
                is_empty(leaf.value)
                or leaf.value in own
                or leaf.path.split("[")[0] in {"id", "isPartOf", "subjectOf.id"}
            ):
                continue
            assert all(line in words for line in str(leaf.value).removeprefix("TENTATIVE: ").split("\n")), (
                leaf
            )


def test_identifiers_are_those_of_tables_and_none_is_made_up(shipped_set: ExportSet) -> None:
    """Each key of each form stands in a table of the data; a decision without a key has none."""
    vocabulary = read_vocabulary(lambda *parts: shipped("data", *parts))
    known = {term.identifier for term in vocabulary.terms} | seen_decisions() | {TENTATIVE}
    for name, form in FORMS.items():
        if not form.binary:
            found = set(
                re.findall(r"\b(?:CAL|CBD|GBF|NCHM|AICHI)-[A-Z0-9-]+", form.write(shipped_set, "en").decode())
            )
            assert found - known == set(), name


def test_tags_and_keywords() -> None:
    assert tag_string(MADE.records[0]) == "GBF-TARGET-21,CBD-SUBJECT-NAP-CB"
    assert tag_string(MADE.records[1]) == ""
    assert keywords(MADE.records[0]) == [
        {"term": "capacity building", "namespace": "http://www.informea.org/terms"}
    ]


def test_sources_say_how_each_value_is_known() -> None:
    rows = list(csv.reader(io.StringIO(sources_csv(MADE, "en").decode("utf-8-sig"), newline="")))
    assert rows[0] == ["task", "field", "value", "how it is known", "source", "note"]
    found = {(row[1], row[2]): row for row in rows}
    assert found["gbfTargets", "GBF-TARGET-21"][3] == "named in the row"
    assert found["subjects", "CBD-SUBJECT-NAP-CB"][3:5] == ["accepted", "secretary of the group, 2026-11-24"]
    assert "no key of this decision was seen" in found["decisions", "16/9 Section A Para 11 (c)"][5]
    assert "key CAL-COP-DECISION-16-3 of the calendar" in found["decisions", "16/3"][5]
    assert found["decisions", ""][5] == "some decision"
    assert found["keywords", "http://www.informea.org/terms/capacity-building"][5] == "closeMatch"
