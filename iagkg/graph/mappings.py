"""The alignments with other vocabularies, from an SSSOM table.

Source of the format: SSSOM, https://mapping-commons.github.io/sssom/ (TSV with a commented header that
holds the prefixes).
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from iagkg.errors import InputError
from iagkg.graph.quads import Quad, iri
from iagkg.names import IAG, graph_iri

__all__ = ["mapping_quads", "mapping_triples"]

_SEE_ALSO = "http://www.w3.org/2000/01/rdf-schema#seeAlso"
_COLUMNS = ("subject_id", "predicate_id", "object_id", "object_type")


def mapping_quads(path: Path) -> Iterator[Quad]:
    """Yield the mappings of a table as quads of the graph of mappings; see `mapping_triples`."""
    graph = iri(graph_iri("mappings"))
    for subject, predicate, value in mapping_triples(path):
        yield Quad(iri(subject), iri(predicate), iri(value), graph)


def mapping_triples(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield subject, predicate and object of each mapping as full addresses.

    A mapping of a class or property of ours is yielded as rdfs:seeAlso: the SKOS relations would make a
    concept of it. Notions without an address (object type `rdfs literal`) yield nothing. Raises InputError
    where a column or a prefix is missing.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {error}", "an SSSOM table in UTF-8") from error
    header = [line.removeprefix("#") for line in lines if line.startswith("#")]
    prefixes = _prefixes(header)
    body = [line for line in lines if not line.startswith("#")]
    rows = csv.DictReader(body, delimiter="\t", quoting=csv.QUOTE_NONE)
    missing = [column for column in _COLUMNS if column not in (rows.fieldnames or ())]
    if missing:
        raise InputError(
            f"{path}: column {', '.join(missing)} is missing.", f"the columns {', '.join(_COLUMNS)}"
        )
    for number, row in enumerate(rows, start=len(header) + 2):
        if row["object_type"] == "rdfs literal":
            continue
        place = f"{path}, line {number}"
        subject, predicate, value = (
            _address(row[column] or "", prefixes, f"{place}, column {column}") for column in _COLUMNS[:3]
        )
        yield subject, _SEE_ALSO if subject.startswith(IAG) else predicate, value


def _prefixes(header: list[str]) -> dict[str, str]:
    start = next((at for at, line in enumerate(header, start=1) if line.strip() == "curie_map:"), len(header))
    found = {}
    for line in header[start:]:
        if not line.startswith("  "):
            break
        prefix, _, space = line.strip().partition(": ")
        found[prefix] = space.strip().strip("\"'")
    return found


def _address(curie: str, prefixes: dict[str, str], place: str) -> str:
    prefix, colon, local = curie.partition(":")
    if not colon or prefix not in prefixes:
        raise InputError(
            f"{place}: {curie!r} has no prefix of the curie_map.",
            f"one of {', '.join(sorted(prefixes))}",
            "add the prefix to the commented header, or correct the entry.",
        )
    return prefixes[prefix] + local
