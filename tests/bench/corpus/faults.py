"""Errors planted in a corpus, one of each kind that the rules know, each in a small workplan of its own.

The kinds are those of `tests/check/planted`: a change of a small valid workplan that breaks one rule. Every
copy stands under addresses of its own, so that each gives what it gives alone, and nothing else.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2]))  # tests/, also where this is run as a program

from planted_faults import PLANTED, planted

from corpus.known import place_of
from corpus.plan import Group
from iagkg.graph.quads import Quad

__all__ = ["KINDS", "expected_findings", "fault_quads", "mark_of", "planted_in"]

KINDS = tuple(path.stem for path in PLANTED)
"""The rules, each with one kind of error."""
_KEY = "<https://w3id.org/iagkg/id/task/x/001>"


def mark_of(kind: str, copy: int) -> str:
    """Return what the addresses of one planted error end in."""
    return f"--{kind}-{copy}"


def fault_quads(kind: str, copy: int = 0) -> list[Quad]:
    """Return one planted error: a small workplan that breaks the rule `kind` and no other."""
    update = next(path for path in PLANTED if path.stem == kind).read_text(encoding="utf-8")
    mark = mark_of(kind, copy)
    own = f"{_KEY[:-1]}{mark}>"
    return [
        quad._replace(subject=quad.subject.replace(_KEY, own), object=quad.object.replace(_KEY, own))
        for quad in planted(update, mark)
    ]


def planted_in(copies: int) -> Iterator[Quad]:
    """Yield so many of each kind."""
    for kind in KINDS:
        for copy in range(copies):
            yield from fault_quads(kind, copy)


def expected_findings(group: Group) -> Counter[str]:
    """Return how often each rule finds something in a group, by how it was made."""
    found: Counter[str] = Counter()
    for decision in group.decisions:
        found["TextReviewed"] += len(decision.langs) if decision.state == "partial" else 0
    for task in group.tasks:
        cited = [(group.decisions[one.decision], one) for one in task.cites]
        places = [(decision, place_of(decision, one)) for decision, one in cited]
        found["CitationBeyond"] += sum(
            decision.state == "complete" and place is not None and place.status == "text-not-seen"
            for decision, place in places
        )
        bulk = [place is None or place.kind in {"annex", "section"} for _, place in places]
        found["TaskBulkOnly"] += bool(bulk) and all(bulk)
        found["TaskMandate"] += not task.cites
        found["TaskPeriodMissing"] += not task.period.words
        found["PeriodUndated"] += bool(task.period.words) and not task.period.last
        found["NoteToCorrect"] += task.backwards
    return +found
