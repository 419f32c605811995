"""Propose for each paragraph its verb, whom it is directed to, and what it asks of the group.

Proposals only: each comes with the words it rests on, and reaches the register after a person's review.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from iagkg.citation import canonical, parse_citations
from iagkg.register.asking import actors, addressed, opening_verb, verbs
from iagkg.register.group_names import Mention, mentions
from iagkg.register.model import Paragraph
from iagkg.wording import say

__all__ = ["PROPOSED", "propose"]

PROPOSED = (*("verb", "verb_words", "directed_to", "directed_to_words", "role", "role_words", "recalls"),)
"""The fields that are proposed."""
NOTHING: dict[str, Any] = dict.fromkeys(PROPOSED, "")
LANGS = ("en", "fr", "es")
SHALL = re.compile(
    r"[\s,)]*(?:shall|will|should|is to|is requested to|may"
    r"|doit|devra|devrait|est chargé|est prié|peut|fournira|conseillera"
    r"|deberá|debe|debería|ha de|podrá|proporcionará|asesorará)(?!\w)",
    re.IGNORECASE,
)
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
    spans = [span for verb in asking for span in addressed(text, verb, lang)]
    whom = {actor.code: actor.words for actor in actors(text, spans, lang)}
    item = replace(
        item,
        verb="|".join(dict.fromkeys(verb.code for verb in found)),
        verb_words="; ".join(dict.fromkeys(verb.words for verb in found)),
    )
    asked = [mention for mention in named if _inside(mention, spans)]
    if asked and "advisory-group" not in whom:
        whom["advisory-group"] = _said(asked[0], lang)
    item = replace(item, directed_to="|".join(whom), directed_to_words="; ".join(whom.values()))
    return _role(item, lang, named, asked or _acting(named, text), bool(asking))


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
    return _role(item, lang, named, _acting(named, text), bool(chapeau.directed_to))


def _role(
    item: Paragraph, lang: str, named: tuple[Mention, ...], acting: Sequence[Mention], asks: bool
) -> Paragraph:
    if not named:
        return replace(item, role="not-named")
    if acting:
        return replace(item, role="asked", role_words=_all_said(acting, lang))
    if asks:
        return replace(item, role="consulted", role_words=_all_said(named, lang))
    return replace(item, role="", role_words=say("register.names-only", lang, words=_all_said(named, lang)))


def _acting(named: Iterable[Mention], text: str) -> list[Mention]:
    """Return the names that are followed by what the group shall do."""
    return [mention for mention in named if SHALL.match(text, mention.end)]


def _inside(mention: Mention, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= mention.start and mention.end <= end for start, end in spans)


def _said(mention: Mention, lang: str) -> str:
    return mention.words if mention.certain else say("register.to-be-checked", lang, words=mention.words)


def _all_said(named: Iterable[Mention], lang: str) -> str:
    return "; ".join(dict.fromkeys(_said(mention, lang) for mention in named))
