"""Percentages of coverage: only of decisions known in full, and never without what they are of.

Counted are the paragraphs that the query marks (`in_share`): they ask or consult the group, their decision is
known in full, and they do not only open a list of such subparagraphs. Cited counts what a task cites itself,
and what has all its known subparagraphs cited; in part, and through what contains it, are told beside.
"""

from collections.abc import Iterable, Mapping

from iagkg.wording import say

__all__ = ["share_words", "total_words"]

Row = Mapping[str, str]


def share_words(places: Iterable[Row], completeness: str, lang: str) -> str:
    """Return the percentage of one decision in words, or why there is none."""
    if completeness != "complete":
        return say("coverage.percent-partial", lang) + "."
    counted = [row["coverage"] for row in places if row["in_share"] == "true"]
    return (_words(counted, lang) if counted else say("coverage.percent-none", lang)) + "."


def total_words(places: Iterable[Row], lang: str) -> list[str]:
    """Return the percentage of all decisions known in full; nothing where fewer than two of them count."""
    counted = [row for row in places if row["in_share"] == "true"]
    if len({row["in_decision"] for row in counted}) < 2:
        return []
    words = _words([row["coverage"] for row in counted], lang)
    return [say("coverage.percent-all", lang, words=words) + "."]


def _words(classes: list[str], lang: str) -> str:
    cited = classes.count("direct") + classes.count("parts-all")
    percent = f"{100 * cited / len(classes):.1f}".removesuffix(".0")
    parts = [
        say(
            "coverage.percent",
            lang,
            cited=cited,
            count=len(classes),
            percent=percent if lang == "en" else percent.replace(".", ","),
        )
    ]
    if count := classes.count("parts-some"):
        parts.append(say("coverage.percent-in-part", lang, count=count))
    if count := classes.count("whole"):
        parts.append(say("coverage.percent-through", lang, count=count))
    return "; ".join(parts)
