"""Pairs of versions with known edits, made by a seed: what was done to the old one is known."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from iagkg.compare.side import Entry, Side, Stream

OPENERS = (
    *("Provide advice on", "Provide guidance and advice on", "Propose", "Review", "Develop guidance on"),
    *("Assist with", "Provide inputs to", "Prepare options for", "Advise the Secretariat on", "Assess"),
)
THINGS = (
    "the programme of work of the clearing-house mechanism",
    "the long-term strategic framework for capacity-building and development",
    "the terms of reference of the independent evaluation",
    "the workplans of the regional and subregional support centres",
    "the work of the global coordination entity",
    "criteria for evaluating the performance of support centres",
    "the identification and mapping of relevant initiatives and partnerships",
    "controlled vocabularies, ontologies and metadata",
    "the central portal and the management of its content",
    "national clearing-house mechanisms and the Bioland tool",
    "webinars and in-person regional workshops",
    "the monitoring of capacity-building strategies",
    "donors that could provide additional funding",
    "technology assessment and horizon scanning",
    "access to scientific literature and data",
    "the exchange of experience between Parties",
    "indicators of technical and scientific cooperation",
    "the participation of women and youth",
    "traditional knowledge of indigenous peoples and local communities",
    "pilot programmes on bioinformatics",
    "an inventory of training courses and their quality",
    "national focal points and their networks",
    "the matching of needs with offers of assistance",
    "the use of remote sensing for spatial planning",
)
TAILS = (
    *("", "", "in support of the Kunming-Montreal Global Biodiversity Framework", "at the national level"),
    *("for consideration by the Subsidiary Body on Implementation", "and ways to improve them"),
    *("including the costs of each option", "in developing countries", "with a view to its update"),
)
PERIODS = (
    *("August – December 2025", "January – June 2026", "March 2026 – March 2027", "April 2026 – March 2027"),
    *("September – December 2025", "July – December 2026", "January 2026 – March 2027"),
)
TITLES = (
    *("Capacity-building and development", "Knowledge management", "Clearing-house mechanism"),
    *("Technical and scientific cooperation", "Technology transfer", "Resource mobilization"),
)
OTHER_WORDS = (
    *("further", "relevant", "regional", "updated", "practical", "existing", "additional", "effective"),
    *("countries", "agencies", "methods", "lessons", "reporting", "standards", "synergies", "needs"),
)
DECISIONS = tuple(f"16/{number}, para. {para}" for number in (3, 9) for para in range(1, 20))


@dataclass
class Made:
    """A task of the new version: what it prints, the reference it had, and what was done to it."""

    entry: Entry
    origin: str
    done: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Pair:
    """Two versions and the truth: pairs of references, what was added and dropped, what was done to which.

    `done` has kind and new reference; of moves those to another workstream.
    """

    old: Side
    new: Side
    pairs: frozenset[tuple[str, str]]
    added: frozenset[str]
    dropped: frozenset[str]
    done: frozenset[tuple[str, str]]


def seeded(seed: int) -> random.Random:
    """Return numbers that are the same each time."""
    return random.Random(seed)  # noqa: S311  # nothing secret


def side(streams: list[tuple[str, list[Entry]]], version: str) -> Side:
    """Return a version of workstreams and tasks, each with the reference and number of its place."""
    made = tuple(
        Stream(
            f"WS{place}",
            str(place),
            title,
            tuple(
                replace(task, ref=f"WS{place}.T{number}", number=str(number))
                for number, task in enumerate(tasks, start=1)
            ),
        )
        for place, (title, tasks) in enumerate(streams, start=1)
    )
    return Side(f"{version}.txt", "made", version, "Workplan", "draft", "", "", "", made)


def made_task(rng: random.Random) -> Entry:
    """Return a task in the words of the field."""
    words = " ".join((rng.choice(OPENERS), rng.choice(THINGS), "and", rng.choice(THINGS), rng.choice(TAILS)))
    items = tuple(
        (f"({chr(97 + place)})", f"{rng.choice(OPENERS)} {thing}")
        for place, thing in enumerate(rng.sample(THINGS, rng.choice((0, 0, 0, 2, 3))))
    )
    cited = sorted(rng.sample(DECISIONS, rng.choice((1, 1, 2, 3))))
    return dated(cites(Entry("", "", words.strip(), "", {}, "", (), items), cited), rng.choice(PERIODS))


def cites(task: Entry, cited: list[str]) -> Entry:
    """Return a task with other citations."""
    return replace(task, cited={words: words for words in cited}, mandate=", ".join(cited))


def dated(task: Entry, period: str) -> Entry:
    """Return a task with another period."""
    return replace(task, period=period, span=(period,))


def reworded(text: str, rng: random.Random, share: float) -> str:
    """Return a text with a share of its words (one at least) replaced, taken out, or with words put in."""
    words = text.split()
    for _ in range(max(1, round(share * len(words)))):
        place = rng.randrange(len(words))
        change = rng.choice(("put", "put in", "take out"))
        if change == "put in":
            words.insert(place, rng.choice(OTHER_WORDS))
        elif change == "take out" and len(words) > 6:
            del words[place]
        else:
            words[place] = rng.choice(OTHER_WORDS)
    return " ".join(words)


def retime(task: Entry, rng: random.Random) -> Entry:
    return dated(task, rng.choice([period for period in PERIODS if period != task.period]))


def remandate(task: Entry, rng: random.Random) -> Entry:
    cited = list(task.cited)
    other = rng.choice([words for words in DECISIONS if words not in cited])
    return cites(task, [*cited[:-1], other] if rng.random() < 0.5 else [*cited, other])


def reword(task: Entry, rng: random.Random) -> Entry:
    return replace(task, text=reworded(task.text, rng, 0.1))


EDITS: dict[str, Callable[[Entry, random.Random], Entry]] = {
    "reworded": reword,
    "retimed": retime,
    "remandated": remandate,
}


def made_plan(rng: random.Random) -> list[tuple[str, list[Entry]]]:
    """Return workstreams with tasks."""
    titles = rng.sample(TITLES, rng.randint(2, 5))
    return [(title, [made_task(rng) for _ in range(rng.randint(2, 7))]) for title in titles]


def made_pair(seed: int, shares: tuple[float, ...] = (0.05, 0.1, 0.2, 0.35)) -> Pair:
    """Return a version, and another that follows from it by three to twelve edits.

    `shares` are how much of the words of a task may be edited at once.
    """
    rng = seeded(seed)
    old = side(made_plan(rng), "old")
    plan = [(stream.title, [Made(task, task.ref) for task in stream.tasks]) for stream in old.streams]
    done: set[tuple[str, str]] = set()
    for _ in range(rng.randint(3, 12)):
        _edit(plan, rng, shares)
    if rng.random() < 0.2:
        rng.shuffle(plan)
    new = side([(title, [made.entry for made in tasks]) for title, tasks in plan], "new")
    flat = [made for _, tasks in plan for made in tasks]
    at = list(zip(flat, new.tasks, strict=True))
    before = {task.ref: task for task in old.tasks}
    title_of = [
        {task.ref: stream.title for stream in one.streams for task in stream.tasks} for one in (old, new)
    ]
    for made, task in at:
        done |= {(kind, task.ref) for kind in made.done if _is_other(kind, before[made.origin], task)}
        if made.origin and title_of[0][made.origin] != title_of[1][task.ref]:
            done.add(("moved", task.ref))
    return Pair(
        old,
        new,
        frozenset((made.origin, task.ref) for made, task in at if made.origin),
        frozenset(task.ref for made, task in at if not made.origin),
        frozenset(before.keys() - {made.origin for made in flat}),
        frozenset(done),
    )


def _is_other(kind: str, old: Entry, new: Entry) -> bool:
    """Tell whether an edit is to be seen: two edits may have taken each other back."""
    field = {"reworded": "text", "retimed": "period", "remandated": "mandate"}[kind]
    return bool(getattr(old, field) != getattr(new, field))


def _edit(plan: list[tuple[str, list[Made]]], rng: random.Random, shares: tuple[float, ...]) -> None:
    kind = rng.choice(("add", "drop", "move", "order", *EDITS, *EDITS))
    tasks = rng.choice(plan)[1]
    if kind == "add" or not tasks:
        tasks.insert(rng.randint(0, len(tasks)), Made(made_task(rng), ""))
        return
    made = rng.choice(tasks)
    if kind in EDITS:
        made.entry = (
            replace(made.entry, text=reworded(made.entry.text, rng, rng.choice(shares)))
            if kind == "reworded"
            else EDITS[kind](made.entry, rng)
        )
        if made.origin:
            made.done.add(kind)
        return
    tasks.remove(made)
    if kind == "order":
        tasks.insert(rng.randint(0, len(tasks)), made)
    elif kind == "move":
        other = rng.choice([stream for _, stream in plan if stream is not tasks])
        other.insert(rng.randint(0, len(other)), made)
