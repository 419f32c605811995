"""Read what a server answers into plain values, row by row as it comes."""

from collections.abc import Iterator
from typing import IO, cast

import httpx
import pyoxigraph as ox

from iagkg.errors import ServerError
from iagkg.store.oxigraph_terms import value_of
from iagkg.store.terms import Value

__all__ = ["RESULTS", "STATEMENTS", "Body", "results", "solutions", "statements"]

RESULTS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/xml": ox.QueryResultsFormat.XML,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
"""The forms of results that are read, by media type."""

STATEMENTS = {
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/n-quads": ox.RdfFormat.N_QUADS,
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/x-turtle": ox.RdfFormat.TURTLE,
    "application/trig": ox.RdfFormat.TRIG,
    "text/plain": ox.RdfFormat.N_TRIPLES,
}
"""The forms of statements that are read, by media type. RDF/XML and JSON-LD are not, for their risks."""


class Body:
    """The body of an answer as a file that is read as it comes; keeps what went wrong on the way."""

    def __init__(self, response: httpx.Response, where: str) -> None:
        self._response, self._pieces, self._rest = response, response.iter_bytes(), b""
        self.where, self.failed = where, False

    def read(self, size: int = -1) -> bytes:
        """Return up to `size` bytes, or all that is left."""
        try:
            if size < 0:
                found, self._rest = self._rest + b"".join(self._pieces), b""
                return found
            while not self._rest:
                piece = next(self._pieces, None)
                if piece is None:
                    return b""
                self._rest = piece
        except httpx.HTTPError as error:
            self.failed = True
            raise OSError(str(error)) from error
        found, self._rest = self._rest[:size], self._rest[size:]
        return found

    def media_type(self) -> str:
        """Return the media type of the answer, without parameters."""
        return str(self._response.headers.get("content-type", "")).partition(";")[0].strip().lower()

    def most_rows(self) -> int | None:
        """Return the number of rows at which the server has cut the answer, as Virtuoso tells; else None."""
        said = str(self._response.headers.get("x-sparql-maxrows", ""))
        return int(said) if said.isdigit() else None

    def is_partial(self) -> bool:
        """Say whether the server's time ran out before the answer was whole, as Virtuoso tells."""
        return "x-sql-state" in self._response.headers

    def close(self) -> None:
        """Let the connection go."""
        self._response.close()

    def broken(self, error: Exception) -> ServerError:
        """Return the error for an answer that ends early or cannot be read."""
        if self.failed:
            return ServerError(
                f"{self.where}: the connection was cut.", "an answer to the end", "run it again."
            )
        return ServerError(
            f"{self.where}: the answer cannot be read: {error}", "results as SPARQL 1.1 has them"
        )


def results(body: Body) -> tuple[tuple[str, ...], Iterator[tuple[Value, ...]]] | bool:
    """Return columns and rows of an answer as plain values, or the answer to an ASK; as `solutions` does."""
    answer = solutions(body)
    if isinstance(answer, bool):
        return answer
    columns, rows = answer
    return columns, (tuple(value_of(term) for term in row) for row in rows)


def solutions(body: Body) -> tuple[tuple[str, ...], Iterator[ox.QuerySolution]] | bool:
    """Return columns and rows of an answer, each term as it was sent, or the answer to an ASK.

    Raises ServerError where the answer is none (HTML, say) or not whole, also later, while rows are read.
    """
    if body.is_partial():
        body.close()
        raise ServerError(
            f"{body.where}: the server's time ran out, and its answer is not whole.",
            "a whole answer",
            "ask for less, or ask its keeper for more time.",
        )
    form = RESULTS.get(body.media_type())
    if form is None:
        body.close()
        raise _other(body, "SPARQL results as JSON or XML")
    try:
        answer = ox.parse_query_results(cast("IO[bytes]", body), form)
        if isinstance(answer, ox.QueryBoolean):
            return bool(answer)
        columns = tuple(variable.value for variable in answer.variables)
    except (OSError, SyntaxError, ValueError) as error:
        raise body.broken(error) from error
    return columns, _rows(answer, body)


def _rows(answer: ox.QuerySolutions, body: Body) -> Iterator[ox.QuerySolution]:
    count = 0
    try:
        for solution in answer:
            count += 1
            yield solution
    except (OSError, SyntaxError, ValueError) as error:
        raise body.broken(error) from error
    finally:
        # Else the traceback of the error keeps it, and it may end in another thread, where it must not.
        del answer
        body.close()
    if (most := body.most_rows()) is not None and count >= most:
        raise ServerError(
            f"{body.where}: the server gives {most} rows at most, and there may be more.",
            "a whole answer",
            "ask with LIMIT below that, or ask its keeper to raise it (Virtuoso: ResultSetMaxRows).",
        )


def statements(body: Body) -> Iterator[ox.Quad]:
    """Yield the statements of an answer as they come. Raises ServerError where it is none."""
    form = STATEMENTS.get(body.media_type())
    if form is None:
        body.close()
        raise _other(body, "N-Triples or Turtle")
    try:
        yield from ox.parse(cast("IO[bytes]", body), format=form)
    except (OSError, SyntaxError, ValueError) as error:
        raise body.broken(error) from error
    finally:
        body.close()


def _other(body: Body, expected: str) -> ServerError:
    return ServerError(
        f"{body.where}: no SPARQL server is there; it answers with {body.media_type() or 'no media type'}.",
        expected,
        "look at the address again; where query and update have their own, give --query and --update.",
    )
