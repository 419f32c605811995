"""Import a thesaurus file: what is new, what differs, and the tables that hold it."""

import contextlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from iagkg.errors import InputError
from iagkg.files import write_whole
from iagkg.problem import Problem
from iagkg.vocabulary.imported import Imported, as_bytes, file_name, read_imported
from iagkg.vocabulary.merging import Conflict, conflicts, with_imported
from iagkg.vocabulary.terms import Find, read_shipped
from iagkg.vocabulary.thesaurus_json import read_thesaurus

__all__ = ["Counts", "Imports", "import_thesaurus"]


@dataclass(frozen=True, slots=True)
class Counts:
    """What happens to the table of one domain; `kept` are terms of an earlier import not in this file."""

    domain: str
    file: str
    new: int
    changed: int
    same: int
    kept: int


@dataclass(frozen=True, slots=True)
class Imports:
    """The outcome of an import; `superseded` are inferred broader links that the file replaces."""

    domains: tuple[Counts, ...]
    conflicts: tuple[Conflict, ...]
    problems: tuple[Problem, ...]
    unknown_fields: dict[str, int]
    copies: int
    mended: int
    superseded: tuple[str, ...]


def import_thesaurus(
    file: Path, find: Find, folder: Path, domain: str = "", *, dry_run: bool = False
) -> Imports:
    """Read a thesaurus file and write one table a domain to `folder`: all of them, or none.

    Terms of an earlier import stay, those of the file take the place of their earlier rows. Labels of the
    hand-kept tables are never overwritten: where the file has others, that is a conflict. With `dry_run`
    nothing is written. Raises InputError where the file or a table cannot be read.
    """
    shipped = read_shipped(find)
    reading = read_thesaurus(file, shipped, domain)
    earlier = {(term.domain, term.identifier): term for _, term in read_imported(folder)}
    together = earlier | {(term.domain, term.identifier): term for term in reading.terms}
    domains = sorted({term.domain for term in reading.terms})
    counts = tuple(_count(name, reading.terms, earlier) for name in domains)
    if not dry_run:
        _write(folder, {name: [t for t in together.values() if t.domain == name] for name in domains})
    merged = with_imported(shipped, [("", term) for term in together.values()])
    return Imports(
        counts,
        tuple(conflicts(shipped, reading.terms)),
        tuple(reading.problems),
        dict(sorted(reading.unknown.items())),
        reading.copies,
        reading.mended,
        merged.superseded,
    )


def _count(domain: str, terms: Iterable[Imported], earlier: dict[tuple[str, str], Imported]) -> Counts:
    counted: Counter[str] = Counter()
    here = [term for term in terms if term.domain == domain]
    for term in here:
        before = earlier.get((domain, term.identifier))
        counted["new" if before is None else "same" if before == term else "changed"] += 1
    names = {term.identifier for term in here}
    kept = sum(1 for of_domain, name in earlier if of_domain == domain and name not in names)
    return Counts(domain, file_name(domain), counted["new"], counted["changed"], counted["same"], kept)


def _write(folder: Path, tables: dict[str, list[Imported]]) -> None:
    """Write every table beside its place before the first one is put there."""
    try:
        with contextlib.ExitStack() as stack:
            for domain, terms in tables.items():
                temporary = stack.enter_context(write_whole(folder / file_name(domain)))
                temporary.write_bytes(as_bytes(terms))
    except OSError as error:
        raise InputError(
            f"{folder}: cannot be written: {error.strerror}.", "a folder that you may write to"
        ) from error
