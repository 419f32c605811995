"""`iagkg register import`, `load` and `review` as their user meets them."""

import json
from pathlib import Path

import pytest
from made_decision import LANGS, automatic, pasted
from openpyxl import load_workbook
from typer.testing import CliRunner

from iagkg.cli import app
from iagkg.errors import IagkgError
from iagkg.files import shipped
from iagkg.register.folder import read_folder

ROLE = "secretary of the group"


def iagkg(*arguments: object) -> tuple[int, str]:
    """Run a command, and return its exit code and what it printed."""
    done = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if isinstance(done.exception, IagkgError):
        return int(done.exception.exit_code), str(done.exception)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("IAGKG_WORKSPACE", raising=False)
    assert iagkg("init", tmp_path / "ws")[0] == 0
    titles = shipped("data", "register", "decisions.tsv").read_text(
        encoding="utf-8"
    )  # 16/9 is a made one here
    own = titles.replace("Clearing-house mechanism and knowledge management", "Lighthouses and their keepers")
    (tmp_path / "ws" / "data" / "register").mkdir(parents=True, exist_ok=True)
    (tmp_path / "ws" / "data" / "register" / "decisions.tsv").write_text(own, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "ws")
    return tmp_path / "ws"


def imported(file: Path, sheet: Path, lang: str = "en", *more: str) -> tuple[int, str]:
    words = ("--decision", "16/9", "--lang", lang, "-o", sheet, "--on", "2026-05-15", "--replace", *more)
    return iagkg("register", "import", file, *words)


def put(home: Path, words: str, name: str = "d.txt") -> Path:
    path = home / name
    path.write_text(words, encoding="utf-8")
    return path


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_a_decision_in_three_languages_becomes_one(home: Path, ending: str) -> None:
    for lang in LANGS:
        file = home / f"16-9-{lang}.docx"
        file.write_bytes(automatic(lang))
        sheet = home / f"{lang}{ending}"
        code, said = imported(file, sheet, lang, "--version", "advance", "--date", "2025-02-27")
        assert (code, "Nothing is loaded." in said) == (1, True)
        assert "3 preambular paragraphs, 4 sections, 8 paragraphs, 5 subparagraphs" in said
        code, said = iagkg(
            "register", "load", sheet, "--reviewed-by", ROLE, "--complete", "--on", "2026-05-16"
        )
        assert (code, "is loaded (complete)" in said) == (0, True)
    loaded = read_folder(home / "data" / "register" / "imported" / "cbd-cop-16-9")
    assert all(set(item.text) == set(LANGS) for item in loaded.paragraphs)
    first = loaded.texts[0]
    assert (first.version, first.symbol, first.date, first.file) == (
        *("advance", "CBD/COP/DEC/16/9", "2025-02-27", "16-9-en.docx"),
    )
    assert (first.imported_on, first.reviewed_by, first.reviewed_on) == ("2026-05-15", ROLE, "2026-05-16")
    assert len(first.sha256) == 64


def test_the_account_as_json_counts_and_quotes_the_problems(home: Path) -> None:
    words = pasted("en").replace("2. Invites", "2. Invites").replace("B. Keepers", "B. Keepers\n\n7. Stray.")
    code, said = imported(put(home, words), home / "s.xlsx", "en", "--json")
    account = json.loads(said)
    assert code == 0
    assert (account["decision"], account["paragraph"], account["item"]) == ("16/9", 9, 5)
    assert account["roles"] == {"asked": 1, "consulted": 7, "not-named": 9}
    assert {problem["code"] for problem in account["problems"]} == {"number-order"}
    assert account["sheet"] == str(home / "s.xlsx")


def test_nothing_is_loaded_by_an_import_and_a_sheet_is_not_overwritten(home: Path) -> None:
    file = put(home, pasted("en"))
    assert iagkg("register", "import", file, "--decision", "16/9")[0] == 0
    assert (home / "cbd-cop-16-9-en.xlsx").is_file()
    assert not (home / "data" / "register" / "imported").exists()
    code, said = iagkg("register", "import", file, "--decision", "16/9")
    assert (code, "is there already" in said) == (2, True)
    assert iagkg("register", "import", file, "--decision", "16/9", "--dry-run")[0] == 0


