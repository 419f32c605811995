"""Where a node of the Tracking Tool stands in its decision: from its code and from its fields.

Both notations of the code are read: `CBD/COP/16/09.B09.01` (older, a point) and `CBD/COP/16/09/B09.01`.
Levels: annex, section A-Z, paragraph, item (a = 1), subitem (i = 1). How the tool codes an annex was never
seen; `ANNEX-1` and `ANNEX1` are read.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from iagkg.citation import canonical, decision_iri, parse_citations
from iagkg.citation.bodies import official, row_of
from iagkg.citation.model import Citation
from iagkg.citation.numerals import from_letter, from_roman, to_letter, to_roman

__all__ = ["LEVELS", "Place", "decision_of", "field_levels", "read_code"]

LEVELS = ("annex", "section", "paragraph", "item", "subitem")
_BODIES = {
    "XXVII8": None,
    "CBD": None,
    "XXVII8A": {"CP-MOP": "CP-MOP", "MOP": "CP-MOP", "COP-MOP": "CP-MOP", "CP/MOP": "CP-MOP"},
    "XXVII8B": {"NP-MOP": "NP-MOP", "MOP": "NP-MOP", "COP-MOP": "NP-MOP", "NP/MOP": "NP-MOP"},
}
_OTHER_NAMES = {"EXCOP": "COP-EM", "CP/MOP": "CP-MOP", "NP/MOP": "NP-MOP"}
_CODE = re.compile(
    r"(?P<treaty>[A-Za-z0-9]{2,8})/(?P<body>[A-Za-z][A-Za-z0-9]{0,7}(?:[-/][A-Za-z]{1,7})?)"
    r"/(?P<session>[0-9]{1,3})/(?P<number>[0-9]{1,3})(?:[./](?P<rest>.+))?"
)
_ANNEX = re.compile(r"annex[-_ ]?([0-9]{1,2}|[ivx]{1,6})", re.IGNORECASE)
_PARAGRAPH = re.compile(r"([A-Za-z]?)([0-9]{0,3})")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place by its levels as numbers, 0 or empty where a level does not apply; sorts as the document."""

    annex: int = 0
    section: str = ""
    paragraph: int = 0
    item: int = 0
    subitem: int = 0

    @property
    def kind(self) -> str:
        """The kind of the model: the innermost level that is filled; empty for the whole decision."""
        filled = [level for level in LEVELS if getattr(self, level)]
        return filled[-1] if filled else ""

    def fields(self) -> dict[str, str]:
        """Return the place fields of the model; below an annex, a section is one of the annex."""
        return {
            "part": "" if self.annex else self.section,
            "annex": to_roman(self.annex) if self.annex else "",
            "section": self.section if self.annex else "",
            "para": str(self.paragraph) if self.paragraph else "",
            "sub": (to_letter(self.item) or "") if self.item else "",
            "subsub": to_roman(self.subitem).lower() if self.subitem else "",
        }

    @property
    def whole(self) -> bool:
        """Whether no level is left out between the outermost and the innermost one."""
        return not (self.item and not (self.paragraph or self.annex)) and not (self.subitem and not self.item)


def read_code(code: str) -> tuple[Citation | None, Place | None] | None:
    """Return the decision and the place that a code names; None for what is no code.

    The decision is None where its body or treaty is not known here, the place None where what follows the
    decision is not understood.
    """
    match = _CODE.fullmatch(code.strip())
    if match is None:
        return None
    decision = decision_of(match["treaty"], match["body"], int(match["session"]), int(match["number"]))
    return decision, _place(re.split(r"[./]", match["rest"])) if match["rest"] else Place()


def _place(steps: list[str]) -> Place | None:
    found = Place()
    if match := _ANNEX.fullmatch(steps[0]):
        found, steps = Place(annex=_number(match[1], from_roman) or 0), steps[1:]
        if not found.annex:
            return None
    if steps and (match := _PARAGRAPH.fullmatch(steps[0])) and (match[1] or match[2]):
        found = replace(found, section=match[1].upper(), paragraph=int(match[2] or 0))
        steps = steps[1:]
    if steps and found.paragraph:
        found, steps = replace(found, item=_number(steps[0], from_letter) or 0), steps[1:]
        if not 1 <= found.item <= 26:
            return None
    if steps and found.item:
        found, steps = replace(found, subitem=_number(steps[0], from_roman) or 0), steps[1:]
        if not 1 <= found.subitem <= 99:
            return None
    return found if not steps and found.kind else None


def _number(text: str, read: Any) -> int | None:
    text = text.strip().strip("()").lower()
    if text.isascii() and text.isdigit():
        return int(text) if len(text) < 4 else None
    value: int | None = read(text)
    return value


def field_levels(node: Mapping[str, Any]) -> tuple[dict[str, int | str], list[str]]:
    """Return the levels that the fields of a node fill, and the names of the fields that cannot be read."""
    found: dict[str, int | str] = {}
    faulty = []
    for level in LEVELS:
        value = node.get(level)
        if value is None or value in ("", 0, "0") or value is False:
            continue
        readable = isinstance(value, int | str) and not isinstance(value, bool)
        if readable and (number := _level(level, value)):
            found[level] = number
        else:
            faulty.append(level)
    return found, faulty


def _level(level: str, value: int | str) -> int | str | None:
    text = str(value).strip()
    if level == "section":
        return text.upper() if len(text) == 1 and text.isascii() and text.isalpha() else None
    number = _number(text, {"item": from_letter, "paragraph": lambda _: None}.get(level, from_roman))
    highest = {"annex": 99, "paragraph": 999, "item": 26, "subitem": 99}[level]
    return number if number and 1 <= number <= highest else None


def decision_of(treaty: str, body: str, session: int, number: int) -> Citation | None:
    """Return the decision of a treaty (`XXVII8` or `CBD`, `XXVII8a`, `XXVII8b`) and body.

    None where the treaty or body is not known, or where our citations could not name the decision.
    """
    if treaty.upper() not in _BODIES or not session or not number:
        return None
    names = _BODIES[treaty.upper()]
    name = _OTHER_NAMES.get(body.upper(), body.upper()) if names is None else names.get(body.upper())
    row = row_of(name, session) if name else None
    if name is None or row is None or row.scheme != "cbd" or row.kind == "resolution":
        return None
    citation = Citation(type=row.kind, decision=official(name, session, str(number)), body=name)
    read = parse_citations(canonical(citation)).citations
    same = len(read) == 1 and decision_iri(read[0]) == decision_iri(citation) is not None
    return citation if same else None
