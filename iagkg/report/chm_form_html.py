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
    var done = function () {
      button.textContent = document.body.dataset.copied;
      button.setAttribute('aria-label', document.body.dataset.copied + ' ' + value.dataset.copy);
    };
    var byHand = function () {
      var box = document.createElement('textarea');
      box.value = value.textContent;
      document.body.appendChild(box);
      box.select();
      var copied = document.execCommand('copy');
      box.remove();
      button.focus();
      if (copied) { done(); } else { getSelection().selectAllChildren(value); }
    };
    if (navigator.clipboard) {
      navigator.clipboard.writeText(value.textContent).then(done, byHand);
    } else { byHand(); }
  });
  value.insertAdjacentElement('afterend', button);
});
"""
STYLE = """
body { font: 1rem/1.45 system-ui, sans-serif; margin: 1.5rem auto; max-width: 70rem; padding: 0 1rem;
  color: #1a1a1a; background: #fff; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th, td { border: 1px solid #767676; padding: .35rem .5rem; text-align: left; vertical-align: top;
  overflow-wrap: anywhere; }
thead th { background: #e8edf4; }
thead th:nth-child(1) { width: 26%; }
thead th:nth-child(2) { width: 38%; }
tbody th { font-weight: 600; }
tbody th strong { color: #7a2e00; }
.value { white-space: pre-line; font-weight: 600; }
.none, .known, code { color: #4a4a4a; font-weight: normal; }
.none { font-style: italic; }
.asked th, .asked td { background: #fff2cc; border: 2px solid #8a5a00; font-style: normal; }
.asked td { font-weight: 600; color: #1a1a1a; }
.draft { border-left: .4rem solid #8a5a00; padding-left: .6rem; font-weight: 600; }
button { font: inherit; font-size: .85rem; margin-left: .5rem; padding: .15rem .6rem; min-height: 1.6rem; }
button:focus-visible, a:focus-visible { outline: 3px solid #1f5fbf; outline-offset: 2px; }
section { margin-top: 2.5rem; }
@media (max-width: 45rem) {
  table, tbody, tr, th, td { display: block; }
  thead { display: none; }
  th, td { border-width: 0 1px; }
  tr { border-top: 1px solid #767676; }
  tbody { border-bottom: 1px solid #767676; }
  tbody th { background: #e8edf4; }
  td[data-head]:not(:empty)::before { content: attr(data-head) ": "; color: #4a4a4a; font-weight: normal; }
  td:empty { display: none; }
  .asked th { border-bottom: 0; }
  .asked td { border-top: 0; }
}
@media print {
  @page { size: A4; margin: 11mm; }
  body { font-size: 8.5pt; line-height: 1.25; margin: 0; max-width: none; padding: 0; }
  h1 { font-size: 12pt; margin: 0 0 3pt; }
  h2 { font-size: 11pt; margin: 3pt 0; }
  p { margin: 2pt 0; }
  th, td { padding: 1.5pt 3pt; }
  tr { break-inside: avoid; }
  section { margin-top: 4pt; }
  section + section { break-before: page; }
  nav, button { display: none; }
}
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
    """Return the rows of a field: one a value, so that its label and source stand beside it."""
    field = filled.field
    star = f" <strong>{escape(say('chm.form.mandatory', lang))}</strong>" if field.mandatory else ""
    span = f' rowspan="{len(filled.lines)}"' if len(filled.lines) > 1 else ""
    head = (
        f'<th scope="{"rowgroup" if span else "row"}"{span}>'
        f"{escape(field.label)}{star}<br><code>{escape(field.name)}</code></th>"
    )
    if not filled.lines:
        words = escape(say("chm.form.asked" if field.mandatory else "chm.form.empty", lang))
        asked, kind = (' class="asked"', "") if field.mandatory else ("", ' class="none"')
        return f'<tr{asked}>{head}<td colspan="3"{kind}>{words}</td></tr>\n'
    heads = [escape(say(f"chm.form.{name}", lang)) for name in ("value", "label", "known")]
    return "".join(
        f"<tr>{'' if number else head}{_cells(line, heads)}</tr>\n"
        for number, line in enumerate(filled.lines)
    )


def _cells(line: Line, heads: list[str]) -> str:
    shown = escape(line.value[:40])
    value, label, known = (f' data-head="{head}"' for head in heads)
    return (
        f'<td{value}><span class="value" data-copy="{shown}">{escape(line.value)}</span></td>'
        f"<td{label}>{escape(line.label)}</td>"
        f'<td class="known"{known}>{escape(line.known)}</td>'
    )
