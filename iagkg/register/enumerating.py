"""What a letter or roman number counts: the ninth letter, the first roman number, a part or a section."""

from iagkg.citation.numerals import from_letter, from_roman, is_roman, to_letter, to_roman
from iagkg.register.lines import Line

__all__ = ["follows_letter", "follows_roman", "is_roman_item", "is_roman_section"]


def follows_letter(value: str, before: str) -> bool:
    """Tell whether a lower-case letter comes next after another ("" before the first)."""
    place = from_letter(before) if before else 0
    return place is not None and to_letter(place + 1) == value


def follows_roman(value: str, before: str) -> bool:
    """Tell whether a roman number comes next after another ("" before the first)."""
    place = from_roman(before) if before else 0
    return place is not None and to_roman(place + 1).lower() == value.lower()


def is_roman_item(line: Line, item: Line | None, subitem: Line | None, after: str) -> bool:
    """Tell whether "(i)", "(v)", "(x)" … is a roman number and not a letter.

    `item` and `subitem` are the lines of the open item and sub-item of the paragraph, `after` the value of
    the next numbered line of the same dress. In this order: the form of Word's list; what can be only one
    of the two; the depth; what comes next; what came before. After (h), (i) is a letter unless (ii) follows.
    """
    value = line.value
    if line.form:
        return line.form == "roman"
    if not is_roman(value) or from_letter(value) is None:
        return is_roman(value)
    if item is None:
        return value == "i" and after != "j"
    if subitem is not None and follows_roman(value, subitem.value) and line.depth >= subitem.depth:
        return True
    if value == "i" and (line.depth > item.depth or after == "ii"):
        return True
    return value == "i" and not follows_letter(value, item.value)


def is_roman_section(line: Line, letter: str, roman: str) -> bool:
    """Tell whether a capital "I", "V" … is a roman number, given the last letter and roman number."""
    value = line.value
    if line.form:
        return line.form == "roman"
    if not is_roman(value) or len(value) > 1:
        return is_roman(value)
    if letter and follows_letter(value.lower(), letter.lower()):
        return bool(roman) and follows_roman(value, roman)
    return value == "I" or follows_roman(value, roman)
