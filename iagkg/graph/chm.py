"""Imported records of the clearing-house as quads: a graph a batch, with the files it comes from."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from iagkg.chm.batch import Stored, as_json, batch_folders, read_batch, read_files, read_head
from iagkg.chm.model import Kept, Statement, record_iri
from iagkg.graph.quads import Quad, integer, iri, say, term, text
from iagkg.graph.tables import Tables
from iagkg.names import ID, graph_iri, segment

__all__ = ["batch_quads", "chm_quads", "record_quads"]


def chm_quads(tables: Tables) -> Iterator[Quad]:
    """Yield the quads of every batch of a workspace. Raises InputError where a batch cannot be read."""
    for folder in batch_folders(tables.path("imported")):
        yield from batch_quads(folder)


def batch_quads(folder: Path) -> Iterator[Quad]:
    """Yield the quads of one batch: when and from what it was imported, then its records."""
    graph = graph_iri("imported", segment(folder.name))
    head = read_head(folder)
    yield from say(
        graph,
        graph,
        ("rdf:type", term("prov:Entity")),
        ("dcterms:created", text(head["imported_on"], datatype="xsd:date")),
    )
    for row in read_files(folder):
        yield from _file(row, graph)
    for record in read_batch(folder):
        yield from record_quads(record, graph)


def _file(row: dict[str, Any], graph: str) -> Iterator[Quad]:
    address = _file_iri(graph, row["name"])
    yield from say(graph, graph, ("prov:wasDerivedFrom", iri(address)))
    yield from say(
        graph,
        address,
        ("rdf:type", term("prov:Entity")),
        ("dcterms:title", text(row["name"])),
        ("iag:sha256", text(str(row.get("sha256", "")))),
        *(("iag:keptField", text(as_json({path: value}))) for path, value in row.get("around", ())),
    )


def _file_iri(graph: str, name: str) -> str:
    return f"{ID}{graph.removeprefix(graph_iri(''))}/{'/'.join(map(segment, name.split('/')))}"


def record_quads(record: Stored, graph: str) -> Iterator[Quad]:
    """Yield the quads of one record: its classes, what it states, what is kept of it, its file."""
    address = record_iri(record.identifier)
    yield from say(
        graph,
        address,
        ("rdf:type", term("iag:ClearingHouseRecord")),
        *(("rdf:type", term(kind)) for kind in record.kinds),
        *((each.predicate, _value(each)) for each in record.statements),
        *(("iag:keptField", text(_field(each))) for each in record.kept),
        *(("iag:writtenField", text(_field(each))) for each in record.written),
        ("iag:recordForm", text(record.form)),
        ("prov:wasDerivedFrom", iri(_file_iri(graph, record.file))),
        ("iag:recordPath", text(record.path) if record.path else None),
    )


def _value(statement: Statement) -> str:
    match statement.kind:
        case "iri":
            return iri(statement.value)
        case "date":
            return text(statement.value, datatype="xsd:date")
        case "integer":
            return integer(int(statement.value))
        case kind if kind.startswith("@"):
            return text(statement.value, kind[1:])
        case _:
            return text(statement.value)


def _field(kept: Kept) -> str:
    return as_json({kept.path: kept.value})
