"""Write a citation in every notation, or say why a notation cannot express it.

What a notation has no place for is never forced into it: the code would then name something else.
"""

from dataclasses import dataclass

from iagkg.citation.address import exact_iri
from iagkg.citation.bodies import fill, last_session, row_of, split_number
from iagkg.citation.canonical import canonical, decision_text
from iagkg.citation.model import Citation
from iagkg.citation.numerals import from_letter, from_roman

__all__ = ["NOTATIONS", "Notations", "notations"]

PAGE = "https://www.cbd.int/decisions/cop/"
NOTATIONS = ("text", "named", "symbol", "dtt_dot", "dtt_slash", "page", "iri")
"""The notations there are, in the order they are shown."""

NO_DECISION = "it is no decision"
PLACES = ("part", "annex", "section", "locator", "para", "sub", "subsub")


@dataclass(frozen=True, slots=True)
class Notation:
    """One notation: the string, or why there is none."""

    value: str | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Notations:
    """A citation in all notations; None where a notation cannot express it, `why` then says why.

    `text` is the canonical text, `named` the same with the word "Decision", `symbol` the document symbol,
    `dtt_dot` and `dtt_slash` the older and the newer code of the Decision Tracking Tool, `page` the page of
    cbd.int, `iri` the address in this project (of a target, its official address).
    """

    text: str | None
    named: str | None
    symbol: str | None
    dtt_dot: str | None
    dtt_slash: str | None
    page: str | None
    iri: str | None
    why: dict[str, str]


def notations(citation: Citation) -> Notations:
    """Return all notations of a citation."""
    dot, slash = tracking_codes(citation)
    found = {
        "text": text_of(citation, canonical(citation)),
        "named": text_of(citation, decision_text(citation)),
        "symbol": symbol(citation),
        "dtt_dot": dot,
        "dtt_slash": slash,
        "page": page(citation),
        "iri": iri(citation),
    }
    why = {name: notation.why for name, notation in found.items() if notation.value is None}
    return Notations(**{name: notation.value for name, notation in found.items()}, why=why)


def text_of(citation: Citation, text: str) -> Notation:
    if citation.type == "unresolved":
        return Notation(why="the decision is not known")
    if text[:1].isdigit() and citation.body == "COP" and not alone(citation):
        return Notation(why="the number alone would not be read: write it with the word")
    if citation.part is not None and (len(citation.part) != 1 or citation.part in "IVX"):
        return Notation(why=f"part {citation.part} would be read as a section")
    return Notation(text)


def alone(citation: Citation) -> bool:
    """Tell whether the arabic number of a decision of the COP is taken for one without the word."""
    number = split_number("COP", citation.decision or "")
    return number is not None and number[0] <= last_session("COP") + 1 and 0 < int(number[1]) <= 99


def whole(citation: Citation) -> bool:
    return all(getattr(citation, name) is None for name in PLACES)


def symbol(citation: Citation) -> Notation:
    """Return the document symbol of a whole decision."""
    if citation.decision is None or citation.body is None or citation.type in {"target", "unresolved"}:
        return Notation(why=NO_DECISION)
    number = split_number(citation.body, citation.decision)
    if number is None:
        return Notation(why="the number has not the form of this body")
    row = row_of(citation.body, number[0])
    if row is None or not row.symbol:
        return Notation(why=f"the form of the symbols of {citation.body} is not known for this session")
    if number[1] == "0":
        return Notation(why="no decision has the number 0")
    text = fill(row.symbol, number[0], number[1])
    return (
        Notation(text) if whole(citation) else Notation(why=f"a symbol names a whole decision, here {text}")
    )


