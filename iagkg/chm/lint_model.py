"""A finding: in which file, at which path, what was found there, and what was expected."""

from dataclasses import dataclass
from typing import Any

__all__ = ["CODES", "Finding", "shown"]

CODES = (
    "broader", "dead-key", "decision-not-known", "decision-notation", "decision-unread", "doubled",
    "former-key", "joined", "label", "no-subject", "no-target", "not-read", "places", "spelling", "two-keys",
    "unknown-key", "unknown-shape", "wrong-list", "wrong-type",
)  # fmt: skip
"""What a finding can be; `chm.lint.CODE` in the table of words says it in a sentence."""
_MOST = 100


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding; `path` is empty for a whole file, `code` is one of CODES."""

    file: str
    path: str
    code: str
    found: str = ""
    expected: str = ""


def shown(value: Any) -> str:
    """Return a value as it is shown in one line: short, printable, without what cannot be written."""
    words = value if isinstance(value, str) else repr(value)
    line = " ".join(words.split())[: _MOST + 1]
    line = line if len(line) <= _MOST else f"{line[:_MOST]}…"
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in line)
