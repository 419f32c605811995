"""The values of a node, read without trust, and what was odd about them."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from iagkg.problem import Problem, Severity
from iagkg.register.model import LANGUAGES
from iagkg.register.tracking_forms import RawNode
from iagkg.register.tracking_html import plain_text
from iagkg.register.tracking_json import at

__all__ = ["Remarks", "coded", "day", "in_languages", "one_text", "strings"]

_LANGUAGES = {language: language for language in LANGUAGES} | {
    **{
        "eng": "en",
        "fra": "fr",
        "fre": "fr",
        "spa": "es",
        "ara": "ar",
        "rus": "ru",
        "zho": "zh",
        "chi": "zh",
    },
}
_DAY = re.compile(r"([0-9]{4})(-[0-9]{2})?(-[0-9]{2})?(?:T[0-9:.]{4,15}(?:Z|[+-][0-9:]{2,6})?)?")
_SHOWN = 100


@dataclass(slots=True)
class Remarks:
    """What was noticed while one file is read, in order; unknown fields are counted."""

    problems: list[Problem] = field(default_factory=list)
    unknown: Counter[str] = field(default_factory=Counter)
    first: dict[str, str] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)

    def error(self, code: str, path: str, what: str, found: object = "", expected: str = "") -> None:
        """Note, at a path of the file, what must be corrected."""
        self.problems.append(_problem("error", code, path, what, found, expected))

    def warn(self, code: str, path: str, what: str, found: object = "", expected: str = "") -> None:
        """Note, at a path of the file, what a person should check."""
        self.problems.append(_problem("warning", code, path, what, found, expected))

    def note(self, code: str, path: str, what: str, found: object = "") -> None:
        """Note something for information."""
        self.problems.append(_problem("info", code, path, what, found))

    def not_known(self, path: str, name: str) -> None:
        """Count a field that is not known."""
        self.unknown[name] += 1
        self.first.setdefault(name, at(path, name))


def _problem(  # noqa: PLR0913, PLR0917 (the parts of a problem)
    severity: Severity, code: str, path: str, what: str, found: object, expected: str = ""
) -> Problem:
    shown = str(found)[:_SHOWN].encode("utf-8", "replace").decode()
    return Problem(severity, code, f"{path or 'top'}: {what}", shown, expected, field=path)


def _clean(value: Any, path: str, remarks: Remarks) -> str:
    plain = plain_text(str(value))
    for note in plain.notes:
        remarks.warn("markup", path, f"{note}.", value)
    return plain.text


def strings(node: RawNode, name: str, remarks: Remarks) -> list[str]:
    """Return the values of a field that holds a list; one value alone counts as a list of one."""
    value = node.get(name)
    where = node.where(name)
    if value is None:
        return []
    if isinstance(value, dict):
        value = [value]
    if not isinstance(value, list):
        value = [value]
    found: list[str] = []
    for number, member in enumerate(value):
        here = at(where, number) if isinstance(node.get(name), list) else where
        if isinstance(member, dict) and isinstance(member.get("identifier"), str):
            member = member["identifier"]  # noqa: PLW2901 (the same value, in the form of other records)
        if isinstance(member, bool) or not isinstance(member, str | int):
            remarks.warn("wrong-type", here, "not a text: left out.", member, "a text")
            continue
        words = _clean(member, here, remarks)
        if "|" in words:
            remarks.note("bar", here, "| separates values here: written as %7C.", words)
            words = words.replace("|", "%7C")
        if words and words not in found:
            found.append(words)
        elif words:
            remarks.note("value-twice", here, "stands there twice: taken once.", words)
    return found


def coded(
    node: RawNode, name: str, find: Callable[[str], str | None], known: Iterable[str], remarks: Remarks
) -> str:
    """Return the codes of a field, "|" between them; a code that is not known is kept and reported."""
    found: list[str] = []
    for words in strings(node, name, remarks):
        code = find(words)
        if code is None:
            expected = " or ".join(known)
            remarks.warn("unknown-code", node.where(name), "not a known code: kept.", words, expected)
        if (code or words) not in found:
            found.append(code or words)
    return "|".join(found)


def in_languages(value: Any, path: str, remarks: Remarks) -> dict[str, str]:
    """Return plain texts by language from HTML by language; a text without a language counts as English.

    A text that equals the English one is no translation and is left out, with a remark.
    """
    if value is None:
        return {}
    if isinstance(value, str):
        remarks.note("no-language", path, "a text without a language: taken as English.", value)
        value = {"en": value}
    if not isinstance(value, dict):
        remarks.warn("wrong-type", path, "not texts by language: left out.", value, '{"en": …}')
        return {}
    found: dict[str, str] = {}
    for key, html in value.items():
        where, language = at(path, key), _LANGUAGES.get(key.lower())
        if html is None or html == "":
            continue
        if language is None:
            remarks.warn("unknown-language", where, "not a language of decisions: left out.", html)
        elif not isinstance(html, str):
            remarks.warn("wrong-type", where, "not a text: left out.", html, "a text")
        elif language in found:
            remarks.warn("language-twice", where, "this language is there twice: left out.", html)
        elif text := _clean(html, where, remarks):
            found[language] = text
    for language in [*found]:
        if language != "en" and found[language] == found.get("en"):
            where = at(path, language)
            remarks.note("not-translated", where, "equals the English: no translation.", found.pop(language))
    return {language: found[language] for language in LANGUAGES if language in found}


def one_text(value: Any, path: str, remarks: Remarks) -> str:
    """Return a text, or texts by language, in one cell: English alone plain, else each after its language."""
    if isinstance(value, str):
        return _clean(value, path, remarks)
    if isinstance(value, list):
        texts = (one_text(member, at(path, number), remarks) for number, member in enumerate(value))
        return "; ".join(text for text in texts if text)
    found = in_languages(value, path, remarks)
    if [*found] == ["en"]:
        return found["en"]
    return " ".join(f"[{language}] {text}" for language, text in found.items())


def day(value: Any, path: str, remarks: Remarks) -> str:
    """Return a day, month or year (2026-06-30, 2026-06, 2026) from a date or date-time; else nothing."""
    if value is None or value == "":
        return ""
    match = _DAY.fullmatch(value.strip()) if isinstance(value, str) else None
    if match:
        year, month, own = match[1], match[2] or "", match[3] or ""
        try:
            date.fromisoformat(f"{year}{month or '-01'}{own or '-01'}")
        except ValueError:
            match = None
        else:
            return f"{year}{month}{own}"
    remarks.warn("no-day", path, "not a day: left out.", value, "a day such as 2026-06-30")
    return ""
