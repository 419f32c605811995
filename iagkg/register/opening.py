"""Words by which a published decision shows its build: head, opening clause, annexes, goals."""

import re
from dataclasses import dataclass
from functools import cache

from iagkg.files import read_table, shipped

__all__ = [
    "AnnexHeading",
    "annex_heading",
    "element",
    "is_enacting",
    "is_page_line",
    "number_and_title",
    "opens_preamble",
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
