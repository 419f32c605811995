"""A sheet held against what the hand-kept tables of the register say of the same decision."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from iagkg.citation import decision_iri, parse_citations
from iagkg.citation.model import Citation
from iagkg.files import read_table
from iagkg.register.conflicts import Conflict
from iagkg.register.model import PLACE, Loaded

__all__ = ["HandKept", "against_tables"]


@dataclass(frozen=True, slots=True)
class HandKept:
    """Where the two tables lie: `provisions.tsv` and `decisions.tsv`."""

    provisions: Path
    decisions: Path


def against_tables(
    tables: HandKept, decision: Citation, old: Loaded | None, new: Loaded
) -> tuple[Conflict, ...]:
    """Return where a sheet says something else than the tables say of verb, addressee and title.

    Only what somebody saw is compared, and only where nothing was loaded before: what is loaded was held
    against the tables then. The order of codes does not matter, nor do capitals in a title.
    """
    return (*_titles(tables.decisions, decision, old, new), *_places(tables.provisions, decision, old, new))


def _places(path: Path, decision: Citation, old: Loaded | None, new: Loaded) -> Iterator[Conflict]:
    loaded = {item.place: item for item in old.paragraphs} if old else {}
    there = {item.place: item for item in new.paragraphs}
    for row in read_table(path, ("decision", "confidence", "verb", "directed_to")):
        place = tuple(row.get(name, "") for name in PLACE)
        item = there.get(place)
        if item is None or row["confidence"] != "seen" or not _is(row["decision"], decision):
            continue
        for name in ("verb", "directed_to"):
            was, now = row[name], getattr(item, name)
            settled = place in loaded and getattr(loaded[place], name)
            if was and now and not settled and set(was.split("|")) != set(now.split("|")):
                yield Conflict(place, path.name, name, "", was, now)


def _titles(path: Path, decision: Citation, old: Loaded | None, new: Loaded) -> Iterator[Conflict]:
    if old and any(text.title for text in old.texts if text.lang == "en"):
        return
    title = next((text.title for text in new.texts if text.lang == "en" and text.title), "")
    for row in read_table(path, ("decision", "title_en", "title_kind")) if title else ():
        was = " ".join(row["title_en"].split())
        if row["title_kind"] not in {"exact", "given"} or not was or not _is(row["decision"], decision):
            continue
        if was.casefold() != " ".join(title.split()).casefold():
            yield Conflict(("",) * len(PLACE), path.name, "title", "en", was, title)


def _is(words: str, decision: Citation) -> bool:
    found = parse_citations(words).citations
    return len(found) == 1 and decision_iri(found[0]) == decision_iri(decision)
