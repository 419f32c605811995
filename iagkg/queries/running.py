"""Run a named query on a store."""

import re
from collections.abc import Iterable, Iterator, Mapping

from iagkg.queries.binding import bind
from iagkg.queries.header import Query
from iagkg.store.base import Store
from iagkg.store.terms import XSD, Typed, Value
from iagkg.table import Table

__all__ = ["run", "settled"]

_INTEGER = re.compile(r"[+-]?[0-9]{1,18}")


def run(store: Store, query: Query, values: Mapping[str, str] | None = None) -> Table:
    """Return the answer of a store to a query, its columns as the header says."""
    answer = store.select(bind(query, values or {}))
    kinds = tuple(column.kind for column in query.columns)
    return Table(answer.columns, tuple(settled(query, answer.rows)), kinds)


def settled(query: Query, rows: Iterable[tuple[Value, ...]]) -> Iterator[tuple[Value, ...]]:
    """Yield rows as the header has them, whatever engine they come from.

    The values of a list come in their natural order, as an engine may join them in any; a boolean is one,
    also where an engine has 1 and 0 for it (Virtuoso 7); a number is one, also where an engine keeps the
    zeros that it was read with (Jena 5).
    """
    make = {"list": _ordered, "boolean": _boolean, "integer": _integer}
    known = [make.get(column.kind, _same) for column in query.columns]
    for row in rows:
        yield tuple(settle(value) for settle, value in zip(known, row, strict=True))


def _same(value: Value) -> Value:
    return value


def _boolean(value: Value) -> Value:
    return bool(value) if isinstance(value, int) and value in {0, 1} else value


def _integer(value: Value) -> Value:
    if isinstance(value, Typed) and value.datatype == f"{XSD}integer" and _INTEGER.fullmatch(value.value):
        return int(value.value)
    return value


def _ordered(value: Value) -> Value:
    """Return the values of a list in their natural order; an engine may join them in any."""
    if not isinstance(value, str):
        return value
    return "; ".join(sorted(set(filter(None, value.split("; "))), key=_natural))


def _natural(text: str) -> tuple[str, str]:
    """Return what sorts WS1.T2 before WS1.T10."""
    return re.sub(r"[0-9]+", lambda match: match.group().zfill(9), text), text
