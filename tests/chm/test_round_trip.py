"""Every form of tasks that holds records comes back by the import as what it was made from."""

import datetime as dt
import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from made_records import MADE, SETS
from openpyxl import Workbook, load_workbook

from iagkg.build import build
from iagkg.chm.batch import BatchWriter, Stored, read_batch
from iagkg.chm.calendar_keys import seen_key
from iagkg.chm.importing import FileAccount, Importer
from iagkg.chm.values import Terms, decisions_cited, place_in_decision
from iagkg.files import shipped
from iagkg.register.tracking_html import plain_text
from iagkg.report.chm_forms import FORMS
from iagkg.report.chm_records import ExportSet, Record, export_set
from iagkg.store.embedded import EmbeddedStore
from iagkg.vocabulary.lookup import Index
from iagkg.vocabulary.terms import read_vocabulary

VOCABULARY = read_vocabulary(lambda *parts: shipped("data", *parts))
TERMS = Terms(Index(VOCABULARY))
RECORDS = ("calendar-csv", "calendar-xlsx", "calendar-activity", "resource", "dcat", "schema-org")
ASKED = (
    *("dcterms:title", "dcat:startDate", "dcat:endDate", "iag:concernsTarget", "dcterms:subject"),
    *("iag:refersToDecision", "iag:refersToProvision"),
)


def imported(content: bytes, folder: Path, name: str = "in.dat") -> tuple[FileAccount, list[Stored]]:
    (folder / name).write_bytes(content)
    place = folder / "batch"
    with BatchWriter(place) as writer:
        account = Importer(TERMS, writer).take(name, folder / name)
        writer.finish({"imported_on": "2026-05-01"})
    return account, list(read_batch(place))


def said(record: Stored) -> dict[str, set[str]]:
    return {name: {s.value for s in record.statements if s.predicate == name} for name in ASKED}


def keys(record: Record, relation: str) -> set[str]:
    return {VOCABULARY.address(term) for key in record.keys(relation) for term in VOCABULARY.named(key)}


def wanted(record: Record, form: str) -> dict[str, set[str]]:
    """Return what a form says of a task: each has fields for some of it, and no form for more."""
    places = record.mandates
    if form.startswith("calendar-c") or form == "calendar-xlsx":
        cited = [s for one in places for s in decisions_cited(f"{one.decision} {one.place}".strip())]
    elif form == "calendar-activity":
        cited = [
            s for one in places if seen_key(one.decision, one.body) for s in decisions_cited(one.decision)
        ]
    elif form == "resource":
        cited = []
    else:
        cited = [s for one in places for s in place_in_decision(one.provision)]
    days = form != "resource"
    title = plain_text(record.title).text
    return {
        "dcterms:title": {title} if title else set(),
        "dcat:startDate": {record.first_day} - {""} if days else set(),
        "dcat:endDate": {record.last_day} - {""} if days else set(),
        "iag:concernsTarget": keys(record, "target"),
        "dcterms:subject": keys(record, "subject"),
        "iag:refersToDecision": {s.value for s in cited if s.predicate == "iag:refersToDecision"},
        "iag:refersToProvision": {s.value for s in cited if s.predicate == "iag:refersToProvision"},
    }


def without_plans(records: Iterable[Stored]) -> list[Stored]:
    """Leave out the workplan, which the linked forms have beside its tasks."""
    return [
        record
        for record in records
        if record.schema != "schemaCreativeWork"
        and not any(kept.path.endswith("hasPart[0]") for kept in record.kept)
    ]


@pytest.mark.parametrize("form", RECORDS)
def test_the_real_workplan_comes_back(form: str, tmp_path: Path) -> None:
    export = export_set(EmbeddedStore.from_quads(build().quads), {})
    account, stored = imported(FORMS[form].write(export, "en"), tmp_path)
    back = without_plans(stored)
    assert len(back) == len(export.records) == 16
    assert account.values == account.account.leaves + account.around
    for record, found in zip(export.records, back, strict=True):
        assert said(found) == wanted(record, form), record.ref
    assert any(wanted(record, form)["iag:refersToProvision"] for record in export.records) == (
        form in {"calendar-csv", "calendar-xlsx", "dcat", "schema-org"}
    )


