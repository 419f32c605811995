"""A form sheet as one web page that works alone: no network, and without the script too."""

import base64
import hashlib
from html import escape

from iagkg.report.chm_form import Filled, Line, Sheet, sheets
from iagkg.report.chm_records import ExportSet
from iagkg.wording import say

__all__ = ["form_html"]

SCRIPT = """
document.querySelectorAll('[data-copy]').forEach(function (value) {
  var button = document.createElement('button');
  button.type = 'button';
  button.textContent = document.body.dataset.copy;
  button.setAttribute('aria-label', document.body.dataset.copy + ' ' + value.dataset.copy);
  button.addEventListener('click', function () {
    var done = function () { button.textContent = document.body.dataset.copied; };
    var byHand = function () {
      var box = document.createElement('textarea');
      box.value = value.textContent;
      document.body.appendChild(box);
      box.select();
      if (document.execCommand('copy')) { done(); }
      box.remove();
      button.focus();
    };
    if (navigator.clipboard) {
      navigator.clipboard.writeText(value.textContent).then(done, byHand);
    } else { byHand(); }
  });
  value.insertAdjacentElement('afterend', button);
});
"""
STYLE = """
body { font: 1rem/1.45 system-ui, sans-serif; margin: 1.5rem auto; max-width: 70rem; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #767676; padding: .35rem .5rem; text-align: left; vertical-align: top; }
th[scope=row] { width: 15rem; font-weight: normal; }
td > div + div { border-top: 1px dotted #767676; margin-top: .3rem; padding-top: .3rem; }
.value { white-space: pre-line; font-weight: 600; overflow-wrap: anywhere; }
.known, code { color: #444; }
.asked { background: #fff2cc; }
.draft { border-left: .4rem solid #8a5a00; padding-left: .6rem; }
button { margin-left: .5rem; }
section { margin-top: 2.5rem; }
@media print { section { break-before: page; } button { display: none; } }
"""


def form_html(export: ExportSet, lang: str = "en", schema: str = "calendarActivity") -> bytes:
    """Return the pages of a form: field, key of the field, value, label, how it is known."""
    pages = sheets(export, schema, lang)
    title = say("chm.form.title", lang, schema=schema)
    digest = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"
    listed = "".join(
        f'<li><a href="#{escape(page.ref)}">{escape(page.ref)} {escape(page.name)}</a></li>' for page in pages
    )
    body = "".join(_page(page, lang) for page in pages)
    copy, copied = (escape(say(f"chm.form.{name}", lang)) for name in ("copy", "copied"))
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(lang)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n"
        f'<body data-copy="{copy}" data-copied="{copied}">\n<main>\n<h1>{escape(title)}</h1>\n'
        f"<p>{escape(export.standing(lang))}</p>\n<p>{escape(say('chm.form.note', lang))}</p>\n"
        f"<nav><ul>{listed}</ul></nav>\n{body}</main>\n<script>{SCRIPT}</script>\n</body>\n</html>\n"
    ).encode()


def _page(page: Sheet, lang: str) -> str:
    heads = "".join(
        f'<th scope="col">{escape(say(f"chm.form.{name}", lang))}</th>'
        for name in ("field", "value", "label", "known")
    )
    rows = "".join(_row(filled, lang) for filled in page.fields)
    return (
        f'<section id="{escape(page.ref)}">\n<h2>{escape(page.ref)} {escape(page.name)}</h2>\n'
        f'<p class="draft">{escape(page.standing)}</p>\n<p>{escape(page.place)}</p>\n'
        f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</section>\n"
    )


def _row(filled: Filled, lang: str) -> str:
    field = filled.field
    star = f" <strong>{escape(say('chm.form.mandatory', lang))}</strong>" if field.mandatory else ""
    head = f'<th scope="row">{escape(field.label)}{star}<br><code>{escape(field.name)}</code></th>'
    if not filled.lines:
        words = say("chm.form.asked" if field.mandatory else "chm.form.empty", lang)
        asked = ' class="asked"' if field.mandatory else ""
        return f"<tr{asked}>{head}<td colspan=3>{escape(words)}</td></tr>\n"
    cells = "".join(f"<td>{''.join(column)}</td>" for column in zip(*map(_cells, filled.lines), strict=True))
    return f"<tr>{head}{cells}</tr>\n"


def _cells(line: Line) -> tuple[str, str, str]:
    shown = escape(line.value[:40])
    return (
        f'<div><span class="value" data-copy="{shown}">{escape(line.value)}</span></div>',
        f"<div>{escape(line.label)}</div>",
        f'<div class="known">{escape(line.known)}</div>',
    )
