"""The title of a decision, from the document to what is known of it."""

import json
from datetime import date
from pathlib import Path

import pytest
from made_trees import tree
from openpyxl import load_workbook
from test_load_command import load, loaded, sheet_of
from test_register_commands import iagkg

from iagkg.graph.quads import iri, term
from iagkg.graph.register import register_quads
from iagkg.graph.tables import Tables
from iagkg.names import ID
from iagkg.register.folder import read_folder, write_folder
from iagkg.register.model import Loaded, Paragraph, Text
from iagkg.register.reviewed import texts_after
from iagkg.register.tracking import read_tracking
from iagkg.source import read

ROOT = Path(__file__).parents[2]
WORKPLAN = ROOT / "data" / "workplans" / "iag_tsc_2025_2027.txt"
HEAD = "17/6. Lighthouses and gulls\n\nThe Conference of the Parties,\n\n1. Welcomes the plan."


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("IAGKG_WORKSPACE", raising=False)
    assert iagkg("init", tmp_path / "ws")[0] == 0
    monkeypatch.chdir(tmp_path / "ws")
    return tmp_path / "ws"


def test_the_title_of_the_document_stands_on_the_sheet_and_is_loaded(home: Path) -> None:
    sheet = sheet_of(home, HEAD)
    page = load_workbook(sheet)["Source"]
    cells = {row[0].value: row[1].value for row in page.iter_rows(max_col=2)}
    assert cells["Title of the decision"] == "Lighthouses and gulls"
    assert load(sheet, "--complete")[0] == 0
    assert [text.title for text in loaded(home).texts] == ["Lighthouses and gulls"]


def test_the_tracking_tool_gives_a_title_a_language() -> None:
    made = read_tracking("a.json", json.dumps(tree()).encode(), date(2026, 1, 1)).loaded
    assert {text.lang: bool(text.title) for text in made.texts}["en"]
    assert next(text.title for text in made.texts if text.lang == "en") == "Lighthouses and gulls"


def test_tables_of_an_earlier_version_have_no_title(tmp_path: Path) -> None:
    write_folder(Loaded("17/6", (), (Text("en", title="Lamps"),)), tmp_path / "x")
    table = tmp_path / "x" / "texts.tsv"
    lines = [line.rpartition("\t")[0] for line in table.read_text().splitlines()]
    table.write_text("\n".join(lines) + "\n")
    assert read_folder(tmp_path / "x").texts == (Text("en"),)


def test_a_later_text_without_a_title_keeps_the_title() -> None:
    old = Loaded("17/6", (), (Text("en", title="Lamps", source="https://x.org", sha256="a"),))
    (text,) = texts_after(old, Loaded("17/6", (), (Text("en", sha256="a"),)), (), kept=False)
    assert (text.title, text.source) == ("Lamps", "https://x.org")
    (text,) = texts_after(old, Loaded("17/6", (), (Text("en", sha256="b"),)), (), kept=False)
    assert text.source == ""


def test_the_decision_has_the_title_of_its_texts_where_the_tables_have_none(tmp_path: Path) -> None:
    item = Paragraph("paragraph", para="1", text={"en": "Welcomes"})
    for number, name in (("17/6", "cbd-cop-17-6"), ("14/25", "cbd-cop-14-25")):
        texts = (
            Text("en", "advance", title="Old lamps"),
            Text("en", title="Lamps"),
            Text("fr", title="Lampes"),
        )
        write_folder(Loaded(number, (item,), texts), tmp_path / "data" / "register" / "imported" / name)
    quads = list(register_quads(read(WORKPLAN), Tables(tmp_path)))
    address = f"{ID}decision/cbd/cop"

    def titles(subject: str) -> set[str]:
        wanted = term("dcterms:title")
        return {quad.object for quad in quads if quad.subject == iri(subject) and quad.predicate == wanted}

    assert titles(f"{address}/17/6") == {'"Lamps"@en', '"Lampes"@fr'}
    assert titles(f"{address}/17/6/text-fr-final") == {'"Lampes"@fr'}
    own = titles(f"{address}/14/25")
    assert '"Lampes"@fr' in own
    assert '"Lamps"@en' not in own
    assert len(own) == 2
