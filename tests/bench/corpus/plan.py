"""How large a corpus is, and the plain values that it is made of.

A corpus is a sequence of groups of 30 decisions. Tasks cite decisions of their own group, so that a group
can be made, written and answered for by itself. At the nominal size of 10^7 there are 30,000 decisions,
about 900,000 provisions and 290,000 tasks; in the model of the project each nominal triple is about two.
"""

from dataclasses import dataclass, field

__all__ = [
    "DECISIONS_A_GROUP",
    "KEY",
    "SEED",
    "STREAMS_A_GROUP",
    "TASKS_A_GROUP",
    "VERSION",
    "Cited",
    "Decision",
    "Group",
    "Period",
    "Place",
    "Task",
    "groups_of",
]

SEED = 20261124
DECISIONS_A_GROUP, TASKS_A_GROUP, STREAMS_A_GROUP = 30, 290, 5
KEY, VERSION = "corpus", "2020-2039"
TRIPLES_A_GROUP = 10_000


def groups_of(size: int) -> int:
    """Return how many groups a corpus of a nominal size (10,000 to 10,000,000) has."""
    return max(1, size // TRIPLES_A_GROUP)


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a decision: the fields of a citation, its kind, how its text stands, what it says.

    `parent` is the index in `Decision.places` of what contains it, -1 for the decision itself. `role` is
    what it asks of the group, empty where nobody said.
    """

    kind: str
    parent: int
    part: str = ""
    annex: str = ""
    para: str = ""
    sub: str = ""
    subsub: str = ""
    status: str = "text-loaded"
    role: str = ""
    verb: str = ""
    directed: str = ""
    text: dict[str, str] = field(default_factory=dict)

    @property
    def number(self) -> str:
        """The number of the last field that is not empty."""
        return self.subsub or self.sub or self.para or self.annex or self.part


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision: `state` is complete, partial (both loaded) or table (places by number alone).

    `late` are places that are there only if a task cites them; they stand after all others. Where `opens`
    is set, the last of them is the item (d) of a list of which nothing else is known.
    """

    index: int
    session: int
    number: int
    state: str
    title: str
    day: str
    langs: tuple[str, ...]
    preambles: tuple[tuple[str, str], ...]
    """Text and the number of the decision it recalls."""
    places: tuple[Place, ...]
    late: tuple[Place, ...] = ()

    @property
    def name(self) -> str:
        """The number as printed, 14/3."""
        return f"{self.session}/{self.number}"


@dataclass(frozen=True, slots=True)
class Cited:
    """What a task cites: a decision of the group by its place in it, and a place in that, -1 for all of it.

    A place beyond those of the decision stands for the last of its late ones.
    """

    decision: int
    place: int


@dataclass(frozen=True, slots=True)
class Period:
    """The words of a timeline and its days; empty where there is none."""

    words: str = ""
    first: str = ""
    last: str = ""
    kind: str = "unknown"


@dataclass(frozen=True, slots=True)
class Task:
    """A task: its workstream and position from 1, its words, what it cites, its target, its period.

    `unread` are words in the mandate that are no citation; `backwards` tells that the period ends before it
    begins. Both are errors that are planted on purpose.
    """

    stream: int
    position: int
    row: int
    text: str
    cites: tuple[Cited, ...]
    target: int
    period: Period
    unread: str = ""
    backwards: bool = False

    @property
    def ref(self) -> str:
        """The reference, WS3.T2."""
        return f"WS{self.stream}.T{self.position}"


@dataclass(frozen=True, slots=True)
class Group:
    """Thirty decisions, and the tasks that cite them, in the order of the table."""

    number: int
    decisions: tuple[Decision, ...]
    streams: tuple[tuple[int, int, str], ...]
    """Number, row and title of each workstream."""
    tasks: tuple[Task, ...]
