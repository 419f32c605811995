"""What a paragraph asks and of whom: operative verbs at its head, and the names that follow them.

The words are those of verbs.tsv and actors.tsv. A name counts as addressed where it stands between the verb
and what is asked ("to …", "de …", "que …"), outside phrases such as "in consultation with …".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from iagkg.files import read_table, shipped
from iagkg.register.group_names import alike

__all__ = ["Asked", "Verb", "actors", "addressed", "codes", "opening_verb", "verbs"]

ADVERBS = {
    "en": r"(?:also|further|furthermore|strongly|again|once again|in addition|deeply|warmly)",
    "fr": r"(?:également|en outre|de nouveau|aussi|vivement|instamment|avec satisfaction)",
    "es": r"(?:también|además|asimismo|nuevamente|encarecidamente|con satisfacción)",
}
AND = {"en": "and", "fr": "et", "es": "(?:y|e)"}
NO_VERB = r"(?!(?:the|that|this|these|those|its|their|a|an|all|any|each|which|such)\b)"
BOUNDARY = {
    "en": re.compile(rf",?\s+to(?=\s*[:,]|\s*$|\s+{NO_VERB}\w)"),
    "fr": re.compile(
        r",?\s+(?:(?:à|de)(?=\s*[:,]|\s*$|\s+(?:(?:ne pas|y|en|se|s’|les?|la|leur)\s*)?\w+(?:er|ir|oir|re)\b)"
        r"|(?=d’\w+(?:er|ir|oir|re)\b))"
    ),
    "es": re.compile(r",?\s+(?:a\s+|de\s+)?que(?=\W|$)"),
}
ASIDE = {
    "en": r"(?:in (?:close )?(?:collaboration|consultation|cooperation|coordination|partnership) with"
    r"|with the (?:support|advice|assistance|guidance|help) of|together with|drawing (?:up)?on|subject to"
    r"|building on|based on|taking into account|through|including|within|under the guidance of)",
    "fr": r"(?:en (?:étroite )?(?:collaboration|consultation|coopération|coordination|partenariat) avec"
    r"|avec (?:l’appui|le concours|l’aide|les conseils|le soutien) d|sous réserve|en tenant compte|y compris"
    r"|sur la base|conformément|par l’intermédiaire|dans le cadre)",
    "es": r"(?:en (?:estrecha )?(?:colaboración|consulta|cooperación|coordinación) con"
    r"|con (?:el apoyo|el asesoramiento|la asistencia|la ayuda) d|con sujeción|teniendo en cuenta|incluid"
    r"|sobre la base|de conformidad|por conducto|en el marco)",
}
LONGEST_SPAN = 600


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb found in a text: its code, the words as printed, where they end; asks, acts or preamble."""

    code: str
    words: str
    end: int
    form: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One name of those addressed: code and words as printed."""

    code: str
    words: str


@cache
def codes(table: str) -> tuple[str, ...]:
    """Return the codes of the table `verbs` or `actors`, sorted."""
    rows = read_table(shipped("data", "register", f"{table}.tsv"), ("code",))
    return tuple(sorted({row["code"] for row in rows}, key=lambda code: (code.lower(), code)))


@cache
def _verb_words(lang: str) -> tuple[dict[str, tuple[str, str]], str]:
    rows = read_table(shipped("data", "register", "verbs.tsv"), ("code", "lang", "words", "form"))
    known = {alike(row["words"]).lower(): (row["code"], row["form"]) for row in rows if row["lang"] == lang}
    return known, "|".join(re.escape(words) for words in sorted(known, key=len, reverse=True))


def opening_verb(text: str, lang: str) -> Verb | None:
    """Return the verb a paragraph begins with ("Also requests", "Rappelant"), None without one."""
    known, words = _verb_words(lang)
    adverbs = ADVERBS.get(lang, "(?!)")
    pattern = rf"(?:{adverbs},?\s+)*(?P<verb>{words})(?!\w)(?:,?\s+{adverbs}(?!\w))*"
    found = re.match(pattern, alike(text), re.IGNORECASE)
    if not words or found is None:
        return None
    code, form = known[found["verb"].lower()]
    return Verb(code, text[: found.end()], found.end(), form)


def verbs(text: str, lang: str) -> tuple[Verb, ...]:
    """Return the verb at the head of a paragraph and those that ask after an "and"."""
    first = opening_verb(text, lang)
    if first is None or first.form == "preamble":
        return (first,) if first else ()
    known, words = _verb_words(lang)
    adverbs = ADVERBS[lang]
    pattern = rf"[,;]?\s{AND[lang]}\s(?P<all>(?:{adverbs}\s)*(?P<verb>{words})(?:\s{adverbs})*)(?!\w)"
    found = [first]
    for match in re.finditer(pattern, alike(text)):
        code, form = known[match["verb"].lower()]
        if form == "asks" and match.start() >= first.end:
            found.append(Verb(code, text[slice(*match.span("all"))], match.end(), form))
    return tuple(found)


def addressed(text: str, verb: Verb, lang: str) -> Iterator[tuple[int, int]]:
    """Give the spans of a text in which those stand whom a verb asks."""
    plain = alike(text)
    stop = min(len(text), verb.end + LONGEST_SPAN)
    start = verb.end
    aside = re.compile(ASIDE[lang], re.IGNORECASE)
    boundary = BOUNDARY[lang].search(plain, verb.end, stop)
    phrase = aside.search(plain, start, stop)
    while phrase is not None and (boundary is None or phrase.start() < boundary.start()):
        yield start, phrase.start()
        comma = plain.find(",", phrase.end(), stop)
        boundary = BOUNDARY[lang].search(plain, phrase.end(), stop)
        ends = [place for place in (comma, boundary.start() if boundary else -1) if place >= 0]
        if not ends:
            return
        start = min(ends)
        boundary = BOUNDARY[lang].search(plain, start, stop)
        phrase = aside.search(plain, start, stop)
    yield start, boundary.start() if boundary else stop


@cache
def _actor_words(lang: str) -> tuple[dict[str, str], re.Pattern[str]]:
    rows = read_table(shipped("data", "register", "actors.tsv"), ("code", "lang", "words", "group"))
    known: dict[str, str] = {}
    for row in rows:
        if row["lang"] == lang:
            words = alike(row["words"])
            known.setdefault(words, row["code"])
            known.setdefault(words[0].upper() + words[1:], row["code"])
    names = "|".join(re.escape(words) for words in sorted(known, key=len, reverse=True))
    return known, re.compile(rf"(?<!\w)(?:{names})(?!\w)") if names else re.compile("(?!)")


def actors(text: str, spans: list[tuple[int, int]], lang: str) -> tuple[Asked, ...]:
    """Return those named in spans of a text, each code once, in the order of the text."""
    known, pattern = _actor_words(lang)
    plain, found = alike(text), dict[str, Asked]()
    for start, end in spans:
        for match in pattern.finditer(plain, start, end):
            code = known[match[0]]
            found.setdefault(code, Asked(code, text[slice(*match.span())]))
    return tuple(found.values())
