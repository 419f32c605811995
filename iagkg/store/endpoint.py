"""Any SPARQL 1.1 server by its addresses: query and update, and its graph store where it has one.

SPARQLWrapper writes the requests for query and update; `iagkg.store.web` sends them, with its rules on
credentials, redirects, pauses and time-outs.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import quote

import httpx
import pyoxigraph as ox
from SPARQLWrapper import INSERT, POST, POSTDIRECTLY, SELECT, URLENCODED, SPARQLWrapper

from iagkg.errors import InputError, ServerError
from iagkg.graph.quads import Quad
from iagkg.names import GRAPH
from iagkg.store.answers import Body, results, solutions, statements
from iagkg.store.base import Rows, Triple
from iagkg.store.oxigraph_terms import in_order
from iagkg.store.terms import Iri, Value
from iagkg.store.web import Web, shown

__all__ = ["BATCH", "STAGING", "Addresses", "EndpointStore", "insert_data", "node"]

BATCH = 1000
"""The most statements of one INSERT DATA: Virtuoso refuses queries that are longer than its limits."""

STAGING = f"{GRAPH}staging/"
"""Below this address stand the graphs of a load that is under way; no query sees them."""

_JENA_UNION = "urn:x-arq:UnionGraph"
"""Jena's name for the union of all graphs: ten times faster there than a list of the graphs."""

