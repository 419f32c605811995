"""Search the texts of tasks, decisions, paragraphs and targets for words.

A thing is found where all words occur in its texts together. Whole words come before beginnings of words,
titles before other texts, then the order of the documents.
"""

import difflib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from iagkg.report.find_model import Hit, Passage
from iagkg.report.find_words import Term, fold, marks, occurrence, tokens
from iagkg.wording import say

__all__ = ["Entry", "Row", "absent", "entries", "near", "reference", "search", "stemmed", "vocabulary"]

Row = dict[str, str]
_RANK = {
    "task": 0, "short-title": 0, "title": 0, "subject": 0,
    "item": 1, "text": 1,
    "mandate": 2, "finding-aid": 3, "reference": 4,
}  # fmt: skip
_LONGEST_MISSPELT = 40
_SHOWN = 5
_SHORTEST_STEM = 6


@dataclass(slots=True)
class Entry:
    """A task with its sub-items, a decision, place or target: its rows, and each text folded."""

    kind: str
    reference: str
    address: str
    rows: list[Row] = field(default_factory=list)
    folded: list[str] = field(default_factory=list)


def entries(rows: Iterable[Row], lang: str) -> list[Entry]:
    """Return what can be found, from the rows of the query texts-to-search, in the order of the documents.

    The reference of each is one of its texts: "16/9 thesaurus" finds what stands in decision 16/9.
    """
    found: dict[str, Entry] = {}
    for row in rows:
        entry = found.get(row["entry"])
        if entry is None:
            entry = found[row["entry"]] = Entry(row["kind"], reference(row, lang), row["entry"])
        entry.rows.append(row)
    for entry in found.values():
        entry.rows.append({"found_in": "reference", "text_language": "", "words": entry.reference})
        entry.folded = [fold(row["words"]) for row in entry.rows]
    return list(found.values())


def reference(row: Row, lang: str) -> str:
    """Return the reference of the thing a text belongs to: a task for its sub-items, a numbered footnote."""
    if row["kind"] == "task":  # the row of a sub-item may come before that of its task
        return row["reference"].partition("/")[0]
    if row["number"]:
        kind = say(f"subdivision.{row['kind']}", lang)
        return f"{row['reference']}, {kind} {row['number']}"
    return row["reference"]


def search(
    sought: Sequence[Term], among: Iterable[Entry], lang: str, limit: int, *, whole: bool = False
) -> tuple[list[Hit], int]:
    """Return up to `limit` entries in which all terms occur, best first, and how many there are.

    With `whole` a term must end where a word does ("target 2" is not in "target 21"). The hits have no other
    side yet.
    """
    ranked = []
    for position, entry in enumerate(among):
        found = _where(sought, entry)
        if found is not None:
            best = _best(found, entry, lang)
            rank = min(_RANK[entry.rows[at]["found_in"]] for at in best)
            prefix = any("whole" not in by_text.values() for by_text in found)
            if whole and prefix:
                continue
            ranked.append(((prefix, rank, position), entry, best))
    ranked.sort(key=lambda item: item[0])
    return [_hit(sought, entry, best, lang) for _, entry, best in ranked[:limit]], len(ranked)


def _where(sought: Sequence[Term], entry: Entry) -> list[dict[int, str]] | None:
    """Return for each term the texts it stands in and how; None where one stands in none."""
    found = []
    for term in sought:
        by_text: dict[int, str] = {
            at: how for at, folded in enumerate(entry.folded) if (how := occurrence(term, folded))
        }
        if not by_text:
            return None
        found.append(by_text)
    return found


def _best(found: list[dict[int, str]], entry: Entry, lang: str) -> list[int]:
    """Return the fewest texts that show all terms: those with the most words first, titles before texts."""
    left = set(range(len(found)))
    chosen = []
    languages = (lang, "en", "")

    def worth(at: int) -> tuple[int, int, int, int, int]:
        shown = [found[term][at] for term in left if at in found[term]]
        tongue = entry.rows[at]["text_language"]
        nearest = languages.index(tongue) if tongue in languages else len(languages)
        return (-len(shown), -shown.count("whole"), _RANK[entry.rows[at]["found_in"]], nearest, at)

    while left:
        at = min({at for term in left for at in found[term]}, key=worth)
        left -= {term for term in left if at in found[term]}
        chosen.append(at)
    return chosen


def _hit(sought: Sequence[Term], entry: Entry, best: Iterable[int], lang: str) -> Hit:
    passages = []
    for at in best:
        row = entry.rows[at]
        own = row.get("reference", "") if row["found_in"] == "item" else ""
        found = marks(sought, row["words"])
        passages.append(Passage(row["found_in"], row["text_language"], row["words"], found, own))
    return Hit(entry.kind, entry.reference, _title(entry, lang), tuple(passages), (), entry.address)


def _title(entry: Entry, lang: str) -> str:
    found = [row for row in entry.rows if row["found_in"] in {"short-title", "title", "subject"}]
    found.sort(key=lambda row: (row["text_language"] != lang, row["text_language"] != "en"))
    return found[0]["words"] if found else ""


def absent(sought: Iterable[Term], among: Iterable[Entry]) -> list[Term]:
    """Return the first few terms that stand nowhere."""
    texts = [folded for entry in among for folded in entry.folded]
    nowhere = (term for term in sought if not any(occurrence(term, folded) for folded in texts))
    return list(islice(nowhere, _SHOWN))


def vocabulary(among: Iterable[Entry]) -> dict[str, str]:
    """Return all words of the texts, folded, each with one way in which it is written."""
    found: dict[str, str] = {}
    for entry in among:
        for row in entry.rows:
            for word in tokens(unicodedata.normalize("NFC", row["words"])):
                found.setdefault(fold(word), word)
    return found


def stemmed(sought: Iterable[Term], among: Sequence[Entry]) -> tuple[Term, ...]:
    """Return the terms with each last word that stands nowhere cut to the stem it shares with words that do.

    "controlled vocabulary" has the stem of "controlled vocabularies". A stem has six letters or more, and at
    most three are cut; empty where nothing is to be cut.
    """
    terms = tuple(sought)
    known: dict[str, str] = {}
    stems = []
    for term in terms:
        word = term.parts[-1]
        stem = ""
        if len(word) > _SHORTEST_STEM and not any(occurrence(term, text) for e in among for text in e.folded):
            known = known or vocabulary(among)
            lengths = range(len(word) - 1, max(_SHORTEST_STEM, len(word) - 3) - 1, -1)
            cut = (word[:length] for length in lengths)
            stem = next((one for one in cut if any(other.startswith(one) for other in known)), "")
        stems.append(Term(term.written, (*term.parts[:-1], stem or word)))
    return tuple(stems) if tuple(stems) != terms else ()


def near(term: Term, known: Mapping[str, str]) -> list[str]:
    """Return up to three words of the texts that are written much like a term of one word."""
    word = term.parts[0]
    if len(term.parts) > 1 or not 3 < len(word) <= _LONGEST_MISSPELT:
        return []
    around = sorted(other for other in known if abs(len(other) - len(word)) <= 2)
    return [known[other] for other in difflib.get_close_matches(word, around, n=3, cutoff=0.75)]
