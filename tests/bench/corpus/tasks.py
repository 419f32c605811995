"""The tasks of a group: what they say, what they cite, when they run."""

import calendar
import random

from corpus.decisions import made_decision
from corpus.plan import (
    DECISIONS_A_GROUP,
    SEED,
    STREAMS_A_GROUP,
    TASKS_A_GROUP,
    Cited,
    Decision,
    Group,
    Period,
    Task,
)
from corpus.words import sentence, skewed

__all__ = ["FIRST_ROW", "made_group"]

FIRST_ROW = 3
"""The first row below the title and the headings."""
MOST_CITED = 12
"""The most often that one place is cited."""
_VERBS = ("Provide advice on", "Review", "Propose", "Compile", "Support", "Prepare")


def made_group(number: int, seed: int = SEED, errors: int = 0) -> Group:
    """Return a group by its number from 0; the same seed gives the same group.

    `errors` tasks have a mandate that cannot be read, as many a period that ends before it begins.
    """
    chance = random.Random(f"{seed}/{number}")  # noqa: S311  # the same data each time
    decisions: list[Decision] = []
    for place in range(DECISIONS_A_GROUP):
        earlier = decisions[skewed(chance, place)].name if place else ""
        decisions.append(made_decision(chance, number * DECISIONS_A_GROUP + place, earlier))
    row = FIRST_ROW + number * (TASKS_A_GROUP + STREAMS_A_GROUP)
    counts: dict[Cited, int] = {}
    streams: list[tuple[int, int, str]] = []
    tasks: list[Task] = []
    a_stream = TASKS_A_GROUP // STREAMS_A_GROUP
    wrong = chance.sample(range(TASKS_A_GROUP), 2 * errors)
    for place in range(STREAMS_A_GROUP):
        stream = number * STREAMS_A_GROUP + place + 1
        streams.append((stream, row, sentence(chance, 4, 8)))
        row += 1
        for position in range(1, a_stream + 1):
            own = len(tasks) * DECISIONS_A_GROUP // TASKS_A_GROUP
            task = _task(chance, decisions, own, counts, (stream, position, row))
            if len(tasks) in wrong:
                task = _spoilt(task, wrong.index(len(tasks)) < errors)
            tasks.append(task)
            row += 1
    return Group(number, tuple(decisions), tuple(streams), tuple(tasks))


def _task(
    chance: random.Random,
    decisions: list[Decision],
    own: int,
    counts: dict[Cited, int],
    where: tuple[int, int, int],
) -> Task:
    text = sentence(chance, 22, 120, chance.choice(_VERBS))
    wanted = chance.choices((0, 1, 2, 3, 4), (3, 50, 27, 13, 7))[0]
    cites: list[Cited] = []
    for _ in range(wanted):
        decision = own if chance.random() < 0.8 else skewed(chance, len(decisions))
        cited = Cited(decision, _place(chance, decisions[decision]))
        if cited not in cites and counts.get(cited, 0) < MOST_CITED:
            cites.append(cited)
            counts[cited] = counts.get(cited, 0) + 1
    target = chance.randint(1, 23) if cites and chance.random() < 0.05 else 0
    return Task(*where, text, tuple(cites), target, _period(chance))


def _place(chance: random.Random, decision: Decision) -> int:
    """Return the index of a place to cite: mostly paragraphs, the first ones far more often."""
    kind = chance.random()
    if kind < 0.03:
        return -1
    if kind < 0.05:
        return len(decision.places) + len(decision.late) - 1
    bulk = [n for n, place in enumerate(decision.places) if place.kind in {"annex", "section"}]
    if kind < 0.15 and bulk:
        return bulk[skewed(chance, len(bulk))]
    return skewed(chance, len(decision.places))


def _period(chance: random.Random) -> Period:
    kind = chance.random()
    if kind < 0.02:
        return Period()
    if kind < 0.06:
        return Period("ongoing", kind="ongoing")
    start = chance.randrange(12 * 20 - 37)
    months = 1 + skewed(chance, 36)
    words, first, _ = _month(start)
    if kind < 0.15:
        return Period(f"by {words}", "", _month(start)[2], "deadline")
    until, _, last = _month(start + months)
    return Period(f"{words} – {until}", first, last, "interval")


def _month(number: int) -> tuple[str, str, str]:
    """Return the words, the first and the last day of a month, counted from January 2020."""
    year, month = 2020 + number // 12, number % 12 + 1
    last = calendar.monthrange(year, month)[1]
    return (
        f"{calendar.month_name[month]} {year}",
        f"{year}-{month:02}-01",
        f"{year}-{month:02}-{last:02}",
    )


def _spoilt(task: Task, mandate: bool) -> Task:
    where = (task.stream, task.position, task.row, task.text)
    if mandate:
        return Task(*where, (), 0, task.period, unread="the words of the group")
    words = "October 2035 – March 2033"
    return Task(*where, task.cites, task.target, Period(words, kind="interval"), backwards=True)
