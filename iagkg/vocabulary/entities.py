"""The systems, tools, documents and bodies that workplans name: `data/vocabulary/entities.tsv`."""

import re
from dataclasses import dataclass
from pathlib import Path

from iagkg.errors import InputError
from iagkg.files import read_table

__all__ = ["TYPES", "Entity", "read_entities"]

COLUMNS = (
    "identifier",
    "type",
    "label_en",
    "label_fr",
    "label_es",
    "alt_labels",
    "definition_en",
    "page",
    "founding",
    "match",
    "source",
    "confidence",
    "note",
)
TYPES = ("body", "network", "group-of-people", "system", "tool", "document", "initiative")
CONFIDENCES = ("seen", "inferred", "unconfirmed")
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MATCH = re.compile(r"(exactMatch|closeMatch|broadMatch|narrowMatch|relatedMatch) ([^/]+)/(.+)")


@dataclass(frozen=True, slots=True)
class Entity:
    """One named thing. `founding` is a citation, only where a source says so; `place` is for messages.

    `labels` are the names by language, `alternatives` other English names; `matches` are the terms of the
    vocabulary that mean the same or something near: SKOS relation, domain, identifier.
    """

    identifier: str
    type: str
    labels: dict[str, str]
    alternatives: tuple[str, ...]
    definition: str
    page: str
    founding: str
    matches: tuple[tuple[str, str, str], ...]
    source: str
    confidence: str
    note: str
    place: str

    @property
    def names(self) -> tuple[str, ...]:
        """Every name, in every language, each once."""
        return tuple(dict.fromkeys((*self.labels.values(), *self.alternatives)))


def read_entities(path: Path) -> tuple[Entity, ...]:
    """Return the rows of the table.

    Raises InputError, naming file, row and column: an identifier that stands twice or is no key, an unknown
    type, confidence or match, an English name, definition or source that is empty, a page that is no address,
    a name that two things share.
    """
    found: dict[str, Entity] = {}
    names: dict[str, str] = {}
    for number, row in enumerate(read_table(path, COLUMNS), start=2):
        entity = _entity(row, f"{path}, row {number}")
        if entity.identifier in found:
            raise InputError(
                f"{entity.place}, column identifier: {entity.identifier!r} stands twice.", "one row each"
            )
        for name in entity.names:
            other = names.setdefault(name.casefold(), entity.identifier)
            if other != entity.identifier:
                raise InputError(
                    f"{entity.place}: the name {name!r} is that of {other} too.",
                    "a name of one thing",
                    "remove it from one of the two rows.",
                )
        found[entity.identifier] = entity
    return tuple(found.values())


def _entity(row: dict[str, str], place: str) -> Entity:
    for column, allowed in (("type", TYPES), ("confidence", CONFIDENCES)):
        if row[column] not in allowed:
            raise InputError(f"{place}, column {column}: {row[column]!r}.", " or ".join(allowed))
    for column in ("label_en", "definition_en", "source"):
        if not row[column]:
            raise InputError(f"{place}, column {column}: empty.", "a value")
    if not _KEY.fullmatch(row["identifier"]):
        raise InputError(
            f"{place}, column identifier: {row['identifier']!r}.", "small letters, digits and hyphens"
        )
    if row["page"] and not re.match(r"https?://[^\s<>]+$", row["page"]):
        raise InputError(f"{place}, column page: {row['page']!r}.", "an address of a page, or nothing")
    matches = []
    for words in filter(None, (part.strip() for part in row["match"].split(";"))):
        match = _MATCH.fullmatch(words)
        if match is None:
            raise InputError(
                f"{place}, column match: {words!r}.", "such as relatedMatch CBD-SUBJECTS/CBD-SUBJECT-CHM"
            )
        matches.append((match[1], match[2], match[3]))
    return Entity(
        identifier=row["identifier"],
        type=row["type"],
        labels={lang: row[f"label_{lang}"] for lang in ("en", "fr", "es") if row[f"label_{lang}"]},
        alternatives=tuple(part.strip() for part in row["alt_labels"].split("|") if part.strip()),
        definition=row["definition_en"],
        page=row["page"],
        founding=row["founding"],
        matches=tuple(matches),
        source=row["source"],
        confidence=row["confidence"],
        note=row["note"],
        place=place,
    )
