"""What is reported of tasks, and what to subscribe to: a feed of what was recorded, and a calendar."""

import datetime as dt
from html import escape

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from iagkg.report.progress import reported, status_words
from iagkg.web.addresses import HOME, page_of
from iagkg.web.explorer import Explorer, Row
from iagkg.web.pages.common import behind, day_of, downloads
from iagkg.web.render import answered, explorer_of, language_of, page
from iagkg.web.tables import file_of
from iagkg.wording import say

__all__ = ["ROUTES"]

_COLUMNS = ("ref", "task_status", "output_title", "next_step", "lead", "period")


def progress(request: Request) -> Response:
    """Show what is reported of each task as of a day."""
    explorer, lang, day = explorer_of(request), language_of(request), day_of(request)
    milestones = explorer.ask("milestones")
    before = request.query_params.get("before", "")
    before = before if any(row["milestone_code"] == before for row in milestones) else ""
    rows = explorer.ask("task-statuses", as_of=day.isoformat(), lang=lang)
    return page(
        request,
        "progress.html",
        columns=[say("column.task", lang), *(say(f"column.{name}", lang) for name in _COLUMNS[1:])],
        groups=_groups(explorer, rows, before, lang),
        as_of=day.isoformat(),
        before=before,
        milestones=[{"code": row["milestone_code"], "name": row["milestone_label"]} for row in milestones],
        added=explorer.ask("tasks-added"),
        has_calendar=explorer.calendar is not None,
        downloads=downloads(request, "/progress"),
        queries=behind(["task-statuses", "tasks-added"], {"as_of": day.isoformat(), "lang": lang}),
    )


def _groups(explorer: Explorer, rows: list[Row], before: str, lang: str) -> list[dict[str, object]]:
    if not before:
        return [{"heading": "", "rows": [_shown(row, lang) for row in rows]}]
    groups: dict[str, list[dict[str, object]]] = {}
    for one in explorer.ask("tasks-by-milestone", milestone=before, lang=lang):
        relation = say(f"milestone-relation.{one['milestone_relation']}", lang)
        found = groups.setdefault(f"{one['milestone_label']}: {relation}", [])
        found += [_shown(row, lang) for row in rows if row["ref"] == one["ref"]]
    return [{"heading": heading, "rows": found} for heading, found in groups.items()]


def _shown(row: Row, lang: str) -> dict[str, object]:
    cells = [f"{row['ref']} {row['short_title']}".strip(), status_words(row, lang)]
    return {"address": row["task"], "cells": [*cells, *(row[name] for name in _COLUMNS[2:])]}


def progress_file(request: Request) -> Response:
    """Give what is reported as a file."""
    explorer, lang, day = explorer_of(request), language_of(request), day_of(request)
    table = explorer.table("task-statuses", as_of=day.isoformat(), lang=lang)
    return file_of(request, table, "progress")


def calendar(request: Request) -> Response:
    """Give the calendar of the workplan; 404 where the dataset has no document."""
    explorer = explorer_of(request)
    if explorer.calendar is None:
        raise HTTPException(404)
    content = explorer.calendar(language_of(request))
    return answered(content, "text/calendar; charset=utf-8")


def changes(request: Request) -> Response:
    """Give what was recorded of tasks as a feed (Atom, RFC 4287), the newest first."""
    explorer, lang = explorer_of(request), language_of(request)
    base = request.app.state.settings.base or HOME
    entries = sorted(_entries(explorer, lang), reverse=True)[:100]
    updated = entries[0][0] if entries else "2022-12-19"
    mark = f"{say('standing.draft', lang)}: " if explorer.is_draft else ""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{lang}">',
        f"<id>{escape(base)}/changes.atom</id>",
        f"<title>{escape(mark + say('web.changes-title', lang))}</title>",
        f"<updated>{updated}T00:00:00Z</updated>",
        f'<link rel="self" href="{escape(base)}/changes.atom"/>',
        f"<author><name>{escape(say('web.site', lang))}</name></author>",
    ]
    for day, identifier, title, address in entries:
        lines += [
            "<entry>",
            f"<id>{HOME}/id/entry/{escape(identifier)}</id>",
            f"<title>{escape(' '.join(title.split()))}</title>",
            f"<updated>{day}T00:00:00Z</updated>",
            f'<link href="{escape(base + page_of(address))}"/>',
            "</entry>",
        ]
    return answered("\n".join([*lines, "</feed>\n"]).encode(), "application/atom+xml; charset=utf-8")


def _entries(explorer: Explorer, lang: str) -> list[tuple[str, str, str, str]]:
    """Return day, identifier, words and task of each thing recorded."""
    found = []
    for row in explorer.ask("status-history", lang=lang):
        words = reported(row["task_status"], row["reported_by"], row["status_date"], lang)
        found.append((_day(row["recorded_on"]), row["report"], f"{row['ref']} {words}", row["task_address"]))
    for row in explorer.ask("corrections"):
        words = say("corrected.from", lang, right=row["corrected"], printed=row["as_printed"])
        field = say(f"corrected-field.{row['field']}", lang)
        title = f"{row['ref']} {field}: {words}"
        found.append((_day(row["recorded_on"]), row["entry_id"], title, row["task"]))
    for row in explorer.ask("tasks-added"):
        origin = say("added.origin", lang, meeting=row["added_at"], date=row["added_on"])
        found.append(
            (_day(row["recorded_on"]), row["entry_id"], f"{row['given_task']} ({origin})", row["added"])
        )
    return found


def _day(words: str) -> str:
    return dt.date.fromisoformat(words).isoformat() if words else "2022-12-19"


ROUTES = [
    Route("/progress", progress),
    Route("/progress.{form:fileform}", progress_file),
    Route("/calendar.ics", calendar),
    Route("/changes.atom", changes),
]
