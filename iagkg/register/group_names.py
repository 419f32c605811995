"""Where a text names the group: by its full name, an abbreviation, or a bare "informal advisory group".

There are other advisory groups, and other groups are shortened alike: a bare name that goes on with "on …"
is not ours, any other bare name is to be checked by a person.
"""

import re
from dataclasses import dataclass
from functools import cache

from iagkg.files import read_table, shipped

__all__ = ["Mention", "alike", "mentions"]

ON = re.compile(
    r"\s+(?:on|for|sur|pour|chargé|sobre|para|relativo)\s"
    r"(?!(?:its|their|the basis|son|sa|ses|leurs?|sus?)\b)",
    re.IGNORECASE,
)
BARE = re.compile(
    r"(?<!\w)(?:the|le|du|au|el|del|al)\s+(group|groupe|grupo)"
    r"(?!\w|\s+(?:d’|(?:on|of|sur|de|sobre|consultatif|asesor)\b))",
    re.IGNORECASE,
)
EXPERTS = re.compile(r"(?:d’experts?|of experts|de expertos|technical expert)\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of the group in a text: the words as printed, their span, whether it is certainly ours."""

    words: str
    start: int
    end: int
    certain: bool


def alike(text: str) -> str:
    """Return the text with one kind of apostrophe and blank; its length is the same."""
    return text.replace("'", "’").replace("ʼ", "’").replace("\u00a0", " ").replace("\u202f", " ")


def mentions(text: str, group: str = "iag-tsc", in_its_terms: bool = False) -> tuple[Mention, ...]:
    """Return where a text names the group, in any language of the table group_names.tsv.

    A full name or an abbreviation is certain, a bare name is not. `in_its_terms` tells that the text stands
    in an annex named after the group, where "the group" is likely to be it. Raises InputError where the
    table cannot be read.
    """
    plain = alike(text)
    found = []
    if in_its_terms:
        places = [match.span(1) for match in BARE.finditer(plain)]
        found = [Mention(text[start:end], start, end, certain=False) for start, end in places]
    for match in _names(group).finditer(plain):
        form = match.lastgroup or ""
        after = plain[match.end() :]
        if form == "short" and (ON.match(after) or EXPERTS.search(plain[: match.start()])):
            continue
        found.append(Mention(text[match.start() : match.end()], *match.span(), certain=form != "short"))
    return tuple(sorted(found, key=lambda mention: mention.start))


@cache
def _names(group: str) -> re.Pattern[str]:
    rows = read_table(shipped("data", "register", "group_names.tsv"), ("group", "lang", "words", "form"))
    forms: dict[str, set[str]] = {"full": set(), "abbreviation": set(), "short": set()}
    for row in rows:
        if row["group"] == group:
            forms[row["form"]].add(alike(row["words"]))
    parts = []
    for form, words in forms.items():
        if words:
            ordered = sorted(words, key=lambda name: (-len(name), name))
            names = (re.escape(name) if name.isupper() else f"(?i:{re.escape(name)})" for name in ordered)
            parts.append(f"(?P<{form}>{'|'.join(names)})")
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])") if parts else re.compile(r"(?!)")
