"""Write a period for people, at its printed precision: "December 2025", never "31 December 2025".

Month names and patterns come from `data/period_words.tsv` (en, fr, es).
"""

from typing import Literal

from iagkg.errors import UsageError
from iagkg.period.model import Period, Precision
from iagkg.period.vocabulary import vocabulary

__all__ = ["bound_words", "words"]


def words(period: Period, lang: str = "en") -> str:
    """Return the period in words of `lang` (en, fr, es), sessions in brackets behind the date.

    What dates alone would say wrongly (several points, "early 2026") stays as printed. Raises UsageError for
    another language. Where the text fixes no date and no session, the words say so.
    """
    unknown = _pattern(lang, "unknown")
    if period.kind == "multi" or period.precision in ("approx", "mixed"):
        return " ".join(period.text.split()) or unknown
    start, end = bound_words(period, "start", lang), bound_words(period, "end", lang)
    anchors = ", ".join(period.anchors)
    dated = _dated(period, start, end, lang)
    if dated and anchors:
        return f"{dated} ({anchors})"
    if dated or anchors:
        return dated or anchors
    name = {"ongoing": "ongoing", "recurring": "recurring", "relative": "relative"}.get(
        period.kind, "unknown"
    )
    return _pattern(lang, name)


def _dated(period: Period, start: str, end: str, lang: str) -> str:
    if start and end:
        if start == end:
            return start
        return _pattern(lang, "interval").format(start=start, end=end)
    if start:
        name = "recurring-from" if period.kind == "recurring" else "onward" if period.open_ended else "from"
        return _pattern(lang, name).format(start=start)
    name = "deadline" if period.kind == "deadline" else "until"
    return _pattern(lang, name).format(end=end) if end else ""


def bound_words(period: Period, side: Literal["start", "end"], lang: str = "en") -> str:
    """Return the start or the end in words, "" where it is not fixed.

    A year is written as a year, a quarter and a half by name, a month as month and year.
    """
    value = period.start if side == "start" else period.end
    return _bound(value, period.precision, lang) if value else ""


def _bound(value: str, precision: Precision, lang: str) -> str:
    figures = [int(part) for part in value.split("-")]
    year, month = figures[0], figures[1]
    if precision == "year":
        return str(year)
    if precision == "quarter":
        return _pattern(lang, "quarter").format(number=(month - 1) // 3 + 1, year=year)
    if precision == "half":
        return _pattern(lang, "half-1" if month <= 6 else "half-2").format(year=year)
    name = vocabulary().months[lang][month - 1] if lang in vocabulary().months else ""
    if len(figures) == 3:
        return _pattern(lang, "day").format(day=figures[2], month=name, year=year)
    return _pattern(lang, "month").format(month=name, year=year)


def _pattern(lang: str, name: str) -> str:
    pattern = vocabulary().patterns.get((lang, name))
    if pattern is None:
        raise UsageError(f"No words in the language {lang}.", "en, fr or es")
    return pattern
