"""The rows of the sheet Log: what was recorded, by whom and when, the newest first."""

from collections.abc import Mapping

from iagkg.export.workbook_model import BookRow, Cell
from iagkg.export.workbook_tasks import answer
from iagkg.store.base import Store
from iagkg.store.terms import lexical
from iagkg.wording import say

__all__ = ["log_rows"]


def log_rows(store: Store, values: Mapping[str, str], lang: str) -> tuple[BookRow, ...]:
    """Return a row a report of a task, corrected ones too, the newest first."""
    plain = {name: value for name, value in values.items() if name != "as_of"}
    rows = []
    for row in answer(store, "status-history", {**plain, "lang": lang}):
        day = row["status_date"]
        if values.get("as_of") and lexical(day) > values["as_of"]:
            continue
        status = lexical(row["task_status"]) or "not-reported"
        more = [
            lexical(row[name]) for name in ("output_title", "output_link", "next_step", "for_meeting", "lead")
        ]
        if not row["counts"]:
            more.append(say("book.log-corrected", lang))
        cells: dict[str, Cell] = {
            "date": day,
            "ref": lexical(row["ref"]),
            "what": "; ".join([say(f"task-status.{status}", lang), *filter(None, more)]),
            "who": lexical(row["reported_by"]),
            "recorded": row["recorded_on"],
        }
        rows.append(BookRow(lexical(row["report"]).rpartition("/")[2], cells))
    rows.sort(key=lambda row: (str(row.cells["date"]), row.key), reverse=True)
    return tuple(rows)
