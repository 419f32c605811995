"""From what a person changed in a workbook to the rows that the tables would get; nothing is written here."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from iagkg.errors import InputError
from iagkg.export.workbook_compare import Changes, Edit
from iagkg.export.workbook_new_rows import Given, added_task, correction
from iagkg.export.workbook_read import Found, FoundRow, Trouble, no_role, refused
from iagkg.export.workbook_sense import TAGS, Sense
from iagkg.export.workbook_tasks import REPORTED
from iagkg.progress.added import AddedTask
from iagkg.progress.checking import checked
from iagkg.progress.corrections import Correction
from iagkg.progress.event import StatusEvent, made
from iagkg.progress.followup import FollowUp, action_named, in_force, made_follow_up
from iagkg.progress.people import person_problem
from iagkg.progress.statuses import status_code
from iagkg.vocabulary.model import Vocabulary
from iagkg.vocabulary.tags import Tag

__all__ = ["Accepting", "Plan", "planned"]

_EVENT = {
    "status": "status",
    "as_of": "as_of",
    "reported_by": "reported_by",
    "output": "output_title",
    "link": "output_link",
    "next_step": "next_step",
    "for_meeting": "for_meeting",
    "lead": "lead",
}
"""Columns of the sheet and of the table of statuses."""
_CELL = {event: column for column, event in _EVENT.items()}


@dataclass(frozen=True, slots=True)
class Accepting:
    """Who accepts what a workbook proposes, as of which day, and what it is held against."""

    by: str
    on: dt.date
    today: dt.date
    workplan: str
    version: str
    events: tuple[StatusEvent, ...]
    tags: tuple[Tag, ...]
    followed: tuple[FollowUp, ...]
    vocabulary: Vocabulary
    sense: Sense
    given: Given


@dataclass(slots=True)
class Plan:
    """The rows that the tables would get, and what stands in the way, by cell."""

    events: list[StatusEvent] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    followed: list[FollowUp] = field(default_factory=list)
    corrections: list[tuple[FoundRow, Correction]] = field(default_factory=list)
    added: list[tuple[FoundRow, AddedTask]] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)


def planned(found: Found, changes: Changes, accepting: Accepting) -> Plan:
    """Return the rows for what was changed; a cell that cannot be taken is a trouble of the plan."""
    plan = Plan(troubles=list(changes.troubles))
    _new_rows(plan, changes, accepting.given)
    rows = {(row.sheet, row.key): row for row in reversed(found.rows) if row.key}
    by_row: dict[tuple[str, str], list[Edit]] = defaultdict(list)
    for edit in changes.edits:
        by_row[edit.sheet, edit.key].append(edit)
    for place, edits in by_row.items():
        row, fields = rows[place], {edit.field: edit for edit in edits}
        if place[0] == "decisions":
            _follow_up(plan, row, fields, accepting)
        if place[0] != "tasks":
            continue
        if fields.keys() & _EVENT.keys():
            _report(plan, row, fields, accepting)
        for name in fields.keys() & TAGS.keys():
            _tags(plan, row, fields[name], accepting)
        if "short_title" in fields:
            edit = fields["short_title"]
            if edit.new:
                plan.titles[edit.ref] = edit.new
            else:
                plan.troubles.append(Trouble(edit.place, "empty"))
    return plan


def _new_rows(plan: Plan, changes: Changes, given: Given) -> None:
    """Put lines for the added rows into the plan; none for a row that says what is recorded already."""
    known = {*(line.id for line in given.corrections), *(line.id for line in given.added)}
    first: dict[tuple[str, str], FoundRow] = {}
    for row in changes.corrections:
        line = correction(row, given)
        if isinstance(line, Trouble):
            plan.troubles.append(line)
            continue
        other = first.setdefault((line.task, line.field), row)
        if other is not row:
            plan.troubles.append(Trouble(row.place, "same-field", (("other", other.place),)))
        elif line.id not in known:
            plan.corrections.append((row, line))
    for row in changes.added:
        task = added_task(row, given)
        if isinstance(task, Trouble):
            plan.troubles.append(task)
        elif task.id not in known:
            known.add(task.id)
            plan.added.append((row, task))


def _counting(events: Iterable[StatusEvent], task: str) -> StatusEvent | None:
    """Return the report of a task that counts, the latest; None where there is none."""
    events = tuple(events)
    replaced = {event.replaces for event in events}
    own = [event for event in events if event.task == task and event.status and event.id not in replaced]
    return max(own, key=lambda event: event.as_of, default=None)


def _report(plan: Plan, row: FoundRow, fields: Mapping[str, Edit], accepting: Accepting) -> None:
    current = _counting(accepting.events, row.key)
    if "lead" in fields and not fields["lead"].new:
        plan.troubles.append(Trouble(fields["lead"].place, "empty"))
        return
    if not fields.keys() & {"status", *REPORTED}:  # only the organisation in the lead
        values = {"lead": fields["lead"].new, "as_of": accepting.on.isoformat(), "reported_by": accepting.by}
    else:
        if not row.words("status"):
            place = fields["status"].place if "status" in fields else row.where("status")
            plan.troubles.append(Trouble(place, "empty" if "status" in fields else "no-status"))
            return
        code = status_code(row.words("status"))
        if code is None:
            plan.troubles.append(Trouble(row.where("status"), "no-list", (("words", row.words("status")),)))
            return
        values = {event: row.words(column) for column, event in _EVENT.items() if column != "lead"}
        values["status"] = code
        values["as_of"] = values["as_of"] or accepting.on.isoformat()
        values["reported_by"] = values["reported_by"] or accepting.by
        if current is not None and values["as_of"] < current.as_of:
            plan.troubles.append(Trouble(row.where("as_of"), "earlier", (("day", current.as_of),)))
            return
        if "lead" in fields:
            values["lead"] = fields["lead"].new
        values |= _carried(current, values, fields)
    if not values["reported_by"]:
        plan.troubles.append(Trouble(row.where("reported_by"), "no-role"))
        return
    event = made({"task": row.key, **values}, accepting.today)
    try:
        plan.events.append(checked(event, row.place))
    except InputError as error:
        plan.troubles.append(refused(row, error, _CELL))


def _carried(
    current: StatusEvent | None, values: Mapping[str, str], fields: Mapping[str, Edit]
) -> dict[str, str]:
    """Return what a report keeps of the one before it: all where it corrects it, else the output's symbol.

    Only the role that made a report corrects it: two roles may report differently of the same day.
    """
    if current is None:
        return {}
    kept: dict[str, str] = {}
    if (current.as_of, current.reported_by) == (values["as_of"], values["reported_by"]):
        names = ("meeting", "document", "deadline", "deadline_source", "note")
        kept = {name: getattr(current, name) for name in names} | {"replaces": current.id}
        if "lead" not in fields:
            kept["lead"] = current.lead
    if not fields.keys() & {"output", "link"}:
        kept |= {name: getattr(current, name) for name in ("output_symbol", "output_thread")}
    return kept


def _follow_up(plan: Plan, row: FoundRow, fields: Mapping[str, Edit], accepting: Accepting) -> None:
    words = row.words("to_do")
    if not words:
        place = fields["to_do"].place if "to_do" in fields else row.where("to_do")
        plan.troubles.append(Trouble(place, "empty" if "to_do" in fields else "no-action"))
        return
    action = action_named(words)
    who, day = row.words("who") or accepting.by, row.words("date") or accepting.on.isoformat()
    current = in_force(accepting.followed).get(row.key)
    if not action:
        plan.troubles.append(Trouble(row.where("to_do"), "no-list", (("words", words),)))
    elif trouble := no_role(row.where("who"), who):
        plan.troubles.append(trouble)
    elif day > accepting.today.isoformat():
        plan.troubles.append(Trouble(row.where("date"), "to-come", (("day", day),)))
    elif current is not None and day < current.date:
        plan.troubles.append(Trouble(row.where("date"), "earlier", (("day", current.date),)))
    else:
        # As with reports: of the same day it is a correction, of a later one it is news.
        replaces = current.id if current and current.date == day else ""
        line = FollowUp("", row.key, action, who, day, accepting.today.isoformat(), replaces)
        plan.followed.append(made_follow_up(line))


def _tags(plan: Plan, row: FoundRow, edit: Edit, accepting: Accepting) -> None:
    relation, domain = TAGS[edit.field]
    old, new = (accepting.sense(edit.field, words) for words in (edit.old, edit.new))
    known = {term.identifier for term in accepting.vocabulary.of_domain(domain)}
    if strange := sorted(new - known):
        plan.troubles.append(Trouble(edit.place, "no-concept", (("words", "; ".join(strange)),)))
        return
    if lost := sorted(old - new):
        plan.troubles.append(Trouble(edit.place, "tag-kept", (("words", ", ".join(lost)),)))
        return
    if problem := person_problem(accepting.by):
        plan.troubles.append(Trouble(edit.place, "no-accepting-role", (("words", problem),)))
        return
    there = {tag.concept: tag for tag in accepting.tags if (tag.ref, tag.item) == (edit.ref, "")}
    for concept in sorted(new - old):
        tag = there.get(concept)
        if tag is not None and tag.standing == "accepted":
            continue
        if concept in row.words("targets_named").split("; "):
            plan.troubles.append(Trouble(edit.place, "named", (("words", concept),)))
            continue
        plan.tags.append(
            Tag(
                key=accepting.workplan,
                version=accepting.version,
                ref=edit.ref,
                item="",
                concept=concept,
                relation=relation,
                standing="accepted",
                reason=tag.reason if tag else "chosen by the person who filled in the workbook",
                who=accepting.by,
                date=accepting.on.isoformat(),
                source=tag.source if tag else "the workbook",
            )
        )
