"""Print an answer row by row as it comes, so that a million rows do not fill memory."""

import re
import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from iagkg.cli.output import TableForm, print_result, remark

if TYPE_CHECKING:
    import pyoxigraph as ox

    from iagkg.store.terms import Value

__all__ = ["AnswerForm", "form_of", "print_rows", "print_statements"]

SHOWN_AS_TABLE = 10_000
"""A table has its widths from all of its rows, so it is held in memory: the other forms are not."""

_CHUNK = 1000
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HIDDEN = re.compile(
    r'<[^\s<>"{}|^`\\]*>|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|#[^\n]*|[\w.-]*:[\w%.-]*|[?$]\w+'
)
_FORM = re.compile(r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)
_OWN_DATA = re.compile(r"\bFROM\b", re.IGNORECASE)


class AnswerForm(StrEnum):
    """The forms an answer can be printed in; turtle and nquads are for CONSTRUCT and DESCRIBE."""

    table = "table"
    csv = "csv"
    tsv = "tsv"
    json = "json"
    srj = "srj"
    xml = "xml"
    turtle = "turtle"
    nquads = "nquads"


def form_of(query: str) -> tuple[str, bool]:
    """Return the form of a query that is for a server (select where none is seen), and if it names its data.

    Only for asking in the right way: what the query means says the server.
    """
    rest = _HIDDEN.sub(" ", query)
    found = _FORM.search(rest)
    return found[1].lower() if found else "select", bool(_OWN_DATA.search(rest))


def print_rows(
    columns: tuple[str, ...],
    rows: Iterable[tuple["Value", ...]],
    form: AnswerForm,
    lang: str,
    kinds: tuple[str, ...] = (),
) -> None:
    """Print rows to standard output. Raises UsageError for a form that has no rows."""
    from iagkg.errors import UsageError
    from iagkg.table import Table

    if form in {AnswerForm.turtle, AnswerForm.nquads}:
        raise UsageError(
            f"--format {form}: for CONSTRUCT and DESCRIBE.", "csv, tsv, json, srj or xml of a SELECT"
        )
    left = iter(rows)
    if form is AnswerForm.table:
        shown = tuple(islice(left, SHOWN_AS_TABLE))
        print_result(Table(columns, shown, kinds), TableForm.table, lang)
        if next(left, None) is not None:
            remark(f"Only the first {SHOWN_AS_TABLE:,} rows are shown as a table; --format csv gives all.")
        return
    if form is AnswerForm.xml:
        sys.stdout.writelines(_xml(columns, left))
        return
    first = True
    tables = (Table(columns, chunk, kinds) for chunk in iter(lambda: tuple(islice(left, _CHUNK)), ()))
    if form in {AnswerForm.csv, AnswerForm.tsv}:
        for table in tables:
            text = table.to_csv() if form is AnswerForm.csv else table.to_tsv()
            sys.stdout.write(text if first else text[len(_heading(columns, form)) :])
            first = False
        if first:
            sys.stdout.write(_heading(columns, form))
        return
    empty = Table(columns, (), kinds)
    whole = empty.to_json() if form is AnswerForm.json else empty.to_srj()
    head, _, tail = whole.rpartition("[]")
    indent = "" if form is AnswerForm.json else "    "
    sys.stdout.write(f"{head}[")
    for table in tables:
        text = table.to_json() if form is AnswerForm.json else table.to_srj()
        inner = text[len(head) + 1 : -len(f"\n{indent}]{tail}")]
        sys.stdout.write(inner if first else f",{inner}")
        first = False
    sys.stdout.write(f"]{tail}" if first else f"\n{indent}]{tail}")


def print_statements(statements: Iterable["ox.Triple | ox.Quad"], form: AnswerForm, lang: str) -> None:
    """Print the statements of a CONSTRUCT or DESCRIBE: as Turtle or N-Quads, or as rows of three columns."""
    from iagkg.names import PREFIXES
    from iagkg.store.oxigraph_terms import value_of

    if form in {AnswerForm.turtle, AnswerForm.nquads}:
        import pyoxigraph as ox

        to_triples = (ox.Triple(each.subject, each.predicate, each.object) for each in statements)
        sys.stdout.flush()
        if form is AnswerForm.turtle:
            names = {name: address for name, address in sorted(PREFIXES.items()) if name != "id"}
            ox.serialize(to_triples, sys.stdout.buffer, format=ox.RdfFormat.TURTLE, prefixes=names)
        else:
            quads = (ox.Quad(each.subject, each.predicate, each.object) for each in to_triples)
            ox.serialize(quads, sys.stdout.buffer, format=ox.RdfFormat.N_QUADS)
        return
    rows = ((value_of(each.subject), value_of(each.predicate), value_of(each.object)) for each in statements)
    print_rows(("subject", "predicate", "object"), rows, form, lang)


def _heading(columns: tuple[str, ...], form: AnswerForm) -> str:
    from iagkg.table import Table

    empty = Table(columns, ())
    return empty.to_csv() if form is AnswerForm.csv else empty.to_tsv()


def _xml(columns: tuple[str, ...], rows: Iterator[tuple["Value", ...]]) -> Iterator[str]:
    """Yield SPARQL results XML (https://www.w3.org/TR/rdf-sparql-XMLres/), a row at a time."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n<head>'
    yield from (f"<variable name={quoteattr(name)}/>" for name in columns)
    yield "</head>\n<results>\n"
    for row in rows:
        bound = [(name, value) for name, value in zip(columns, row, strict=True) if value is not None]
        cells = (f"<binding name={quoteattr(name)}>{_element(value)}</binding>" for name, value in bound)
        yield f"<result>{''.join(cells)}</result>\n"
    yield "</results>\n</sparql>\n"


def _element(value: "Value") -> str:
    from iagkg.table import term_of

    said = term_of(value)
    # XML 1.0 cannot write most control characters; U+FFFD says that one stood there.
    text = escape(_NOT_XML.sub("\ufffd", said["value"])).replace("\r", "&#13;")
    if said["type"] != "literal":
        return f"<{said['type']}>{text}</{said['type']}>"
    lang = f" xml:lang={quoteattr(said['xml:lang'])}" if "xml:lang" in said else ""
    kind = f" datatype={quoteattr(said['datatype'])}" if "datatype" in said else ""
    return f"<literal{lang}{kind}>{text}</literal>"
