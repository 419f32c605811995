"""Refuse queries that would reach out of the embedded store, and tell the form of a query.

The engine performs SERVICE requests and knows no switch against it, so text written by a user is looked
through before it is run. The look is stricter than the grammar: what two readers could read in two ways
is refused. Every token that may carry free text (strings, comments, addresses, local names, variables) is
taken out; the words of the language are then sought in what is left, even inside longer runs of letters,
because the grammar needs no space between tokens (`3SERVICE`, `SERVICE:x`).
"""

import re
from typing import Literal

from iagkg.errors import InputError

__all__ = ["QueryForm", "names_data", "query_form", "refuse_unsafe"]

QueryForm = Literal["select", "ask", "construct", "describe"]

LIMIT = 64 * 1024

_ADDRESS = r'<[^\x00-\x20<>"{}|^`\\]*>'
_ESCAPE = r"""\\[tbnrf"'\\]"""
_TOKEN = re.compile(
    rf"(?P<address>{_ADDRESS})"
    rf"|(?P<string>'''(?:(?:'|'')?(?:[^'\\]|{_ESCAPE}))*'''"
    rf'|"""(?:(?:"|"")?(?:[^"\\]|{_ESCAPE}))*"""'
    rf"|'(?:[^'\\\r\n]|{_ESCAPE})*'"
    rf'|"(?:[^"\\\r\n]|{_ESCAPE})*")'
    r"|(?P<comment>#[^\r\n]*)"
    r"|(?P<name>[?$]\w+|:[\w%]*)"
)
# "<" may also be the operator "less than". An absolute address with "//" cannot be read as one; an
# address with none of the characters below hides nothing from either reading.
_SURELY_ADDRESS = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")
_HIDING = re.compile(r"[#'\"]")
_UPDATES = "INSERT DELETE LOAD CLEAR DROP CREATE COPY MOVE ADD"
_FORM = re.compile(r"(?i)\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b(?!:)")
_REASONS = {
    "SERVICE": "it asks another server (SERVICE)",
    "FROM": "it names its own data (FROM)",
    **{word: f"it changes data ({word})" for word in _UPDATES.split()},
}


def refuse_unsafe(query: str, where: str, *, own_data: bool = False) -> None:
    """Raise InputError, saying why, if a query would leave the store or change it, or hides what it does.

    With `own_data` it may name the graphs that it runs on (FROM), which this engine never fetches.
    """
    if len(query.encode("utf-8", "surrogatepass")) > LIMIT:
        raise _refusal(where, f"it is longer than {LIMIT // 1024} KB")
    if re.search(r"\\[uU]", query):
        raise _refusal(where, "it has escapes such as \\u0022", "write the characters themselves.")
    rest = _words(query, where)
    for word, reason in _REASONS.items():
        if own_data and word == "FROM":
            continue
        if re.search(word, rest, re.IGNORECASE):
            raise _refusal(where, reason, "the query runs on the built dataset alone, and only reads it.")


def query_form(query: str) -> QueryForm:
    """Return the form of a query: select, ask, construct or describe. Raises InputError if it has none."""
    found = _FORM.search(_words(query, "The query"))
    if found is None:
        raise InputError("The query is neither SELECT, ASK, CONSTRUCT nor DESCRIBE.", "a SPARQL 1.1 query")
    form: dict[str, QueryForm] = {
        "SELECT": "select", "ASK": "ask", "CONSTRUCT": "construct", "DESCRIBE": "describe",
    }  # fmt: skip
    return form[found.group(1).upper()]


def names_data(query: str) -> bool:
    """Tell whether a query names the graphs that it runs on. Raises InputError as `refuse_unsafe` does."""
    return re.search("FROM", _words(query, "The query"), re.IGNORECASE) is not None


def _words(query: str, where: str) -> str:
    """Return what is left of a query without strings, comments, addresses, names and variables."""

    def blank(match: re.Match[str]) -> str:
        text = match.group()
        if match.lastgroup == "address" and not _SURELY_ADDRESS.match(text) and _HIDING.search(text):
            raise _refusal(
                where, f"{text} could be read in two ways", "write addresses in full, with http://."
            )
        return ":" if text.startswith(":") else " "

    rest = _TOKEN.sub(blank, query)
    if '"' in rest or "'" in rest:
        raise _refusal(where, "a quotation mark is not closed")
    if "\\" in rest:
        raise _refusal(where, "it has a backslash outside of quotation marks", "write addresses in full.")
    return rest


def _refusal(where: str, reason: str, hint: str = "") -> InputError:
    return InputError(f"{where}: the query is refused: {reason}.", "SELECT, ASK, CONSTRUCT or DESCRIBE", hint)
