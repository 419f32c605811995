"""From the HTML of a paragraph to its plain text. What comes out holds no tag, whatever went in."""

import re
import unicodedata
from dataclasses import dataclass
from html.parser import HTMLParser

__all__ = ["LONGEST", "PlainText", "plain_text"]

LONGEST = 1_000_000
"""The longest HTML of one paragraph that is read."""

_DROPPED = frozenset({"script", "style", "template", "iframe", "object", "noscript", "svg", "math"})
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "em", "font", "i", "ins", "mark", "q", "s"}
    | {"small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr", "element", "o:p"}
)
_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"})
_OPENS = re.compile(r"<(?=[A-Za-z/!?])")
_MARK = re.compile(r"[0-9]{1,3}|[*†‡]{1,3}|[a-z]")
_POWER = re.compile(r"(?:[0-9]|\b(?:[kcm]?m|ha))$")


@dataclass(frozen=True, slots=True)
class PlainText:
    """The text of a paragraph; `notes` say what of the markup was changed or left out."""

    text: str
    notes: tuple[str, ...] = ()


class _Reader(HTMLParser):
    """Collects the text outside dropped elements; a footnote mark is set in square brackets."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.notes: dict[str, None] = {}
        self.dropped, self.depth = "", 0
        self.raised: list[str] | None = None
        self.linked = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.dropped:
            self.depth += tag == self.dropped
            return
        if tag in _DROPPED:
            self.dropped, self.depth = tag, 1
            self.notes[f"the content of <{tag}> was left out"] = None
        elif tag == "sup":
            self._lower()
            self.raised, self.linked = [], False
        elif tag == "a" and self.raised is not None:
            self.linked = True
        elif tag == "img":
            self.notes["an image was left out"] = None
        if tag not in _INLINE:
            self.handle_data(" ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID or tag not in _DROPPED:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self.dropped:
            self.depth -= tag == self.dropped
            self.dropped = self.dropped if self.depth else ""
        elif tag == "sup":
            self._lower()
        elif tag not in _INLINE:
            self.handle_data(" ")

    def handle_data(self, data: str) -> None:
        if not self.dropped:
            (self.parts if self.raised is None else self.raised).append(data)

    def _lower(self) -> None:
        if self.raised is None:
            return
        words = "".join(self.raised).strip()
        before = "".join(self.parts[-3:])[-8:]
        self.raised = None
        if words.isdigit() and not self.linked and _POWER.search(before):
            self.parts.append(f"^{words}")
        elif words and (self.linked or _MARK.fullmatch(words)):
            self.parts.append(words if words[0] == "[" else f"[{words}]")
        else:
            self.parts.append(words)

    def close(self) -> None:
        super().close()
        self._lower()
        if self.dropped:
            self.notes[f"<{self.dropped}> is not closed: what follows it was left out"] = None


def plain_text(html: str) -> PlainText:
    """Return the plain text of a paragraph's HTML: no tag, entities resolved, one blank for a line or block.

    Scripts, styles and images are left out; footnote marks stand as `[1]`; a `<` that would still open a
    tag (escaped markup) becomes `‹`. Never fails; HTML longer than LONGEST gives no text and a note.
    """
    if len(html) > LONGEST:
        return PlainText("", (f"longer than {LONGEST:,} characters: not read",))
    whole, notes = _without_comments(html)
    reader = _Reader()
    reader.feed(whole)
    reader.close()
    text = " ".join("".join(map(_character, "".join(reader.parts))).split())
    if _OPENS.search(text):
        text = _OPENS.sub("‹", text)
        notes.append("markup written as text: its < stands as ‹")
    return PlainText(text, (*reader.notes, *notes))


def _without_comments(html: str) -> tuple[str, list[str]]:
    """Return the HTML without comments and without a tag that its end cuts off.

    The standard parser looks for the end of each of them again and again, and versions of Python differ.
    """
    parts, start, notes = [], 0, []
    while (opens := html.find("<!--", start)) >= 0:
        parts.append(html[start:opens])
        closes = html.find("-->", opens + 4)
        if closes < 0:
            notes.append("a comment is not closed: what follows it was left out")
            start = len(html)
            break
        start = closes + 3
    text = "".join((*parts, html[start:])).replace("<!--", "<!")  # two halves may meet and open another
    unclosed = _OPENS.search(text, text.rfind(">") + 1)
    if unclosed:
        notes.append("the last tag is cut off: it was left out")
        text = text[: unclosed.start()]
    return text, notes


def _character(character: str) -> str:
    kind = unicodedata.category(character)
    if kind == "Cs":
        return "\ufffd"
    return " " if kind in {"Cc", "Zs", "Zl", "Zp"} or character == "\ufeff" else character
