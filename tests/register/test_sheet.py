"""Review sheets: what is written is read, in a workbook and in CSV; what is not allowed is named."""

import contextlib
import csv
import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_decision import automatic, pasted
from openpyxl import load_workbook

from iagkg.errors import InputError, UsageError
from iagkg.register.model import LANGUAGES, ROLES, Paragraph, Text
from iagkg.register.propose import PROPOSED, propose
from iagkg.register.published import read_published
from iagkg.register.sheet import Sheet, read_sheet, write_sheet
from iagkg.register.sheet_columns import COLUMNS, SOURCE, heading, headings
from iagkg.wording import LANGUAGES as SCREEN_LANGUAGES

ENDINGS = (".xlsx", ".csv")
SOURCE_TEXT = Text(
    "en",
    "rev-1",
    "CBD/COP/DEC/16/9/Rev.1",
    "2025-02-27",
    "https://www.cbd.int/x",
    "16-09.docx",
    "ab" * 32,
    "2026-05-15",
)
nasty = st.sampled_from(
    [
        "16/9",
        "1/2",
        "=1+1",
        "+1",
        "-1",
        "@x",
        "(1)",
        "'x",
        "''",
        "1e5",
        "TRUE",
        "2025-01-01",
        "9.",
        "007",
        "_x0041_",
        "_x000D_",
        "a;b",
        'say "x"',
        "x,y",
    ]
)
words = (
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), max_size=10)
    | nasty
)
texts = st.dictionaries(
    st.sampled_from(LANGUAGES), st.lists(words.filter(bool), min_size=1).map(" ".join), max_size=3
)
said = {
    "number": words,
    "text": texts,
    "verb": st.sampled_from(("", "requests", "welcomes|requests")),
    "verb_words": words,
    "directed_to": st.sampled_from(("", "parties", "SBSTTA|executive-secretary")),
    "role": st.sampled_from(("", *ROLES)),
    "role_words": words,
    "recalls": st.sampled_from(("", "16/9", "15/8, annex III; XIII/23")),
    "note": words,
}
numbers = st.integers(1, 999).map(str)
letters = st.sampled_from("abcdefghij")
part = st.sampled_from(("", "A", "B"))
rows = st.one_of(
    st.builds(Paragraph, kind=st.just("paragraph"), part=part, para=numbers, **said),
    st.builds(Paragraph, kind=st.just("item"), part=part, para=numbers, sub=letters, **said),
    st.builds(Paragraph, kind=st.just("subitem"), para=numbers, sub=letters, subsub=st.just("ii"), **said),
    st.builds(Paragraph, kind=st.just("annex"), annex=st.sampled_from(("unnumbered", "I", "II")), **said),
    st.builds(Paragraph, kind=st.just("footnote"), **said | {"number": numbers}),
)


@given(st.lists(rows, min_size=1, max_size=5, unique_by=lambda item: item.place), st.sampled_from(ENDINGS))
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, paragraphs: list[Paragraph], ending: str
) -> None:
    path = tmp_path_factory.mktemp("sheet") / f"sheet{ending}"
    write_sheet(path, Sheet("16/9", tuple(paragraphs), SOURCE_TEXT))
    reading = read_sheet(path)
    assert reading.problems == ()
    assert reading.decision == "16/9"
    assert reading.source == SOURCE_TEXT
    assert reading.paragraphs == tuple(paragraphs)


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("lang", SCREEN_LANGUAGES)
def test_an_imported_decision_goes_through_and_gives_the_same_bytes(
    tmp_path: Path, lang: str, ending: str
) -> None:
    reading = read_published("x.docx", automatic(lang), lang)
    paragraphs = propose(reading.paragraphs, lang)
    proposed = tuple(frozenset(name for name in PROPOSED if getattr(item, name)) for item in paragraphs)
    sheet = Sheet("16/9", paragraphs, SOURCE_TEXT, proposed)
    contents = []
    for name in ("a", "b"):
        write_sheet(tmp_path / f"{name}{ending}", sheet, lang)
        contents.append((tmp_path / f"{name}{ending}").read_bytes())
    assert contents[0] == contents[1]
    back = read_sheet(tmp_path / f"a{ending}")
    assert (back.problems, back.paragraphs, back.source) == ((), paragraphs, SOURCE_TEXT)


def made(tmp_path: Path, *paragraphs: Paragraph) -> Path:
    path = tmp_path / "s.xlsx"
    given_rows = paragraphs or (
        Paragraph("paragraph", para="1", number="1.", text={"en": "=1+1"}, verb="requests"),
    )
    write_sheet(path, Sheet("16/9", given_rows, SOURCE_TEXT, (frozenset({"verb"}),)))
    return path


