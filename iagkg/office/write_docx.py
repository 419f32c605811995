"""Write a table as a Word document: a title, the header repeated on each page, headings across the table."""

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from iagkg.office.grid import Grid, GridRow
from iagkg.office.packing import pack

__all__ = ["write_docx"]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
CONTENT_TYPES = (
    f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{TYPES}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{TYPES}.styles+xml"/></Types>'
)
RELS = (
    f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
DOCUMENT_RELS = (
    f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>'
)
STYLES = (
    f'{HEAD}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="20"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:after="60"/></w:pPr></w:pPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:spacing w:after="240"/></w:pPr><w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style></w:styles>'
)
PAGE = (
    '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" '
    'w:gutter="0"/></w:sectPr>'
)
WIDTH = 14570
"""Between the margins, in twentieths of a point."""
SHARES = {"task": 6, "mandate": 3, "timeline": 2, "number": 1}
BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def write_docx(grid: Grid) -> bytes:
    """Return the bytes of a document; the same table gives the same bytes."""
    widths = _widths(grid.roles)
    title = _paragraph(grid.title, style="Title") if grid.title else ""
    rows = "".join(_rows(grid, widths))
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    table = (
        f'<w:tbl><w:tblPr><w:tblW w:w="{WIDTH}" w:type="dxa"/><w:tblBorders>{BORDERS}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>'
    )
    body = f'{HEAD}<w:document xmlns:w="{W}"><w:body>{title}{table}<w:p/>{PAGE}</w:body></w:document>'
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELS,
        "word/document.xml": body,
        "word/styles.xml": STYLES,
        "word/_rels/document.xml.rels": DOCUMENT_RELS,
    }
    return pack({name: content.encode() for name, content in parts.items()})


def _widths(roles: Sequence[str]) -> list[int]:
    shares = [SHARES.get(role, 2) for role in roles]
    return [WIDTH * share // sum(shares) for share in shares]


def _rows(grid: Grid, widths: Sequence[int]) -> Iterable[str]:
    header = "".join(
        _cell(text, width, bold=True, shade="D9E2F3") for text, width in zip(grid.header, widths, strict=True)
    )
    yield f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{header}</w:tr>"
    for row in grid.rows:
        yield f"<w:tr>{_cells(row, widths)}</w:tr>"


def _cells(row: GridRow, widths: Sequence[int]) -> str:
    if row.heading:
        text = next((cell for cell in row.cells if cell), "")
        return _cell(text, sum(widths), span=len(widths), bold=True, shade="F2F2F2")
    return "".join(_cell(text, width) for text, width in zip(row.cells, widths, strict=True))


def _cell(text: str, width: int, *, span: int = 1, bold: bool = False, shade: str = "") -> str:
    across = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    content = "".join(_paragraph(line, bold=bold) for line in text.split("\n"))
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{across}{fill}</w:tcPr>{content}</w:tc>'


def _paragraph(text: str, *, style: str = "", bold: bool = False) -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    run = f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f"<w:p>{named}{run}</w:p>"
