"""What the first screen is narrowed to: each filter checked against what there is, and said in words."""

import re
from collections.abc import Mapping

from iagkg.errors import UsageError
from iagkg.queries import named, run
from iagkg.store.base import Store
from iagkg.store.terms import lexical
from iagkg.wording import say

__all__ = ["FILTERS", "checked", "selection"]

FILTERS = {
    "body": "--directed-to",
    "tracking_status": "--status",
    "workstream": "--workstream",
    "target": "--target",
}
"""The parameters of the queries that narrow the screen, and the options that give them."""

_TARGET = re.compile(r"(?:(?:KMGBF )?(?:GBF-)?(?:TARGET|GOAL)[ -])?0?([1-9][0-9]?|[A-Z])", re.IGNORECASE)


def checked(store: Store, values: Mapping[str, str]) -> dict[str, str]:
    """Return the values with each filter as the dataset writes it.

    Raises UsageError, with the list of what there is, where the dataset has no such value.
    """
    found = dict(values)
    for name in FILTERS:
        if name in values:
            found[name] = _one(store, values, name)[0]
    return found


def _one(store: Store, values: Mapping[str, str], name: str) -> tuple[str, str]:
    """Return a value of a filter as the dataset writes it, and its words."""
    given = {key: values[key] for key in ("workplan", "lang") if key in values}
    rows = [tuple(map(lexical, row)) for row in run(store, named("filter-values"), given).rows]
    known = {code.lower(): (code, words) for kind, code, words in rows if kind == name}
    wanted = values[name].strip()
    if name == "target" and (match := _TARGET.fullmatch(wanted.rpartition("_")[2])):
        wanted = match[1]
    if wanted.lower() not in known:
        there = ", ".join(code for code, _ in known.values()) or "none"
        raise UsageError(
            f"{FILTERS[name]} {values[name]}: nothing of that name in the dataset.", f"one of {there}"
        )
    return known[wanted.lower()]


def selection(store: Store, values: Mapping[str, str], lang: str) -> str:
    """Return in words what the screen is narrowed to; empty where it is not."""
    said = []
    if "decision" in values:
        said.append(say("coverage.filter.decision", lang, value=values["decision"]))
    for name in FILTERS:
        if name not in values:
            continue
        code, words = _one(store, {**values, "lang": lang}, name)
        if name == "workstream":
            words = f"{code} {words}".strip()
        said.append(_said(store, name, words or code, values, lang))
    return say("coverage.selection", lang, filters="; ".join(said)) + "." if said else ""


def _said(store: Store, name: str, value: str, values: Mapping[str, str], lang: str) -> str:
    """Say one filter; a status with the day on which the tool was imported."""
    if name == "tracking_status":
        tracked = run(store, named("statuses-tracked"), {name: values[name]})
        day = tracked.columns.index("imported_on")
        days = sorted({lexical(row[day]) for row in tracked.rows} - {""})
        if days:
            return say(f"coverage.filter.{name}-as-of", lang, value=value, date=", ".join(days))
    return say(f"coverage.filter.{name}", lang, value=value)
