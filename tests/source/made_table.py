"""Make tables of Word for the tests: cells joined across and down, rows with properties."""

from made_word import p, word_file


def tc(*paragraphs: str, span: int = 1, down: str = "") -> str:
    """Return a cell; `down` is "first" or "next" of cells joined with the one above."""
    inner = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    inner += {"first": '<w:vMerge w:val="restart"/>', "next": "<w:vMerge/>"}.get(down, "")
    content = "".join(one if one.startswith(("<w:p", "<w:tbl")) else p(one) for one in paragraphs or ("",))
    return f"<w:tc><w:tcPr>{inner}</w:tcPr>{content}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """Return a row; plain words become cells."""
    inner = "".join(cell if cell.startswith("<w:tc") else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def tbl(*rows: str) -> str:
    """Return a table."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def workplan_file(
    *rows: str, title: str = "Draft workplan 2025-2027", parts: dict[str, str | bytes] | None = None
) -> bytes:
    """Return a document with a title and one table."""
    return word_file([p(title), tbl(*rows)], parts)
