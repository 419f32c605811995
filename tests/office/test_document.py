"""What is read of a Word document: words as printed, notes, tables, and what is beside the text."""

from made_word import W, note_mark, notes, p, r, styles, word_file

from iagkg.office.document import read_document
from iagkg.office.model import Para, Table


def paras(body: list[str], parts: dict[str, str | bytes] | None = None) -> list[Para]:
    document = read_document("x.docx", word_file(body, parts))
    return [block for block in document.blocks if isinstance(block, Para)]


def test_runs_are_joined_and_signs_stay() -> None:
    found = paras(
        [
            p(
                r("One"),
                "<w:r><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t><w:noBreakHyphen/></w:r>",
                f'<w:hyperlink xmlns:r="x" r:id="y">{r("four")}</w:hyperlink>',
                "<w:r><w:fldChar w:fldCharType='begin'/><w:instrText>HYPERLINK</w:instrText></w:r>",
                r("\u00a0five"),
                r("secret", "<w:vanish/>"),
            )
        ]
    )
    assert [item.text for item in found] == ["One\ttwo\nthree\u2011four\u00a0five"]


def test_tracked_changes_are_shown_as_accepted_and_counted() -> None:
    ins, gone = '<w:ins w:author="x">', "<w:del>"
    body = [
        p(
            r("The "),
            f"{ins}{r('new ')}</w:ins>",
            f"{gone}<w:r><w:delText>old </w:delText></w:r></w:del>",
            r("word"),
        ),
        p(f"{gone}<w:r><w:delText>All gone</w:delText></w:r></w:del>", mark="<w:del/>"),
        p(r("First half,"), mark="<w:del/>"),
        p(r(" second half")),
        p(f"<w:moveFrom>{r('elsewhere')}</w:moveFrom>", f"<w:moveTo>{r('here')}</w:moveTo>", mark="<w:ins/>"),
    ]
    document = read_document("x.docx", word_file(body))
    texts = [block.text for block in document.blocks if isinstance(block, Para)]
    assert texts == ["The new word", "First half, second half", "here"]
    assert (document.insertions, document.deletions) == (3, 5)


def test_looks_come_from_runs_and_styles() -> None:
    style = styles(
        '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 2"/><w:basedOn w:val="N"/>'
        '<w:pPr><w:outlineLvl w:val="1"/><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="E"><w:rPr><w:i/></w:rPr></w:style>'
    )
    body = [
        p("A heading", style="H"),
        p(r("Not bold", '<w:b w:val="0"/>'), style="H"),
        p(r("Recalling", '<w:rStyle w:val="E"/>'), r(" a decision"), indent=720),
    ]
    first, second, third = paras(body, {"styles.xml": style})
    assert (first.style, first.heading, first.centred, first.bold) == ("heading 2", 2, True, True)
    assert not second.bold
    assert (third.italics, third.italic, third.indent) == ("Recalling", False, 720)


def test_notes_are_numbered_in_the_order_of_their_marks() -> None:
    own = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="9"/><w:t>*</w:t></w:r>'
    body = [p(r("A"), note_mark(5), r("b"), note_mark(2)), p("C", own), p("D", note_mark(1, "endnote"))]
    parts: dict[str, str | bytes] = {
        "footnotes.xml": notes({2: "second", 5: "first", 7: "never marked", 9: "signed"}),
        "endnotes.xml": notes({1: "at the end"}, "endnote"),
    }
    document = read_document("x.docx", word_file(body, parts))
    first = document.blocks[0]
    assert isinstance(first, Para)
    assert [(mark.at, mark.note) for mark in first.marks] == [(1, "5"), (2, "2")]
    second = document.blocks[1]
    assert isinstance(second, Para)
    assert (second.text, second.marks[0].sign) == ("C", "*")
    assert [(note.number, note.paragraphs[0].text.strip()) for note in document.notes] == [
        ("1", "first"),
        ("2", "second"),
        ("", "signed"),
        ("i", "at the end"),
    ]


def test_tables_tell_merged_cells() -> None:
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("wide")}</w:tc>'
    top = f'<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{p("top")}</w:tc>'
    below = f"<w:tc><w:tcPr><w:vMerge/></w:tcPr>{p('')}</w:tc>"
    inner = f"<w:tbl><w:tr><w:tc>{p('nested')}</w:tc></w:tr></w:tbl>"
    table = (
        f"<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>{wide}</w:tr><w:tr>{top}<w:tc>{p('x')}{p('y')}</w:tc></w:tr>"
        f"<w:sdt><w:sdtContent><w:tr>{below}<w:tc>{inner}{p('')}</w:tc></w:tr></w:sdtContent></w:sdt></w:tbl>"
    )
    document = read_document("x.docx", word_file([p("before"), table, p("after")]))
    made = document.blocks[1]
    assert isinstance(made, Table)
    assert [len(row.cells) for row in made.rows] == [1, 2, 2]
    assert (made.rows[0].header, made.rows[0].cells[0].span) == (True, 2)
    assert [block.text for block in made.rows[1].cells[1].blocks if isinstance(block, Para)] == ["x", "y"]
    assert made.rows[2].cells[0].continued
    assert isinstance(made.rows[2].cells[1].blocks[0], Table)
    assert made.order == 2


def test_text_boxes_and_page_headers_are_told() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{p('in a box')}</w:txbxContent></w:pict></w:r>"
    header = f'<w:hdr xmlns:w="{W}">{p("CBD/COP/DEC/99/1")}</w:hdr>'
    document = read_document("x.docx", word_file([p("A", box)], {"header1.xml": header}))
    assert document.boxes == ("in a box",)
    assert document.headers == ("CBD/COP/DEC/99/1",)
    assert [block.text for block in document.blocks if isinstance(block, Para)] == ["A"]


def test_columns_left_out_and_tables_too_deep() -> None:
    cell = f"<w:tc>{p('x')}</w:tc>"
    row = f'<w:tr><w:trPr><w:gridBefore w:val="1"/><w:gridAfter w:val="2"/><w:ins/></w:trPr>{cell}</w:tr>'
    deep = f"<w:tbl>{row}</w:tbl>"
    for _ in range(30):
        deep = f"<w:tbl><w:tr><w:tc>{deep}<w:p/></w:tc></w:tr></w:tbl>"
    document = read_document("x.docx", word_file([f"<w:tbl>{row}</w:tbl>", deep]))
    table = document.blocks[0]
    assert isinstance(table, Table)
    assert (table.rows[0].before, table.rows[0].after) == (1, 2)
    assert (document.insertions, document.objects) == (1, 1)
