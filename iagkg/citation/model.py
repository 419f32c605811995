"""What a citation says, as plain values."""

from dataclasses import dataclass
from typing import Literal

from iagkg.problem import Problem

__all__ = ["Citation", "CitationReading", "CitationType"]

CitationType = Literal["decision", "recommendation", "target", "other-treaty", "unresolved"]


@dataclass(frozen=True, slots=True)
class Citation:
    """One cited unit: a decision, a place in it, a target, or words that could not be resolved.

    `decision` is the number in its official form (`XIII/23`, `16/9`, `BS-VI/3`, `CP-9/7`, `23/6`); `annex`
    is a roman number or letter, or `unnumbered`; `section` is a roman section of the decision or a
    section inside an annex; `sub` and `subsub` are item and sub-item; `locator` is what fits nowhere
    else, in words; `label` is a name printed with an annex (LTSF). `inferred` names the fields that are
    not printed but follow from the context. `printed` is the span of the text this unit was read from.
    """

    type: CitationType
    decision: str | None = None
    body: str | None = None
    part: str | None = None
    annex: str | None = None
    section: str | None = None
    para: str | None = None
    sub: str | None = None
    subsub: str | None = None
    locator: str | None = None
    label: str | None = None
    target: str | None = None
    inferred: tuple[str, ...] = ()
    printed: str = ""


@dataclass(frozen=True, slots=True)
class CitationReading:
    """All citations of a text in their order, and what was odd about it."""

    text: str
    citations: tuple[Citation, ...]
    problems: tuple[Problem, ...] = ()
