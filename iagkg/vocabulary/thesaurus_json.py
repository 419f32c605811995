"""Read the thesaurus JSON of the clearing-house: lists of terms, domains with their terms, index answers.

Shapes (read from public repositories of the Secretariat: the thesaurus service answers
`/domains/DOMAIN/terms?relations=` with a list of terms, whose relations are lists of identifiers):
a list of terms; one term; `{"identifier": DOMAIN, "terms": [...]}`; `{DOMAIN: [...], ...}`; an answer of the
search index, `{"response": {"docs": [...]}}`, with fields such as `title_EN_t`. Terms that say no domain are
of the one given, else of the one domain to which those of their
identifiers belong that are known.
"""

import json
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from iagkg.errors import InputError
from iagkg.problem import Problem, Severity
from iagkg.vocabulary.imported import Imported, file_name
from iagkg.vocabulary.model import LANGUAGES, Vocabulary

__all__ = ["Reading", "read_thesaurus"]

_TEXTS = {
    "title": "title",
    "shortTitle": "short_title",
    "description": "description",
    "longDescription": "long_description",
}
_LISTS = {
    "broaderTerms": "broader",
    "narrowerTerms": "narrower",
    "relatedTerms": "related",
    "nonPreferedTerms": "non_preferred",  # spelled so by the service
    "nonPreferredTerms": "non_preferred",
}
_SUFFIX = re.compile(r"_(?:s|ss|t|txt|i|is|b|dt)$")
_OF_LANGUAGE = re.compile(r"^([A-Za-z]+)_([A-Za-z]{2})$")
_LONGEST = 200


@dataclass
class Reading:
    """What a file held: terms in order, what was odd, and what was left out, counted."""

    terms: list[Imported] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unknown: Counter[str] = field(default_factory=Counter)
    """Fields that are not read, with how often they stand there."""
    copies: int = 0
    """Texts of another language that repeat the English one: no translations, left out."""
    mended: int = 0
    """Texts whose blanks or forms of letters were mended."""

    def say(
        self, severity: Severity, code: str, message: str, found: object = "", expected: str = ""
    ) -> None:
        """Note something odd."""
        self.problems.append(Problem(severity, code, message, str(found)[:_LONGEST], expected))


def read_thesaurus(file: Path, known: Vocabulary, domain: str = "") -> Reading:
    """Return the terms of a thesaurus file, sorted by domain and identifier.

    Raises InputError where it is no JSON, or no thesaurus, or where terms say no domain and none was given
    and none can be told from their identifiers.
    """
    try:
        value = json.loads(file.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise InputError(f"{file}: cannot be read: {error.strerror}.", "a file that you may read") from error
    except (ValueError, RecursionError) as error:
        why = str(error)[:100]
        raise InputError(f"{file}: not JSON that can be read: {why}", "a thesaurus file in JSON") from error
    reading = Reading()
    found = list(_objects(value, reading))
    if not found:
        raise InputError(
            f"{file}: no term of a thesaurus in it.",
            "a list of terms with identifier and title, as the thesaurus service of the CHM gives it",
            "a record of the CHM is not a thesaurus.",
        )
    terms: dict[tuple[str, str], Imported] = {}
    open_ones: list[Imported] = []
    for of_domain, item in found:
        term = _term(item, of_domain, reading)
        if term is not None and not term.domain and not domain:
            open_ones.append(term)
        elif term is not None:
            _add(terms, _in_domain(term, term.domain or domain), reading)
    told = _told_by_identifiers(file, open_ones, known) if open_ones else ""
    for term in open_ones:
        _add(terms, _in_domain(term, told), reading)
    reading.terms = [terms[key] for key in sorted(terms)]
    for name in {term.domain for term in reading.terms}:
        file_name(name)
    return reading


def _objects(value: Any, reading: Reading) -> list[tuple[str, dict[str, Any]]]:
    """Return every term object with the domain that its container names, without recursion."""
    found: list[tuple[str, dict[str, Any]]] = []
    waiting: list[tuple[str, Any]] = [("", value)]
    while waiting:
        domain, item = waiting.pop()
        if isinstance(item, list):
            waiting.extend((domain, each) for each in reversed(item))
        elif not isinstance(item, dict):
            reading.say("error", "not-a-term", "Something in the list is no term; it was left out.", item)
        elif isinstance(inner := item.get("response"), dict) and isinstance(inner.get("docs"), list):
            waiting.append((domain, inner["docs"]))
        elif isinstance(item.get("terms"), list):
            named = next(
                (item[k] for k in ("domain", "identifier", "name") if isinstance(item.get(k), str)), ""
            )
            waiting.append((named or domain, item["terms"]))
        elif any(key in item for key in ("identifier", "termId", "identifier_s", "termId_i")):
            found.append((domain, item))
            for name in _LISTS:
                nested = item.get(name)
                waiting.extend(
                    (domain, each)
                    for each in (nested if isinstance(nested, list) else ())
                    if isinstance(each, dict) and ("title" in each or "name" in each)
                )
        elif "header" not in item and item and all(_is_list_of_objects(each) for each in item.values()):
            waiting.extend((_identifier(name), each) for name, each in reversed(item.items()))
        else:
            reading.say(
                "error", "not-a-term", "An object without an identifier was left out.", sorted(item)[:9]
            )
    return found


def _is_list_of_objects(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, dict) for each in value)


