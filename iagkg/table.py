"""A table of results, and its exact forms: CSV, TSV, JSON, SPARQL results JSON.

The forms for reading (aligned text, a terminal) are in `iagkg.table_text`.
"""

import csv
import datetime as dt
import io
import json
from dataclasses import dataclass

from iagkg.store.terms import XSD, Blank, Iri, Text, Typed, Value, lexical

__all__ = ["Table", "term_of"]

_TSV = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns. `kinds` says for each column how a person reads it; empty: as text.

    The kinds are those of a query's header: text, group (text whose change begins a new part of the
    table), list (several values, "; " between them), long, integer, date, boolean, iri, and `code NAME`
    (a word of the scheme NAME, said in the reader's language).
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    kinds: tuple[str, ...] = ()

    def to_csv(self) -> str:
        """Return the table as CSV with a heading row, lines ending in a line feed, cells as they are."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows([lexical(value) for value in row] for row in self.rows)
        return out.getvalue()

    def to_tsv(self) -> str:
        r"""Return the table as tab-separated lines; tab, line feed and backslash as \t, \n, \\."""
        lines = [self.columns, *([lexical(value) for value in row] for row in self.rows)]
        return "".join("\t".join(cell.translate(_TSV) for cell in line) + "\n" for line in lines)

    def to_json(self) -> str:
        """Return a list of objects, one a row: numbers and booleans as such, all else as strings."""
        rows = [
            {name: _plain(value) for name, value in zip(self.columns, row, strict=True)} for row in self.rows
        ]
        return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"

    def to_srj(self) -> str:
        """Return SPARQL 1.1 results JSON; an unbound variable is left out of its row."""
        bindings = [
            {name: term_of(value) for name, value in zip(self.columns, row, strict=True) if value is not None}
            for row in self.rows
        ]
        document = {"head": {"vars": list(self.columns)}, "results": {"bindings": bindings}}
        return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _plain(value: Value) -> str | int | bool | None:
    if value is None or isinstance(value, bool | int):
        return value
    return lexical(value)


def term_of(value: Value) -> dict[str, str]:
    """Return a bound value as SPARQL results JSON has it: type, value, and language or datatype."""
    said = {"type": "literal", "value": lexical(value)}
    match value:
        case Iri():
            said["type"] = "uri"
        case Blank():
            said["type"] = "bnode"
        case Text():
            said["xml:lang"] = value.lang
        case Typed():
            said["datatype"] = value.datatype
        case bool():
            said["datatype"] = XSD + "boolean"
        case int():
            said["datatype"] = XSD + "integer"
        case dt.date():
            said["datatype"] = XSD + "date"
    return said
