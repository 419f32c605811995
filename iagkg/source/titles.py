"""What the title of a document and the titles of its workstreams say."""

import re
from functools import cache

from iagkg.source.enumerator import read_enumerator
from iagkg.source.headings import workstream_words

__all__ = ["MAX_HEADING", "is_workstream", "title_period", "title_status", "workstream_title"]

MAX_HEADING = 250
"""Characters; what is longer is a task and no heading."""
NUMBER = r"\d{1,3}(?:\.\d{1,3})*|[A-Z]|[IVXL]{2,8}"
YEAR = r"(?:19|20)\d\d"
RANGE = re.compile(
    rf"(?<![\d/])(?P<first>{YEAR})\s*(?:[-–—‑/−]|to|and|until|through|à|et|jusqu[’']en|al?|y|hasta)\s*(?:end\s)?"
    rf"(?P<last>{YEAR}|\d\d)(?![\d/])",
    re.IGNORECASE,
)
SINGLE = re.compile(rf"(?<![\d/–-]){YEAR}(?![\d/–-])")
NO_PERIOD = re.compile(
    r"(?:\d|january|february|march|april|may|june|july|august|september|october|november|december|adopted|"
    r"adopted in|held in|of|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|"
    r"décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)"
    r"(?:\s+de|,)?\s*$",
    re.IGNORECASE,
)
STATUS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("superseded", re.compile(r"\b(?:superseded|remplacé|sustituido)\b", re.IGNORECASE)),
    (
        "draft",
        re.compile(
            r"\bdraft\b(?!\s+(?:decisions?|guid|recommendations?|text))|\bprojet\s+(?:de|du|d[’'])\s*(?:plan|programme)"
            r"|\bproyecto\s+de(?:l)?\s+(?:plan|programa)|\bborrador\b|\bébauche\b|\bavant-projet\b",
            re.IGNORECASE,
        ),
    ),
    (
        "adopted",
        re.compile(r"\b(?:as adopted|adopted workplan|\(adopted\)|adopté|aprobado|adoptado)", re.IGNORECASE),
    ),
)


@cache
def _worded() -> re.Pattern[str]:
    words = "|".join(
        re.escape(word).replace(r"\ ", r"\s+").replace("’", "[’']")
        for word in sorted(workstream_words(), key=len, reverse=True)
    )
    return re.compile(
        rf"(?:{words})\s*(?:n[o°º]\.?\s*)?(?P<number>(?-i:{NUMBER}))(?:\s*[.:)–—-]+\s*|\s+|$)(?P<title>.*)",
        re.IGNORECASE | re.DOTALL,
    )


@cache
def _unnumbered() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in workstream_words())
    return re.compile(rf"(?:{words})\s*:\s*\S", re.IGNORECASE)


def is_workstream(text: str) -> bool:
    """Tell whether words open as the title of a workstream does ("Goal 1: ...", "Axe de travail 2 : ...")."""
    head = text.strip()[: MAX_HEADING + 1]
    if not head or len(head) > MAX_HEADING:
        return False
    return bool(_worded().match(head) or _unnumbered().match(head))


def workstream_title(text: str) -> tuple[str | None, str | None]:
    """Return number and title of a workstream; each None where it is not printed.

    >>> workstream_title("Workstream 3: Knowledge management")
    ('3', 'Knowledge management')
    """
    words = " ".join(text.split())
    if found := _worded().match(words):
        return found["number"], found["title"].strip() or None
    mark = read_enumerator(words, bare=True)
    if mark is not None:
        return mark.value, words[mark.end :].strip() or None
    return None, words or None


def title_period(title: str) -> tuple[str, ...]:
    """Return the first and last year the title gives; empty where it gives none.

    A single year counts where no month, day or adoption stands before it.
    """
    if found := RANGE.search(title):
        first, last = found["first"], found["last"]
        last = last if len(last) == 4 else first[:2] + last
        return (first, last) if last >= first else ()
    years = [
        match
        for match in SINGLE.finditer(title)
        if not NO_PERIOD.search(title[max(0, match.start() - 20) : match.start()])
    ]
    return (years[0][0], years[0][0]) if len(years) == 1 else ()


def title_status(title: str) -> str | None:
    """Return the standing printed in the title (draft, adopted, superseded), None where none is printed."""
    return next((status for status, pattern in STATUS if pattern.search(title)), None)