def _term(item: dict[str, Any], domain: str, reading: Reading) -> Imported | None:
    values = dict(_without_suffixes(item)) if "identifier" not in item else item
    identifier = _identifier(values.get("identifier"))
    if not identifier:
        reading.say(
            "error", "no-identifier", "A term without a usable identifier was left out.",
            values.get("identifier", values.get("termId", "")), "up to 200 letters, digits and signs, no |",
        )  # fmt: skip
        return None
    draft = _Draft(domain)
    for key, value in values.items():
        if value is not None and key != "identifier":
            _read_field(draft, key, value, identifier, reading)
    title = draft.words["title"]
    if draft.name and title.setdefault("en", draft.name) != draft.name:
        message = f"{identifier}: name and title differ; the title was taken."
        reading.say("info", "name-differs", message, draft.name)
    for texts in draft.words.values():
        for lang in [lang for lang in texts if lang != "en" and texts[lang] == texts.get("en")]:
            del texts[lang]
            reading.copies += 1
    lists = {kind: tuple(dict.fromkeys(found)) for kind, found in draft.lists.items()}
    return Imported(
        draft.domain,
        identifier,
        draft.term_id,
        **draft.words,
        source=draft.source,
        broader=lists["broader"],
        narrower=lists["narrower"],
        related=lists["related"],
        non_preferred=lists["non_preferred"],
    )


@dataclass
class _Draft:
    """A term while its fields are read."""

    domain: str
    words: dict[str, dict[str, str]] = field(default_factory=lambda: {name: {} for name in _TEXTS.values()})
    lists: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in _LISTS.values()})
    term_id: str = ""
    source: str = ""
    name: str = ""


def _read_field(draft: _Draft, key: str, value: Any, identifier: str, reading: Reading) -> None:
    if key in _TEXTS:
        draft.words[_TEXTS[key]] |= _words(key, value, identifier, reading)
    elif key in _LISTS:
        draft.lists[_LISTS[key]] += _identifiers(key, value, identifier, reading)
    elif key == "termId" and isinstance(value, int | str) and not isinstance(value, bool):
        draft.term_id = _clean(str(value), reading)
    elif key in ("name", "source") and isinstance(value, str):
        setattr(draft, key, _clean(value, reading))
    elif key in ("domain", "domains"):
        one = value[0] if isinstance(value, list) and len(value) == 1 else value
        draft.domain = _identifier(one) or draft.domain
    else:
        reading.unknown[key[:_LONGEST]] += 1


