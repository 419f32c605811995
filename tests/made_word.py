"""Make Word documents for the tests, from their XML: automatic numbers, notes, tracked changes, tables."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
    '.wordprocessingml.document.main+xml"/></Types>'
)
RELS = (
    f'<?xml version="1.0"?><Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" '
    f'Type="{REL}/officeDocument" Target="word/document.xml"/></Relationships>'
)


def r(text: str, properties: str = "") -> str:
    """Return a run of text; `properties` are elements of `w:rPr`."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def note_mark(key: int, kind: str = "footnote") -> str:
    """Return a run with the mark of a note."""
    return f'<w:r><w:{kind}Reference w:id="{key}"/></w:r>'


def p(
    *content: str,
    style: str = "",
    num: int | None = None,
    level: int | None = None,
    indent: int | None = None,
    centred: bool = False,
    mark: str = "",
) -> str:
    """Return a paragraph of runs and other elements; plain words become a run."""
    listed = ""
    if num is not None or level is not None:
        inner = f'<w:ilvl w:val="{level}"/>' if level is not None else ""
        inner += f'<w:numId w:val="{num}"/>' if num is not None else ""
        listed = f"<w:numPr>{inner}</w:numPr>"
    properties = (f"<w:pStyle w:val={quoteattr(style)}/>" if style else "") + listed
    properties += f'<w:ind w:left="{indent}"/>' if indent is not None else ""
    properties += '<w:jc w:val="center"/>' if centred else ""
    properties += f"<w:rPr>{mark}</w:rPr>" if mark else ""
    runs = "".join(part if part.startswith("<w:") else r(part) for part in content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def lvl(level: int, form: str, text: str, start: int = 1, restart: int | None = None, extra: str = "") -> str:
    """Return one level of a list."""
    again = f'<w:lvlRestart w:val="{restart}"/>' if restart is not None else ""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{again}{extra}'
        f"<w:lvlText w:val={quoteattr(text)}/></w:lvl>"
    )


def numbering(abstracts: Iterable[str], nums: Iterable[tuple[int, int, str]]) -> str:
    """Return the part with the lists; each of `nums` is number, abstract list, overrides."""
    body = "".join(
        f'<w:abstractNum w:abstractNumId="{key}">{levels}</w:abstractNum>'
        for key, levels in enumerate(abstracts)
    )
    body += "".join(
        f'<w:num w:numId="{num}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>'
        for num, abstract, overrides in nums
    )
    return f'<w:numbering xmlns:w="{W}">{body}</w:numbering>'


def restarted(level: int, start: int = 1) -> str:
    """Return the override that lets a list start anew at a level."""
    return f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def notes(texts: dict[int, str], kind: str = "footnote") -> str:
    """Return the part with footnotes or endnotes."""
    inner = "".join(
        f'<w:{kind} w:id="{key}">{p(f"<w:r><w:{kind}Ref/></w:r>", f" {text}")}</w:{kind}>'
        for key, text in texts.items()
    )
    return f'<w:{kind}s xmlns:w="{W}">{inner}</w:{kind}s>'


def styles(inner: str) -> str:
    """Return the part with the styles."""
    return f'<w:styles xmlns:w="{W}">{inner}</w:styles>'


def word_file(body: Iterable[str], parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """Return the bytes of a document; `parts` are further parts below `word/`, or replaced ones."""
    document = f'<w:document xmlns:w="{W}"><w:body>{"".join(body)}</w:body></w:document>'
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELS,
        "word/document.xml": document,
    }
    files |= {f"word/{name}": content for name, content in (parts or {}).items()}
    return zipped(files)


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """Return a zip archive of files."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()
