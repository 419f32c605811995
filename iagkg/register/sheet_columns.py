"""The columns of a review sheet and their headings in English, French and Spanish."""

from collections.abc import Mapping
from functools import cache

from iagkg.register.model import LANGUAGES
from iagkg.wording import LANGUAGES as SCREEN_LANGUAGES
from iagkg.wording import say

__all__ = ["COLUMNS", "PLACED", "SAID", "SOURCE", "cell_words", "heading", "headings"]

PLACED = ("decision", "part", "annex", "section", "para", "sub", "subsub", "kind", "number")
"""The columns that say which paragraph a row is."""
SAID = (*("verb", "verb_words", "directed_to", "directed_to_words", "role", "role_words", "recalls", "note"),)
"""The columns of what a person found the paragraph to say."""
COLUMNS = (*PLACED, *(f"text_{lang}" for lang in LANGUAGES), *SAID, "proposed")
SOURCE = ("lang", "version", "symbol", "date", "source", "file", "sha256", "imported_on", "title")
"""What is kept of the document that was read: fields of a text."""


def heading(name: str, lang: str) -> str:
    """Return the heading of a column in a language."""
    if name.startswith("text_"):
        return say("sheet.text", lang, language=name.removeprefix("text_"))
    return say(f"sheet.{name}", lang)


def cell_words(row: Mapping[str, str], name: str, lang: str) -> str:
    """Return what a cell shows: what is proposed by the headings of the columns, else the value itself."""
    value = row.get(name, "")
    if name == "proposed" and value:
        return ", ".join(heading(part, lang) for part in value.split(", "))
    return value


@cache
def headings() -> dict[str, str]:
    """Return the columns by their headings in all languages, in small letters."""
    return {heading(name, lang).casefold(): name for name in (*COLUMNS, *SOURCE) for lang in SCREEN_LANGUAGES}
