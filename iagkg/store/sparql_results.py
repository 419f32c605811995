"""Answers that another process wrote, as plain values again."""

import pyoxigraph as ox

from iagkg.store.oxigraph_terms import value_of
from iagkg.store.terms import Value

__all__ = ["rows_of", "statements_of"]


def rows_of(content: bytes) -> tuple[tuple[str, ...], list[tuple[Value, ...]], tuple[str, ...]]:
    """Return columns, rows and kinds of columns from SPARQL results JSON; of an ASK one row, its answer."""
    found = ox.parse_query_results(content, ox.QueryResultsFormat.JSON)
    if isinstance(found, ox.QueryBoolean):
        return ("answer",), [(bool(found),)], ("boolean",)
    columns = tuple(variable.value for variable in found.variables)
    return columns, [tuple(value_of(term) for term in solution) for solution in found], ()


def statements_of(content: bytes) -> list[ox.Triple]:
    """Return the statements of N-Triples, each once, sorted."""
    return sorted({quad.triple for quad in ox.parse(content, ox.RdfFormat.N_TRIPLES)}, key=str)
