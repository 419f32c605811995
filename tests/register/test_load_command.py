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