def test_a_workbook_shows_what_is_proposed_and_holds_no_formula(tmp_path: Path) -> None:
    book = load_workbook(made(tmp_path))
    assert book.sheetnames == ["Read me", "Paragraphs", "Lists", "Source"]
    sheet = book["Paragraphs"]
    assert sheet.freeze_panes == "H2"
    assert sheet.auto_filter.ref
    by_heading = {str(cell.value): sheet.cell(2, cell.column or 0) for cell in sheet[1]}
    assert by_heading["Verb"].fill.start_color.rgb == "00FFF2CC"
    assert by_heading["Para."].fill.fill_type is None
    assert by_heading["Proposed, to be reviewed"].value == "Verb"
    assert by_heading["Text en"].data_type == "s"
    assert all(cell.number_format == "@" for row in sheet.iter_rows() for cell in row)
    assert {box.formula1.split("$")[1] for box in sheet.data_validations.dataValidation} == set("ABCD")


def test_a_csv_keeps_numbers_from_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    write_sheet(
        path, Sheet("16/9", (Paragraph("paragraph", para="1", number="1.", text={"en": "=1"}),), SOURCE_TEXT)
    )
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    row = next(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert (row["Decision"], row["No. as printed"], row["Text en"], row["Para."]) == (
        "'16/9",
        "'1.",
        "'=1",
        "1",
    )
    assert row["Date of the text"] == "'2025-02-27"


@pytest.mark.parametrize("between", [";", "\t"])
def test_a_csv_saved_by_a_spreadsheet_is_read(tmp_path: Path, between: str) -> None:
    path = tmp_path / "s.csv"
    write_sheet(
        path, Sheet("16/9", (Paragraph("paragraph", para="1", text={"fr": "Prie l’été"}),), SOURCE_TEXT), "fr"
    )
    cells = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
    target = io.StringIO()
    csv.writer(target, delimiter=between).writerows(cells)
    path.write_bytes(target.getvalue().encode("cp1252"))
    reading = read_sheet(path)
    assert reading.paragraphs[0].text == {"fr": "Prie l’été"}
    assert [problem.code for problem in reading.problems] == ["encoding"]


def change(path: Path, column: str, value: Any, row: int = 2) -> None:
    book = load_workbook(path)
    sheet = book["Paragraphs"]
    at: Any = next(cell.column for cell in sheet[1] if cell.value == column)
    sheet.cell(row, at).value = value
    book.save(path)


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("Kind", "chapter", "row 2, column Kind: 'chapter' is not allowed"),
        ("Role of the group", "maybe", "row 2, column Role of the group: 'maybe' is not allowed"),
        ("Verb", "shouts", "row 2, column Verb: 'shouts' is no code"),
        ("Directed to", "parties|nobody", "'nobody' is no code of the tab Lists"),
        ("Recalls", "see above", "row 2, column Recalls: 'see above' names no decision"),
        ("Recalls", dt.datetime(2026, 9, 16), "column Recalls: a date was found. Was it 16/9 or 9/16?"),
        ("Decision", dt.datetime(2026, 9, 16), "column Decision: a date was found"),
        ("Note", "=1+1", "column Note: a formula was found"),
        ("Para.", True, "column Para.: no words were found"),
        ("Para.", None, "column Para.: empty in a row of kind paragraph"),
        ("Para.", "9x", "is no place of a decision"),
        ("Sub-subpara.", "i", "column Sub-subpara.: a row of kind paragraph has no number here"),
    ],
)
def test_what_is_not_allowed_is_named_with_sheet_row_and_column(
    tmp_path: Path, column: str, value: Any, said: str
) -> None:
    path = made(tmp_path)
    change(path, column, value)
    messages = [problem.message for problem in read_sheet(path).problems]
    assert any(said in message for message in messages), messages
    assert all(message.startswith("s.xlsx, sheet Paragraphs, row 2") for message in messages)


def test_whole_numbers_are_read_as_their_figures_and_codes_in_any_capitals(tmp_path: Path) -> None:
    path = made(tmp_path)
    for column, value in (
        ("Para.", 12),
        ("Verb", "Requests; INVITES"),
        ("Directed to", "sbstta"),
        ("Kind", "Paragraph"),
    ):
        change(path, column, value)
    reading = read_sheet(path)
    (item,) = reading.paragraphs
    assert reading.problems == ()
    assert (item.para, item.verb, item.directed_to) == ("12", "requests|invites", "SBSTTA")


