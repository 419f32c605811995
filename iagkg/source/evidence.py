"""What the cells of a column are like: numbers, citations, periods, whatever its heading says."""

from collections.abc import Sequence

from iagkg.source.enumerator import is_enumerator
from iagkg.source.parsed import cited, dated

__all__ = ["are_numbers", "citation_share", "period_share"]

SAMPLE = 40
"""Cells of a column looked at."""
LONGEST = 400
"""Characters; a longer cell is prose that may cite or date something, and is no mandate or timeline."""


def are_numbers(texts: Sequence[str]) -> bool:
    """Tell whether all cells hold a number or letter and nothing else."""
    return bool(texts) and all(map(is_enumerator, texts))


def _sample(texts: Sequence[str]) -> Sequence[str]:
    if len(texts) <= SAMPLE:
        return texts
    step = len(texts) // SAMPLE
    return texts[::step][:SAMPLE]


def citation_share(texts: Sequence[str]) -> float:
    """Return which part of the cells are citations: something is cited and little else is said."""
    from iagkg.citation import unread  # noqa: PLC0415

    sample = _sample(texts)
    count = 0
    for text in sample:
        if len(text) > LONGEST:
            continue
        citations = [one for one in cited(text).citations if one.type != "unresolved"]
        rest = sum(map(len, unread(text, citations))) if citations else len(text)
        count += bool(citations) and rest * 2 < len(text)
    return count / len(sample) if sample else 0.0


def period_share(texts: Sequence[str]) -> float:
    """Return which part of the cells are periods, dates or sessions."""
    sample = _sample(texts)
    count = 0
    for text in sample:
        if len(text) > LONGEST // 2:
            continue
        period = dated(text)
        read = period.start or period.end or period.anchors or period.open_ended
        count += bool(read) and not any(problem.code == "not-read" for problem in period.problems)
    return count / len(sample) if sample else 0.0
