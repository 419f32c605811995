"""Find a named query among the shipped ones."""

import difflib
from functools import cache

from iagkg.errors import InputError, UsageError
from iagkg.files import shipped
from iagkg.queries.header import Query, parse_query

__all__ = ["Query", "catalogue", "named"]


@cache
def catalogue() -> dict[str, Query]:
    """Return all named queries by name, sorted by topic and name.

    Raises InputError where a header breaks a rule or a name stands there twice.
    """
    found: dict[str, Query] = {}
    for path in sorted(shipped("queries").glob("*/*.rq")):
        query = parse_query(path)
        if query.name in found:
            raise InputError(f"{path}: the name {query.name} stands there twice.", "a name of its own")
        found[query.name] = query
    return found


def named(name: str) -> Query:
    """Return a query by its name; only its file is read. Raises UsageError, with near names, for another."""
    paths = sorted(shipped("queries").glob(f"*/{name}.rq")) if name.replace("-", "").isalnum() else []
    if paths:
        return parse_query(paths[0])
    near = difflib.get_close_matches(name, catalogue(), n=3, cutoff=0.4)
    hint = f"did you mean {' or '.join(near)}?" if near else "iagkg query --list shows all."
    raise UsageError(f"{name}: no query has this name.", "the name of a query, or a file FILE.rq", hint)
