"""Run a named query on a store."""

from collections.abc import Mapping

from iagkg.queries.binding import bind
from iagkg.queries.header import Query
from iagkg.store.base import Store
from iagkg.table import Table

__all__ = ["run"]


def run(store: Store, query: Query, values: Mapping[str, str] | None = None) -> Table:
    """Return the answer of a store to a query, its columns as the header says."""
    answer = store.select(bind(query, values or {}))
    return Table(answer.columns, answer.rows, tuple(column.kind for column in query.columns))
