"""No word of a Word document is lost without a word: each is in the reading, or a problem names it."""

import itertools
import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_table import tbl, tc, tr
from made_word import W, p, r, word_file

from iagkg.source import read_bytes, to_json
from iagkg.workplan import Workplan

MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
HEADER = tr("Tasks", "Mandate", "Timeline")

INLINE: dict[str, Callable[[str], str]] = {
    "run": r,
    "smart tag": lambda w: f"<w:smartTag>{r(w)}</w:smartTag>",
    "link": lambda w: f"<w:hyperlink>{r(w)}</w:hyperlink>",
    "insertion": lambda w: f'<w:ins w:id="1">{r(w)}</w:ins>',
    "moved": lambda w: f'<w:moveTo w:id="1">{r(w)}</w:moveTo>',
    "control": lambda w: f"<w:sdt><w:sdtContent>{r(w)}</w:sdtContent></w:sdt>",
    "ruby": lambda w: f"<w:r><w:ruby><w:rt>{r('above')}</w:rt><w:rubyBase>{r(w)}</w:rubyBase></w:ruby></w:r>",
    "formula": lambda w: f'<w:bdo><m:oMath xmlns:m="{M}"><m:r><m:t>{w}</m:t></m:r></m:oMath></w:bdo>',
    "formula of its own": lambda w: (
        f'<w:bdo><m:oMathPara xmlns:m="{M}"><m:oMath><m:r><m:t>{w}</m:t></m:r></m:oMath></m:oMathPara>'
        "</w:bdo>"
    ),
    "one of two forms": lambda w: (
        f'<w:bdo><mc:AlternateContent xmlns:mc="{MC}"><mc:Choice Requires="w14">{r(w)}</mc:Choice>'
        f"<mc:Fallback>{r(w)}</mc:Fallback></mc:AlternateContent></w:bdo>"
    ),
    "a sign for older programs": lambda w: (
        f'<w:r><mc:AlternateContent xmlns:mc="{MC}"><mc:Choice Requires="x"><w:sym/></mc:Choice>'
        f"<mc:Fallback><w:t>{w}</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    ),
    "text box": lambda w: f"<w:r><w:pict><w:txbxContent>{p(w)}</w:txbxContent></w:pict></w:r>",
}
AROUND: dict[str, Callable[[str], str]] = {
    "plain": lambda x: x,
    "smart tag": lambda x: f"<w:smartTag>{x}</w:smartTag>",
    "custom XML": lambda x: f"<w:customXml>{x}</w:customXml>",
    "control": lambda x: f"<w:sdt><w:sdtContent>{x}</w:sdtContent></w:sdt>",
    "insertion": lambda x: f'<w:ins w:id="2">{x}</w:ins>',
    "one of two forms": lambda x: (
        f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice Requires="w14">{x}</mc:Choice>'
        f"<mc:Fallback>{x}</mc:Fallback></mc:AlternateContent>"
    ),
}


def said(workplan: Workplan) -> str:
    """Return all that the reading and its problems say."""
    return json.dumps(to_json(workplan), ensure_ascii=False)


def part(kind: str, words: str) -> str:
    return f'<w:{kind} xmlns:w="{W}">{p(words)}</w:{kind}>'


@pytest.mark.parametrize(("inline", "around"), list(itertools.product(INLINE, AROUND)))
def test_words_of_a_cell(inline: str, around: str) -> None:
    cell = f"<w:tc>{AROUND[around](p('1. Advise ', INLINE[inline]('MARKED')))}</w:tc>"
    row = f"<w:tr>{cell}{tc('16/9')}{tc('2025')}</w:tr>"
    workplan = read_bytes("a.docx", word_file([p("Workplan"), tbl(HEADER, row)]))
    assert "MARKED" in said(workplan)
    (task,) = (task for stream in workplan.workstreams for task in stream.tasks)
    assert task.text.count("MARKED") == (inline != "text box")


@pytest.mark.parametrize("around", AROUND)
def test_rows_and_cells_with_something_around_them(around: str) -> None:
    cells = f"{tc('1. Advise')}{AROUND[around](tc('16/9'))}{tc('2025')}"
    row = AROUND[around](f"<w:tr>{cells}</w:tr>")
    workplan = read_bytes("a.docx", word_file([p("Workplan"), AROUND[around](tbl(HEADER, row))]))
    (task,) = (task for stream in workplan.workstreams for task in stream.tasks)
    assert (task.text, task.mandate_text) == ("Advise", "16/9")


WHERE = ("title", "above", "header", "footer", "between", "caption", "other table", "layout", "below", "note")


@given(st.lists(st.sampled_from(WHERE), min_size=1, unique=True))
def test_words_anywhere_in_a_document(places: list[str]) -> None:
    marked = {place: f"MARKED{number}" for number, place in enumerate(WHERE)}

    def at(place: str, made: str) -> list[str]:
        return [made] if place in places else []

    table = tbl(HEADER, tr("1. Advise", "16/9", "2025"))
    if "layout" in places:
        cell = f"<w:tc>{p()}{table}{p()}</w:tc>"
        table = tbl(f"<w:tr>{tc('See ' + marked['layout'])}{cell}</w:tr>")
    other = tbl(tr("Who", "Budget"), tr("Secretariat", "none"))
    body = [
        p(f"Workplan {marked['title'] if 'title' in places else ''}"),
        *at("above", p(f"{marked['above']} is said before.")),
        table,
        *at("between", p(f"Further words {marked['between']} that go on and end here.")),
        *at("caption", p(f"Workstream 2: {marked['caption']}")),
        *(at("other table", tbl(tr("Who", marked["other table"]), tr("A", "B"))) or [other]),
        *at("below", p(f"Below {marked['below']}.")),
        *at("note", p("See the note", '<w:r><w:footnoteReference w:id="2"/></w:r>')),
    ]
    parts = {}
    for kind, name in (("header", "hdr"), ("footer", "ftr")):
        if kind in places:
            parts[f"{kind}1.xml"] = part(name, marked[kind])
    if "note" in places:
        note = f'<w:footnote w:id="2">{p(marked["note"])}</w:footnote>'
        parts["footnotes.xml"] = f'<w:footnotes xmlns:w="{W}">{note}</w:footnotes>'
    workplan = read_bytes("a.docx", word_file(body, parts))
    words = said(workplan)
    for place in places:
        assert marked[place] in words, place


def test_words_after_the_table_that_look_like_a_task_are_a_warning() -> None:
    def severity(words: str) -> str:
        table = tbl(HEADER, tr("1. Advise", "16/9", "2025"))
        read = read_bytes("a.docx", word_file([p("Workplan"), table, p(words)]))
        return next(one.severity for one in read.problems if one.code == "text-after-table")

    assert severity("The dates are indicative.") == "info"
    assert severity("2. Advise on more") == "warning"
    assert severity("As decision 16/9 B, paragraph 9 says") == "warning"


def test_many_lines_set_as_the_title_are_not_all_its_lines() -> None:
    lines = [p(f"Line {number}", centred=True) for number in range(3000)]
    table = tbl(HEADER, tr("1. Advise", "16/9", "2025"))
    read = read_bytes("a.docx", word_file([*lines, table]))
    assert read.title == " ".join(f"Line {number}" for number in range(12))
    assert next(one for one in read.problems if one.code == "text-before-table").found.startswith("Line 12 ")
