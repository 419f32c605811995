"""The catalogue of named queries: files of `queries/`, each with a strict header, and how they are run."""

from iagkg.queries.binding import bind
from iagkg.queries.catalogue import Query, catalogue, named
from iagkg.queries.exporting import example_of
from iagkg.queries.header import Column, Parameter, parse_query
from iagkg.queries.known import refuse_unknown
from iagkg.queries.running import run, settled

__all__ = [
    "Column",
    "Parameter",
    "Query",
    "bind",
    "catalogue",
    "example_of",
    "named",
    "parse_query",
    "refuse_unknown",
    "run",
    "settled",
]
