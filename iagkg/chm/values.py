"""From a value to what it says: terms, decisions, days, links. Each reader is small and never fails."""

import datetime as dt
import re
from functools import lru_cache

from iagkg.chm.model import Statement, record_iri
from iagkg.citation import decision_iri, exact_iri, parse_citations, provision_iri
from iagkg.citation.model import Citation
from iagkg.names import ID, concept_iri
from iagkg.period import parse_period
from iagkg.register.group_names import mentions
from iagkg.register.tracking_html import plain_text
from iagkg.vocabulary.lookup import Index, Match

__all__ = [
    "Terms",
    "address_of_page",
    "days",
    "decisions_cited",
    "masked",
    "of_another_group",
    "place_in_decision",
    "reference",
    "treaty_code",
    "web_address",
]

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MILLISECONDS = re.compile(r"/Date\((-?[0-9]{1,15})(?:[+-][0-9]{4})?\)/")
_MAIL = re.compile(r"[^\s@<>\"'(),;:\[\]]{1,64}(?:@|%40)[^\s@<>\"'(),;:\[\]]{1,190}\.[A-Za-z]{2,24}\b")
_LEFT_OUT = "[e-mail left out]"
_TIMES_ESCAPED = 3
_WEB = re.compile(r"https?://[^\s<>\"{}|\\^`\ud800-\udfff]{3,2000}", re.IGNORECASE)
_PAGE = re.compile(r"/[A-Za-z0-9][^\s<>\"{}|\\^`\ud800-\udfff]{1,500}")
_NUMBERED = re.compile(r"(?:NTF[- ]?)?([12][0-9]{3}-[0-9]{3})", re.IGNORECASE)
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{2,80}")
_GUID = re.compile(r"[A-Za-z0-9_-]{11,128}(?:@[0-9]{1,9})?")
_COUNTRY = re.compile(r"[a-z]{2,3}")
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{1,198}")
_FAMILIES = ("CBD-SUBJECT-", "GBF-TARGET-", "GBF-GOAL-", "AICHI-TARGET-", "GBF-INDICATOR-")
_DOMAINS = {"CBD-SUBJECT-": "CBD-SUBJECTS", "AICHI-TARGET-": "AICHI-TARGETS"}
_TREATIES = {
    **{"xxvii8": "cbd", "cbd": "cbd", "xxvii8a": "cartagena", "cpb": "cartagena", "cartagena": "cartagena"},
    **{"xxvii8b": "nagoya", "np": "nagoya", "nagoya": "nagoya"},
}
_PREFIX = {"cbd": "", "cartagena": "CP-", "nagoya": "NP-"}
_OTHER_GROUP = re.compile(
    r"\bAHTEG\b|\b(?:(?:ad hoc|informal|open-ended|technical|multidisciplinary|liaison)\s+){0,3}"
    r"(?:advisory|expert)\s+(?:group|committee)s?\b(?:\s+on\s+[\w\s-]{3,60})?",
    re.IGNORECASE,
)
_OURS = re.compile(rf"({re.escape(ID)}decision(?:/[a-z0-9.-]+){{4}})((?:/[a-z0-9.-]+)*)")
_SHORT = 2000
"""Longest text in which decisions, days and groups are looked for: more than any cell met."""


