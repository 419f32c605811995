"""The form sheet: the fields of the form in its order, what is asked for and empty, and no network."""

import base64
import hashlib
import io
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from libreoffice import converted, needs_libreoffice, pages_of
from made_records import MADE, SETS

from iagkg.build import build
from iagkg.report.chm_fields import CALENDAR_ACTIVITY, RESOURCE
from iagkg.report.chm_form import FORMS, sheets
from iagkg.report.chm_form_docx import form_docx
from iagkg.report.chm_form_html import SCRIPT, form_html
from iagkg.report.chm_records import ExportSet, export_set
from iagkg.store.embedded import EmbeddedStore


class Page(HTMLParser):
    """What stands in a page: its tags with their attributes, its words outside the script."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.values: list[str] = []
        self._inside = False
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "span" and dict(attrs).get("class") == "value":
            self._inside = True
            self.values.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "span"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.values[-1] += data


def test_the_fields_stand_in_the_order_of_the_form() -> None:
    for schema, fields in (("calendarActivity", CALENDAR_ACTIVITY), ("resource", RESOURCE)):
        names = re.findall(r"<code>(\w+)</code>", form_html(MADE, "en", schema).decode())
        assert names == [field.name for field in fields] * 2
    assert [field.name for field in CALENDAR_ACTIVITY][:9] == [
        *("identifier", "title", "description", "type", "status", "actionRequiredByParties"),
        *("startDate", "endDate", "decisions"),
    ]
    assert [field.name for field in RESOURCE if field.mandatory] == [
        *(
            "title",
            "resourceTypes",
            "authors",
            "organizations",
            "publicationDate",
            "resourceLinks",
            "summary",
        ),
        "cbdSubjects",
    ]


def test_what_is_asked_for_and_not_stated_is_marked() -> None:
    page = form_html(MADE, "en", "resource").decode()
    second = page.partition('<section id="WS1.T2">')[2]
    asked = re.findall(r'<tr class="asked">.*?<code>(\w+)</code>', second)
    assert asked == [
        *("resourceTypes", "authors", "organizations", "publicationDate", "resourceLinks", "summary"),
        "cbdSubjects",
    ]
    assert second.count("to be filled in: the form asks for it, and nothing is stated") == 7


@given(SETS)
def test_each_value_stands_on_the_page_as_it_is(export: ExportSet) -> None:
    for schema in FORMS:
        wanted = [
            line.value for sheet in sheets(export, schema) for filled in sheet.fields for line in filled.lines
        ]
        assert Page(form_html(export, "en", schema)).values == wanted


def test_the_page_needs_no_network_and_no_script() -> None:
    content = form_html(MADE)
    page = Page(content)
    kinds = {tag for tag, _ in page.tags}
    assert not kinds & {"link", "img", "iframe", "form", "button"}
    loaded = [attrs for tag, attrs in page.tags if "src" in attrs or (tag != "a" and "href" in attrs)]
    assert loaded == []
    assert not re.search(r"https?:|fetch|XMLHttp|import", SCRIPT)
    digest = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
    assert f"script-src &#x27;sha256-{digest}&#x27;" in content.decode()
    assert f"<script>{SCRIPT}</script>" in content.decode()


def test_each_value_has_its_label_and_source_in_its_own_row() -> None:
    page = form_html(MADE).decode()
    rows = re.findall(
        r"<tr>(.*?)</tr>", page.partition('<section id="WS1.T1">')[2].partition("</section>")[0]
    )
    beside = next(row for row in rows if "CAL-COP-DECISION-16-3</span>" in row)
    assert "<th" not in beside  # the second decision of its field
    assert ">16/3</td>" in beside
    assert "key CAL-COP-DECISION-16-3 of the calendar" in beside
    assert page.count('scope="rowgroup" rowspan="2"') == 1


def test_nothing_is_told_by_colour_alone() -> None:
    """What the form asks for says so in words, in the page, on paper without colours and in Word."""
    page = form_html(MADE, "en", "resource").decode()
    asked = re.findall(r'<tr class="asked">(.*?)</tr>', page)
    assert asked
    assert all("(mandatory)" in row and "to be filled in: the form asks for it" in row for row in asked)
    rows = [
        row for table in Document(io.BytesIO(form_docx(MADE, "en", "resource"))).tables for row in table.rows
    ]
    shaded = [row for row in rows if 'w:fill="FFF2CC"' in row._tr.xml]
    assert len(shaded) == len(asked)
    assert all("(mandatory)" in r.cells[0].text and "to be filled in" in r.cells[1].text for r in shaded)


def test_words_of_a_workplan_are_no_markup() -> None:
    assert b"<b>labels</b>" not in form_html(MADE)
    assert "Advise on <b>labels</b> & keys" in Page(form_html(MADE)).values


def test_key_label_and_how_it_is_known() -> None:
    page = form_html(MADE).decode()
    assert "CBD-SUBJECT-NAP-CB</span>" in page
    assert ">Capacity-building</td>" in page
    assert "accepted: secretary of the group, 2026-11-24" in page
    assert "no key of this decision was seen in the calendar: choose it there" in page
    assert "TENTATIVE: DRAFT - adoption not recorded" in page


@pytest.mark.parametrize("lang", ["fr", "es"])
def test_other_languages(lang: str) -> None:
    page = form_html(MADE, lang).decode()
    assert f'<html lang="{lang}">' in page
    assert {"fr": "Feuille de saisie", "es": "Hoja de formulario"}[lang] in page


def test_word_has_a_page_a_task() -> None:
    content = form_docx(MADE)
    assert content == form_docx(MADE)
    book = Document(io.BytesIO(content))
    assert len(book.tables) == 2
    heads = [p for p in book.paragraphs if p.style is not None and p.style.name == "Heading 2"]
    assert [bool(p.paragraph_format.page_break_before) for p in heads] == [False, True]
    names = [row.cells[0].text.rpartition("\n")[2] for row in book.tables[0].rows[1:]]
    assert [name for name in names if name] == [field.name for field in CALENDAR_ACTIVITY]
    values = {row.cells[1].text for row in book.tables[0].rows}
    assert {"GBF-TARGET-21", "CBD-SUBJECT-NAP-CB", "16/9", "CAL-COP-DECISION-16-3", "2026-03-01"} <= values


@needs_libreoffice
def test_each_task_of_the_shipped_workplan_fits_its_page(tmp_path: Path) -> None:
    shipped_set = export_set(EmbeddedStore.from_quads(build().quads), {})
    for schema in FORMS:
        (tmp_path / "sheet.docx").write_bytes(form_docx(shipped_set, "en", schema))
        pdf = converted(tmp_path / "sheet.docx", "pdf", tmp_path)
        assert pages_of(pdf) == len(shipped_set.records), schema


@settings(max_examples=10)  # a document of Word takes its time
@given(SETS)
def test_word_holds_each_value(export: ExportSet) -> None:
    book = Document(io.BytesIO(form_docx(export)))
    for sheet, table in zip(sheets(export, "calendarActivity"), book.tables, strict=True):
        wanted = [line.value for filled in sheet.fields for line in filled.lines]
        shown = [row.cells[1].text for row in table.rows[1:]]
        assert [value for value in shown if value in set(wanted)] == wanted
