"""Tables of alignments in SSSOM: the rows with full addresses, each with its place.

Source of the format: SSSOM, https://mapping-commons.github.io/sssom/ (TSV with a commented header that
holds the prefixes).
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from iagkg.errors import InputError
from iagkg.files import shipped

__all__ = ["Mapping", "mapping_paths", "read_mappings"]

ENDING = ".sssom.tsv"
COLUMNS = ("subject_id", "predicate_id", "object_id", "object_type")
LITERAL = "rdfs literal"
"""The type of a notion that has a name but no address."""
EXACT = "http://www.w3.org/2004/02/skos/core#exactMatch"
REVIEWED = "semapv:ManualMappingCuration"


@dataclass(frozen=True, slots=True)
class Mapping:
    """One row: full addresses (empty where a notion has none), the labels, the place for messages."""

    subject: str
    predicate: str
    object: str
    subject_label: str
    object_label: str
    place: str


def mapping_paths(workspace: Path | None = None) -> tuple[Path, ...]:
    """Return the tables of `data/mappings` by name; those of the workspace come before shipped ones."""
    found: dict[str, Path] = {}
    for root in (shipped("data", "mappings"), workspace / "data" / "mappings" if workspace else None):
        if root is not None and root.is_dir():
            found |= {path.name: path for path in root.glob(f"*{ENDING}")}
    return tuple(found[name] for name in sorted(found))


def read_mappings(path: Path) -> Iterator[Mapping]:
    """Yield the rows of a table in their order.

    Raises InputError, naming file, row (the line of the file) and column, where a column, a cell or a prefix
    is missing, and where an exact match names no reviewer.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {error}", "an SSSOM table in UTF-8") from error
    header = [line.removeprefix("#") for line in lines if line.startswith("#")]
    prefixes = _prefixes(header)
    rows = csv.reader(
        (line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE
    )
    names = next(rows, [])
    missing = [column for column in COLUMNS if column not in names]
    if missing:
        raise InputError(
            f"{path}: column {', '.join(missing)} is missing.", f"the columns {', '.join(COLUMNS)}"
        )
    for number, cells in enumerate(rows, start=len(header) + 2):
        place = f"{path}, row {number}"
        if not cells:
            continue
        if len(cells) != len(names):
            raise InputError(
                f"{place}: {len(cells)} cells.",
                f"{len(names)} cells, as in the header",
                "check the row for a missing or an additional tab.",
            )
        yield _mapping(dict(zip(names, cells, strict=True)), prefixes, place)


def _mapping(row: dict[str, str], prefixes: dict[str, str], place: str) -> Mapping:
    subject, predicate, value = (
        "" if literal else _address(row[column], prefixes, f"{place}, column {column}")
        for column, literal in (
            ("subject_id", row.get("subject_type") == LITERAL),
            ("predicate_id", False),
            ("object_id", row["object_type"] == LITERAL),
        )
    )
    reviewed = row.get("mapping_justification") == REVIEWED and row.get("reviewer_label")
    if predicate == EXACT and not reviewed:
        raise InputError(
            f"{place}, column predicate_id: an exact match that nobody reviewed.",
            f"skos:closeMatch, or {REVIEWED} with a reviewer_label",
            "have the two terms compared and name the role of the reviewer.",
        )
    return Mapping(
        subject, predicate, value, row.get("subject_label", ""), row.get("object_label", ""), place
    )


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