_WANTED = "application/sparql-results+json, application/sparql-results+xml;q=0.9"
_VIRTUOSO_SAYS = "__ASK_RETVAL"
"""The variable in which Virtuoso 7 answers an ASK where the standard has a boolean: 1, 0 or no row."""
_WANTED_STATEMENTS = "application/n-triples, text/turtle;q=0.8"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a server takes queries, updates and whole graphs; `update`, `graph_store` empty where nowhere.

    `kind` is fuseki, oxigraph, virtuoso or other; `version` what the server says of itself. `union` says
    whether its default graph is the union of all graphs, None where that is not known.
    """

    query: str
    update: str = ""
    graph_store: str = ""
    kind: str = "other"
    version: str = ""
    union: bool | None = None


class _Call(SPARQLWrapper):
    """A request as SPARQLWrapper writes it, sent by our own line.

    What kind of request it is says the caller: SPARQLWrapper would guess it from the text, and send as an
    update what was given as a query.
    """

    def __init__(self, web: Web, url: str, text: str, accept: str, *, update: bool = False) -> None:
        super().__init__(url, agent="iagkg")
        self._web = web
        self.setMethod(POST)
        self.setRequestMethod(POSTDIRECTLY if update else URLENCODED)
        self.setOnlyConneg(True)
        self.addCustomHttpHeader("Accept", accept)
        self.queryString, self.queryType = text, INSERT if update else SELECT

    def _query(self) -> tuple[Any, str]:
        request = self._createRequest()
        content = cast("bytes | None", request.data)
        response = self._web.send(
            request.get_method(), request.full_url, dict(request.header_items()), content
        )
        return response, self.returnFormat

    def answer(self) -> httpx.Response:
        """Send the request and return the answer, its body not yet read."""
        return cast("httpx.Response", self.query().response)


class EndpointStore:
    """A server as a store. Queries run on the union of the named graphs, whatever the server's default is.

    Where the default graph is not the union, the dataset's graphs are named in each request, as the
    SPARQL 1.1 Protocol has it. Raises ServerError wherever the server does not do its part.
    """

    def __init__(self, addresses: Addresses, web: Web) -> None:
        self.addresses, self.web = addresses, web
        self._graphs: tuple[str, ...] | None = () if addresses.union else None
        self._whole = False

    def select(self, query: str) -> Rows:
        """Return the rows of a SELECT, in their order."""
        columns, rows = self.stream(query)
        return Rows(columns, tuple(rows))

    def stream(
        self, query: str, *, union: bool = True
    ) -> tuple[tuple[str, ...], Iterator[tuple[Value, ...]]]:
        """Return columns and rows of a SELECT; the rows are read from the server as they are taken.

        Without `union` it runs on the data that the query names, or on the server's own default graph.
        """
        answer = results(self._send(query, _WANTED, self.graphs() if union else ()))
        if isinstance(answer, bool):
            raise InputError("The query is not a SELECT.", "SELECT …")
        return answer

    def ask(self, query: str, *, union: bool = True) -> bool:
        """Return the answer to an ASK."""
        return self._asked(query, self.graphs() if union else ())

    def construct(self, query: str) -> tuple[Triple, ...]:
        """Return the statements of a CONSTRUCT or DESCRIBE, each once, sorted."""
        return in_order(self.stream_statements(query))

    def stream_statements(self, query: str, *, union: bool = True) -> Iterator[ox.Quad]:
        """Yield the statements of a CONSTRUCT or DESCRIBE as the server sends them."""
        return statements(self._send(query, _WANTED_STATEMENTS, self.graphs() if union else ()))

    def replace_graph(self, graph: str, quads: Iterable[Quad]) -> None:
        """Put `quads` in the place of all that the graph with this address held."""
        lines = [" ".join(quad[:3]) + " ." for quad in quads]
        if self.addresses.graph_store:
            self.put(graph, lines)
            return
        self.update(f"DROP SILENT GRAPH {node(graph)}")
        self.insert(graph, lines)

    def put(self, graph: str, lines: Iterable[str]) -> None:
        """Put statements in the place of a graph's content by the Graph Store Protocol."""
        url = f"{self.addresses.graph_store}?graph={quote(graph, safe='')}"
        content = "".join(f"{line}\n" for line in lines).encode("utf-8")
        self.web.send("PUT", url, {"Content-Type": "application/n-triples"}, content).close()

    def insert(self, graph: str, lines: list[str]) -> None:
        """Add statements to a graph, at most 1,000 in one request."""
        for start in range(0, len(lines), BATCH):
            self.update(insert_data(graph, lines[start : start + BATCH]))

    def update(self, text: str) -> None:
        """Run a SPARQL update."""
        if not self.addresses.update:
            raise ServerError(
                f"{shown(self.addresses.query)}: no address for updates is known there.",
                "a server that may be written to",
                "give its address with --update.",
            )
        call = _Call(self.web, self.addresses.update, text, "*/*", update=True)
        call.answer().close()

    def counts(self) -> dict[str, int]:
        """Return the number of statements of each named graph of the dataset by its address, sorted.

        Graphs of others and graphs of a load under way are left out.
        """
        found = self.all_counts()
        return {name: n for name, n in found.items() if not name.startswith(STAGING)}

    def all_counts(self) -> dict[str, int]:
        """Return the number of statements of each graph below the project's address, staging too."""
        answer = self.plain(
            "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } "
            f'FILTER (STRSTARTS(STR(?g), "{GRAPH}")) }} GROUP BY ?g ORDER BY ?g'
        )
        found = {}
        for row in answer.rows:
            values = dict(zip(answer.columns, row, strict=True))
            name, count = values["g"], values["n"]
            if isinstance(name, Iri) and isinstance(count, int) and count:
                found[name.value] = count
        return dict(sorted(found.items()))

    def statements_of(self, graph: str) -> Iterator[ox.Quad]:
        """Yield the statements of a graph as the server sends them."""
        if self.addresses.graph_store:
            url = f"{self.addresses.graph_store}?graph={quote(graph, safe='')}"
            response = self.web.ask("GET", url, {"Accept": _WANTED_STATEMENTS})
            if response.is_success:
                return statements(Body(response, shown(url)))
            response.close()
        query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {node(graph)} {{ ?s ?p ?o }} }}"
        return statements(self._send(query, _WANTED_STATEMENTS, ()))

    def graphs(self) -> tuple[str, ...]:
        """Return the graphs that a request must name; none where the default graph is the union."""
        if self._graphs is None:
            about = f"{GRAPH}about"
            probe = f"ASK {{ GRAPH <{about}> {{ ?s ?p ?o }} ?s ?p ?o }}"
            found = {} if self.plain_ask(probe) else self.all_counts()
            self._graphs = tuple(graph for graph in found if not graph.startswith(STAGING))
            self._whole = (
                self.addresses.kind == "fuseki"
                and len(found) == len(self._graphs)
                and not self.plain_ask(
                    f'ASK {{ GRAPH ?g {{ ?s ?p ?o }} FILTER ( !STRSTARTS( STR( ?g ), "{GRAPH}" ) ) }}'
                )
            )
        return self._graphs

    def terms(
        self, query: str, graphs: tuple[str, ...] = ()
    ) -> tuple[tuple[str, ...], Iterator[ox.QuerySolution]]:
        """Return columns and rows of a SELECT over the union of some graphs, or of all; terms as sent."""
        answer = solutions(self._send(query, _WANTED, graphs or self.graphs(), named=bool(graphs)))
        if isinstance(answer, bool):
            raise InputError("The query is not a SELECT.", "SELECT …")
        return answer

    def ask_over(self, query: str, graphs: tuple[str, ...]) -> bool:
        """Return the answer to an ASK over the union of some graphs."""
        return self._asked(query, graphs, named=True)

    def default_is_union(self) -> bool:
        """Tell whether the server's default graph is the union of its graphs."""
        return not self.graphs()

    def _asked(self, query: str, graphs: tuple[str, ...], *, named: bool = False) -> bool:
        answer = results(self._send(query, _WANTED, graphs, named=named))
        if isinstance(answer, bool):
            return answer
        columns, rows = answer
        found = list(rows)
        if columns != (_VIRTUOSO_SAYS,):
            raise InputError("The query is not an ASK.", "ASK …")
        return any(value == 1 for row in found for value in row)

    def plain(self, query: str) -> Rows:
        """Return the rows of a SELECT that runs on the server's own default graph."""
        answer = results(self._send(query, _WANTED, ()))
        assert not isinstance(answer, bool)  # noqa: S101  # our own SELECT
        return Rows(answer[0], tuple(answer[1]))

    def plain_ask(self, query: str) -> bool:
        """Return the answer to an ASK that runs on the server's own default graph."""
        return self.ask(query, union=False)

    def _send(self, query: str, accept: str, graphs: tuple[str, ...], *, named: bool = False) -> Body:
        """Send a query over graphs; with `named` over these only, else they are all that there are."""
        call = _Call(self.web, self.addresses.query, query, accept)
        for graph in (_JENA_UNION,) if graphs and self._whole and not named else graphs:
            call.addParameter("default-graph-uri", graph)
        for graph in graphs:
            call.addParameter("named-graph-uri", graph)
        return Body(call.answer(), shown(self.addresses.query))


def node(address: str) -> str:
    """Return an address as a term of SPARQL. Raises ServerError where it is none; a server may say any."""
    try:
        return str(ox.NamedNode(address))
    except ValueError as error:
        raise ServerError(f"{address!r}: a graph of this name cannot be asked for.", "an address") from error


def insert_data(graph: str, lines: Iterable[str]) -> str:
    """Return an INSERT DATA of statements, each a line of N-Triples."""
    return f"INSERT DATA {{ GRAPH {node(graph)} {{\n" + "\n".join(lines) + "\n} }"
