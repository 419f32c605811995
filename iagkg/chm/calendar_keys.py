"""The keys that the Calendar of Activities gives decisions: their pattern, and which were seen there."""

from functools import cache

from iagkg.files import read_table, shipped

__all__ = ["calendar_key", "seen_decisions", "seen_key"]


@cache
def seen_decisions() -> frozenset[str]:
    """Return the keys of decisions that were seen in the calendar's own files."""
    rows = read_table(shipped("data", "schemas", "calendar-decision-keys.tsv"), ("key", "source"))
    return frozenset(row["key"] for row in rows)


def calendar_key(decision: str, body: str) -> str:
    """Return the key the calendar gives a decision, by its pattern; see `seen_decisions` for those seen."""
    number = decision.replace("/", "-")
    return f"CAL-COP-DECISION-{number}" if body == "COP" else f"CAL-DECISION-{number}"


def seen_key(decision: str, body: str) -> str:
    """Return the key of a decision where it was seen in the calendar's own files, else nothing."""
    key = calendar_key(decision, body)
    return key if key in seen_decisions() else ""
