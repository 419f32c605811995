"""Sections, annexes and named places: how one that follows another is read."""

from dataclasses import replace

from iagkg.citation.numerals import from_roman, is_roman, to_roman
from iagkg.citation.pieces import Piece
from iagkg.citation.places import LIMIT, Path, Units, names_of, numbered_units, spell
from iagkg.citation.terminals import Terminal

__all__ = ["annex_units", "locator_units", "paragraph_units", "section_units"]


def roman_or_letter(term: Terminal) -> str:
    """Return the name of an annex: roman as printed, arabic turned into roman, a letter as it is."""
    text = term.raw.text
    return to_roman(int(text[:4])) if text.isdigit() else text


def paragraph_units(piece: Piece, base: Path, mark: str) -> Units:
    """Return the paragraphs of a piece below what was named before it."""
    if mark == "SEMI" and base.locator and not base.locator.lower().startswith("app"):
        base = replace(base, locator=None)
    items_only = piece.first("INT", "BARE", "ROMLOW") is None
    if not items_only or base.para is None:
        base = replace(base, para=None)
    return numbered_units(piece.terms, replace(base, sub=None, subsub=None))


def section_units(piece: Piece, base: Path, mark: str) -> Units:
    """Return the sections of a piece: a letter is a part of the decision, or a section of its annex."""
    base = replace(base, para=None, sub=None, subsub=None)
    as_part = piece.rule == "section" and piece.first("PART") is not None and mark == "SEMI"
    if base.annex is None or as_part:
        return outer_sections(piece)
    base = replace(base, locator=base.locator if (base.locator or "").lower().startswith("app") else None)
    return Units([replace(base, section=below(base.section, name)) for name in spelt(piece)])


def outer_sections(piece: Piece) -> Units:
    units = Units()
    letters = all(term.kind == "LETTER" for group in names_of(piece) for term in group)
    for name in spelt(piece):
        if letters and len(name) == 1 and name.isalpha():
            units.paths.append(Path(part=name))
        else:
            units.paths.append(Path(section=name))
    return units


def below(section: str | None, name: str) -> str:
    """Put a letter below a roman section: "II", then "A", is "II A"; any other name stands for itself."""
    head = (section or "").split(" ")[0]
    return f"{head} {name}" if is_roman(head) and name.isalpha() and not is_roman(name) else name


def spelt(piece: Piece) -> list[str]:
    """Return the names of sections, ranges spelt out."""
    names = [" ".join(term.raw.text for term in group) for group in names_of(piece)]
    if len(names) == 2 and any(term.kind.startswith("TO_") for term in piece.terms):
        return name_range(names[0], names[1])
    return names


def name_range(start: str, end: str) -> list[str]:
    """Spell out "I to VI" and "A-D"; other ranges keep their two ends."""
    first, last = from_roman(start), from_roman(end)
    if first and last and 0 < last - first <= LIMIT:
        return [to_roman(number) for number in range(first, last + 1)]
    if len(start) == len(end) == 1 and start < end:
        return [chr(code) for code in range(ord(start), ord(end) + 1)]
    return [start, end]


def annex_units(piece: Piece, base: Path, text: str) -> Units:
    """Return the annexes of a piece. "annex, B" is a section of an annex without a number."""
    only_part = base.part is not None and base == Path(part=base.part)
    outer = Path(part=base.part) if only_part else Path()
    label = next((text[term.start : term.end].strip() for term in piece.terms if term.kind == "LABEL"), None)
    names, unnumbered = names_of(piece), "unnumbered"
    separated = following_name(piece)
    if not names or separated:
        bare = replace(outer, annex=unnumbered, label=label)
        return sections_within(names, bare) if names else items_of(piece, bare)
    if not listed(piece, names):
        first = replace(outer, annex=roman_or_letter(names[0][0]), label=label)
        rest = [[term] for term in names[0][1:]] + names[1:]
        return sections_within(rest, first) if rest else items_of(piece, first)
    units = Units()
    for name in annex_list(piece, names, units):
        units.paths.append(replace(outer, annex=name))
    units.paths[-1] = replace(units.paths[-1], label=label)
    return units


