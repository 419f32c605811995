"""Words beside the table that a row of it may have lost."""

import re

from iagkg.source.parsed import cited

__all__ = ["like_a_row"]

_NUMBERED = re.compile(r"\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]|\([a-z]\))\s+\w")
_LONGEST = 2000


def like_a_row(text: str) -> bool:
    """Tell words that may be a task: numbered as one, or with a decision."""
    return bool(_NUMBERED.match(text)) or (len(text) < _LONGEST and bool(cited(text).citations))
