"""Rows as SPARQL 1.1 has them: JSON, XML, CSV, TSV; terms are written as the engine holds them.

https://www.w3.org/TR/sparql11-results-json/, https://www.w3.org/TR/rdf-sparql-XMLres/,
https://www.w3.org/TR/sparql11-results-csv-tsv/
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator

import pyoxigraph as ox

from iagkg.contain.answer import Form
from iagkg.store.results_xml import xml_boolean, xml_rows

__all__ = ["write_boolean", "write_rows"]

Row = tuple[object, ...]
_STRING = "http://www.w3.org/2001/XMLSchema#string"


def write_rows(form: Form, columns: tuple[str, ...], rows: Iterable[Row]) -> Iterator[str]:
    """Yield rows in a form, piece by piece. Raises ValueError for a form that has no rows."""
    writers: dict[str, Callable[[tuple[str, ...], Iterable[Row]], Iterator[str]]] = {
        "json": _json,
        "xml": _xml,
        "csv": _csv,
        "tsv": _tsv,
    }
    if form not in writers:
        raise ValueError(form)
    return writers[form](columns, rows)


def write_boolean(form: Form, value: bool) -> str:
    """Return the answer to an ASK; as CSV and TSV, which have none, a line of its own."""
    words = "true" if value else "false"
    if form == "json":
        return json.dumps({"head": {}, "boolean": value}) + "\n"
    if form == "xml":
        return xml_boolean(words)
    return f"{words}\n"


def _json(columns: tuple[str, ...], rows: Iterable[Row]) -> Iterator[str]:
    yield f'{{"head": {{"vars": {json.dumps(columns)}}}, "results": {{"bindings": ['
    comma = "\n"
    for row in rows:
        bound = {name: _term(value) for name, value in zip(columns, row, strict=True) if value is not None}
        yield comma + json.dumps(bound, ensure_ascii=False)
        comma = ",\n"
    yield "\n]}}\n"


def _term(value: object) -> dict[str, str]:
    match value:
        case ox.NamedNode():
            return {"type": "uri", "value": value.value}
        case ox.BlankNode():
            return {"type": "bnode", "value": value.value}
        case ox.Literal():
            said = {"type": "literal", "value": value.value}
            if value.language:
                said["xml:lang"] = value.language
            elif value.datatype.value != _STRING:
                said["datatype"] = value.datatype.value
            return said
    raise ValueError(f"a term that RDF 1.1 has not: {value}")


def _xml(columns: tuple[str, ...], rows: Iterable[Row]) -> Iterator[str]:
    return xml_rows(columns, ([None if value is None else _term(value) for value in row] for row in rows))


def _csv(columns: tuple[str, ...], rows: Iterable[Row]) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(columns)
    yield buffer.getvalue()
    for row in rows:
        buffer.seek(0)
        buffer.truncate()
        writer.writerow([_plain(value) for value in row])
        yield buffer.getvalue()


def _plain(value: object) -> str:
    if value is None:
        return ""
    said = _term(value)
    return f"_:{said['value']}" if said["type"] == "bnode" else said["value"]


def _tsv(columns: tuple[str, ...], rows: Iterable[Row]) -> Iterator[str]:
    yield "\t".join(f"?{name}" for name in columns) + "\n"
    for row in rows:
        yield "\t".join("" if value is None else str(value).replace("\t", "\\t") for value in row) + "\n"
