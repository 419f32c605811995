"""Spellings of places that a person types and no document prints, written as the citation parser reads them.

"16/9 B 9 c", "16/9b9c" and "CBD/COP/DEC/16/9 paragraph 9(c) of section B" become "16/9 B, para. 9 (c)". The
grammar of citations stays that of printed documents: a bare "9 c" in a workplan is no citation.
"""

import re
from dataclasses import dataclass, field

from iagkg.wording import LANGUAGES, say

__all__ = ["Apart", "apart", "otherwise", "spelled"]

_LONGEST = 200
_NUMBER = re.compile(
    r"(?<![\w/])(?:cbd/)?(?:[a-z]+/)*(?:[0-9]{1,2}|[ivxl]{1,7})\s?/\s?[0-9]{1,3}", re.IGNORECASE
)
_ANNEX_NUMBER = re.compile(r"annex ([IVX]{1,5})\b")
_TOKEN = re.compile(r"[^\W\d_]+|[0-9]+|\S")
_ANNEX = {"annex", "annexe", "anexo"}
_SECTION = {"section", "sec", "sección", "seccion", "sect"}
_PARA = {"para", "paras", "par", "paragraph", "paragraphs", "paragraphe", "párrafo", "parrafo", "item"}
_PASSED_OVER = {*"()[].,;:/§", "of", "the", "in", "de", "la", "del", "du", "subparagraph", *_PARA}
_ROMAN = re.compile(r"[ivx]{1,5}", re.IGNORECASE)
_APART_WORDS = {
    "preamble": (
        "preamble",
        "preambular paragraph",
        "preambular para",
        "preambular",
        "pp",
        "préambule",
        "preámbulo",
    ),
    "footnote": ("footnote",),
}


@dataclass(slots=True)
class _Place:
    """What has been read of a place: the parts of its address, "" where one was not named."""

    part: str = ""
    annex: str | None = None
    section: str = ""
    para: str = ""
    letters: list[str] = field(default_factory=list)

    def words(self) -> str:
        said = [f" {self.part}" if self.part else ""]
        if self.annex is not None:
            said.append(f", annex {self.annex}".rstrip())
        if self.section:
            said.append(f", section {self.section}" if self.annex is not None else f" {self.section}")
        if self.para:
            said.append(f", para. {self.para}")
        return "".join(said) + "".join(f" ({letter})" for letter in self.letters)


@dataclass(frozen=True, slots=True)
class Apart:
    """A preambular paragraph or footnote that words name: of what, and which; "" stands for all of them."""

    inside: str
    kind: str
    number: str


def spelled(words: str) -> str:
    """Return words that name one place of one decision as a citation in full; any other words as they are."""
    found = _NUMBER.search(words[:_LONGEST])
    if found is None or len(words) > _LONGEST:
        return words
    place = _read(_TOKEN.findall(words[found.end() :]))
    return words if place is None else words[: found.end()] + place.words()


def otherwise(words: str) -> list[str]:
    """Return what else words may mean whose place is not in the register, most likely first.

    A Roman number alone is that of a recommendation in documents, and people also write that of a decision
    so; a Roman number after "annex" may be that of a section of the one annex.
    """
    full = spelled(words)
    found = [f"decision {full}"]
    if match := _ANNEX_NUMBER.search(full):
        found.append(f"{full[: match.start()]}annex, section {match[1]}{full[match.end() :]}")
    return found


def _read(tokens: list[str]) -> _Place | None:
    """Return the place that the words after the number of a decision name, None where they say more."""
    place = _Place()
    before = ""
    for token in tokens:
        word = token.casefold()
        if word in _ANNEX and place.annex is None and not place.para:
            place.part, place.section, place.annex = place.section, "", ""
        elif before in _ANNEX and not place.annex and (_ROMAN.fullmatch(word) or word.isdigit()):
            place.annex = word.upper()
        elif before in _SECTION and (len(word) == 1 or _ROMAN.fullmatch(word)) and not place.section:
            place.section = word.upper()
        elif word in _PASSED_OVER or word in _SECTION:
            if word in "()[].,;:/§":
                continue  # a mark is not what the next word belongs to
        elif word.isdigit() and not place.para:
            place.para = word
        elif not _letter(place, word):
            return None
        before = word
    return place


def _letter(place: _Place, word: str) -> bool:
    """Take a letter or small roman numeral where the place has room for one; tell whether it had."""
    if not (word.isascii() and word.isalpha()):
        return False
    if not place.para:
        if len(word) > 1 or place.section:
            return False
        place.section = word.upper()
        return True
    if len(place.letters) == 0 and len(word) == 1:
        place.letters.append(word)
        return True
    if len(place.letters) == 1 and _ROMAN.fullmatch(word):
        place.letters.append(word)
        return True
    return False


def apart(words: str) -> Apart | None:
    """Return the preambular paragraph or footnote that words name ("17/6 preamble 2"), None without one.

    The names that the screens write are read in each of their languages.
    """
    if len(words) > _LONGEST:
        return None
    for kind, others in _APART_WORDS.items():
        names = {*others, *(say(f"subdivision.{kind}", lang) for lang in LANGUAGES)}
        one_of = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
        pattern = rf"(?P<inside>.*?[0-9a-z)])[\s,]+(?:{one_of})\.?\s*(?P<number>[0-9]{{0,3}})\s*"
        if (match := re.fullmatch(pattern, words, re.IGNORECASE)) and _NUMBER.search(match["inside"]):
            return Apart(match["inside"].strip(), kind, match["number"])
    return None
