"""`iagkg register load` on sheets that something is wrong with, and what it says then."""

import datetime as dt
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from test_register_commands import ROLE, iagkg

from iagkg.register.folder import read_folder
from iagkg.register.model import Loaded

WORDS = "1. Welcomes the plan;\n2. Invites Parties to shine;\n3. Requests keepers to:\n(a) Count;\n(b) Rest;"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("IAGKG_WORKSPACE", raising=False)
    assert iagkg("init", tmp_path / "ws")[0] == 0
    monkeypatch.chdir(tmp_path / "ws")
    return tmp_path / "ws"


def sheet_of(home: Path, words: str = WORDS, lang: str = "en", *more: str, decision: str = "17/6") -> Path:
    file, sheet = home / f"{lang}.txt", home / f"{lang}.xlsx"
    file.write_text(words, encoding="utf-8")
    named = ("--decision", decision, "--lang", lang, "-o", sheet, "--replace")
    iagkg("register", "import", file, *named, *more)
    return sheet


def load(sheet: Path, *more: str, role: str = ROLE) -> tuple[int, str]:
    return iagkg("register", "load", sheet, "--reviewed-by", role, *more)


def loaded(home: Path, name: str = "cbd-cop-17-6") -> Loaded:
    return read_folder(home / "data" / "register" / "imported" / name)


def column(page: Worksheet, name: str) -> int:
    return next(cell.column for cell in page[1] if cell.value == name)


def set_cell(sheet: Path, row: int, name: str, value: str | None) -> None:
    book = load_workbook(sheet)
    page = book["Paragraphs"]
    page.cell(row, column(page, name)).value = value
    book.save(sheet)


def without_row(sheet: Path, row: int) -> None:
    book = load_workbook(sheet)
    book["Paragraphs"].delete_rows(row)
    book.save(sheet)


def test_a_person_cannot_stand_for_a_role(home: Path) -> None:
    sheet = sheet_of(home)
    for who in ("Jane Smith jsmith@x.org", "Dr Smith", " "):
        code, said = load(sheet, role=who)
        assert (code, "a role, such as" in said) == (2, True)


def test_a_review_is_not_of_a_day_to_come(home: Path) -> None:
    later = (dt.datetime.now(tz=dt.UTC) + dt.timedelta(days=3)).date().isoformat()
    code, said = load(sheet_of(home), "--on", later)
    assert (code, "still to come" in said) == (2, True)


def test_a_later_load_says_again_who_reviewed_and_whether_all_is_there(home: Path) -> None:
    sheet = sheet_of(home)
    assert load(sheet, "--complete")[0] == 0
    without_row(sheet, 6)
    code, said = load(sheet, "--replace", role="chair")
    assert (code, "--complete or --partial" in said) == (2, True)
    assert loaded(home).texts[0].reviewed_by == ROLE
    code, said = load(sheet, "--replace", "--partial", role="chair")
    assert (code, loaded(home).complete, loaded(home).texts[0].reviewed_by) == (0, False, "chair")


REVISED = (
    "1. Welcomes the plan;\n2. Takes note of something entirely different here;\n"
    "3. Invites Parties to shine;\n4. Requests keepers to:\n(a) Count;\n(b) Rest;"
)
FRENCH = (
    "1. Accueille le plan ;\n2. Invite les Parties à briller ;\n3. Prie les gardiens :\n"
    "a) Compter ;\nb) Dormir ;"
)


def test_a_revision_takes_reviewed_values_and_languages_along_with_their_text(home: Path) -> None:
    sheet = sheet_of(home)
    set_cell(sheet, 3, "Role of the group", "asked")
    assert load(sheet, "--complete")[0] == 0
    assert load(sheet_of(home, FRENCH, "fr"), "--complete")[0] == 0
    (home / "rev.txt").write_text(REVISED, encoding="utf-8")
    named = ("--decision", "17/6", "--version", "rev-1", "-o", home / "rev.xlsx")
    code, said = iagkg("register", "import", home / "rev.txt", *named)
    assert "para. 2 is now para. 3; what was reviewed goes with its text." in said
    assert "the text of para. 2 is new" in said
    code, said = load(home / "rev.xlsx", "--complete", "--replace")
    assert code == 0
    by_number = {item.place[3:5]: item for item in loaded(home).paragraphs}
    assert by_number["2", ""].text == {"en": "Takes note of something entirely different here;"}
    assert by_number["2", ""].role != "asked"
    third = by_number["3", ""]
    assert third.text == {"en": "Invites Parties to shine;", "fr": "Invite les Parties à briller ;"}
    assert third.role == "asked"
    assert by_number["4", "a"].text == {"en": "Count;", "fr": "Compter ;"}
    assert "para. 2, text (fr): “Invite les Parties à briller ;” was loaded and was replaced" in said


