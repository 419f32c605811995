"""In which direction words are read, and how a page says so of words in another language."""

import re

from markupsafe import Markup, escape

__all__ = ["attributes", "direction"]

_TO_THE_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ji", "ps", "sd", "syr", "ug", "ur", "yi"}
)
"""Languages that are written from right to left where their tag names no script."""
_SCRIPTS = frozenset({"adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"})
"""Scripts that are written from right to left."""


def direction(tongue: str) -> str:
    """Return `rtl` or `ltr` for a language by its tag; a script in the tag decides."""
    first, *more = re.split("[-_]", tongue.strip().lower())
    script = next((part for part in more if re.fullmatch("[a-z]{4}", part)), "")
    return "rtl" if (script in _SCRIPTS if script else first in _TO_THE_LEFT) else "ltr"


def attributes(tongue: str, around: str) -> Markup:
    """Return the attributes of an element with words in a language, inside words in another one.

    The language is told where it is another, the direction where it is another. Words of an unknown language
    come from documents: a browser finds their direction, by the first letter that has one.
    """
    if not tongue:
        return Markup(' dir="auto"')
    if tongue == around:
        return Markup("")
    own = direction(tongue)
    turned = f' dir="{own}"' if own != direction(around) else ""
    return Markup(f' lang="{escape(tongue)}"{turned}')  # noqa: S704  # escaped, and words of our own