def test_a_place_that_stands_twice_another_decision_and_a_lost_column(tmp_path: Path) -> None:
    path = made(tmp_path, Paragraph("paragraph", para="1"), Paragraph("paragraph", para="2"))
    change(path, "Para.", "1", row=3)
    change(path, "Decision", "16/3", row=3)
    messages = [problem.message for problem in read_sheet(path).problems]
    assert [message.split("column ")[1] for message in messages] == [
        "Decision: '16/3', but row 2 has '16/9'; one sheet, one decision.",
        "Para.: the same place as in row 2; every place stands in one row.",
    ]
    book = load_workbook(path)
    book["Paragraphs"].delete_cols(5)
    book.save(path)
    with pytest.raises(InputError, match=r"s.xlsx, sheet Paragraphs, row 1: no column Para\."):
        read_sheet(path)


def test_an_emptied_proposal_states_nothing(tmp_path: Path) -> None:
    path = made(tmp_path)
    change(path, "Verb", None)
    assert read_sheet(path).paragraphs[0].verb == ""


def test_headings_are_single_in_each_language_and_between_them() -> None:
    names = {
        (heading(name, lang).casefold(), name) for name in (*COLUMNS, *SOURCE) for lang in SCREEN_LANGUAGES
    }
    assert len(headings()) == len(names)


def nothing(path: Path) -> None:
    path.write_bytes(b"")


def other_workbook(path: Path) -> None:
    from openpyxl import Workbook

    Workbook().save(path)


@pytest.mark.parametrize(
    ("make", "name", "said"),
    [
        (nothing, "s.xlsx", "not an Excel workbook"),
        (other_workbook, "s.xlsx", "no sheet has the headings"),
        (nothing, "s.csv", "no headings of a review sheet"),
        (nothing, "s.ods", "not read"),
    ],
)
def test_what_is_no_sheet_is_refused(
    tmp_path: Path, make: Callable[[Path], None], name: str, said: str
) -> None:
    make(tmp_path / name)
    with pytest.raises(InputError, match=said):
        read_sheet(tmp_path / name)


def test_other_endings_and_long_texts_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        write_sheet(tmp_path / "s.ods", Sheet("16/9", ()))
    long = Sheet("16/9", (Paragraph("paragraph", para="1", text={"en": "x" * 40_000}),))
    with pytest.raises(InputError, match=r"40,000 letters"):
        write_sheet(tmp_path / "s.xlsx", long)
    assert not list(tmp_path.iterdir())
    write_sheet(tmp_path / "s.csv", long)
    assert len(read_sheet(tmp_path / "s.csv").paragraphs[0].text["en"]) == 40_000


def test_a_sheet_of_too_many_rows_is_refused(tmp_path: Path) -> None:
    path = made(tmp_path)
    change(path, "Note", "far below", row=20_001)
    with pytest.raises(InputError, match=r"s.xlsx, sheet Paragraphs: more than 20,000 rows"):
        read_sheet(path)


@given(st.binary(max_size=200), st.integers(0, 4000), st.sampled_from(ENDINGS))
def test_damaged_sheets_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, place: int, ending: str
) -> None:
    path = tmp_path_factory.mktemp("damaged") / f"s{ending}"
    write_sheet(path, Sheet("16/9", (Paragraph("paragraph", para="1"),), SOURCE_TEXT))
    content = path.read_bytes()
    path.write_bytes(content[:place] + noise + content[place + len(noise) :])
    with contextlib.suppress(InputError):
        read_sheet(path)


def test_arabic_has_a_column_only_where_it_is_used(tmp_path: Path) -> None:
    write_sheet(
        tmp_path / "s.csv", Sheet("16/9", read_published("x.txt", pasted("en").encode(), "en").paragraphs)
    )
    assert "Text ar" not in (tmp_path / "s.csv").read_text("utf-8-sig")
    write_sheet(tmp_path / "s.csv", Sheet("16/9", (Paragraph("paragraph", para="1", text={"ar": "x"}),)))
    assert "Text ar" in (tmp_path / "s.csv").read_text("utf-8-sig")


def test_what_looks_like_a_code_is_no_letter_to_a_spreadsheet_program(tmp_path: Path) -> None:
    path = made(tmp_path, Paragraph("paragraph", para="1", number="1.", text={"en": "see _x0041_"}))
    with zipfile.ZipFile(path) as archive:
        assert b"see _x005F_x0041_" in archive.read("xl/worksheets/sheet2.xml")
    assert read_sheet(path).paragraphs[0].text == {"en": "see _x0041_"}