def test_a_conflict_is_shown_with_both_texts_and_nothing_is_written(home: Path) -> None:
    sheet = home / "s.xlsx"
    imported(put(home, pasted("en")), sheet)
    iagkg("register", "load", sheet, "--reviewed-by", ROLE, "--complete")
    folder = home / "data" / "register" / "imported" / "cbd-cop-16-9"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    imported(put(home, pasted("en", {"A1": "Adopts nothing at all;"})), sheet, "en", "--version", "corr-1")
    code, said = iagkg("register", "load", sheet, "--reviewed-by", ROLE)
    assert code == 1
    assert (
        "A, para. 1, text (en): “Adopts the plan for lamps contained in the annex;” is loaded and stays"
        in said
    )
    assert "the sheet has “Adopts nothing at all;”" in said
    assert "Nothing was loaded: 1 difference" in said
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    code, said = iagkg("register", "load", sheet, "--reviewed-by", ROLE, "--replace")
    assert (code, "was loaded and was replaced" in said) == (0, True)
    assert [text.version for text in read_folder(folder).texts] == ["corr-1", "final"]


def test_changed_numbering_names_the_tasks_of_the_workplan(home: Path) -> None:
    above = "".join(f"{number}. Paragraph {number} on lamp number {number}.\n" for number in range(1, 11))
    items = "Requests keepers to:\n" + "".join(
        f"({letter}) Do the thing called {letter * 3};\n" for letter in "abcdef"
    )
    old, later = (
        f"A. Lamps\n{above}{more}" for more in (f"11. {items}", f"11. Quite another matter.\n12. {items}")
    )
    sheet = home / "s.csv"
    imported(put(home, old), sheet)
    assert iagkg("register", "load", sheet, "--reviewed-by", ROLE, "--complete")[0] == 0
    imported(put(home, later), sheet, "en", "--version", "rev-1")
    code, said = iagkg("register", "load", sheet, "--reviewed-by", ROLE, "--replace", "--complete")
    assert code == 1
    lines = [line for line in said.splitlines() if line.startswith("To check: ")]
    assert [line.split(" cites ")[1] for line in lines] == [
        "16/9 A, para. 11 (a); A, para. 11 (a) is now A, para. 12 (a).",
        "16/9 A, para. 11 (c); A, para. 11 (c) is now A, para. 12 (c).",
        "16/9 A, para. 11 (d); A, para. 11 (d) is now A, para. 12 (d).",
        "16/9 A, para. 11 (f); A, para. 11 (f) is now A, para. 12 (f).",
    ]
    assert lines[0].startswith("To check: WS4.T1 (iag_tsc_2025_2027.txt)")


def test_a_review_goes_out_and_comes_back(home: Path) -> None:
    sheet = home / "s.xlsx"
    imported(put(home, pasted("en")), sheet)
    iagkg("register", "load", sheet, "--reviewed-by", ROLE, "--partial")
    code, said = iagkg("register", "review", "16/9", "-o", home / "r.xlsx")
    assert (code, "25 rows" in said) == (0, True)
    book = load_workbook(home / "r.xlsx")
    page = book["Paragraphs"]
    column = next(cells for cells in page.iter_cols() if cells[0].value == "Role of the group")
    next(cell for cell in column if cell.value == "asked").value = "not-named"
    book.save(home / "r.xlsx")
    reviewed = ("--reviewed-by", "chair", "--complete")
    code, said = iagkg("register", "load", home / "r.xlsx", *reviewed)
    assert (code, "role: “asked” is loaded and stays; the sheet has “not-named”" in said) == (1, True)
    code, said = iagkg(
        "register", "load", home / "r.xlsx", "--reviewed-by", "chair", "--complete", "--replace"
    )
    loaded = read_folder(home / "data" / "register" / "imported" / "cbd-cop-16-9")
    assert (code, loaded.complete, "asked" in {item.role for item in loaded.paragraphs}) == (0, True, False)


