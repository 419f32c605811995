"""Find terms by what people write: an identifier in nearly any spelling, or words of a label."""

import difflib
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Literal

from iagkg.vocabulary.model import Term, Vocabulary

__all__ = ["Index", "Match", "folded"]

How = Literal["exact", "former", "spelling"]

_NUMBER = re.compile(r"(?<![0-9])0+(?=[0-9])")
_SEPARATORS = re.compile(r"[\s_]+")
_NUMBERED = re.compile(r"(?P<head>[a-z-]+)-(?P<number>[0-9]+)")
_HEADED = re.compile(r"(?:cbd-subject|gbf-target|aichi-target|sustainable-development-goal)-(?P<tail>.+)")
_TARGET = re.compile(r"t([0-9]+)")
_WORD = re.compile(r"\w+")
_LEAST = 0.62
_MOST_LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class Match:
    """A term and how it was found: `exact`, by a `former` identifier, or by another `spelling`."""

    term: Term
    how: How


@cache
def folded(text: str) -> str:
    """Return text without capitals, accents and double blanks, for comparing words."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return " ".join("".join(char for char in plain if not unicodedata.combining(char)).split())


def _spelling(identifier: str) -> str:
    """Return an identifier without capitals, with numbers unpadded and blanks or underscores as hyphens."""
    return _NUMBER.sub("", _SEPARATORS.sub("-", identifier.strip().casefold()))


class Index:
    """The terms of a vocabulary, ready to be looked up many times."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._former: dict[str, list[Term]] = defaultdict(list)
        self._spelling: dict[str, list[Term]] = defaultdict(list)
        for term in vocabulary.terms:
            self._spelling[_spelling(term.identifier)].append(term)
            for older in term.formerly:
                self._former[_spelling(older)].append(term)
        self._words = [
            (term, [folded(label.text) for label in term.labels if label.role != "definition"])
            for term in vocabulary.terms
        ]
        self._short: dict[str, list[Term]] = defaultdict(list)
        self._series: dict[tuple[str, str], list[Term]] = defaultdict(list)
        for term in vocabulary.terms:
            if match := _HEADED.fullmatch(_spelling(term.identifier)):
                self._short[match["tail"]].append(term)
            if match := _NUMBERED.fullmatch(_spelling(term.identifier)):
                self._series[term.domain, match["head"]].append(term)
        self._suggested: dict[tuple[str, str], tuple[Term, ...]] = {}

    def find(self, given: str, domain: str = "") -> list[Match]:
        """Return the terms that an identifier means: as written, else as once written, else nearly so.

        Capitals, padding of numbers (`AICHI-TARGET-6`) and underscores are not minded in the last two.
        """
        exact = self.vocabulary.named(given, domain)
        if exact:
            return [Match(term, "exact") for term in exact]
        key = _spelling(given)
        steps: tuple[tuple[How, dict[str, list[Term]]], ...] = (
            ("former", self._former),
            ("spelling", self._spelling),
        )
        for how, table in steps:
            found = [term for term in table.get(key, ()) if domain in ("", term.domain)]
            if found:
                return [Match(term, how) for term in found]
        return []

    def short(self, given: str, domain: str = "") -> list[Term]:
        """Return the terms whose identifier ends so after that of its list: `KM`, `21`; of targets `T21`."""
        key = _spelling(given)
        target = _TARGET.fullmatch(key)
        found = self._short.get(target[1] if target else key, ())
        among = [term for term in found if not target or term.domain == "GBF-TARGETS"]
        return [term for term in among if domain in ("", term.domain)]

    def meant(self, given: str, domain: str = "") -> tuple[Term, ...]:
        """Return the terms that may be meant by what no term is named: by a label, a short form, likeness.

        What is likely is not mixed with what is less so.
        """
        exact = self.labelled(given, domain) or self.short(given, domain)
        return tuple(dict.fromkeys(exact)) or self.suggest(given, domain)

    def numbered(self, given: str, domain: str = "") -> tuple[Term, ...]:
        """Return the terms of the numbered list that an identifier with another number belongs to."""
        match = _NUMBERED.fullmatch(_spelling(given))
        for (of, head), terms in self._series.items():
            if match and match["head"] == head and domain in ("", of) and len(terms) > 1:
                return tuple(sorted(terms, key=lambda term: term.identifier))
        return ()

    def labelled(self, words: str, domain: str = "") -> list[Term]:
        """Return the terms of which `words` are a label, in any language and whatever the capitals."""
        sought = folded(words)
        return [term for term, labels in self._words if sought in labels and domain in ("", term.domain)]

    def search(self, words: str, domain: str = "") -> list[Term]:
        """Return the terms with a label (or an identifier) in which every word begins some word."""
        sought = _WORD.findall(folded(words))
        if not sought:
            return []
        return [
            term
            for term, labels in self._words
            if domain in ("", term.domain)
            and any(_begins_all(sought, text) for text in (*labels, folded(term.identifier)))
        ]

    def suggest(self, given: str, domain: str = "", most: int = 3) -> tuple[Term, ...]:
        """Return the terms most like what was written, the best first: by identifier, or by label."""
        key = (given[:_MOST_LOOKED_AT], domain)
        if key not in self._suggested:
            scored = [
                (-self._likeness(key[0], term, labels), term.domain, term.identifier, term)
                for term, labels in self._words
                if domain in ("", term.domain)
            ]
            ranked = sorted((s for s in scored if s[0] <= -_LEAST), key=lambda s: s[:3])
            self._suggested[key] = tuple(score[3] for score in ranked[:most])
        return self._suggested[key]

    @staticmethod
    def _likeness(given: str, term: Term, labels: list[str]) -> float:
        """Return 0 to 1: how alike the identifiers are, or how well the end of one fits a label."""
        one, other = _without_common_head(_spelling(given), _spelling(term.identifier))
        if len(one) > 2 and one != _spelling(given) and any(one in _WORD.findall(label) for label in labels):
            return 0.99
        best = _ratio(one, other)
        words = folded(given)
        return max([best, *(_ratio(words, label) for label in labels)])


def _without_common_head(one: str, other: str) -> tuple[str, str]:
    """Return two identifiers without the segments with which both begin: what tells them apart."""
    first, second = one.split("-"), other.split("-")
    same = 0
    while same < min(len(first), len(second)) - 1 and first[same] == second[same]:
        same += 1
    return "-".join(first[same:]), "-".join(second[same:])


def _begins_all(sought: list[str], text: str) -> bool:
    words = _WORD.findall(text)
    return all(any(word.startswith(start) for word in words) for start in sought)


def _ratio(one: str, other: str) -> float:
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _LEAST <= matcher.quick_ratio() else 0.0
