"""Run a named query on a store."""

import re
from collections.abc import Mapping

from iagkg.queries.binding import bind
from iagkg.queries.header import Query
from iagkg.store.base import Store
from iagkg.store.terms import Value
from iagkg.table import Table

__all__ = ["run"]


def run(store: Store, query: Query, values: Mapping[str, str] | None = None) -> Table:
    """Return the answer of a store to a query, its columns as the header says."""
    answer = store.select(bind(query, values or {}))
    kinds = tuple(column.kind for column in query.columns)
    lists = {place for place, kind in enumerate(kinds) if kind == "list"}
    rows = answer.rows
    if lists:
        rows = tuple(
            tuple(_ordered(value) if place in lists else value for place, value in enumerate(row))
            for row in rows
        )
    return Table(answer.columns, rows, kinds)


def _ordered(value: Value) -> Value:
    """Return the values of a list in their natural order; an engine may join them in any."""
    if not isinstance(value, str):
        return value
    return "; ".join(sorted(set(filter(None, value.split("; "))), key=_natural))


def _natural(text: str) -> tuple[str, str]:
    """Return what sorts WS1.T2 before WS1.T10."""
    return re.sub(r"[0-9]+", lambda match: match.group().zfill(9), text), text
