"""Words by which a published decision shows what it is: head, day, language, clauses, annexes, goals."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from iagkg.files import read_table, shipped

__all__ = [
    "AnnexHeading",
    "annex_heading",
    "element",
    "is_enacting",
    "is_page_line",
    "language",
    "number_and_title",
    "opens_preamble",
    "printed_day",
    "symbol",
]

SYMBOL = re.compile(r"\b(?:UNEP/)?CBD/[A-Z0-9]+(?:/[A-Z0-9]+){1,5}(?:/(?:Rev|Add|Corr|Amend)\.\d+)*")
NUMBER = re.compile(
    r"(?:(?:Decision|Décision|Decisión)\s+|(?:DECISION|DÉCISION|DECISIÓN)\s+)?"
    r"(?P<number>(?:(?:BS|CP|NP|EM)-)?(?:[IVXL]+|\d{1,2})/\d{1,2})(?:[.:]|\s*[–—-]|$)?\s*(?P<title>.*)$"
)
ENACTING = re.compile(
    r"(?:The Conference of the Parties|La Conférence des Parties|La Conferencia de las Partes)\b"
    r"(?P<rest>[^.;]{0,220})$"
)
ANNEX = re.compile(
    r"(?P<word>Annex|ANNEX|Annexe|ANNEXE|Anexo|ANEXO|Appendix|APPENDIX|Appendice|APPENDICE|Apéndice|APÉNDICE)"
    r"(?:\s+(?P<number>[IVXL]{1,6}|[A-Z]|\d{1,2}))?(?P<after>\s*[.:–—-]\s*|\s+|$)(?P<title>.*)$"
)
ELEMENT = re.compile(
    r"(?i:goal|objective|outcome|(?:programme )?element|target|strategic action|action|activity|phase"
    r"|component|but|objectif|résultat|élément|cible|activité|composante|objetivo|meta|elemento|resultado|actividad"
    r"|componente)\s+(?:[A-Z]|[IVXL]{1,5}|\d{1,2}(?:\.\d{1,2}|\.[A-Z])*)(?![\w])"
)
PAGE = re.compile(
    r"(?:(?:Page|Página|page)\s*)?[-–—/ ]*\d{1,3}[-–—/ ]*(?:(?:of|de|sur)\s*\d{1,3})?$|/(?:\.{3}|…)$"
)
MONTHS = (
    *("january janvier enero", "february février febrero", "march mars marzo", "april avril abril"),
    *("may mai mayo", "june juin junio", "july juillet julio", "august août agosto"),
    *("september septembre septiembre", "october octobre octubre", "november novembre noviembre"),
    "december décembre diciembre",
)
DAY = re.compile(
    r"(?:^|(?:Distr\.?:?\s*|GENERAL|General|LIMITED|Limited|GÉNÉRALE|Générale|LIMITÉE|Limitée)\s*)"
    rf"(?P<day>\d{{1,2}})(?:er)?\s+(?:de\s+)?(?P<month>{'|'.join(MONTHS).replace(' ', '|')})\s+(?:de\s+)?"
    r"(?P<year>(?:19|20)\d\d)(?![\w])\s*(?:$|Original|ORIGINAL|English|ENGLISH|[|/])",
    re.IGNORECASE,
)
"""The day of a document: alone on its line or in its cell, never the end of "21 October–1 November 2024"."""
STOP_WORDS = {
    "en": frozenset(["the", "of", "and", "to", "with", "by", "for", "its", "that", "which", "on", "from"]),
    "fr": frozenset(
        ["les", "des", "du", "et", "aux", "dans", "pour", "une", "sur", "au", "leur", "avec", "qui"]
    ),
    "es": frozenset(["los", "las", "del", "y", "el", "para", "una", "por", "con", "al", "su", "sobre"]),
}
SCRIPTS = {
    "ru": re.compile("[\u0400-\u04ff]"),
    "ar": re.compile("[\u0600-\u06ff]"),
    "zh": re.compile("[\u4e00-\u9fff]"),
}
ENOUGH = 5
DIFFERENT = 3
"""So many words tell a language, so many of them different; an opening verb counts for three."""
LONGEST = 200
ROMANS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


@dataclass(frozen=True, slots=True)
class AnnexHeading:
    """The heading of an annex or appendix: number as the citations have it, number as printed, title."""

    number: str
    printed: str
    title: str
    appendix: bool


def annex_heading(text: str, looks: bool) -> AnnexHeading | None:
    """Return what the heading of an annex says; None for a sentence that begins with the word.

    `looks` tells that the line looks like a heading. An arabic number is given in roman, as in citations.
    """
    found = ANNEX.match(text)
    if found is None or len(text) > LONGEST:
        return None
    title, marked = found["title"].strip(), bool(found["after"].strip(" "))
    if title and not (marked or (looks and found["number"])):
        return None
    printed = found["number"] or ""
    number = printed or "unnumbered"
    if printed.isdecimal():
        number = ROMANS[int(printed)] if 0 < int(printed) < len(ROMANS) else printed
    appendix = found["word"].lower().startswith(("app", "apé"))
    return AnnexHeading(
        number, text[: found.end("number") if printed else found.end("word")], title, appendix
    )


def symbol(text: str) -> str:
    """Return the first document symbol in a text, "" without one."""
    found = SYMBOL.search(text)
    return found[0] if found else ""


def is_page_line(text: str) -> bool:
    """Tell whether a line is what stands on every page: the symbol, "Page 2", "/…"."""
    return SYMBOL.fullmatch(text) is not None or PAGE.match(text) is not None


def number_and_title(text: str) -> tuple[str, str] | None:
    """Return number and title of a head such as "16/9. Title" or "Decision 16/9", None for other words."""
    found = NUMBER.match(text)
    return (found["number"], found["title"].strip()) if found else None


def is_enacting(text: str) -> bool:
    """Tell whether a line is the clause "The Conference of the Parties," that opens a decision."""
    found = ENACTING.match(text)
    return found is not None and (
        not found["rest"].strip(" ,") or (text.endswith((",", ":")) and len(text) < 240)
    )


def element(text: str) -> bool:
    """Tell whether a line begins with the name of a goal or programme element ("Goal 2.3", "Objectif A")."""
    return text[:1].isupper() and ELEMENT.match(text) is not None


@cache
def _preambles() -> re.Pattern[str]:
    rows = read_table(shipped("data", "register", "verbs.tsv"), ("words", "form"))
    words = sorted({row["words"] for row in rows if row["form"] == "preamble"}, key=len, reverse=True)
    adverbs = r"(?:(?:also|further|furthermore|deeply|également|en outre|aussi|también|asimismo|además)\s+)*"
    return re.compile(rf"{adverbs}(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


def opens_preamble(text: str) -> bool:
    """Tell whether a text begins as the paragraphs of a preamble do ("Recalling …")."""
    return _preambles().match(text.replace("'", "’")) is not None


def printed_day(lines: Iterable[str]) -> str:
    """Return the day that the head of a document bears (2026-10-30), "" without one or with several."""
    days = set()
    for line in lines:
        for cell in line.split("|"):
            found = DAY.search(cell.strip())
            if found is None:
                continue
            month = next(n for n, names in enumerate(MONTHS, 1) if found["month"].lower() in names.split())
            try:
                days.add(dt.date(int(found["year"]), month, int(found["day"])).isoformat())
            except ValueError:
                continue
    return days.pop() if len(days) == 1 else ""


@cache
def _opening_words() -> dict[str, re.Pattern[str]]:
    rows = read_table(shipped("data", "register", "verbs.tsv"), ("lang", "words"))
    known: dict[str, set[str]] = {lang: set() for lang in STOP_WORDS}
    for row in rows:
        known[row["lang"]].add(row["words"])
    own = {
        lang: words - {word for other, more in known.items() if other != lang for word in more}
        for lang, words in known.items()
    }
    return {
        lang: re.compile(rf"(?:{'|'.join(map(re.escape, sorted(words)))})(?!\w)", re.IGNORECASE)
        for lang, words in own.items()
    }


def language(texts: Iterable[str]) -> str:
    """Return the language of the texts of a decision, "" where their words do not tell it.

    Told by script, or by frequent words and the verbs that open paragraphs: the first language has twice as
    many as the next.
    """
    count: Counter[str] = Counter()
    seen: dict[str, set[str]] = {lang: set() for lang in STOP_WORDS}
    letters = 0
    for text in texts:
        words = re.findall(r"[^\W\d_]+", text.lower())
        letters += sum(map(len, words))
        for lang, script in SCRIPTS.items():
            count[lang] += len(script.findall(text))
        for lang, stops in STOP_WORDS.items():
            stopped = [word for word in words if word in stops]
            verb = _opening_words()[lang].match(text.replace("'", "’"))
            count[lang] += len(stopped) + (3 if verb else 0)
            seen[lang].update(stopped, [verb[0].lower()] if verb else [])
    for lang in SCRIPTS:
        if count.pop(lang, 0) * 2 > letters:
            return lang
    (first, most), (_, second) = [*count.most_common(2), ("", 0), ("", 0)][:2]
    enough = most >= ENOUGH and len(seen.get(first, ())) >= DIFFERENT
    return first if enough and most >= 2 * second else ""