@pytest.mark.parametrize("form", ["calendar-csv", "dcat", "schema-org"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SETS)
def test_any_tasks_come_back(form: str, tmp_path: Path, export: ExportSet) -> None:
    account, stored = imported(FORMS[form].write(export, "en"), tmp_path)
    back = without_plans(stored)
    assert account.values == account.account.leaves + account.around + account.repeated
    known = {json.dumps({k: sorted(v) for k, v in said(found).items()}) for found in back}
    for record in export.records:
        assert json.dumps({k: sorted(v) for k, v in wanted(record, form).items()}) in known


@pytest.mark.parametrize("form", RECORDS)
def test_nothing_of_ours_is_an_unknown_field(form: str, tmp_path: Path) -> None:
    account, _ = imported(FORMS[form].write(MADE, "en"), tmp_path)
    assert not account.account.unknown
    assert account.account.withheld == 0
    assert {problem.code for problem in account.problems if problem.severity != "info"} <= {
        *("no-identifier", "mandatory-empty", "mandatory-missing", "no-decision")
    }


@pytest.mark.parametrize("form", ["bioland", "informea"])
def test_tags_and_keywords_are_no_records_and_it_is_said(form: str, tmp_path: Path) -> None:
    account = Importer(TERMS).take("in.dat", _written(tmp_path / "in.dat", FORMS[form].write(MADE, "en")))
    assert account.records == []
    (problem,) = account.problems
    assert "no records, nothing to import" in problem.message


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_what_excel_made_of_a_number_is_told_and_never_guessed(tmp_path: Path) -> None:
    book = load_workbook(_written(tmp_path / "out.xlsx", FORMS["calendar-xlsx"].write(MADE, "en")))
    sheet = book.worksheets[0]
    column = [cell.value for cell in sheet[1]].index("COPDecision") + 1
    sheet.cell(2, column).value = dt.date(2026, 9, 16)
    sheet.cell(3, column).value = "=1+1"
    sheet.cell(3, column).data_type = "f"
    sheet.cell(1, 30).value = "Our own column"
    sheet.cell(2, 30).value = "kept"
    book.save(tmp_path / "in.xlsx")
    account, stored = imported((tmp_path / "in.xlsx").read_bytes(), tmp_path, "in.xlsx")
    told = [problem.message for problem in account.problems if problem.severity == "error"]
    assert any("L2: holds the date 16 Sep 2026; was it 16/9" in words for words in told)
    assert any("L3: holds a formula" in words for words in told)
    assert not said(stored[0])["iag:refersToDecision"]
    assert "kept" in {kept.value for kept in stored[0].kept}
    assert any("sheet Sources" in problem.message for problem in account.problems)


def test_other_encodings_separators_and_titles_above(tmp_path: Path) -> None:
    lines = ["Calendar of the group;;", "", "Title;COPDecision;COPParagraph_no", "Évaluation;15/8;Para 31"]
    for encoding in ("utf-8", "utf-16", "cp1252"):
        _, stored = imported("\r\n".join(lines).encode(encoding), tmp_path)
        assert said(stored[0])["dcterms:title"] == {"Évaluation"}
        assert len(said(stored[0])["iag:refersToProvision"]) == 1


@pytest.mark.parametrize("content", [b"a,b\n1,2\n", b"PK\x03\x04broken", b"Title,COPDecision\n"])
def test_other_tables_and_broken_ones_are_refused(content: bytes, tmp_path: Path) -> None:
    account = Importer(TERMS).take("in.csv", _written(tmp_path / "in.csv", content))
    assert account.records == []
    assert [problem.code for problem in account.problems] == ["not-read"]


def test_a_workbook_without_the_columns_is_refused(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["something", "else"])  # type: ignore[union-attr]
    book.save(tmp_path / "in.xlsx")
    account = Importer(TERMS).take("in.xlsx", tmp_path / "in.xlsx")
    assert "no table of the calendar" in account.problems[0].message


def test_cells_beyond_the_headings_are_kept(tmp_path: Path) -> None:
    account, stored = imported(b"Title;COPDecision\nx;16/9;extra;more\n", tmp_path)
    assert {kept.value for kept in stored[0].kept} >= {"extra", "more"}
    assert account.values == account.account.leaves == 4


def test_a_quotation_mark_that_is_never_closed_swallows_no_rows(tmp_path: Path) -> None:
    content = b'Title,COPDecision\n"open,16/9\nmore,16/3\n'
    account = Importer(TERMS).take("in.csv", _written(tmp_path / "in.csv", content))
    assert account.records == []
    assert "unexpected end of data" in account.problems[0].message
