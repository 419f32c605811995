"""What every store can do; a query gives the same rows whichever store answers it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from iagkg.graph.quads import Quad
from iagkg.store.terms import Value

__all__ = ["Rows", "Store", "Triple"]

Triple = tuple[Value, Value, Value]


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a SELECT: the variables in their order, and one value a variable in each row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


class Store(Protocol):
    """A set of named graphs that answers SPARQL 1.1 over the union of all of them.

    A query that cannot be read is an InputError with the words of the engine.
    """

    def select(self, query: str) -> Rows:
        """Return the rows of a SELECT, in their order."""
        ...

    def ask(self, query: str) -> bool:
        """Return the answer to an ASK."""
        ...

    def construct(self, query: str) -> tuple[Triple, ...]:
        """Return the statements of a CONSTRUCT or DESCRIBE, each once, sorted."""
        ...

    def replace_graph(self, graph: str, quads: Iterable[Quad]) -> None:
        """Put `quads` in the place of all that the graph with this address held."""
        ...

    def counts(self) -> dict[str, int]:
        """Return the number of statements of each named graph by its address, sorted."""
        ...
