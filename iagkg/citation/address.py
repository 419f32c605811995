"""Addresses of decisions and provisions, the chain of what contains a provision, and their order.

The segments are those of the documentation page on identifiers: part `b`, roman section `sec-2`, annex
`annex-3`, `annex-g` or `annex`, section in an annex `sec-a`, paragraph `9` or `par-xxiii`, item, sub-item;
sessions in arabic. What has no segment (a place in words, an arabic section) has no address of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from iagkg.citation.bodies import find_number, split_number
from iagkg.citation.canonical import canonical
from iagkg.citation.model import Citation
from iagkg.citation.numerals import from_letter, from_roman, is_roman
from iagkg.names import ID, segment, target_iri

__all__ = [
    "Container",
    "containers",
    "decision_iri",
    "exact_iri",
    "provision_iri",
    "provision_path",
    "sort_key",
]

Kind = Literal["section", "annex", "paragraph", "item", "subitem"]


@dataclass(frozen=True, slots=True)
class Container:
    """One provision on the way from the decision down, with its label and its place in the order."""

    iri: str
    number: str
    kind: Kind
    label: str
    sort_key: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Step:
    field: str
    kind: Kind
    number: str
    segments: tuple[str, ...]
    key: str


def decision_path(citation: Citation) -> str | None:
    """Return `decision/cbd/cop/16/9`, the path of the decision; None where there is none or no known body."""
    if citation.decision is None or citation.body is None or citation.type in {"target", "unresolved"}:
        return None
    found = find_number(citation.body, citation.decision)
    if found is None or found[2] == "0":
        return None
    row, session, number = found
    kind = "recommendation" if citation.type == "recommendation" else "decision"
    parts = (kind, row.scheme, row.segment, str(session), segment(number.lower()))
    return "/".join(parts)


def decision_iri(citation: Citation) -> str | None:
    """Return the address of the decision cited; None for targets and unresolved words."""
    path = decision_path(citation)
    return ID + path if path else None


def steps(citation: Citation) -> Iterator[Step | None]:
    """Give the steps from the decision down to the place; None where the rest has no address."""
    if citation.part is not None:
        lettered = len(citation.part) == 1 and "A" <= citation.part <= "Z"
        yield (
            Step("part", "section", citation.part, (citation.part.lower(),), f"s{citation.part}")
            if lettered
            else None
        )
    if citation.annex is not None:
        yield annex_step(citation.annex)
    if citation.locator is not None:
        yield None
    if citation.section is not None:
        yield section_step(citation.section)
    if citation.para is not None:
        yield paragraph_step(citation.para)
    if citation.sub is not None:
        below = citation.para is not None or (citation.annex is not None and citation.section is None)
        yield item_step("sub", "item", citation.sub) if below else None
    if citation.subsub is not None:
        yield item_step("subsub", "subitem", citation.subsub)


def annex_step(annex: str) -> Step | None:
    if annex == "unnumbered":
        return Step("annex", "annex", annex, ("annex",), "x000")
    number = from_roman(annex) if annex.isupper() else None
    if number is not None:
        return Step("annex", "annex", annex, (f"annex-{number}",), f"x{number:03}")
    lettered = len(annex) == 1 and "A" <= annex <= "Z"
    return (
        Step("annex", "annex", annex, (f"annex-{annex.lower()}",), f"x{ord(annex) - 64:03}")
        if lettered
        else None
    )


def section_step(section: str) -> Step | None:
    """Return the step of "II", "A" or "II A"; an arabic section has no segment."""
    names = section.split(" ")
    segments, keys = [], []
    for place, name in enumerate(names):
        number = from_roman(name) if name.isupper() else None
        lettered = len(name) == 1 and "A" <= name <= "Z" and number is None
        if len(names) > 2 or not (lettered or (number and place == 0)):
            return None
        segments.append(f"sec-{number}" if number else f"sec-{name.lower()}")
        keys.append(f"s{number or ord(name) - 64:03}")
    return Step("section", "section", section, tuple(segments), "/".join(keys))


def paragraph_step(para: str) -> Step | None:
    parts = para.split(".")
    if all(part.isascii() and part.isdigit() and len(part) < 5 for part in parts):
        whole = parts != ["0"] and all(str(int(part)) == part for part in parts)
        return (
            Step("para", "paragraph", para, (para,), "p" + ".".join(f"{int(x):03}" for x in parts))
            if whole
            else None
        )
    number = from_roman(para) if para.islower() else None
    return Step("para", "paragraph", para, (f"par-{para}",), f"p{number:03}") if number else None


def item_step(field: str, kind: Kind, name: str) -> Step | None:
    if not (name.isascii() and name.isalnum() and name == name.lower()) or len(name) > 7:
        return None
    roman = from_roman(name) if is_roman(name) and (len(name) > 1 or field == "subsub") else None
    number = int(name) if name.isdigit() else roman or from_letter(name)
    if not number or (name.isdigit() and str(number) != name):
        return None
    return Step(field, kind, name, (name,), f"i{number:03}")


def containers(citation: Citation) -> tuple[Container, ...]:
    """Return the provisions from below the decision down to the place, as far as they have addresses."""
    path = decision_path(citation)
    if path is None:
        return ()
    found: list[Container] = []
    blank = dict.fromkeys(("part", "annex", "section", "para", "sub", "subsub", "locator", "label"))
    here = replace(citation, **blank, inferred=(), printed="")  # type: ignore[arg-type]
    iri, key = ID + path, sort_key(here)
    for step in steps(citation):
        if step is None:
            break
        here = replace(here, **{step.field: getattr(citation, step.field)})
        iri, key = "/".join((iri, *step.segments)), f"{key}/{step.key}"
        found.append(Container(iri, step.number, step.kind, canonical(here), key, here))
    return tuple(found)


def provision_iri(citation: Citation) -> str | None:
    """Return the address of the nearest provision that holds the place; None for a whole decision."""
    found = containers(citation)
    return found[-1].iri if found else None


def provision_path(citation: Citation) -> str | None:
    """Return the path of the nearest provision below the decision, `b/9/a`; None for a whole decision."""
    iri, decision = provision_iri(citation), decision_iri(citation)
    return iri[len(decision) + 1 :] if iri and decision else None


def exact_iri(citation: Citation) -> str | None:
    """Return the address of exactly what is cited: decision, provision or target; None where it has none."""
    if citation.type == "target":
        valid = (citation.target or "").isdigit() and 1 <= int(citation.target or 0) <= 23
        return target_iri(citation.target or "") if valid else None
    if any(step is None for step in steps(citation)):
        return None
    return provision_iri(citation) or decision_iri(citation)


def sort_key(citation: Citation) -> str:
    """Return a string that orders decisions by body, session and number, and provisions as in the document.

    Paragraphs of the decision come first, then its parts, then its annexes. Targets and unresolved words
    come last.
    """
    path = decision_path(citation)
    if path is None or citation.body is None or citation.decision is None:
        return f"~/{(citation.target or '').zfill(3)}/{citation.decision or citation.printed}"
    number = split_number(citation.body, citation.decision) or (0, "")
    digits = number[1].split(".")[0].rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    count = number[1].lower().replace(digits, digits.zfill(3), 1)
    head = "/".join((*path.split("/")[1:3], f"{number[0]:03}", count))
    keys = []
    for step in steps(citation):
        if step is None:
            break
        keys.append(step.key)
    return "/".join((head, *keys))
