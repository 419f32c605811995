"""The codes behind the words of the lists: fields of a correction, what to do with a paragraph."""

from iagkg.export.workbook_model import normal
from iagkg.progress.followup import ACTIONS
from iagkg.wording import LANGUAGES, say

__all__ = ["FIELDS", "action_named", "field_named"]

FIELDS = ("title", "number", "mandate", "period", "workstream")
"""What a correction may be of."""


def field_named(words: str) -> str:
    """Return the field that words name in one of the languages, or by its code; nothing for other words."""
    return _named(words, FIELDS, "book.field-")


def action_named(words: str) -> str:
    """Return what to do that words name in one of the languages, or by its code; nothing for other words."""
    return _named(words, ACTIONS, "follow-up.")


def _named(words: str, codes: tuple[str, ...], keys: str) -> str:
    plain = normal(words).casefold()
    for code in codes:
        if plain in {code, *(say(f"{keys}{code}", lang).casefold() for lang in LANGUAGES)}:
            return code
    return ""