@pytest.mark.parametrize(
    ("row", "name", "value", "said"),
    [
        (2, "No. as printed", "55.", "'55.' is printed, but the row has Para. '1'"),
        (2, "Para.", "55", "'1.' is printed, but the row has Para. '55'"),
        (2, "No. as printed", "01/01/2026", "A spreadsheet program made a date of it"),
        (2, "No. as printed", "17-Jun", "A spreadsheet program made a date of it"),
        (2, "Para.", "17-Jun", "spreadsheet program made a date of it"),
        (2, "Decision", "17-Jun", "spreadsheet program made a date of it"),
        (5, "No. as printed", "(c)", "'(c)' is printed, but the row has Subpara. 'a'"),
        (2, "Role of the group", "Consult", "'Consult' is not allowed"),
        (2, "Directed to", "parties, women", "no code of the tab Lists"),
        (3, "Para.", "1", "another number in one of the two rows"),
        (3, "Decision", "16/9", "the same decision in every row"),
    ],
)
def test_a_damaged_sheet_is_not_loaded(home: Path, row: int, name: str, value: str, said: str) -> None:
    sheet = sheet_of(home)
    set_cell(sheet, row, name, value)
    for more in ("--complete", "--partial"):
        code, words = load(sheet, more)
        assert code == 3
        assert said in words
    assert not (home / "data" / "register" / "imported").exists()


def test_numbers_of_every_shape_agree_with_their_place(home: Path) -> None:
    for words, lang in ((WORDS, "en"), (FRENCH, "fr")):
        assert load(sheet_of(home, words, lang), "--complete")[0] == 0


@pytest.mark.parametrize(
    ("row", "said"),
    [(2, "para. 2 stands at the beginning"), (3, "para. 3 stands after 1"), (5, "left out before (b)?")],
)
def test_a_hole_in_the_numbering_speaks_against_complete(home: Path, row: int, said: str) -> None:
    sheet = sheet_of(home)
    without_row(sheet, row)
    code, words = load(sheet, "--complete")
    assert (code, said in words) == (3, True)
    assert not (home / "data" / "register" / "imported").exists()
    code, words = load(sheet, "--partial")
    assert (code, said in words, loaded(home).complete) == (0, True, False)
    code, words = load(sheet, "--complete", "--confirm")
    assert (code, said in words, loaded(home).complete) == (0, True, True)


def test_numbers_that_go_on_through_sections_or_begin_again_are_no_holes(home: Path) -> None:
    for start in (1, 3):
        words = f"A. Lamps\n1. One;\n2. Two;\nB. Gulls\n{start}. Three;\n{start + 1}. Four."
        code, said = load(sheet_of(home, words), "--complete", "--replace")
        assert (code, "left out" in said) == (0, False), said


def test_an_emptied_text_speaks_against_complete(home: Path) -> None:
    sheet = sheet_of(home)
    set_cell(sheet, 3, "Text en", None)
    code, said = load(sheet, "--complete")
    assert (code, "para. 2 has no text." in said) == (3, True)
    assert load(sheet, "--partial")[0] == 0


def test_words_without_a_row_speak_against_complete(home: Path) -> None:
    sheet = sheet_of(home, "1. One;\n2. Two;\n2. Two again;\n3. Three.")
    code, said = load(sheet, "--complete")
    assert (code, "stand in the note, and have no row" in said) == (3, True)
    assert load(sheet, "--complete", "--confirm")[0] == 0


def test_a_first_load_is_held_against_the_tables_of_the_register(home: Path) -> None:
    words = "1. Adopts the plan;\n2. Takes note of it;\n3. Welcomes the report."
    table = "decision\tpart\tannex\tsection\tpara\tsub\tverb\tdirected_to\tsource\tconfidence\tnote\n"
    rows = "".join(
        f"14/25\t\t\t\t{para}\t\t{verb}\t\thttps://example.org\tseen\t\n"
        for para, verb in ((1, "endorses"), (2, "takes-note"), (3, "invites"))
    )
    (home / "data" / "register").mkdir(parents=True, exist_ok=True)
    (home / "data" / "register" / "provisions.tsv").write_text(table + rows, encoding="utf-8")
    sheet = sheet_of(home, words, decision="14/25")
    code, said = load(sheet, "--complete")
    assert (code, "Nothing was loaded: 2 differences" in said) == (1, True)
    assert "para. 1, verb: “endorses” stands in provisions.tsv; the sheet has “adopts”." in said
    code, said = load(sheet, "--complete", "--replace")
    assert (code, "provisions.tsv" in said) == (0, True)
    assert load(sheet, "--complete") == (0, load(sheet, "--complete")[1])


def test_what_was_complete_and_is_partial_now_is_said(home: Path) -> None:
    sheet = sheet_of(home)
    said = load(sheet, "--complete")[1]
    assert "Paragraphs: paragraph 3, item 2" in said
    assert "Next: iagkg build" in said
    code, said = load(sheet, "--partial")
    assert (code, "It was loaded as complete; now it is partial." in said) == (0, True)
