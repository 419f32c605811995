"""The meeting paper and the report by decision paragraph, read by others than who wrote them."""

import datetime as dt
import io
import os
import shutil
import subprocess
import sys
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from libreoffice import converted, needs_libreoffice, pages_of
from openpyxl import load_workbook

from iagkg.build import build, standing_words
from iagkg.errors import UsageError
from iagkg.report.meeting import meeting_paper
from iagkg.report.paper import Grid, Heading, Line, Paper
from iagkg.report.paper_docx import paper_docx
from iagkg.report.paper_rows import asker, summary_of, task_rows
from iagkg.report.paper_text import paper_html, paper_markdown
from iagkg.report.paper_xlsx import paper_xlsx
from iagkg.report.sbi import sbi_paper
from iagkg.store.embedded import EmbeddedStore
from iagkg.wording import say

ROOT = Path(__file__).parent.parent.parent
DAY = dt.date(2026, 5, 15)
BUILT = build()
STORE = EmbeddedStore.from_quads(BUILT.quads)
KEYS = {"WS1.T1": "iag-tsc-001", "WS1.T2": "iag-tsc-002"}


def paper(lang: str = "en", form: str = "meeting", **more: Any) -> Paper:
    ask, standing = asker(STORE, lang, DAY), standing_words(BUILT.standing, lang)
    if form == "sbi":
        return sbi_paper(ask, DAY, lang, standing)
    return meeting_paper(ask, DAY, lang, standing, KEYS, **more)


def grids(made: Paper, sheet: str) -> list[Grid]:
    name = say(f"paper.sheet-{sheet}", made.lang)
    return [block for block in made.blocks if isinstance(block, Grid) and block.sheet == name]


def lines(made: Paper) -> list[str]:
    return [block.words.text for block in made.blocks if isinstance(block, Line)]


def test_the_overview_tells_how_periods_lie_to_the_day() -> None:
    found = {line.partition(":")[0]: line for line in lines(paper())}
    ended = found["Periods ended with no status recorded"]
    assert [ref for ref in ("WS1.T1", "WS1.T2", "WS2.T3") if ref in ended] == ["WS1.T1", "WS1.T2", "WS2.T3"]
    assert "WS3.T1" in found["Periods running"]
    assert "WS3.T1" not in ended
    words = "\n".join(lines(paper()))
    assert "WS1.T2 and WS2.T1, whose periods overlap, both rest on 15/8, para. 31; 16/3, para. 7" in words
    assert "overdue" not in words
    later = "\n".join(
        lines(meeting_paper(asker(STORE, "en", dt.date(2027, 4, 1)), dt.date(2027, 4, 1), "en", "", {}))
    )
    assert "Periods running: none" in later


def test_a_milestone_groups_periods() -> None:
    words = "\n".join(lines(paper(milestone="SBI-7")))
    assert "SBI 7, period running at it: WS1.T5" in words
    assert "SBI 7" not in "\n".join(lines(paper()))


def test_every_task_stands_in_full_in_its_workstream_and_nothing_is_made_up() -> None:
    made = paper()
    tables = grids(made, "tasks")
    assert [len(table.rows) for table in tables] == [5, 4, 4, 3]
    first = tables[0].rows[1]
    assert first[0].text == "WS1.T2\nno. 2"
    assert "\n    2.1 Propose terms of reference" in first[1].text
    assert "\n        (a) improve" in first[1].text
    assert first[2].text == "Dec. 15/8, para. 31, Dec. 16/3, para. 7 and LTSF (dec. 15/8 – annex I)"
    assert [cell.text for cell in first[4:]] == ["", "", "", ""]
    assert tables[0].keys[:2] == ("iag-tsc-001", "iag-tsc-002")


def test_annexes_have_texts_changes_and_points() -> None:
    made = paper(changes=["WS1.T1 reworded"])
    texts = grids(made, "texts")[0]
    assert len(texts.rows) == 20
    assert all(row[1].text for row in texts.rows)
    assert "WS1.T1 reworded" in lines(made)
    assert say("paper.no-version-before", "en") in lines(paper())
    (points,) = grids(made, "points")
    assert any("says a word twice" in row[2].text or "say a word twice" in row[2].text for row in points.rows)


@pytest.mark.parametrize("lang", ["fr", "es"])
def test_fixed_words_are_translated_and_words_of_the_document_are_marked(lang: str) -> None:
    made = paper(lang)
    row = grids(made, "tasks")[0].rows[0]
    assert row[1].lang == row[2].lang == "en"
    assert say("paper.overview", lang) in [block.text for block in made.blocks if isinstance(block, Heading)]
    page = paper_html(made).decode()
    assert f'<html lang="{lang}">' in page
    assert '<td lang="en">Provide advice' in page
    assert "Working paper" not in page


def test_the_report_by_paragraph_claims_nothing_that_is_not_reported() -> None:
    made = paper(form="sbi")
    headings = [block.text for block in made.blocks if isinstance(block, Heading)]
    assert [words.split()[1] for words in headings] == ["15/8", "15/10", "16/3", "16/9"]
    rows = [row for table in grids(made, "paragraphs") for row in table.rows]
    by_place = {row[0].text: row for row in rows}
    row = by_place["15/8, para. 31"]
    assert row[3].text.count("in the workplan: WS") == 2
    assert [row[4].text, row[5].text, row[6].text] == ["", "", ""]
    places = [row[0].text for row in rows]
    assert (
        places.index("16/9 A, para. 11 (a)")
        < places.index("16/9 A, para. 11 (f)")
        < places.index("16/9 B, para. 9 (a)")
    )
    assert say("paper.sbi-note", "en") in lines(made)


