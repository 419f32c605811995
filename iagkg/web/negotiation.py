"""Content negotiation: which of the forms on offer a client would rather have (RFC 9110, 12.5.1)."""

from collections.abc import Sequence

__all__ = ["preferred", "preferred_language"]


def preferred(accept: str, offered: Sequence[str]) -> str | None:
    """Return the media type on offer that a header wants most, None where it wants none of them.

    Of types that are wanted alike the first on offer is taken; without a header, the first of all.
    """
    if not accept.strip():
        return offered[0]
    ranges = [_range(part) for part in accept.split(",") if part.strip()]
    best, best_weight = None, 0.0
    for media in offered:
        fitting = [(_closeness(name, media), weight) for name, weight in ranges if _closeness(name, media)]
        weight = max(fitting)[1] if fitting else 0.0
        if weight > best_weight:
            best, best_weight = media, weight
    return best


def preferred_language(accept: str, offered: Sequence[str]) -> str:
    """Return the language on offer that an Accept-Language header wants most, else the first."""
    best, best_weight = offered[0], 0.0
    for part in accept.split(","):
        name, weight = _range(part)
        language = name.partition("-")[0]
        if language in offered and weight > best_weight:
            best, best_weight = language, weight
    return best


def _range(part: str) -> tuple[str, float]:
    name, *parameters = (word.strip().lower() for word in part.split(";"))
    weight = 1.0
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "q":
            try:
                weight = min(max(float(value), 0.0), 1.0)
            except ValueError:
                weight = 0.0
    return name, weight


def _closeness(name: str, media: str) -> int:
    """Return how closely a range names a media type: 3 exactly, 2 its kind, 1 anything, 0 not at all."""
    if name == media:
        return 3
    if name == f"{media.partition('/')[0]}/*":
        return 2
    return 1 if name == "*/*" else 0