def following_name(piece: Piece) -> bool:
    """Tell whether the first name stands behind a comma: "annex, B"."""
    first = next((term.kind for term in piece.terms[1:] if term.kind != "LABEL"), "")
    return first.startswith("MORE_")


def listed(piece: Piece, names: list[list[Terminal]]) -> bool:
    """Tell whether several names are several annexes, not an annex and a section of it.

    They are in the plural ("annexes I, II"), with "and" ("annex I and II") or in a range; "annex I, A" and
    "annex I, II" in the singular with a comma name a section.
    """
    if len(names) < 2:
        return False
    joins = [term for term in piece.terms if term.kind.startswith(("MORE_", "TO_"))]
    same = len({term.kind for group in names for term in group[:1]}) == 1
    spoken = any(term.kind.startswith("TO_") or term.raw.kind != "COMMA" for term in joins)
    return same and (spoken or piece.terms[0].plural)


def annex_list(piece: Piece, names: list[list[Terminal]], units: Units) -> list[str]:
    """Return the annexes of a list, ranges spelt out."""
    found: list[str] = []
    ranges = [term.kind.startswith("TO_") for term in piece.terms if term.kind.startswith(("MORE_", "TO_"))]
    for i, group in enumerate(names):
        name = roman_or_letter(group[0])
        if i and i <= len(ranges) and ranges[i - 1] and found:
            start = found[-1]
            numbers, odd = spell(from_roman(start), from_roman(name), f"{start}-{name}")
            units.problems += [odd] if odd else []
            found += [to_roman(n) for n in numbers[1:]] if from_roman(name) else name_range(start, name)[1:]
        else:
            found.append(name)
    return found


def sections_within(names: list[list[Terminal]], annex: Path) -> Units:
    """Return the section of an annex, "II", "A" or both ("II A")."""
    for group in names:
        for term in group:
            annex = replace(annex, section=below(annex.section, term.raw.text))
    return Units([annex])


def items_of(piece: Piece, base: Path) -> Units:
    """Return the items right below an annex, "Annex B(d) & (g)", or the annex itself."""
    terms = [term for term in piece.terms if term.kind in {"ITEM", "MORE_ITEM", "TO_ITEM"}]
    return numbered_units(terms, base) if terms else Units([base])


def locator_units(piece: Piece, base: Path, mark: str, text: str) -> Units:
    """Return a place that has no number of its own kind, in words: "Programme element 2, Goal 1"."""
    words = locator_words(piece, text)
    goes_on = base.locator is not None and mark != "SEMI" and base.para is None
    appendix = (base.locator or "").lower().startswith("app")
    if goes_on or (appendix and not words.lower().startswith("app")):
        words = f"{base.locator}, {words}"
    return Units([replace(base, locator=words, para=None, sub=None, subsub=None)])


def locator_words(piece: Piece, text: str) -> str:
    """Return the words of a named place, spaces put right: "objective 3.4.(a)" is "objective 3.4 (a)"."""
    head = " ".join(text[piece.terms[0].start : piece.terms[0].end].rstrip(".").split())
    names = names_of(piece)
    if len(names) > 1 and not head.lower().endswith("s"):
        head += "s"
    words = [head]
    for term in piece.terms[1:]:
        if term.kind in {"INT", "ROMAN", "LETTER"}:
            words.append(f" {term.raw.text}")
        elif term.kind == "ITEM":
            words.append(f" ({term.raw.text.strip('() ')})")
        elif term.kind.startswith("TO_"):
            words.append("-")
        else:
            words.append("," if term.raw.kind == "COMMA" else " and")
    return "".join(words).replace("- ", "-")