class Cells(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[int] = []
        self.loads: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append(0)
        elif tag in {"td", "th"}:
            self.rows[-1] += 1
        self.loads += [str(value) for name, value in attrs if name in {"src", "href"}]


@pytest.mark.parametrize("form", ["meeting", "sbi"])
def test_others_read_each_kind_of_file(form: str) -> None:
    made = paper(form=form)
    wanted = [(len(block.columns), len(block.rows)) for block in made.blocks if isinstance(block, Grid)]
    book: Any = Document(io.BytesIO(paper_docx(made)))
    section = book.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert round(section.page_width.cm, 1) == 29.7
    assert "DRAFT" in section.header.paragraphs[0].text
    assert "Working paper, not an official document" in section.header.paragraphs[0].text
    assert [(len(table.columns), len(table.rows) - 1) for table in book.tables] == wanted
    assert all(table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for table in book.tables)
    assert book.core_properties.author == "iagkg"
    page = Cells(paper_html(made).decode())
    assert page.loads == []
    assert len(page.rows) == sum(rows + 1 for _, rows in wanted)
    sheets: Any = load_workbook(io.BytesIO(paper_xlsx(made)))
    cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert all(cell.data_type == "s" for cell in cells)
    assert "DRAFT" in sheets.worksheets[0]["A1"].value
    marked = paper_markdown(made).decode()
    assert marked.startswith("**DRAFT")
    assert sum(line.startswith("|---|") for line in marked.splitlines()) == len(wanted)


@pytest.mark.parametrize("write", [paper_docx, paper_html, paper_xlsx, paper_markdown])
def test_the_same_bytes_each_time(write: Any) -> None:
    assert write(paper()) == write(paper())


def test_rows_carry_the_key_of_their_task() -> None:
    book: Any = Document(io.BytesIO(paper_docx(paper())))
    names = [mark.get(qn("w:name")) for mark in book.element.iter(qn("w:bookmarkStart"))]
    assert names == ["task_iag_tsc_001", "task_iag_tsc_002"]


@needs_libreoffice
def test_libreoffice_prints_word_and_excel(tmp_path: Path) -> None:
    for form in ("meeting", "sbi"):
        for kind, write in (("docx", paper_docx), ("xlsx", paper_xlsx)):
            path = tmp_path / f"{form}.{kind}"
            path.write_bytes(write(paper(form=form)))
            assert pages_of(converted(path, "pdf", tmp_path)) >= 2


def run(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "iagkg", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)},
    )


def test_the_command(tmp_path: Path) -> None:
    assert run("init", "plan", cwd=tmp_path).returncode == 0
    home = tmp_path / "plan"
    reported = (
        "WS1.T2",
        "in progress",
        "--on",
        "2026-02-10",
        "--by",
        "secretary",
        "--next-step",
        "circulate it",
    )
    assert run("status", "set", *reported, cwd=home).returncode == 0
    done = run("report", "--as", "md", "--as-of", "2026-05-15", cwd=home)
    assert done.returncode == 0, done.stderr
    assert "in progress, as reported by secretary, 10 February 2026 |  | circulate it |" in done.stdout
    assert "WS1.T2 Evaluation" not in next(
        line for line in done.stdout.splitlines() if "no status recorded" in line
    )
    earlier = run("report", "--as", "md", "--as-of", "2026-02-01", cwd=home)
    assert "as reported by" not in earlier.stdout
    assert run("report", cwd=home).stdout == "meeting-paper.docx\n"
    again = run("report", cwd=home)
    assert (again.returncode, "--replace" in again.stderr) == (2, True)
    wrong = run("report", "--before", "SBI 99", "--replace", cwd=home)
    assert wrong.returncode == 2
    assert "Traceback" not in wrong.stderr


def test_changes_since_the_version_before(tmp_path: Path) -> None:
    assert run("init", "plan", cwd=tmp_path).returncode == 0
    home = tmp_path / "plan"
    plans = home / "data" / "workplans"
    for name in ("iag_tsc_2025_2027.txt", "versions.tsv"):
        shutil.copy(ROOT / "data" / "workplans" / name, plans / name)
    shutil.copy(ROOT / "tests" / "data" / "versions" / "iag_tsc_2025_2027_edited.txt", plans)
    head, row = (plans / "versions.tsv").read_text(encoding="utf-8").splitlines()[:2]
    cells = dict(zip(head.split("\t"), row.split("\t"), strict=False))
    new = cells | {
        "file": "iag_tsc_2025_2027_edited.txt",
        "version": "revised",
        "previous": cells["version"],
        "sha256": sha256((plans / "iag_tsc_2025_2027_edited.txt").read_bytes()).hexdigest(),
    }
    table = "\n".join([head, "\t".join(new.get(name, "") for name in head.split("\t")), row])
    (plans / "versions.tsv").write_text(f"{table}\n", encoding="utf-8")
    done = run("report", str(plans / "iag_tsc_2025_2027_edited.txt"), "--as", "md", cwd=home)
    assert done.returncode == 0, done.stderr
    assert "other period" in done.stdout.partition("Annex B")[2].partition("Annex C")[0]


def test_a_version_that_is_not_there_is_told() -> None:
    with pytest.raises(UsageError, match="not in the dataset"):
        summary_of(asker(EmbeddedStore.from_quads([]), "en", DAY))
    assert task_rows(asker(EmbeddedStore.from_quads([]), "en", DAY), DAY, "en") == []
