"""What a paragraph asks and of whom: operative verbs at its head, and the names that follow them.

The words are those of verbs.tsv and actors.tsv. A name counts as addressed where it stands between the verb
and what is asked ("to …", "de …", "que …"), outside phrases such as "in consultation with …".
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from iagkg.files import read_table, shipped
from iagkg.register.group_names import alike, mentions

__all__ = [
    "THAT",
    "Address",
    "Asked",
    "Verb",
    "actors",
    "addressed",
    "codes",
    "only_names",
    "opening_verb",
    "verbs",
]

ADVERBS = {
    "en": r"(?:also|further|furthermore|strongly|again|once again|in addition|deeply|warmly)",
    "fr": r"(?:également|en outre|de nouveau|aussi|vivement|instamment|avec satisfaction)",
    "es": r"(?:también|además|asimismo|nuevamente|encarecidamente|con satisfacción)",
}
AND = {"en": "and", "fr": "et", "es": "(?:y|e)"}
NO_VERB = r"(?!(?:the|that|this|these|those|its|their|a|an|all|any|each|which|such)\b)"
INFINITIVE = (
    r"(?!(?:cualquier|primer|tercer|mujer|similar|particular|regular|familiar|auxiliar|titular|lugar|taller)\b)"
    r"\w+(?:[aei]r(?:l[oae]s?|se|les?)?|[áéí]r(?:se|nos|me)l[oae]s?)\b"
)
TO_DO = r"(?=[a-zà-öø-ÿœ])\w*(?:[ei]r|(?:[nu]d|tt|aît|[^ao\W]i|suiv|clu|fai)re)\b"
"""A French infinitive; nouns such as "ministre" and "territoire" are none."""
BOUNDARY = {
    "en": re.compile(rf",?\s+to(?=\s*[:,]|\s*$|\s+{NO_VERB}\w)|\s*:\s*$"),
    "fr": re.compile(
        rf",?\s+(?:(?:à|de)(?=\s*[:,]|\s*$|\s+(?:(?:ne pas|y|en|se|s’|les?|la|leur)\s*)?{TO_DO})"
        rf"|(?=d’{TO_DO}))|\s*:\s*$"
    ),
    "es": re.compile(
        rf",?\s+(?:(?:a\s+|de\s+)?que(?=\W|$)|a(?=\s*[:,]|\s*$)|(?:(?:a|de)\s+)?(?:no\s+)?(?={INFINITIVE}))"
        r"|\s*:\s*$"
    ),
}
THAT = {
    "en": re.compile(r",?\s+that(?!\w)"),
    "fr": re.compile(r",?\s+(?:à ce )?(?:que(?!\w)|qu’)"),
    "es": re.compile(r",?\s+(?:a )?que(?!\w)"),
}
"""A clause after the verb: "Requests that …"."""
ASIDE = {
    "en": r"(?:in (?:close )?(?:collaboration|consultation|cooperation|coordination|partnership|liaison) with"
    r"|with the (?:support|advice|assistance|guidance|help) of|together with|drawing (?:up)?on|subject to"
    r"|building on|based on|taking into account|through|within|under the guidance of)(?!\w)"
    r"|,\s+(?:with|without|as(?! well as)|by|after|before|in(?! particular)|through|upon|on|under|using"
    r"|via|from|at|for|if|where|when|while|within|subject to|based|advised|assisted|supported|guided"
    r"|(?!including)\w+ing)(?!\w)",
    "fr": r"(?:en (?:étroite )?(?:collaboration|consultation|coopération|coordination|partenariat|liaison)"
    r" avec|avec (?:l’appui|le concours|l’aide|les conseils|le soutien) d|sous réserve|en tenant compte"
    r"|sur la base|conformément|par l’intermédiaire|dans le cadre)"
    r"|,\s+(?:avec|sans|après|avant|en(?! particulier)|sur|par|dans|sous|selon|suivant|grâce|afin|si|lorsque"
    r"|dès|compte tenu|suite|comme|pour|\w+ant)(?!\w)"
    r"|,\s+(?:s’il|d’après|lorsqu’|à (?:sa|son|ses|leur|titre|la lumière)\b)",
    "es": r"(?:en (?:estrecha )?(?:colaboración|consulta|cooperación|coordinación|enlace) con"
    r"|con (?:el apoyo|el asesoramiento|la asistencia|la ayuda) d|con sujeción|teniendo en cuenta"
    r"|sobre la base|de conformidad|por conducto|en el marco)"
    r"|,\s+(?:con|sin|tras|después|antes|en(?! particular)|por|mediante|bajo|según|previa|sobre|conforme|como"
    r"|si|cuando|desde|dentro|para|a través|a (?:la luz|su|sus|más)|\w+ndo)(?!\w)",
}
"""Phrases that tell how a body shall act; a name in them is not addressed. After a comma any such phrase."""
LINK = {
    "en": r"the|and|or|as well as|including|in particular|also|both|other|relevant|interested|all",
    "fr": r"les?|la|l’|à|aux?|et|ou|ainsi qu(?:e|’)|y compris|notamment|en particulier|également|tou(?:te)?s"
    r"|autres",
    "es": r"el|las?|los|al?|y|e|o|así como|incluid[oa]s?|en particular|también|tod[oa]s|otr[oa]s",
}
"""What may stand between the names of those addressed."""
WITHIN = {
    "en": r"of|in|for|by|from|on|with|at|under|within|through|to|that|which|who|whose",
    "fr": r"de|des|du|d’|dans|pour|par|sur|avec|en|chez|auprès|qui|dont|que",
    "es": r"de|del|en|para|por|sobre|con|entre|bajo|que|cuy[oa]s?",
}
"""Words after which a name belongs to another: "the participation of Parties"."""
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


@dataclass(frozen=True, slots=True)
class Address:
    """Where those stand whom a verb asks, outside phrases aside.

    `form`: a `list` before what is asked ("Parties to …"); a `clause` ("that Parties …"); an `object`, where
    the text does not tell where the names end.
    """

    spans: tuple[tuple[int, int], ...]
    form: Literal["list", "clause", "object"]


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
        # "… to compile and request …": no verb of the Conference, which has the form of the first
        alike_first = lang != "en" or _ends_in_s(match["verb"]) == _ends_in_s(first.words)
        if form == "asks" and match.start() >= first.end and alike_first:
            found.append(Verb(code, text[slice(*match.span("all"))], match.end(), form))
    return tuple(found)


def _ends_in_s(words: str) -> bool:
    return any(word.endswith("s") for word in words.lower().split())


def addressed(text: str, verb: Verb, lang: str) -> Address:
    """Return where in a text those stand whom a verb asks."""
    plain = alike(text)
    stop = min(len(text), verb.end + LONGEST_SPAN)
    clause = THAT[lang].match(plain, verb.end)
    if clause is not None:
        return Address(((clause.end(), stop),), "clause")
    aside = re.compile(ASIDE[lang], re.IGNORECASE)
    spans, start = [], verb.end
    while True:
        boundary = BOUNDARY[lang].search(plain, start, stop)
        phrase = aside.search(plain, start, stop)
        if phrase is None or (boundary is not None and boundary.start() <= phrase.start()):
            break
        spans.append((start, phrase.start()))
        start = _after_aside(plain, phrase, stop, lang)
    spans.append((start, boundary.start() if boundary else stop))
    return Address(tuple(spans), "list" if boundary else "object")


def _after_aside(plain: str, phrase: re.Match[str], stop: int, lang: str) -> int:
    """Return where a phrase aside ends: at its comma, or at what is asked where it names somebody.

    The names after "with the support of FAO, …" may be more of the phrase, so none of them counts.
    """
    boundary = BOUNDARY[lang].search(plain, phrase.end(), stop)
    comma = plain.find(",", phrase.end(), stop)
    asked = boundary.start() if boundary else stop
    if comma < 0 or comma >= asked:
        return asked
    words = plain[phrase.start() : comma]
    return asked if _actor_words(lang)[1].search(words) or mentions(words) else comma


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


def actors(text: str, address: Address, lang: str) -> tuple[Asked, ...]:
    """Return those addressed in a text, each code once, in the order of the text.

    In a list a name counts unless it belongs to a noun before it ("the participation of Parties"); in a
    clause or an object only the names it begins with.
    """
    known, pattern = _actor_words(lang)
    plain, found = alike(text), dict[str, Asked]()
    within = re.compile(rf"(?<!\w)(?:{WITHIN[lang]})(?!\w)", re.IGNORECASE)
    for start, end in address.spans:
        last = start
        for match in pattern.finditer(plain, start, end):
            if address.form == "list":
                before = plain[max(plain.rfind(",", start, match.start()), last) : match.start()]
                counts = within.search(before) is None
            else:
                counts = start == address.spans[0][0] and only_names(text, start, match.start(), lang)
            if counts:
                last = match.end()
                found.setdefault(known[match[0]], Asked(known[match[0]], text[slice(*match.span())]))
    return tuple(found.values())


def only_names(text: str, start: int, end: int, lang: str, others: Iterable[tuple[int, int]] = ()) -> bool:
    """Tell whether a part of a text holds names of actors and what links them, and nothing else.

    `others` are the spans of further names.
    """
    plain = alike(text)
    for first, last in others:
        plain = plain[:first] + "," * (last - first) + plain[last:]
    rest = _actor_words(lang)[1].sub(",", plain[start:end])
    rest = re.sub(rf"(?<!\w)(?:{LINK[lang]})(?!\w)", ",", rest, flags=re.IGNORECASE)
    return not rest.strip(" ,()\u201c\u201d«»")