def test_a_sheet_without_its_source_is_refused(home: Path) -> None:
    sheet = home / "s.xlsx"
    imported(put(home, pasted("en")), sheet)
    book = load_workbook(sheet)
    del book["Source"]
    book.save(sheet)
    code, said = iagkg("register", "load", sheet, "--reviewed-by", ROLE)
    assert (code, "does not say what document" in said) == (3, True)


def test_a_sheet_with_a_wrong_value_is_refused_with_its_place(home: Path) -> None:
    sheet = home / "s.xlsx"
    imported(put(home, pasted("en")), sheet)
    book = load_workbook(sheet)
    page = book["Paragraphs"]
    next(cells for cells in page.iter_cols() if cells[0].value == "Kind")[2].value = "chapter"
    book.save(sheet)
    code, said = iagkg("register", "load", sheet, "--reviewed-by", ROLE)
    assert code == 3
    assert "s.xlsx, sheet Paragraphs, row 3, column Kind: 'chapter' is not allowed." in said
    assert not (home / "data" / "register" / "imported").exists()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("import", "d.txt"), 2, "--decision"),
        (("import", "d.txt", "--decision", "16/3"), 3, "Expected: decision 16/3"),
        (("import", "d.txt", "--decision", "lamps"), 3, "is no decision"),
        (("import", "d.txt", "--decision", "16/9", "--lang", "de"), 2, "no language of decisions"),
        (("import", "d.txt", "--decision", "16/9", "--version", "draft"), 2, "not a version"),
        (("import", "d.txt", "--decision", "16/9", "--date", "27.2.2025"), 2, "not a day"),
        (("import", "d.txt", "--decision", "16/9", "-o", "s.ods"), 2, ".xlsx or .csv"),
        (("import", "none.txt", "--decision", "16/9"), 3, "cannot be read"),
        (("load", "none.xlsx", "--reviewed-by", "chair"), 3, "cannot be read"),
        (("load", "none.xlsx", "--reviewed-by", " "), 2, "a role"),
        (("review", "16/9", "-o", "s.xlsx"), 3, "nothing is loaded"),
    ],
)
def test_what_cannot_be_done_is_said(home: Path, words: tuple[str, ...], code: int, said: str) -> None:
    put(home, pasted("en"))
    found, printed = iagkg("register", *words)
    assert (found, said in printed) == (code, True), printed


def test_without_a_workspace_there_is_nothing_to_load_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("IAGKG_WORKSPACE", raising=False)
    monkeypatch.chdir(tmp_path)
    put(tmp_path, pasted("en"))
    assert imported(tmp_path / "d.txt", tmp_path / "s.csv")[0] == 0
    code, said = iagkg("register", "load", "s.csv", "--reviewed-by", ROLE)
    assert (code, "iagkg init" in said) == (3, True)


def test_the_account_tells_language_day_and_what_is_for_information_apart(home: Path) -> None:
    words = pasted("fr").replace("CBD/COP/DEC/16/9", "CBD/COP/DEC/16/9\n\n30 octobre 2026", 1)
    file = put(home, words.replace("\n\n2. ", "\n\n4. ", 1))
    code, said = imported(file, home / "s.csv", "en")
    assert code == 1
    assert "To check: 1\nplease check: The text looks French, but --lang says en." in said
    assert "\nFor information: " in said
    assert said.index("For information: ") > said.index("please check: ")
    assert "for information: " not in said
    assert "Date of the text, read in its head: 2026-10-30. --date names another." in said
    assert "2026-10-30" in (home / "s.csv").read_text(encoding="utf-8-sig")
    code, said = imported(file, home / "s.csv", "fr", "--date", "2026-11-01")
    assert (code, "read in its head" in said, "Nothing to check.\nFor information: " in said) == (
        0,
        False,
        True,
    )
