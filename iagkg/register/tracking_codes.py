"""The codes of the Decision Tracking Tool: types, statuses, actors, and the kinds of what it refers to.

Source: github.com/scbd/www.cbd.int, app/views/decisions/data/{types,statuses,actors}.js and
app/util/reference-type.js, as of August 2026. Matched without regard to capitals: older data mixes them.
"""

import re
from collections.abc import Callable
from typing import Literal

__all__ = ["ACTORS", "STATUSES", "TYPES", "actor", "is_internal", "reference_kind", "status", "type_code"]

TYPES = ("operational", "informational")
STATUSES = (
    *("active", "implemented", "elapsed", "superseded", "retired"),
    *("inactive", "require-funding", "stagnant"),
)
ACTORS = (
    *("parties", "governments", "other-governments", "executive-secretary"),
    *("SBSTTA", "SBI", "WGRI", "WG8J", "WGABS", "CP-MOP", "NP-MOP"),
    *("GEF", "IPLC", "UNGA", "UNEP", "executive-director", "FAO", "UNESCO", "UNDP", "WTO", "WIPO", "CITES"),
    *("CMS", "ITPGRFA", "RAMSAR", "WHC", "IPPC", "IPBES", "WHO", "IUCN", "IPCC"),
    *("organizations", "economic-organizations", "int-organizations", "inter-gov-organizations"),
    *("private-sector", "donors", "businesses", "stakeholders", "youth", "women"),
)
_NOTIFICATION = re.compile(r"[0-9]{4}-[0-9]{3}")
_LINK = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


def _lookup(codes: tuple[str, ...], older: dict[str, str]) -> Callable[[str], str | None]:
    table = {code.lower(): code for code in codes} | older

    def find(word: str) -> str | None:
        return table.get(re.sub(r"[ _]+", "-", word.strip()).lower())

    return find


type_code = _lookup(TYPES, {"information": "informational", "for-information": "informational"})
"""Return the code of a type, older spellings included; None for one that is not known."""
status = _lookup(STATUSES, {"requirefunding": "require-funding"})
"""Return the code of a status in any capitals; None for one that is not known."""
actor = _lookup(ACTORS, {"es": "executive-secretary"})
"""Return the code of an actor in any capitals, older spellings included; None for one that is not known."""


def reference_kind(words: str) -> Literal["link", "notification", "document", "meeting"]:
    """Tell from its shape what an outcome refers to, as the tool does: `2023-018` is a notification."""
    if _LINK.match(words):
        return "link"
    if _NOTIFICATION.fullmatch(words):
        return "notification"
    return "document" if "/" in words else "meeting"


def is_internal(words: str) -> bool:
    """Tell whether a document is an internal one of the Secretariat; those are left out."""
    return words.strip().upper().startswith("SCBD/LOG")
