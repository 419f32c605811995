"""SPARQL results XML (https://www.w3.org/TR/rdf-sparql-XMLres/)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

__all__ = ["xml_boolean", "xml_rows"]

_OPEN = '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n'
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_rows(columns: tuple[str, ...], rows: Iterable[Iterable[Mapping[str, str] | None]]) -> Iterator[str]:
    """Yield rows piece by piece; each term is as SPARQL results JSON has it, None where unbound."""
    yield f"{_OPEN}<head>"
    yield from (f"<variable name={quoteattr(name)}/>" for name in columns)
    yield "</head>\n<results>\n"
    for row in rows:
        bound = [(name, said) for name, said in zip(columns, row, strict=True) if said is not None]
        cells = (f"<binding name={quoteattr(name)}>{_element(said)}</binding>" for name, said in bound)
        yield f"<result>{''.join(cells)}</result>\n"
    yield "</results>\n</sparql>\n"


def xml_boolean(words: str) -> str:
    """Return the answer to an ASK, "true" or "false"."""
    return f"{_OPEN}<head></head>\n<boolean>{words}</boolean>\n</sparql>\n"


def _element(said: Mapping[str, str]) -> str:
    # XML 1.0 cannot write most control characters; U+FFFD says that one stood there.
    text = escape(_NOT_XML.sub("\ufffd", said["value"])).replace("\r", "&#13;")
    if said["type"] != "literal":
        return f"<{said['type']}>{text}</{said['type']}>"
    lang = f" xml:lang={quoteattr(said['xml:lang'])}" if "xml:lang" in said else ""
    kind = f" datatype={quoteattr(said['datatype'])}" if "datatype" in said else ""
    return f"<literal{lang}{kind}>{text}</literal>"
