"""Imported terms on disk: one table a domain below `data/vocabulary/imported/`.

Columns: domain, identifier, term_id, then title, short_title, description and long_description in each of
the six languages, source, and the lists broader, narrower, related and non_preferred (identifiers between
"|"). Everything stands as the thesaurus file has it, with blanks and forms of letters mended.
"""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from iagkg.errors import InputError
from iagkg.files import read_table, write_whole
from iagkg.vocabulary.model import LANGUAGES

__all__ = ["COLUMNS", "Imported", "as_bytes", "file_name", "read_imported", "write_imported"]

Words = dict[str, str]
WORDS = ("title", "short_title", "description", "long_description")
LISTS = ("broader", "narrower", "related", "non_preferred")
COLUMNS = (
    "domain",
    "identifier",
    "term_id",
    *(f"{name}_{lang}" for name in WORDS for lang in LANGUAGES),
    "source",
    *LISTS,
)
_LONGEST = 180


@dataclass(frozen=True, slots=True)
class Imported:
    """One term as a thesaurus file has it; words by language, relations as identifiers."""

    domain: str
    identifier: str
    term_id: str = ""
    title: Words = field(default_factory=dict)
    short_title: Words = field(default_factory=dict)
    description: Words = field(default_factory=dict)
    long_description: Words = field(default_factory=dict)
    source: str = ""
    broader: tuple[str, ...] = ()
    narrower: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    non_preferred: tuple[str, ...] = ()


def file_name(domain: str) -> str:
    """Return the name of the table of a domain, valid on every system; the domain stands in it, encoded.

    Raises InputError where the domain cannot name a file.
    """
    encoded = quote(domain, safe="-_ ") if domain.isprintable() else ""
    if not encoded or len(encoded) > _LONGEST:
        raise InputError(f"{domain[:60]!r} cannot name a domain.", f"1 to {_LONGEST} letters and digits")
    return f"{encoded.replace(' ', '%20')}.tsv"


def write_imported(folder: Path, terms: Iterable[Imported]) -> Path:
    """Write the terms of one domain to its table, whole or not at all, and return its path."""
    rows = tuple(terms)
    path = folder / file_name(rows[0].domain)
    with write_whole(path) as temporary:
        temporary.write_bytes(as_bytes(rows))
    return path


def as_bytes(terms: Iterable[Imported]) -> bytes:
    """Return the table of terms as bytes, sorted by identifier."""
    lines = ["\t".join(COLUMNS)]
    lines += ["\t".join(_cells(term)) for term in sorted(terms, key=lambda term: term.identifier)]
    return ("\n".join(lines) + "\n").encode()


def _cells(term: Imported) -> list[str]:
    values = {item.name: getattr(term, item.name) for item in dataclasses.fields(term)}
    cells = []
    for column in COLUMNS:
        name, _, lang = column.rpartition("_")
        if name in WORDS:
            cells.append(values[name].get(lang, ""))
        else:
            cells.append("|".join(values[column]) if column in LISTS else values[column])
    return cells


def read_imported(folder: Path) -> list[tuple[str, Imported]]:
    """Return the terms of every table of a folder with the place of each (file and row), in order.

    Raises InputError, naming file, row and column, where a table is not as documented.
    """
    found: list[tuple[str, Imported]] = []
    for path in sorted(folder.glob("*.tsv")) if folder.is_dir() else []:
        seen: set[str] = set()
        for number, row in enumerate(read_table(path, COLUMNS), start=2):
            place = f"{path}, row {number}"
            if not row["domain"] or file_name(row["domain"]) != path.name:
                raise InputError(f"{place}, column domain: {row['domain']!r}.", f"the domain of {path.name}")
            if not row["identifier"] or row["identifier"] in seen:
                raise InputError(
                    f"{place}, column identifier: {row['identifier']!r} is empty or stands there twice.",
                    "an identifier of its own on every row",
                )
            seen.add(row["identifier"])
            words = {
                name: {lang: row[f"{name}_{lang}"] for lang in LANGUAGES if row[f"{name}_{lang}"]}
                for name in WORDS
            }
            lists = {name: tuple(filter(None, row[name].split("|"))) for name in LISTS}
            plain = {name: row[name] for name in ("domain", "identifier", "term_id", "source")}
            found.append((f"imported/{path.name}, row {number}", Imported(**plain, **words, **lists)))  # type: ignore[arg-type]
    return found
