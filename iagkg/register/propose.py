"""Propose for each paragraph its verb, whom it is directed to, and what it asks of the group.

Proposals only: each comes with the words it rests on, and reaches the register after a person's review.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Literal

from iagkg.citation import canonical, parse_citations
from iagkg.register.asking import THAT, Address, actors, addressed, only_names, opening_verb, verbs
from iagkg.register.group_names import Mention, alike, mentions
from iagkg.register.model import Paragraph
from iagkg.wording import say

__all__ = ["PROPOSED", "propose"]

PROPOSED = (*("verb", "verb_words", "directed_to", "directed_to_words", "role", "role_words", "recalls"),)
"""The fields that are proposed."""
NOTHING: dict[str, Any] = dict.fromkeys(PROPOSED, "")
LANGS = ("en", "fr", "es")
BETWEEN = r"(?:\s*\([^()]{1,60}\))?\s+(?:(?:also|therefore|se|s’|y|en|lui|leur|les?|la|también)\s*\b)?"
SHALL = {
    "en": re.compile(BETWEEN + r"(?:shall|will|should|is to|is requested to|may|must)(?!\w)", re.IGNORECASE),
    "fr": re.compile(
        BETWEEN + r"(?:doit|devra|devrait|est chargé|est prié|peut|[\w-]+(?:ra|ront))(?!\w)", re.IGNORECASE
    ),
    "es": re.compile(BETWEEN + r"(?:debe|debería|ha de|\w+(?:rá|rán))(?!\w)", re.IGNORECASE),
}
"""What follows the name of a body that shall do something; of the future tense any verb."""
STATE = {
    "en": r"(?:is requested to )?(?:\w+)\s+(?:\w+ly\s+|also\s+)*(?:not\b|be\b(?! responsible)"
    r"|consist|comprise|include|have\b|cease|remain|continue to be)",
    "fr": r"(?:\w+\s+(?:être|avoir|comprendre|comporter|se composer)|sera|seront|aura|auront"
    r"|comprendra|comportera|comptera|composera|restera|cessera|continuera d’être)\b",
    "es": r"(?:\w+\s+(?:de )?(?:ser|estar|tener|constar|comprender|incluir|contar)|será|serán|estará"
    r"|tendrá|contará|constará|comprenderá|incluirá|compondrá"
    r"|establecerá|creará|constituirá|cesará|seguirá siendo)\b",
}
"""What is said of a body rather than asked of it: "shall be supported", "will consist of"."""
PASSIVE = {
    "en": r",?\s*to (?:\w+ly |also )*be (?!responsible)",
    "fr": r",?\s*(?:à|d’|de) ?être\b",
    "es": r",?\s*(?:(?:a|de)?\s*(?:ser|estar)|(?:a )?que (?:sean?|est[éá]n?))\b",
}
"""What is asked is something done to those addressed: "to be convened"."""
AFTER = {
    "en": r"\s*(?:[,:(]|$)|\s+(?:and|as well as|or|to|in|at|with|during|through)\b",
    "fr": r"\s*(?:[,:(]|$)|\s+(?:et|ainsi|ou|à|de|en|avec|dans|d’)",
    "es": r"\s*(?:[,:(]|$)|\s+(?:y|e|o|así|a|de|en|con|que)\b|\s+\w+(?:[aei]r)(?:l[oae]s?|se|les?)?\b",
}
"""What follows a body that is addressed itself, and not its members or its mandate."""
NUMBERED = ("paragraph", "item", "subitem")


def propose(paragraphs: Sequence[Paragraph], lang: str, group: str = "iag-tsc") -> tuple[Paragraph, ...]:
    """Return the paragraphs with proposals after their text in `lang`.

    `group` is a key of group_names.tsv. What the paragraphs carry already is replaced; a field for which the
    text gives no ground is empty. Of languages without words in the tables only decisions named are proposed.
    """
    above: dict[tuple[str, ...], Paragraph] = {}
    its_terms = {
        item.annex for item in paragraphs if item.kind == "annex" and mentions(item.text.get(lang, ""), group)
    }
    done = []
    for item in paragraphs:
        text = item.text.get(lang, "")
        made = replace(replace(item, **NOTHING), recalls=_recalls(text))
        if lang in LANGS and item.kind == "preamble":
            verb = opening_verb(text, lang)
            made = replace(made, verb=verb.code, verb_words=verb.words) if verb else made
        elif lang in LANGS and item.kind in NUMBERED:
            chapeau = above.get(_chapeau(item))
            made = _read(made, text, lang, mentions(text, group, item.annex in its_terms), chapeau)
            above[item.place] = made
        done.append(made)
    return tuple(done)


def _chapeau(item: Paragraph) -> tuple[str, ...]:
    """Return the place of the paragraph or item that an item belongs to; () for a paragraph."""
    part, annex, section, para, sub, subsub = item.place
    if subsub:
        return (part, annex, section, para, sub, "")
    return (part, annex, section, para, "", "") if sub else ()


def _recalls(text: str) -> str:
    found = [c for c in parse_citations(text).citations if c.type not in {"target", "unresolved"}]
    return "; ".join(dict.fromkeys(canonical(citation) for citation in found))


def _read(
    item: Paragraph, text: str, lang: str, named: tuple[Mention, ...], chapeau: Paragraph | None
) -> Paragraph:
    found = verbs(text, lang) if chapeau is None or not chapeau.verb else ()
    if not found and chapeau is not None:
        item = _inherited(item, chapeau, lang)
        return _own_role(item, text, lang, named, chapeau)
    asking = [verb for verb in found if verb.form == "asks"]
    places = [addressed(text, verb, lang) for verb in asking]
    whom = {actor.code: actor.words for place in places for actor in actors(text, place, lang)}
    item = replace(
        item,
        verb="|".join(dict.fromkeys(verb.code for verb in found)),
        verb_words="; ".join(dict.fromkeys(verb.words for verb in found)),
    )
    others = any(code != "advisory-group" for code in whom)
    readings = [_reading(mention, named, places, text, lang) for mention in named]
    asked = [mention for mention, reading in zip(named, readings, strict=True) if reading == "asked"]
    if asked:
        whom.setdefault("advisory-group", _said(asked[0], lang))
    else:
        whom.pop("advisory-group", None)
    item = replace(item, directed_to="|".join(whom), directed_to_words="; ".join(whom.values()))
    if asking:
        return _role(item, lang, named, asked, "open" in readings or not others)
    return _of_acting(item, text, lang, named)


def _reading(
    mention: Mention,
    named: tuple[Mention, ...],
    places: Sequence[Address],
    text: str,
    lang: str,
) -> Literal["asked", "open", "named"]:
    """Tell whether a name of the group is addressed by a verb that asks, only named, or maybe either."""
    reading: Literal["open", "named"] = "named"
    for place in places:
        inside = [
            number
            for number, (start, end) in enumerate(place.spans)
            if start <= mention.start and mention.end <= end
        ]
        if not inside:
            continue
        start = place.spans[0][0]
        heads = [(other.start, other.end) for other in named if other.end <= mention.start]
        among = inside == [0] and only_names(text, start, mention.start, lang, heads)
        rest = alike(text[mention.end :])
        whole = place.form == "list" or (place.form == "object" and not rest.strip(" :"))
        suffers = re.match(PASSIVE[lang], alike(text[place.spans[-1][1] :]), re.IGNORECASE)
        if among and whole and not suffers and re.match(AFTER[lang], rest):
            return "asked"
        if among or place.form == "list":
            reading = "open"
    return reading


def _inherited(item: Paragraph, chapeau: Paragraph, lang: str) -> Paragraph:
    return replace(
        item,
        verb=chapeau.verb,
        verb_words=_above(chapeau.verb_words, lang),
        directed_to=chapeau.directed_to,
        directed_to_words=_above(chapeau.directed_to_words, lang),
        role=chapeau.role,
        role_words=_above(chapeau.role_words, lang) if chapeau.role != "not-named" else "",
    )


def _above(words: str, lang: str) -> str:
    """Return words of the paragraph above, saying so once."""
    start = say("register.from-above", lang, words="")
    return words if not words or words.startswith(start) else say("register.from-above", lang, words=words)


def _own_role(
    item: Paragraph, text: str, lang: str, named: tuple[Mention, ...], chapeau: Paragraph
) -> Paragraph:
    """Return an item with the role its own words give it, where they name the group."""
    if not named or chapeau.role == "asked":
        return item
    if chapeau.directed_to:
        return _role(item, lang, named, (), doubt=False)
    return _of_acting(item, text, lang, named)


def _role(
    item: Paragraph,
    lang: str,
    named: tuple[Mention, ...],
    asked: Sequence[Mention],
    doubt: bool,
) -> Paragraph:
    """Return a paragraph that asks with the role of the group, empty where there is a `doubt`."""
    if not named:
        return replace(item, role="not-named")
    if asked:
        return replace(item, role="asked", role_words=_all_said(asked, lang))
    if doubt:
        return _open(item, named, lang)
    return replace(item, role="consulted", role_words=_all_said(named, lang))


def _of_acting(item: Paragraph, text: str, lang: str, named: tuple[Mention, ...]) -> Paragraph:
    """Return a paragraph that asks nobody: what it says that the group shall do is asked of the group."""
    if not named:
        return replace(item, role="not-named")
    verb = opening_verb(text, lang)
    clause = THAT[lang].match(alike(text), verb.end) if verb else None
    heads = [(mention.start, mention.end) for mention in named]
    start = clause.end() if clause else 0
    subjects = [
        m for m in named if only_names(text, start, m.start, lang, [h for h in heads if h[1] <= m.start])
    ]
    acting = [mention for mention in subjects if _acts(text, mention, lang)]
    if acting:
        return replace(item, role="asked", role_words=_all_said(acting, lang))
    if subjects or any(SHALL[lang].match(alike(text), mention.end) for mention in named):
        return _open(item, named, lang)
    return replace(item, role="", role_words=say("register.names-only", lang, words=_all_said(named, lang)))


def _acts(text: str, mention: Mention, lang: str) -> bool:
    """Tell whether a name is followed by what the group shall do."""
    plain = alike(text)
    shall = SHALL[lang].match(plain, mention.end)
    modal = re.match(BETWEEN, plain[mention.end :], re.IGNORECASE)
    return (
        shall is not None
        and modal is not None
        and re.match(STATE[lang], plain[mention.end + modal.end() :], re.IGNORECASE) is None
    )


def _open(item: Paragraph, named: Iterable[Mention], lang: str) -> Paragraph:
    return replace(item, role="", role_words=say("register.role-open", lang, words=_all_said(named, lang)))


def _said(mention: Mention, lang: str) -> str:
    return mention.words if mention.certain else say("register.to-be-checked", lang, words=mention.words)


def _all_said(named: Iterable[Mention], lang: str) -> str:
    return "; ".join(dict.fromkeys(_said(mention, lang) for mention in named))
