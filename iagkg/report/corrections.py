"""Corrections that hold, as screens and papers show them: the right words, and those that are printed."""

from collections.abc import Iterable, Mapping

from iagkg.store.terms import Value, lexical
from iagkg.wording import say

__all__ = ["Held", "all_shown", "held", "shown"]

Held = Mapping[tuple[str, str], str]
"""The right words by the reference of a task and what is corrected of it."""


def held(rows: Iterable[Mapping[str, Value]]) -> Held:
    """Return the right words from rows of the query corrections; those to be looked at again are left out."""
    return {
        (lexical(row["ref"]), lexical(row["field"])): lexical(row["corrected"])
        for row in rows
        if row["correction_state"] == "holds"
    }


def shown(right: Held, ref: str, name: str, printed: str, lang: str) -> str:
    """Return printed words, or where they are corrected the right ones with the printed ones beside them."""
    words = right.get((ref, name))
    return printed if words is None else say("corrected.from", lang, right=words, printed=printed or "–")


def all_shown(right: Held, ref: str, printed: Mapping[str, str], lang: str) -> dict[str, str]:
    """Return printed words by what they are of (mandate, period), each as `shown` has it."""
    return {name: shown(right, ref, name, words, lang) for name, words in printed.items()}
