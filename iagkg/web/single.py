"""The explorer as one file: it opens from an e-mail or a shared folder, without a server or a network."""

import base64
import datetime as dt
import hashlib
from functools import partial
from pathlib import Path

from markupsafe import Markup

from iagkg.report.coverage import coverage
from iagkg.report.find_tasks import task_cards
from iagkg.report.progress import status_words
from iagkg.web.addresses import safe_link
from iagkg.web.explorer import Explorer
from iagkg.web.pages.common import FileLink, words_of
from iagkg.web.pages.start import parts_of
from iagkg.web.pages.timeline import bars_of, picture_of
from iagkg.web.render import TEMPLATES
from iagkg.web.tables import standing_notes, xlsx_of
from iagkg.wording import say

__all__ = ["single_file"]

_STATIC = Path(__file__).parent / "static"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def single_file(explorer: Explorer, day: dt.date, lang: str) -> bytes:
    """Return the page, as of a day, in a language; the same dataset gives the same bytes."""
    style = (_STATIC / "iagkg.css").read_text(encoding="utf-8")
    script = (_STATIC / "finder.js").read_text(encoding="utf-8")
    policy = f"default-src 'none'; img-src data:; style-src {_mark(style)}; script-src {_mark(script)}"

    ask = partial(explorer.ask, lang=lang)
    found = coverage(explorer.store, {}, day, lang)
    tasks = ask("mandates-by-task")
    statuses: dict[str, list[str]] = {}
    for row in ask("task-statuses", as_of=day.isoformat()):
        statuses.setdefault(row["ref"], []).append(status_words(row, lang))
    cards = [
        {
            "anchor": row["ref"],
            "heading": f"{row['ref']} {row['short_title']}".strip(),
            "facts": [fact for card in task_cards(row["ref"], ask, lang) for fact in card.facts],
            "status": "; ".join(statuses.get(row["ref"], [])),
        }
        for row in tasks
    ]
    notes = [
        " ".join(filter(None, (row["ref"], row["message"], f"({row['found']})" if row["found"] else "")))
        for row in ask("source-notes")
    ]
    anchors = {row["task"]: row["ref"] for row in tasks}
    svg = picture_of(bars_of(explorer, lang), ask("milestones"), day, lang, explorer.is_draft)
    words = TEMPLATES.get_template(
        "single.html"
    ).render(
        lang=lang,
        say=lambda key, **values: say(key, lang, **values),
        safe_link=safe_link,
        title=found.head[1] if len(found.head) > 1 else say("web.site", lang),
        policy=policy,
        style=Markup(style),  # noqa: S704  # our own files
        script=Markup(script),  # noqa: S704
        svg=Markup(svg),  # noqa: S704  # escaped where it is made
        draft=explorer.is_draft,
        version=explorer.version,
        head=found.head[1:],
        foot=found.foot[:-1],
        columns=words_of(found.columns, lang),
        parts=parts_of(found, explorer, lang),
        href=lambda address: f"#{anchors[address]}" if address in anchors else "",
        streams=list(dict.fromkeys(row["ref"].partition(".")[0] for row in tasks)),
        cards=cards,
        notes=notes,
        files=[
            _sheet(explorer, "paragraphs", "coverage-by-paragraph", lang),
            _sheet(explorer, "citations", "tasks-by-paragraph", lang),
        ],
    )
    return words.encode()


def _mark(content: str) -> str:
    """Return what a policy lets a style or script be known by."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def _sheet(explorer: Explorer, name: str, query: str, lang: str) -> FileLink:
    notes = standing_notes(explorer, lang, say("coverage.note", lang), say("disclaimer", lang))
    content = xlsx_of(explorer.table(query, lang=lang), name, lang, notes)
    return FileLink(f"{name}.xlsx", f"data:{_SHEET};base64,{base64.b64encode(content).decode()}", _SHEET)
