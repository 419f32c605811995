"""The calendar table: its 23 columns, what stands in them, and that it reads back the same."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from made_records import MADE, SETS, problems
from openpyxl import load_workbook

from iagkg.build import build
from iagkg.errors import InputError, UsageError
from iagkg.report.chm_calendar import COLUMNS, calendar_csv, calendar_rows, calendar_xlsx
from iagkg.report.chm_records import ExportSet, Record, export_set
from iagkg.store.embedded import EmbeddedStore

TWENTY_THREE = (  # noqa: SIM905
    "Title, Description, Type, Action Required by Parties, Subject, Status, Status_narrative, Startdate, "
    "Enddate, Associatedbody, AgendaItem, COPDecision, COPParagraph_no, COPParagraph_type, Responsible_Unit, "
    "Responsible_Officer, Funding_source, Funding_allocated, Actors, Actors_comments, GBF_Targets, "
    "Related_documents, Outcome"
).split(", ")


@pytest.fixture(scope="module")
def store() -> EmbeddedStore:
    return EmbeddedStore.from_quads(build().quads)


@pytest.fixture(scope="module")
def export(store: EmbeddedStore) -> ExportSet:
    return export_set(store, {})


def read_csv(content: bytes) -> list[dict[str, str]]:
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return [{key: unguarded(value) for key, value in row.items()} for row in rows]


def unguarded(text: str) -> str:
    return (
        text[1:] if text.startswith("'") and text.lstrip("'").startswith(("=", "+", "-", "@", "\t")) else text
    )


def read_xlsx(content: bytes) -> list[dict[str, str]]:
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    head, *rows = [[cell.value or "" for cell in row] for row in sheet.iter_rows()]
    return [dict(zip(map(str, head), map(str, row), strict=True)) for row in rows]


def test_the_columns_are_the_calendars(export: ExportSet) -> None:
    assert list(COLUMNS) == TWENTY_THREE
    assert len(COLUMNS) == 23
    assert calendar_csv(export).decode("utf-8-sig").splitlines()[0] == ",".join(TWENTY_THREE)
    assert list(read_xlsx(calendar_xlsx(export))[0]) == TWENTY_THREE


def test_all_tasks_are_rows(export: ExportSet) -> None:
    rows = calendar_rows(export)
    assert len(rows) == 16
    assert problems("calendar-table", rows) == []
    assert {row["Status"] for row in rows} == {"TENTATIVE"}
    assert all(row["Status_narrative"].startswith("DRAFT - adoption not recorded. WS") for row in rows)


def test_decisions_and_places_stand_in_one_order(export: ExportSet) -> None:
    rows = {record.ref: row for record, row in zip(export.records, calendar_rows(export), strict=True)}
    assert (rows["WS4.T2"]["COPDecision"], rows["WS4.T2"]["COPParagraph_no"]) == (
        "16/9; 16/9",
        "Section A Para 11 (c); Section A Para 11 (d)",
    )
    assert rows["WS1.T2"]["COPDecision"] == "15/8; 16/3; 15/8"
    assert rows["WS1.T2"]["COPParagraph_no"] == "Para 31; Para 7; Annex I"
    assert (rows["WS1.T1"]["COPDecision"], rows["WS1.T1"]["COPParagraph_no"]) == ("16/3", "Para 6")
    total = sum(len(row["COPDecision"].split("; ")) for row in rows.values() if row["COPDecision"])
    assert total == 24


def test_sub_items_and_days(export: ExportSet) -> None:
    row = calendar_rows(export)[1]
    assert (
        row["Description"].splitlines()[0] == "2.1 Propose terms of reference for the independent evaluation;"
    )
    assert row["Description"].splitlines()[2].startswith("(a) improve and advance")
    assert (row["Startdate"], row["Enddate"]) == ("2025-08-01", "2025-12-31")


def test_nothing_is_made_up(export: ExportSet) -> None:
    empty = (
        *("Type", "Action Required by Parties", "Associatedbody", "Responsible_Unit", "Responsible_Officer"),
        *("Actors", "Funding_source", "COPParagraph_type", "AgendaItem", "Outcome"),
    )
    for row in calendar_rows(export):
        assert not any(row[column] for column in empty)


def test_named_targets_go_out_and_suggestions_never(export: ExportSet) -> None:
    """The shipped table suggests 50 subjects and targets; one target is named in a row."""
    rows = calendar_rows(export)
    assert [row["GBF_Targets"] for row in rows if row["GBF_Targets"]] == ["GBF-TARGET-21"]
    assert not any(row["Subject"] for row in rows)
    assert b"CBD-SUBJECT" not in calendar_csv(export)


def test_one_workstream(store: EmbeddedStore) -> None:
    assert [record.ref for record in export_set(store, {"workstream": "WS4"}).records] == [
        *("WS4.T1", "WS4.T2", "WS4.T3")
    ]
    with pytest.raises(UsageError, match="WS9"):
        export_set(store, {"workstream": "WS9"})
    with pytest.raises(UsageError, match="iag-tsc/1999"):
        export_set(store, {"workplan": "iag-tsc/1999"})


def test_same_bytes_and_text_cells(export: ExportSet) -> None:
    assert calendar_csv(export) == calendar_csv(export)
    assert calendar_xlsx(export) == calendar_xlsx(export)
    book = load_workbook(io.BytesIO(calendar_xlsx(export)))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            assert all(cell.data_type in {"s", "n"} and cell.number_format == "@" for cell in row)
            assert all(cell.value is None for cell in row if cell.data_type == "n")
    assert book.sheetnames == ["Calendar", "Sources"]


@given(SETS)
def test_reads_back_the_same(export: ExportSet) -> None:
    rows = calendar_rows(export)
    assert problems("calendar-table", rows) == []
    assert read_csv(calendar_csv(export)) == rows
    assert read_xlsx(calendar_xlsx(export)) == rows
    for record, row in zip(export.records, rows, strict=True):
        if record.mandates:
            pairs = list(zip(row["COPDecision"].split("; "), row["COPParagraph_no"].split("; "), strict=True))
            assert pairs == [(m.decision, m.place or "Whole decision") for m in record.mandates]


def test_accepted_ones_are_marked() -> None:
    row = calendar_rows(MADE)[0]
    assert (row["GBF_Targets"], row["Subject"]) == ("GBF-TARGET-21", "CBD-SUBJECT-NAP-CB")
    assert "GBF-TARGET-21 named in the row" in row["Status_narrative"]
    assert "CBD-SUBJECT-NAP-CB accepted by secretary of the group, 2026-11-24" in row["Status_narrative"]
    assert "printed, but not led to a decision: some decision" in row["Status_narrative"]
    assert (row["COPDecision"], row["COPParagraph_no"]) == (
        "16/9; 16/3",
        "Section A Para 11 (c); Whole decision",
    )


def test_a_formula_stays_words() -> None:
    record = Record(ref="WS1.T1", title='=HYPERLINK("x")', description="", language="en")
    made = ExportSet((record,), "t", "p", False)
    assert b"'=HYPERLINK" in calendar_csv(made)
    cell = load_workbook(io.BytesIO(calendar_xlsx(made))).worksheets[0]["A2"]
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("x")')
    assert calendar_rows(made)[0]["Status"] == ""


def test_a_text_too_long_for_a_cell_is_refused() -> None:
    made = ExportSet((Record("WS1.T1", "x" * 40_000, "", "en"),), "t", "p", False)
    with pytest.raises(InputError, match="40,000 letters"):
        calendar_xlsx(made)


def test_order_does_not_rest_on_the_place(tmp_path: Path, export: ExportSet) -> None:
    """Sub-items beyond nine come in the order of numbers, not of letters."""
    from iagkg.report.chm_records import _description

    base = "https://w3id.org/iagkg/id/workplan/a/1/ws-1/t-1/s-"
    items = [{"item": f"{base}{n}", "printed": f"1.{n}", "words": "x"} for n in (10, 2, 1)]
    assert _description(items).splitlines() == ["1.1 x", "1.2 x", "1.10 x"]
