"""Print an answer row by row as it comes, so that a million rows do not fill memory."""

import re
import sys
from collections.abc import Iterable
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING

from iagkg.cli.output import TableForm, print_result, remark

if TYPE_CHECKING:
    import pyoxigraph as ox

    from iagkg.store.terms import Value

__all__ = ["AnswerForm", "form_of", "print_rows", "print_statements"]

SHOWN_AS_TABLE = 10_000
"""A table has its widths from all of its rows, so it is held in memory: the other forms are not."""

_CHUNK = 1000
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
    from iagkg.table import Table, term_of

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
        from iagkg.store.results_xml import xml_rows

        terms = ([None if value is None else term_of(value) for value in row] for row in left)
        sys.stdout.writelines(xml_rows(columns, terms))
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
    from iagkg.names import SHORTENED
    from iagkg.store.oxigraph_terms import value_of

    if form in {AnswerForm.turtle, AnswerForm.nquads}:
        import pyoxigraph as ox

        to_triples = (ox.Triple(each.subject, each.predicate, each.object) for each in statements)
        sys.stdout.flush()
        if form is AnswerForm.turtle:
            ox.serialize(to_triples, sys.stdout.buffer, format=ox.RdfFormat.TURTLE, prefixes=SHORTENED)
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
