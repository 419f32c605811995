"""The timeline: printed periods by month, the day asked for, and milestones; as a picture and as a table."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from iagkg.table_text import date_words
from iagkg.web.explorer import Explorer, Row
from iagkg.web.pages.common import behind, day_of, downloads
from iagkg.web.render import answered, explorer_of, language_of, page
from iagkg.web.tables import file_of
from iagkg.wording import say

__all__ = ["ROUTES", "bars_of", "picture_of"]

_LEFT, _MONTH, _LINE, _TOP = 270, 30, 26, 64


@dataclass(frozen=True, slots=True)
class Bar:
    """A task with its printed period; a day is None where the words fix none."""

    name: str
    period: str
    first: dt.date | None
    last: dt.date | None
    address: str

    def state(self, day: dt.date) -> str:
        """Return how the period lies to a day."""
        if self.last and self.last < day:
            return "ended"
        if self.first and self.first > day:
            return "not-begun"
        return "running" if self.first else "not-fixed"


def timeline(request: Request) -> Response:
    """Show the timeline."""
    explorer, lang, day = explorer_of(request), language_of(request), day_of(request)
    bars = bars_of(explorer, lang)
    rows = [
        {
            "address": bar.address,
            "name": bar.name,
            "period": bar.period,
            "starts": date_words(bar.first, "month", lang) if bar.first else "",
            "ends": date_words(bar.last, "month", lang) if bar.last else "",
            "state": say(f"web.state-{bar.state(day)}", lang),
        }
        for bar in bars
    ]
    query = f"?{request.url.query}" if request.url.query else ""
    headings = [say(f"column.{name}", lang) for name in ("task", "period", "starts", "ends")]
    return page(
        request,
        "timeline.html",
        svg=Markup(picture_of(bars, explorer.ask("milestones"), day, lang, explorer.is_draft)),  # noqa: S704  # escaped
        svg_href=f"{request.app.state.settings.root}/timeline.svg{query}",
        columns=[*headings, say("web.state", lang)],
        rows=rows,
        as_of=day.isoformat(),
        downloads=downloads(request, "/timeline"),
        queries=behind(["chm-tasks", "milestones"], {"lang": lang}),
    )


def picture(request: Request) -> Response:
    """Give the picture as a file."""
    explorer, lang, day = explorer_of(request), language_of(request), day_of(request)
    svg = picture_of(bars_of(explorer, lang), explorer.ask("milestones"), day, lang, explorer.is_draft)
    disposition = {"Content-Disposition": 'attachment; filename="timeline.svg"'}
    return answered(svg.encode(), "image/svg+xml", headers=disposition)


def timeline_file(request: Request) -> Response:
    """Give the periods as a file."""
    table = explorer_of(request).table("chm-tasks", lang=language_of(request))
    return file_of(request, table, "timeline")


def bars_of(explorer: Explorer, lang: str) -> list[Bar]:
    """Return the tasks with their periods, in the order of the workplan."""
    return [
        Bar(
            f"{row['ref']} {row['short_title']}".strip(),
            row["period"],
            _day(row["first_day"]),
            _day(row["last_day"]),
            row["task"],
        )
        for row in explorer.ask("chm-tasks", lang=lang)
    ]


def _day(words: str) -> dt.date | None:
    return dt.date.fromisoformat(words) if words else None


def _months(bars: Sequence[Bar], milestones: Sequence[Row], day: dt.date) -> list[dt.date]:
    """Return the first days of the months from the first to the last that is shown."""
    days = [found for bar in bars for found in (bar.first, bar.last) if found]
    known = days or [day]
    first, last = min(known), max(known)
    near = [found for row in milestones for name in ("starts", "ends") if (found := _day(row[name]))]
    days = [
        first,
        last,
        *(
            found
            for found in (*near, day)
            if abs((found - first).days) < 1500 and abs((found - last).days) < 1500
        ),
    ]
    month, months = min(days).replace(day=1), []
    while month <= max(days):
        months.append(month)
        month = (month + dt.timedelta(days=32)).replace(day=1)
    return months


def picture_of(bars: Sequence[Bar], milestones: Sequence[Row], day: dt.date, lang: str, draft: bool) -> str:
    """Return the picture: words escaped, no style of its own that a page's policy would refuse."""
    months = _months(bars, milestones, day)
    width, height = _LEFT + _MONTH * len(months) + 20, _TOP + _LINE * len(bars) + 40

    def x(when: dt.date) -> float:
        at = (when.year - months[0].year) * 12 + when.month - months[0].month
        return round(_LEFT + _MONTH * (at + (when.day - 1) / 31), 1)

    title = say("web.timeline-title", lang) + (f" - {say('standing.draft', lang)}" if draft else "")
    pieces = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" '
        f'role="img" aria-labelledby="timeline-title" font-family="sans-serif" font-size="12">',
        f'<title id="timeline-title">{escape(title)}</title>',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        f'<text x="4" y="14" font-weight="bold">{escape(title)}</text>',
    ]
    for at, month in enumerate(months):
        left = _LEFT + at * _MONTH
        if month.month == 1 or at == 0:
            pieces.append(f'<text x="{left + 2}" y="34" font-weight="bold">{month.year}</text>')
        pieces.append(f'<text x="{left + 2}" y="50">{month.month:02d}</text>')
        pieces.append(f'<line x1="{left}" y1="40" x2="{left}" y2="{height - 30}" stroke="#d5d9de"/>')
    pieces += _rows(bars, day, x)
    for row in milestones:
        if (start := _day(row["starts"])) and start >= months[0]:
            at_x = x(start)
            pieces.append(
                f'<line x1="{at_x}" y1="54" x2="{at_x}" y2="{height - 28}" stroke="#7c2d12" '
                'stroke-dasharray="2 3"/>'
            )
            pieces.append(
                f'<text x="{at_x}" y="{height - 14}" fill="#7c2d12">{escape(row["milestone_label"])}</text>'
            )
    words = say("web.as-of-day", lang, date=date_words(day, "day", lang))
    pieces.append(
        f'<line x1="{x(day)}" y1="40" x2="{x(day)}" y2="{height - 28}" stroke="#b91c1c" stroke-width="2"/>'
    )
    pieces.append(f'<text x="{x(day) + 4}" y="{height - 2}" fill="#b91c1c">{escape(words)}</text>')
    return "\n".join([*pieces, "</svg>\n"])


def _rows(bars: Sequence[Bar], day: dt.date, x: Callable[[dt.date], float]) -> Iterator[str]:
    for number, bar in enumerate(bars):
        top = _TOP + number * _LINE
        name = bar.name if len(bar.name) <= 40 else f"{bar.name[:39]}\u2026"
        yield f'<text x="4" y="{top + 15}">{escape(name)}</text>'
        if bar.first is None and bar.last is None:
            yield f'<text x="{_LEFT + 4}" y="{top + 15}" font-style="italic">{escape(bar.period)}</text>'
            continue
        first = bar.first or bar.last or day
        last = bar.last or first
        end = x(last + dt.timedelta(days=1))
        fill = "#5b7db1" if bar.state(day) == "running" else "#c3cddc"
        yield (
            f'<rect x="{x(first)}" y="{top + 3}" width="{max(end - x(first), 4):.1f}" '
            f'height="{_LINE - 8}" fill="{fill}" stroke="#1f3864">'
            f"<title>{escape(f'{bar.name}: {bar.period}')}</title></rect>"
        )


ROUTES = [
    Route("/timeline", timeline),
    Route("/timeline.svg", picture),
    Route("/timeline.{form:fileform}", timeline_file),
]