def cop_number(citation: Citation) -> tuple[int, int] | Notation:
    """Return session and number of a decision of the COP, or why the Tracking Tool does not have it."""
    if citation.type != "decision" or citation.decision is None or citation.body is None:
        return Notation(why="the Tracking Tool holds decisions only" if citation.decision else NO_DECISION)
    if citation.body != "COP":
        return Notation(why="the Tracking Tool serves decisions of the COP only")
    number = split_number("COP", citation.decision)
    if number is None or int(number[1]) == 0:
        return Notation(why="the number has not the form of this body")
    if number[0] > 99 or int(number[1]) > 99:
        return Notation(why="the Tracking Tool has two digits for session and number")
    return number[0], int(number[1])


def tracked_place(citation: Citation) -> tuple[str, str] | Notation:
    """Return the place as the Tracking Tool codes it (`B09.01`) and as its page takes it (`b9.1`)."""
    part, para = citation.part or "", citation.para
    if citation.annex is not None or citation.section is not None or citation.locator is not None or not para:
        return Notation(why=not_tracked(citation))
    if not (para.isascii() and para.isdigit() and 1 <= int(para) <= 200 and para == str(int(para))):
        return Notation(why="the Tracking Tool has paragraphs 1 to 200 only")
    if part and not (len(part) == 1 and "A" <= part <= "Z"):
        return Notation(why="the Tracking Tool has sections A to Z only")
    numbers = [int(para)]
    if citation.sub is not None:
        numbers.append(from_letter(citation.sub) or 0)
    if citation.subsub is not None:
        roman = from_roman(citation.subsub) if citation.subsub.islower() else None
        numbers.append(roman if roman and roman <= 30 and citation.sub is not None else 0)
    if 0 in numbers:
        return Notation(why="the Tracking Tool has items a to z and sub-items i to xxx only")
    padded = ".".join(f"{number:02}" for number in numbers)
    return part + padded, part.lower() + ".".join(str(number) for number in numbers)


def not_tracked(citation: Citation) -> str:
    """Return why the Tracking Tool has no code for a place without a paragraph of the decision itself."""
    if citation.annex is not None:
        return "how the Tracking Tool codes an annex and what lies below it is not known"
    if citation.section is not None or citation.locator is not None:
        return "the Tracking Tool has no place for it"
    if citation.part is not None:
        return "how the Tracking Tool codes a section without a paragraph is not known"
    return "the Tracking Tool has no item without a paragraph"


def tracking_codes(citation: Citation) -> tuple[Notation, Notation]:
    """Return the older code, with a point, and the newer one, with a slash."""
    number = cop_number(citation)
    if isinstance(number, Notation):
        return number, number
    code = f"CBD/COP/{number[0]:02}/{number[1]:02}"
    if whole(citation):
        return Notation(code), Notation(code)
    place = tracked_place(citation)
    if isinstance(place, Notation):
        return place, place
    return Notation(f"{code}.{place[0]}"), Notation(f"{code}/{place[0]}")


def page(citation: Citation) -> Notation:
    """Return the page of cbd.int that shows the decision or the paragraph."""
    if citation.type == "target":
        return target_page(citation)
    number = cop_number(citation)
    if isinstance(number, Notation):
        return Notation(why=number.why.replace("the Tracking Tool serves", "cbd.int has pages for"))
    address = f"{PAGE}{number[0]}/{number[1]}"
    if whole(citation):
        return Notation(address)
    place = tracked_place(citation)
    if isinstance(place, Notation):
        return Notation(why=f"{place.why}; the decision is at {address}")
    return Notation(f"{address}/{place[1]}")


def target_page(citation: Citation) -> Notation:
    if exact_iri(citation) is None:
        return Notation(why="the framework has the targets 1 to 23")
    return Notation(f"https://www.cbd.int/gbf/targets/{int(citation.target or 0)}")


def iri(citation: Citation) -> Notation:
    """Return the address of exactly what is cited."""
    found = exact_iri(citation)
    if found is not None:
        return Notation(found)
    if citation.decision is None or citation.body is None:
        return Notation(why="what is cited is not known" if citation.type != "target" else "no such target")
    return Notation(why="the place has no address of its own")