class Terms:
    """The terms of the vocabulary, looked up by identifier."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._found: dict[str, Match | None] = {}

    def match(self, identifier: str) -> Match | None:
        """Return the one term that an identifier means; None where there is none or there are several."""
        if identifier not in self._found:
            matches = self._index.find(identifier) if _KEY.fullmatch(identifier) else []
            self._found[identifier] = matches[0] if len(matches) == 1 else None
        return self._found[identifier]

    def statement(self, identifier: str) -> Statement | None:
        """Return what a subject, target or goal says of its record; None for what is no identifier."""
        match = self.match(identifier)
        if match is not None:
            predicate = {"GBF-TARGETS": "iag:concernsTarget", "GBF-GOALS": "iag:concernsTarget"}.get(
                match.term.domain,
                "dcterms:relation" if match.term.domain == "AICHI-TARGETS" else "dcterms:subject",
            )
            return Statement(predicate, self._index.vocabulary.address(match.term), "iri")
        family = next((head for head in _FAMILIES if identifier.startswith(head)), "")
        domain = _DOMAINS.get(family)
        if domain is None or not _KEY.fullmatch(identifier):
            return None
        predicate = "dcterms:subject" if domain == "CBD-SUBJECTS" else "dcterms:relation"
        return Statement(predicate, concept_iri(domain, identifier), "iri")

    def concept(self, identifier: str) -> str | None:
        """Return the address of a term that is known, None for any other."""
        match = self.match(identifier)
        return None if match is None else self._index.vocabulary.address(match.term)


@lru_cache(maxsize=20_000)
def decisions_cited(words: str) -> tuple[Statement, ...]:
    """Return what a text cites: decisions, and the places in them; nothing is guessed."""
    if len(words) > _SHORT:
        return ()
    found: dict[Statement, None] = {}
    for citation in parse_citations(words).citations:
        for statement in _cited(citation):
            found[statement] = None
    return tuple(found)


def _cited(citation: Citation) -> list[Statement]:
    whole = decision_iri(citation)
    if whole is None:
        return []
    place = exact_iri(citation) or provision_iri(citation)
    found = [
        Statement("iag:refersToDecision", whole, "iri"),
        Statement("iag:ofTreaty", _treaty_of(whole)),
    ]
    if place and place != whole and provision_iri(citation):
        found.append(Statement("iag:refersToProvision", place, "iri"))
    return found


def place_in_decision(address: str) -> tuple[Statement, ...]:
    """Return what an address of ours of a decision, or of a place in one, says; nothing for any other."""
    found = _OURS.fullmatch(address)
    if found is None or len(address) > _SHORT:
        return ()
    whole = Statement("iag:refersToDecision", found[1], "iri")
    treaty = Statement("iag:ofTreaty", _treaty_of(found[1]))
    return (whole, treaty, *((Statement("iag:refersToProvision", address, "iri"),) if found[2] else ()))


def _treaty_of(decision: str) -> str:
    """Return the treaty of a decision by its address: that of the Convention, of a protocol, another."""
    scheme, body = decision.removeprefix(ID).split("/")[1:3]
    return {"cp-mop": "cartagena", "np-mop": "nagoya"}.get(body, scheme) if scheme == "cbd" else scheme


def treaty_code(words: str) -> str:
    """Return the treaty that a code names: cbd, cartagena, nagoya; any other as it stands, small letters."""
    plain = words.strip().lower()
    return _TREATIES.get(plain, plain)


def decision_of_treaty(number: str, treaty: str) -> tuple[Statement, ...]:
    """Return the decision of a number within a treaty of the Convention; nothing for other treaties."""
    prefix = _PREFIX.get(treaty_code(treaty))
    return () if prefix is None else decisions_cited(f"{prefix}{number.strip()}")


@lru_cache(maxsize=20_000)
def days(words: str) -> tuple[dt.date | None, dt.date | None, bool]:
    """Return the first and last day that a text fixes, and whether the text is just that day."""
    if _ISO.fullmatch(words):
        try:
            day = dt.date.fromisoformat(words)
        except ValueError:
            return None, None, False
        return day, day, True
    if match := _MILLISECONDS.fullmatch(words):
        try:
            day = (dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(milliseconds=int(match[1]))).date()
        except (OverflowError, ValueError):
            return None, None, False
        return day, day, False
    if len(words) > _SHORT:
        return None, None, False
    period = parse_period(words)
    return period.first_day, period.last_day, False


def masked(words: str) -> tuple[str, int]:
    """Return a text without e-mail addresses, and how many were taken out.

    An address that markup or entities hide comes out with the markup: what is left then is the plain text.
    """
    if not any(sign in words for sign in ("@", "&", "%40")):
        return words, 0
    words, count = _MAIL.subn(_LEFT_OUT, words)
    plain = words
    for _ in range(_TIMES_ESCAPED):
        if "&" not in plain and not ("<" in plain and "@" in plain):
            break
        plain = plain_text(plain).text
        plain, hidden = _MAIL.subn(_LEFT_OUT, plain)
        if hidden:
            words, count = plain, count + hidden
    return words, count


def web_address(words: str) -> str | None:
    """Return an address of the web, one of cbd.int where only its path is given; None for anything else."""
    plain = words.strip()
    if _WEB.fullmatch(plain):
        return plain
    return f"https://www.cbd.int{plain}" if _PAGE.fullmatch(plain) and not plain.startswith("//") else None


def address_of_page(role: str, words: str) -> str | None:
    """Return the page of a notification or meeting, the record of an activity; None for what is no code."""
    plain = words.strip()
    if role == "notification":
        match = _NUMBERED.fullmatch(plain)
        return f"https://www.cbd.int/notifications/{match[1]}" if match else None
    if not _CODE.fullmatch(plain):
        return None
    return record_iri(plain) if role == "activity" else f"https://www.cbd.int/meetings/{plain}"


def reference(words: str) -> tuple[str, bool] | None:
    """Return the address of a record referred to, and whether a revision was dropped; None if it is none."""
    plain = words.strip()
    if not _GUID.fullmatch(plain):
        return None
    identifier, pinned, _ = plain.partition("@")
    return record_iri(identifier), bool(pinned)


def country(words: str) -> str | None:
    """Return the address of a country or region by its identifier."""
    if _COUNTRY.fullmatch(words):
        return concept_iri("COUNTRIES", words)
    return concept_iri("REGIONS", words) if _GUID.fullmatch(words) and "@" not in words else None


def of_another_group(words: str) -> str:
    """Return the words that name another advisory or expert group; empty where none, or ours, is named."""
    text = words[:_SHORT]
    match = _OTHER_GROUP.search(text)
    if match is None:
        return ""
    ours = mentions(text)
    if any(mention.certain for mention in ours):
        return ""
    named = " ".join(match.group().split())
    bare = any(mention.start < match.end() and match.start() < mention.end for mention in ours)
    return "" if bare else named
