"""Where each value of an export comes from, a row a value: the file that goes beside what is handed on."""

from iagkg.chm.calendar_keys import seen_key
from iagkg.report.chm_json import TENTATIVE, described, information, slug
from iagkg.report.chm_records import ExportSet, Record
from iagkg.wording import say

__all__ = ["SOURCE_COLUMNS", "source_rows"]

SOURCE_COLUMNS = ("ref", "field", "value", "how", "source", "note")
"""The columns; `chm.source.NAME` in the table of words is the heading of each."""


def source_rows(export: ExportSet, lang: str = "en") -> list[list[str]]:
    """Return a row for each value: the task, the field, the value, how it is known, its source, a note."""
    return [row for record in export.records for row in _record(record, export, lang)]


def _record(record: Record, export: ExportSet, lang: str) -> list[list[str]]:
    place = say("chm.source.place", lang, file=record.file, row=record.row)
    printed = say("chm.how.printed", lang)
    made = say("chm.how.ours", lang)
    rows = [
        ["identifier", slug(record), made, record.task, ""],
        ["title", record.title, printed, place, ""],
        ["relevantInformation", information(record, export), made, place, ""],
    ]
    if record.draft:
        rows.append(["status", "TENTATIVE", say("standing.draft", lang), place, TENTATIVE])
    if described(record):
        rows.append(["description", described(record), printed, place, ""])
    if record.period:
        days = " / ".join(day for day in (record.first_day, record.last_day) if day)
        note = say("chm.how.months", lang) if days else say("chm.how.no-date", lang)
        rows.append(
            ["startDate / endDate", days or record.period, printed, place, f"{record.period}: {note}"]
        )
    for mandate in record.mandates:
        key = seen_key(mandate.decision, mandate.body)
        seen = say("chm.key-seen", lang, code=key) if key else say("chm.key-not-seen", lang)
        value = f"{mandate.decision} {mandate.place}".strip()
        where = say("chm.source.place", lang, file=record.file, row=mandate.row)
        rows.append(["decisions", value, printed, where, f"{mandate.as_printed}; {seen}"])
        if mandate.page:
            rows.append(["relevantDocuments", mandate.page, printed, where, mandate.label])
        if mandate.provision:
            symbol = f"; {mandate.symbol}" if mandate.symbol else ""
            rows.append(["references", mandate.provision, printed, where, f"{mandate.label}{symbol}"])
    for tag in record.tags:
        field = "gbfTargets" if tag.relation == "target" else "subjects"
        accepted = tag.how == "accepted"
        how = say("chm.how.accepted" if accepted else "chm.how.named", lang)
        known = tag.accepted_by if accepted else place
        rows.append([field, tag.identifier, how, known, tag.label])
        if tag.concept:
            rows.append(["theme", tag.concept, how, known, tag.identifier])
    for keyword in record.keywords:
        how = say("chm.how.alignment", lang)
        rows.append(["keywords", keyword.address, how, keyword.identifier, keyword.match])
    rows += [["decisions", "", say("chm.how.unread", lang), place, words] for words in record.unread]
    return [[record.ref, *row] for row in rows]
