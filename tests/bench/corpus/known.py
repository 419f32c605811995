"""What the register knows of a decision once the tasks of its group have cited it."""

from dataclasses import dataclass, replace

from corpus.plan import Cited, Decision, Group, Place, Task

__all__ = ["Known", "known"]


@dataclass(frozen=True, slots=True)
class Known:
    """A decision with all its places, and the tasks of the table that cite it.

    `places` holds the late ones only where a task cites the last of them, and after them the letters that
    are implied. `citing` are the tasks by place; those that cite the decision as a whole stand under -1;
    `of_any` are all tasks that cite it or a place in it.
    """

    decision: Decision
    places: tuple[Place, ...]
    citing: dict[int, list[Task]]
    of_any: list[Task]

    @property
    def children(self) -> dict[int, list[int]]:
        """The places directly in each place by index; those directly in the decision under -1."""
        found: dict[int, list[int]] = {}
        for number, place in enumerate(self.places):
            found.setdefault(place.parent, []).append(number)
        return found


def known(group: Group) -> list[Known]:
    """Return what is known of each decision of a group, in order."""
    by_place: list[dict[int, list[Task]]] = [{} for _ in group.decisions]
    of_any: list[list[Task]] = [[] for _ in group.decisions]
    for task in group.tasks:
        for cited in task.cites:
            by_place[cited.decision].setdefault(cited.place, []).append(task)
            if not of_any[cited.decision] or of_any[cited.decision][-1] is not task:
                of_any[cited.decision].append(task)
    return [
        Known(decision, _places(decision, citing), citing, tasks)
        for decision, citing, tasks in zip(group.decisions, by_place, of_any, strict=True)
    ]


def _places(decision: Decision, citing: dict[int, list[Task]]) -> tuple[Place, ...]:
    last = len(decision.places) + len(decision.late) - 1
    if last not in citing:
        return decision.places
    item = decision.late[-1]
    implied = [replace(item, sub=letter, status="implied-by-letter") for letter in "abc" if item.sub]
    return (*decision.places, *decision.late, *implied)


def place_of(decision: Decision, cited: Cited) -> Place | None:
    """Return the place that is cited; None for the whole decision."""
    return None if cited.place < 0 else (*decision.places, *decision.late)[cited.place]
