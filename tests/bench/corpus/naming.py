"""Addresses, labels, keys of order and codes of the places of a corpus, written out by their rules.

They are made here once more and not asked of the code, so that one stands against the other.
"""

from corpus.plan import KEY, VERSION, Decision, Place

__all__ = ["ID", "SCHEME", "WORKPLAN", "Named", "decision_label", "named", "whole"]

ID = "https://w3id.org/iagkg/id/"
SCHEME = f"{ID}scheme/"
WORKPLAN = f"{ID}workplan/{KEY}/{VERSION}"
_ANNEXES = {"I": 1, "II": 2}
_ROMAN = {"i": 1, "ii": 2, "iii": 3}


class Named:
    """A decision or a place with its address, label, key of order, page and code ("" where it has none)."""

    __slots__ = ("address", "code_dot", "code_slash", "key", "label", "page")

    def __init__(
        self, address: str, label: str, key: str, codes: tuple[str, str, str] = ("", "", "")
    ) -> None:
        self.address, self.label, self.key = address, label, key
        self.code_slash, self.code_dot, self.page = codes


def whole(decision: Decision) -> Named:
    """Return the names of a decision itself."""
    code = f"CBD/COP/{decision.session:02}/{decision.number:02}"
    page = f"https://www.cbd.int/decisions/cop/{decision.name}"
    return Named(
        f"{ID}decision/cbd/cop/{decision.name}",
        f"Decision {decision.name}",
        f"cbd/cop/{decision.session:03}/{decision.number:03}",
        (code, code, page) if decision.number <= 99 else ("", "", ""),
    )


def decision_label(decision: Decision, place: Place | None) -> str:
    """Return what a mandate cell prints for a place, or for the whole decision."""
    return f"Decision {_label(decision, place)}" if place else f"Decision {decision.name}"


def _label(decision: Decision, place: Place) -> str:
    words = f"{decision.name} {place.part}" if place.part else decision.name
    words += f", annex {place.annex}" if place.annex else ""
    words += f", para. {place.para}" if place.para else ""
    return words + "".join(f" ({item})" for item in (place.sub, place.subsub) if item)


def named(decision: Decision, place: Place) -> Named:
    """Return the names of a place."""
    head = whole(decision)
    steps, keys = [], []
    if place.part:
        steps.append(place.part.lower())
        keys.append(f"s{place.part}")
    if place.annex:
        steps.append(f"annex-{_ANNEXES[place.annex]}")
        keys.append(f"x{_ANNEXES[place.annex]:03}")
    if place.para:
        steps.append(place.para)
        keys.append(f"p{int(place.para):03}")
    if place.sub:
        steps.append(place.sub)
        keys.append(f"i{_letter(place):03}")
    if place.subsub:
        steps.append(place.subsub)
        keys.append(f"i{_ROMAN[place.subsub]:03}")
    return Named(
        "/".join((head.address, *steps)),
        _label(decision, place),
        "/".join((head.key, *keys)),
        _codes(head, place) if place.para and not place.annex else ("", "", ""),
    )


def _letter(place: Place) -> int:
    return ord(place.sub) - 96


def _codes(head: Named, place: Place) -> tuple[str, str, str]:
    if not head.page or int(place.para) > 200:
        return ("", "", "")
    numbers = [int(place.para)]
    numbers += [_letter(place)] if place.sub else []
    numbers += [_ROMAN[place.subsub]] if place.subsub else []
    padded = place.part + ".".join(f"{number:02}" for number in numbers)
    short = place.part.lower() + ".".join(str(number) for number in numbers)
    return (f"{head.code_slash}/{padded}", f"{head.code_slash}.{padded}", f"{head.page}/{short}")
