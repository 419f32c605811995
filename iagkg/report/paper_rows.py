"""What papers are made of: rows of named queries, brought together task by task."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from iagkg.errors import UsageError
from iagkg.queries import named, run
from iagkg.report.corrections import all_shown, held
from iagkg.report.progress import status_words
from iagkg.store.base import Store
from iagkg.store.terms import lexical
from iagkg.wording import say

__all__ = [
    "Ask",
    "Row",
    "TaskRow",
    "asker",
    "document_language",
    "named_with_period",
    "summary_of",
    "task_rows",
]

Row = dict[str, str]


class Ask:
    """Asks named queries of one dataset, with the values that they all share."""

    def __init__(self, store: Store, values: Mapping[str, str]) -> None:
        self._store, self._values = store, dict(values)

    def __call__(self, name: str, **more: str) -> list[Row]:
        """Return the rows of a named query, each cell in words."""
        query = named(name)
        known = {key: value for key, value in {**self._values, **more}.items() if query.parameter(key)}
        table = run(self._store, query, known)
        return [dict(zip(table.columns, map(lexical, row), strict=True)) for row in table.rows]


def asker(store: Store, lang: str, as_of: dt.date, workplan: str = "") -> Ask:
    """Return what asks the queries of a paper, in a language, as of a day, of a version or the current."""
    values = {"lang": lang, "as_of": as_of.isoformat()}
    return Ask(store, values | ({"workplan": workplan} if workplan else {}))


def summary_of(ask: Ask, workplan: str = "") -> Row:
    """Return what is said of the document. Raises UsageError where the dataset has not that version."""
    plans = ask("workplan-summary")
    if not plans:
        raise UsageError(f"--workplan {workplan}: not in the dataset.", "one that is, or none at all")
    return plans[0]


def document_language(ask: Ask, lang: str) -> str:
    """Return the language of the document's words, empty where it is that of the paper."""
    found = next((row["language"] for row in ask("chm-tasks") if row["language"]), "en")
    return "" if found == lang else found


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task as papers show it: what the document prints, with corrections beside it, and what is reported.

    `words` has the sub-items below the task, one a line, indented; `state` is not-begun, running, ended or
    not-fixed as of the day; `status` is empty where none is reported.
    """

    ref: str
    number: str
    short_title: str
    stream: str
    words: str
    mandate: str
    period: str
    state: str
    status: str
    output: str
    next_step: str
    address: str


def task_rows(ask: Ask, as_of: dt.date, lang: str) -> list[TaskRow]:
    """Return the tasks of a workplan in their order."""
    facts = ask("task-facts")
    days = {row["task"]: row for row in (*ask("ends-by"), *ask("running-on"))}
    reports: defaultdict[str, list[Row]] = defaultdict(list)
    for row in ask("task-statuses"):
        reports[row["task"]].append(row)
    below: defaultdict[str, list[str]] = defaultdict(list)
    for row in facts:
        if row["of_task"]:
            depth = row["task_address"].count("/s-")
            below[row["of_task"]].append(f"{'    ' * depth}{row['number_as_read']} {row['text']}".rstrip())
    right = held(ask("corrections"))
    made = []
    for row in facts:
        if row["of_task"]:
            continue
        said, ref = reports[row["task_address"]], row["ref"]
        printed = {
            "number": row["number_as_read"],
            "workstream": f"{ref.partition('.')[0]} {row['workstream']}".strip(),
            "title": "\n".join([row["text"], *below[ref]]),
            "mandate": row["mandate"],
            "period": row["period"],
        }
        words = all_shown(right, ref, printed, lang)
        made.append(
            TaskRow(
                ref=ref,
                number=words["number"],
                short_title=row["short_title"],
                stream=words["workstream"],
                words=words["title"],
                mandate=words["mandate"],
                period=words["period"],
                state=_state(days.get(row["task_address"], {}), as_of),
                status="\n".join(dict.fromkeys(_status(one, lang) for one in said)).strip(),
                output=_joined(_output(one) for one in said),
                next_step=_joined(_next(one, lang) for one in said),
                address=row["task_address"],
            )
        )
    return made


def named_with_period(task: TaskRow) -> str:
    """Return a task in few words: reference, short title, period as printed."""
    name = f"{task.ref} {task.short_title}".rstrip()
    return f"{name} ({' '.join(task.period.split())})" if task.period else name


def _state(days: Mapping[str, str], as_of: dt.date) -> str:
    """Return how a period lies to a day, by the days that its words fix."""
    day, starts, ends = as_of.isoformat(), days.get("starts", ""), days.get("ends", "")
    if ends and ends < day:
        return "ended"
    if starts and starts > day:
        return "not-begun"
    return "running" if starts and ends else "not-fixed"


def _status(row: Row, lang: str) -> str:
    return "" if row["task_status"] == "not-reported" else status_words(row, lang)


def _output(row: Row) -> str:
    parts = (row["output_title"], row["output_symbol"], row["output_link"], row["output_thread"])
    return ", ".join(filter(None, parts))


def _next(row: Row, lang: str) -> str:
    meeting = say("paper.for-meeting", lang, meeting=row["for_meeting"]) if row["for_meeting"] else ""
    return f"{row['next_step']} {meeting}".strip()


def _joined(values: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(filter(None, values)))