def _without_suffixes(item: dict[str, Any]) -> list[tuple[str, Any]]:
    """Return the fields of a document of the search index under their plain names, words by language."""
    plain: dict[str, Any] = {}
    for key, value in item.items():
        stem = _SUFFIX.sub("", key)
        match = _OF_LANGUAGE.match(stem)
        if match and match[1] in _TEXTS:
            one = value[0] if isinstance(value, list) and len(value) == 1 else value
            texts = plain.setdefault(match[1], {})
            if isinstance(texts, dict):
                texts[match[2].lower()] = one
        else:
            plain.setdefault(stem if stem in {*_TEXTS, *_LISTS, *_PLAIN} else key, value)
    return list(plain.items())


_PLAIN = {"identifier", "termId", "name", "source", "domain", "domains"}


def _words(key: str, value: Any, identifier: str, reading: Reading) -> dict[str, str]:
    found: dict[str, str] = {}
    for lang, text in ({"en": value} if isinstance(value, str) else value).items() if _texts(value) else ():
        if lang.lower() not in LANGUAGES:
            reading.unknown[f"{key}[{lang[:_LONGEST]}]"] += 1
        elif isinstance(text, str):
            clean = _clean(text, reading)
            found |= {lang.lower(): clean} if clean else {}
        elif text is not None:
            reading.say(
                "error", "not-words", f"{identifier}: {key} in {lang} is no text; it was left out.", text
            )
    if not _texts(value):
        reading.say("error", "not-words", f"{identifier}: {key} is no text; it was left out.", value)
    return found


def _texts(value: Any) -> bool:
    return isinstance(value, str | dict)


def _identifiers(key: str, value: Any, identifier: str, reading: Reading) -> list[str]:
    found = []
    for each in value if isinstance(value, list) else [value]:
        one = _identifier(each.get("identifier") if isinstance(each, dict) else each)
        if one:
            found.append(one)
        else:
            message = f"{identifier}: something in {key} is no identifier; it was left out."
            reading.say("error", "not-an-identifier", message, each)
    return found


def _identifier(value: Any) -> str:
    """Return an identifier, empty where the value cannot be one; nothing in it is changed."""
    if not isinstance(value, str) or not 0 < len(value) <= _LONGEST or value != value.strip():
        return ""
    return value if value.isprintable() and "|" not in value else ""


def _clean(text: str, reading: Reading) -> str:
    """Return a text on one line, in composed letters, without signs that no table can hold."""
    kept = text.encode("utf-8", "replace").decode()  # half a surrogate pair becomes a question mark
    kept = "".join(char if char.isprintable() else " " for char in unicodedata.normalize("NFC", kept))
    clean = " ".join(kept.split())
    reading.mended += clean != text
    return clean


def _in_domain(term: Imported, domain: str) -> Imported:
    return term if term.domain == domain else replace(term, domain=domain)


def _told_by_identifiers(file: Path, terms: list[Imported], known: Vocabulary) -> str:
    names = {name for term in terms for name in (term.identifier, *term.broader, *term.narrower)}
    counts = Counter(found.domain for name in names for found in known.named(name))
    if len(counts) != 1:
        seen = ", ".join(sorted(counts)) or "none that is known"
        raise InputError(
            f"{file}: the terms do not say which domain they are of (their identifiers point to {seen}).",
            "a file of one domain",
            "name the domain with --domain, such as CBD-SUBJECTS.",
        )
    return next(iter(counts))


def _add(terms: dict[tuple[str, str], Imported], term: Imported, reading: Reading) -> None:
    key = (term.domain, term.identifier)
    known = terms.setdefault(key, term)
    if known != term:
        message = f"{term.identifier} stands twice with other values; the first was taken."
        reading.say("error", "doubled", message, term.title.get("en", ""))
