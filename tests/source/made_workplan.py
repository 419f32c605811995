"""Workplans made up by hypothesis: what they say, and the rows of the table that says it."""

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import strategies as st

HEADINGS = {
    "task": ("Task", "Tasks", "Activity", "Actions", "Tâches", "Tareas", "Key activities"),
    "mandate": ("Mandate", "Source", "Decision", "Legislative basis", "Mandat", "Mandato"),
    "timeline": ("Timeline", "Timing", "When", "Period", "Calendrier", "Calendario"),
    "number": ("No.", "Number", "Ref.", "N°"),
    "responsible": ("Lead", "Responsible actor", "Responsable"),
    "output": ("Output", "Deliverables", "Résultats attendus"),
    "other": ("Budget", "Remarks", "Observaciones"),
}
CITATIONS = (
    ("Decision 16/3, para. 6", 1),
    ("Dec. 15/8, paragraphs 31 and 32 (b)", 2),
    ("Décision 16/9 B, paragraphe 9 a)", 1),
    ("16/9", 1),
    ("decision XIII/23", 1),
    ("Dec. 15/8, annex III (IAG’s TOR)", 1),
    ("16/CP.22", 1),
    ("2/CMA.3, paragraphs 4-5", 2),
    ("MC-3/10", 1),
    ("SC-9/12, para. 2", 1),
    ("CITES Decision 18.4", 1),
    ("", 0),
    ("-", 0),
)
PERIODS = (
    ("2026", "2026-01", "2026-12"),
    ("August – December 2025", "2025-08", "2025-12"),
    ("March 2026– March 2027", "2026-03", "2027-03"),
    ("by June 2026", None, "2026-06"),
    ("Q1 2026", "2026-01", "2026-03"),
    ("COP 17", None, None),
    ("from March 2026 onwards", "2026-03", None),
    ("mars 2026 – juin 2026", "2026-03", "2026-06"),
    ("- June 2026", "2026-06", "2026-06"),
    ("", None, None),
)
WORDS = (
    "Provide advice on",
    "évaluer “x”",
    "=1+1 tools",
    "the long-term\u00a0framework",
    "@Parties",
    "+ more",
    "_x0041_",
)
STYLES: dict[str, tuple[Callable[[int], str], Callable[[int], str | None]]] = {
    "stop": (lambda n: f"{n}.", str),
    "brackets": (lambda n: f"({chr(96 + n)})", lambda n: chr(96 + n)),
    "right": (lambda n: f"{n})", str),
    "dotted": (lambda n: f"4.{n}", lambda n: f"4.{n}"),
    "worded": (lambda n: f"Task {n}:", str),
    "none": (lambda n: "", lambda n: None),
}


@dataclass(frozen=True)
class Made:
    """A title, the rows of the table with its header, and what a right reading says."""

    title: str
    rows: tuple[tuple[str, ...], ...]
    roles: tuple[str, ...]
    streams: tuple[tuple[str | None, tuple[tuple[object, ...], ...]], ...]


@st.composite
def made_workplans(draw: st.DrawFn) -> Made:
    """Return a workplan with columns in any order, under any known words, in any style of numbers."""
    more = draw(st.lists(st.sampled_from(("responsible", "output", "other")), unique=True, max_size=3))
    own_number = draw(st.booleans())
    if "other" in more:  # columns under one heading, too
        more += ["other"] * draw(st.integers(0, 2))
    roles = draw(st.permutations(["task", "mandate", "timeline", *more, *(["number"] if own_number else [])]))
    header = tuple(draw(st.sampled_from(HEADINGS[role])) for role in roles)
    style = draw(st.sampled_from(sorted(set(STYLES) - ({"none", "worded"} if own_number else set()))))
    rows, streams = [header], []
    for stream in range(1, draw(st.integers(1, 3)) + 1):
        title = f"Data and tools {stream}"
        rows.append((f"Workstream {stream}: {title}", *[""] * (len(roles) - 1)))
        tasks = [
            draw_task(draw, style, number, roles, rows) for number in range(1, draw(st.integers(1, 4)) + 1)
        ]
        streams.append((title, tuple(tasks)))
    return Made("Draft workplan of the group, 2025-2027", tuple(rows), tuple(roles), tuple(streams))


def draw_task(
    draw: st.DrawFn, style: str, number: int, roles: list[str], rows: list[tuple[str, ...]]
) -> tuple[object, ...]:
    printed, value = STYLES[style][0](number), STYLES[style][1](number)
    words = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3)))
    words = f"Do {number} {words}"
    items = (
        draw(st.sampled_from(((), ("(i)", "(ii)"), ("9.1", "9.2"), ("a)", "b)")))) if style != "right" else ()
    )
    mandate, cited = draw(st.sampled_from(CITATIONS))
    empty = style == "none" and mandate in ("", "-")  # then nothing tells the task from a heading
    period, start, end = draw(st.sampled_from(PERIODS[:-1] if empty else PERIODS))
    kept = {
        role: draw(st.sampled_from(("", "Parties", "- one\n- two", "16/9")))
        for role in ("responsible", "output")
    }
    first = words if "number" in roles else f"{printed} {words}".strip()
    cells = {
        "task": "\n".join([first, *(f"{mark} Part of it" for mark in items)]),
        "number": printed,
        "mandate": mandate,
        "timeline": period,
        **kept,
    }
    beside = st.sampled_from(("", "Parties", "- one\n- two", "16/9"))
    rows.append(tuple(cells[role] if role in cells else draw(beside) for role in roles))
    plain = " ".join(words.split())
    shown = {role: kept[role] if role in roles else "" for role in ("responsible", "output")}
    return (
        value,
        plain,
        len(items),
        mandate,
        cited,
        period,
        start,
        end,
        shown["responsible"],
        shown["output"],
    )
