"""Queries that try to reach out, to take all there is, or to pass for harmless."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

__all__ = ["EXPENSIVE", "Tripwire", "reaching", "tripwire"]


class Tripwire:
    """A server that nobody should ask; it counts who does."""

    def __init__(self, port: int) -> None:
        self.port, self.asked = port, list[str]()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/data"


@contextmanager
def tripwire() -> Iterator[Tripwire]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            wire.asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        do_POST = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    wire = Tripwire(server.server_port)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield wire
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)


def reaching(url: str) -> list[str]:
    """Return queries that ask another server or read a file, plainly or hidden."""
    inner = f"SERVICE <{url}> {{ ?a ?b ?c }}"
    return [
        f"SELECT * {{ {inner} }}",
        f"ASK {{ {inner} }}",
        f"CONSTRUCT {{ ?a ?b ?c }} WHERE {{ {inner} }}",
        f"DESCRIBE ?a WHERE {{ {inner} }}",
        f"SELECT * {{ SERVICE SILENT <{url}> {{ ?a ?b ?c }} }}",
        f"SELECT * {{ ?s ?p ?o . OPTIONAL {{ {inner} }} }} LIMIT 3",
        f"SELECT * {{ {{ SELECT * {{ {inner} }} }} }}",
        f"SELECT * {{ ?s ?p ?o FILTER EXISTS {{ {inner} }} }} LIMIT 3",
        f"SELECT * {{ ?s ?p ?o FILTER NOT EXISTS {{ {inner} }} }} LIMIT 3",
        f"SELECT * {{ ?s ?p ?o MINUS {{ {inner} }} }} LIMIT 3",
        f"SELECT * {{ {{ ?s ?p ?o }} UNION {{ {inner} }} }} LIMIT 3",
        f"SELECT * {{ BIND (<{url}> AS ?where) SERVICE ?where {{ ?a ?b ?c }} }}",
        f"SELECT * {{ VALUES ?where {{ <{url}> }} SERVICE ?where {{ ?a ?b ?c }} }}",
        f"SELECT * {{ GRAPH ?g {{ {inner} }} }}",
        f"PREFIX p: <{url.rpartition('/')[0]}/> SELECT * {{ SERVICE p:data {{ ?a ?b ?c }} }}",
        f"BASE <{url}> SELECT * {{ SERVICE <> {{ ?a ?b ?c }} }}",
        f'SELECT * {{ FILTER("\\u0022) }} # ") {inner} }}',
        f"SELECT * {{ ?s ?p ?o . se\\u0072vice <{url}> {{ ?a ?b ?c }} }}",
        f"ASK FROM <{url}> {{ ?a ?b ?c }}",
        f"ASK FROM NAMED <{url}> {{ GRAPH ?g {{ ?a ?b ?c }} }}",
        "SELECT * FROM <file:///etc/passwd> { ?a ?b ?c }",
        "SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?a ?b ?c } }",
        "SELECT * { SERVICE <file:///etc/passwd> { ?a ?b ?c } }",
        f"LOAD <{url}>",
        "LOAD <file:///etc/passwd> INTO GRAPH <http://example.org/g>",
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "DROP ALL",
    ]


EXPENSIVE = {
    "a product of all with all": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "a product sorted": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?f ?c",
    "paths that meet": "SELECT (COUNT(*) AS ?n) { ?a (!<a:b>|^!<a:b>)* ?b . ?c (!<a:b>|^!<a:b>)* ?d }",
    "words that grow": "SELECT ?z { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i "
    "BIND (CONCAT(STR(?a), STR(?d), STR(?g), STR(?c)) AS ?z) FILTER (STRLEN(?z) < 0) }",
}
"""Queries that take more time or memory than there is."""
