"""The values of a status: their codes, and the words that people write for them."""

import re
from functools import cache

from iagkg.progress.event import STATUSES
from iagkg.wording import LANGUAGES, say

__all__ = ["status_code", "status_words"]

_BETWEEN = re.compile(r"[\s_-]+")
_BRACKETS = re.compile(r"\(.*?\)")


def status_code(words: str) -> str | None:
    """Return the code of a status from its code or its words in any language; None where there is none.

    What stands in brackets may be left out: "completed" is "completed (advice provided)".
    """
    return _known().get(_plain(words))


def status_words() -> tuple[str, ...]:
    """Return the English words of the values, for messages."""
    return tuple(say(f"task-status.{code}") for code in STATUSES)


def _plain(words: str) -> str:
    return _BETWEEN.sub(" ", words.replace("\u2019", "'").casefold()).strip()


@cache
def _known() -> dict[str, str]:
    found = {}
    for code in STATUSES:
        for words in (code, *(say(f"task-status.{code}", lang) for lang in LANGUAGES)):
            found[_plain(words)] = code
            found[_plain(_BRACKETS.sub("", words))] = code
    return found
