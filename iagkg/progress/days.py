"""Days as they stand in tables: 2026-02-10, and nothing else."""

import datetime as dt

__all__ = ["day_of", "today"]


def today() -> dt.date:
    """Return the day of the clock, here."""
    return dt.datetime.now(tz=dt.UTC).astimezone().date()


def day_of(words: str) -> dt.date | None:
    """Return the day that words such as 2026-02-10 name; None for anything else."""
    try:
        day = dt.date.fromisoformat(words)
    except ValueError:
        return None
    return day if day.isoformat() == words else None
