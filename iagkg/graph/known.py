"""One place of a decision as the register knows it, from tables, loaded texts or citations together."""

from dataclasses import dataclass, field

from iagkg.citation.model import Citation
from iagkg.register.model import Paragraph

__all__ = ["Known", "whole"]


@dataclass(frozen=True, slots=True)
class Known:
    """A decision or a place in one, how its text stands, and what says so.

    `row` is the row of a table (empty without one), `paragraph` what was loaded (None without), `sources`
    the addresses of the texts it was loaded from.
    """

    citation: Citation
    text_status: str = ""
    row: dict[str, str] = field(default_factory=dict)
    paragraph: Paragraph | None = None
    sources: tuple[str, ...] = ()
    reviewed: bool = False
    """Whether a person reviewed what was loaded: then a row of a table adds nothing to what it says."""


def whole(citation: Citation) -> Citation:
    """Return the citation of the decision that a place lies in."""
    return Citation(type=citation.type, decision=citation.decision, body=citation.body)
