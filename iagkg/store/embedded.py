"""The embedded store: pyoxigraph, in memory or on disk."""

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from iagkg.errors import InputError
from iagkg.graph.quads import Quad
from iagkg.store.base import Rows, Triple
from iagkg.store.canonical import Content, content_of
from iagkg.store.oxigraph_terms import in_order, value_of

__all__ = ["DATASET_FILE", "EmbeddedStore"]

DATASET_FILE = "dataset.nq"


class EmbeddedStore:
    """A store in memory, or in a folder of its own on disk; `from_folder` and `from_quads` fill one.

    Every query runs on the union of all named graphs. The engine performs SERVICE requests: text that
    does not come from the catalogue goes through `iagkg.store.guard` first.
    """

    def __init__(self, path: Path | None = None) -> None:
        """Open the store in the folder `path`, made where there is none; without it, one in memory.

        Raises InputError where the folder cannot be written, or another process has it open.
        """
        try:
            self._store = ox.Store(str(path)) if path else ox.Store()
        except OSError as error:
            raise InputError(
                f"{path}: cannot be opened as a store: {error}",
                "a folder of its own, that no other process has open",
            ) from error

    @classmethod
    def from_folder(cls, folder: Path) -> "EmbeddedStore":
        """Return a store with the dataset of a folder. Raises InputError where there is none to read."""
        path = folder / DATASET_FILE
        store = cls()
        try:
            store._store.bulk_load(path=path, format=ox.RdfFormat.N_QUADS)
        except (OSError, SyntaxError, ValueError) as error:
            raise InputError(
                f"{path}: cannot be read: {error}", "a dataset as `iagkg build` writes it"
            ) from error
        return store

    @classmethod
    def from_quads(cls, quads: Iterable[Quad], path: Path | None = None) -> "EmbeddedStore":
        """Return a store with these quads, in memory or in the folder `path`."""
        store = cls(path)
        store._load(quads)
        return store

    @property
    def engine(self) -> ox.Store:
        """The engine itself, for what runs queries in a process of its own."""
        return self._store

    def select(self, query: str) -> Rows:
        """Return the rows of a SELECT, in their order."""
        answer = self._run(query)
        if not isinstance(answer, ox.QuerySolutions):
            raise InputError("The query is not a SELECT.", "SELECT …")
        columns = tuple(variable.value for variable in answer.variables)
        return Rows(columns, tuple(tuple(value_of(term) for term in solution) for solution in answer))

    def ask(self, query: str) -> bool:
        """Return the answer to an ASK."""
        answer = self._run(query)
        if not isinstance(answer, ox.QueryBoolean):
            raise InputError("The query is not an ASK.", "ASK …")
        return bool(answer)

    def construct(self, query: str) -> tuple[Triple, ...]:
        """Return the statements of a CONSTRUCT or DESCRIBE, each once, sorted."""
        return in_order(self.statements(query))

    def statements(self, query: str) -> list[ox.Triple]:
        """Return the statements of a CONSTRUCT or DESCRIBE as the engine has them, each once, sorted."""
        answer = self._run(query)
        if not isinstance(answer, ox.QueryTriples):
            raise InputError("The query is not a CONSTRUCT.", "CONSTRUCT …")
        return sorted(set(answer), key=str)

    def replace_graph(self, graph: str, quads: Iterable[Quad]) -> None:
        """Put `quads` in the place of all that the graph with this address held."""
        self._store.remove_graph(ox.NamedNode(graph))
        self._load(quad._replace(graph=f"<{graph}>") for quad in quads)

    def counts(self) -> dict[str, int]:
        """Return the number of statements of each named graph by its address, sorted."""
        found: dict[str, int] = {}
        for name in self._store.named_graphs():
            count = sum(1 for _ in self._store.quads_for_pattern(None, None, None, name))
            found[str(name.value)] = count
        return dict(sorted(found.items()))

    def contents(self) -> dict[str, Content]:
        """Return the content of each named graph by its address, sorted."""
        names = sorted(str(name.value) for name in self._store.named_graphs())
        return {
            name: content_of(self._store.quads_for_pattern(None, None, None, ox.NamedNode(name)))
            for name in names
        }

    def _load(self, quads: Iterable[Quad]) -> None:
        text = "".join(f"{' '.join(quad)} .\n" for quad in quads)
        self._store.bulk_load(text.encode("utf-8"), format=ox.RdfFormat.N_QUADS)

    def _run(self, query: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        try:
            return self._store.query(query, use_default_graph_as_union=True)
        except SyntaxError as error:
            raise InputError(f"The query cannot be read: {error}", "a SPARQL 1.1 query") from error
