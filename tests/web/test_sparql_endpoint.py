"""The endpoint: the rules of the SPARQL 1.1 Protocol for one that only reads, and real clients."""

import asyncio
import json
import subprocess
import threading
from collections.abc import Iterator
from urllib.parse import quote, urlencode

import httpx
import pyoxigraph as ox
import pytest
from hostile import EXPENSIVE, Tripwire, reaching, tripwire
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from serving_web import served
from SPARQLWrapper import CSV, JSON, JSONLD, POST, TURTLE, XML, SPARQLWrapper
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from iagkg.build import build
from iagkg.contain import Limits, QueryProcess
from iagkg.store.embedded import EmbeddedStore
from iagkg.web.endpoint import endpoint_of, endpoint_routes

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
CONSTRUCT = "CONSTRUCT WHERE { ?s a ?c } LIMIT 5"
GRAPH = "https://w3id.org/iagkg/graph/printed/iag-tsc/2025-2027"
ADDRESS = "https://w3id.org/iagkg/sparql"


@pytest.fixture(scope="module")
def app() -> Iterator[Starlette]:
    quads = list(build().quads)
    store = EmbeddedStore.from_quads(quads)
    limits = Limits(seconds=2, megabytes=200, rows=1000, size=2_000_000, at_once=2, waiting=2)
    process = QueryProcess("".join(f"{' '.join(quad)} .\n" for quad in quads).encode(), limits)
    endpoint = endpoint_of(process, ADDRESS, store.counts())

    async def page(_: object) -> PlainTextResponse:
        return PlainTextResponse("a page")

    yield Starlette(routes=[*endpoint_routes(endpoint), Route("/", page)])
    process.close()


class Client:
    """Sends requests to an application without a network, each by itself."""

    def __init__(self, app: Starlette) -> None:
        self.app = app

    def __call__(self, method: str, url: str = "/sparql", **more: object) -> httpx.Response:
        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:
                return await client.request(method, url, **more)  # type: ignore[arg-type]

        return asyncio.run(send())

    def get(self, query: str, accept: str = "", **more: str | list[str]) -> httpx.Response:
        return self("GET", params={"query": query, **more}, headers={"Accept": accept})


@pytest.fixture(scope="module")
def client(app: Starlette) -> Client:
    return Client(app)


@pytest.fixture(scope="module")
def url(app: Starlette) -> Iterator[str]:
    with served(app) as address:
        yield f"{address}/sparql"


def count_of(answer: httpx.Response) -> int:
    assert answer.status_code == 200, answer.text
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


def test_the_three_ways_to_ask_give_the_same(client: Client) -> None:
    whole = count_of(client.get(COUNT))
    assert whole > 10_000
    assert count_of(client("POST", data={"query": COUNT})) == whole
    headers = {"Content-Type": "application/sparql-query; charset=utf-8"}
    assert count_of(client("POST", content=COUNT, headers=headers)) == whole
    assert client("HEAD", params={"query": COUNT}).content == b""


@pytest.mark.parametrize("way", ["get", "form", "body"])
def test_the_graphs_that_a_request_names(client: Client, way: str) -> None:
    def ask(query: str, **graphs: str) -> int:
        given = {name.replace("_", "-"): value for name, value in graphs.items()}
        if way == "get":
            return count_of(client.get(query, **given))
        if way == "form":
            return count_of(client("POST", data={"query": query, **given}))
        headers = {"Content-Type": "application/sparql-query"}
        return count_of(client("POST", params=given, content=query, headers=headers))

    whole, part = ask(COUNT), ask(COUNT, default_graph_uri=GRAPH)
    assert 0 < part < whole
    assert ask("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", named_graph_uri=GRAPH) == part
    assert ask(COUNT.replace("{", f"FROM <{GRAPH}> {{")) == part
    # What the request names goes before what the query names (2.1.4 of the protocol).
    assert ask(COUNT.replace("{", "FROM <http://example.org/none> {"), default_graph_uri=GRAPH) == part


@pytest.mark.parametrize(
    ("query", "accept", "media"),
    [
        (COUNT, "", "application/sparql-results+json"),
        (COUNT, "*/*", "application/sparql-results+json"),
        (COUNT, "application/sparql-results+xml", "application/sparql-results+xml"),
        (COUNT, "application/xml;q=0.4, text/csv;q=0.5", "text/csv; charset=utf-8"),
        (COUNT, "text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("ASK {}", "application/json", "application/sparql-results+json"),
        ("ASK {}", "application/sparql-results+xml", "application/sparql-results+xml"),
        (CONSTRUCT, "", "text/turtle; charset=utf-8"),
        (CONSTRUCT, "application/n-triples", "application/n-triples"),
        (CONSTRUCT, "application/ld+json", "application/ld+json"),
        (
            "DESCRIBE <https://w3id.org/iagkg/id/workplan/iag-tsc>",
            "text/turtle",
            "text/turtle; charset=utf-8",
        ),
    ],
)
def test_the_form_is_agreed(client: Client, query: str, accept: str, media: str) -> None:
    answer = client.get(query, accept)
    assert (answer.status_code, answer.headers["content-type"]) == (200, media)
    assert answer.headers["vary"] == "Accept"


@pytest.mark.parametrize(
    ("query", "name", "media"),
    [
        (COUNT, "csv", "text/csv; charset=utf-8"),
        (COUNT, "application/sparql-results+xml", "application/sparql-results+xml"),
        (CONSTRUCT, "nt", "application/n-triples"),
    ],
)
def test_the_form_may_stand_in_the_address(client: Client, query: str, name: str, media: str) -> None:
    assert client.get(query, "image/png", format=name).headers["content-type"] == media
    assert client.get(query, "image/png", output=name).headers["content-type"] == media


@pytest.mark.parametrize(
    ("query", "accept", "more"),
    [(COUNT, "image/png", {}), (CONSTRUCT, "text/csv", {}), (COUNT, "", {"format": "turtle"})],
)
def test_what_is_not_on_offer_is_said_with_what_is(
    client: Client, query: str, accept: str, more: dict[str, str]
) -> None:
    answer = client.get(query, accept, **more)
    assert answer.status_code == 406
    assert "On offer: " in answer.text


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * {\n bad }", "SELECT", "", "INSERT DATA { <a:a> <a:b> <a:c> }", "DROP ALL",
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?a ?b ?c } }", "ASK {} \\u0022",
    ],
)  # fmt: skip
def test_a_query_that_cannot_be_taken_is_told(client: Client, query: str) -> None:
    answer = client.get(query)
    assert answer.status_code == 400
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.text.strip()
    assert "Traceback" not in answer.text
    assert ".venv" not in answer.text


def test_the_place_of_an_error_is_said(client: Client) -> None:
    assert "2:" in client.get("SELECT * {\n bad }").text


@pytest.mark.parametrize(
    ("method", "more", "status"),
    [
        ("GET", {"params": [("query", COUNT), ("query", COUNT)]}, 400),
        ("GET", {"params": {"update": "DROP ALL"}}, 403),
        ("POST", {"data": {"update": "DROP ALL"}}, 403),
        ("POST", {"content": "DROP ALL", "headers": {"Content-Type": "application/sparql-update"}}, 403),
        ("POST", {"data": {}}, 415),
        ("POST", {"data": {"other": "x"}}, 400),
        ("POST", {"content": COUNT, "headers": {"Content-Type": "text/plain"}}, 415),
        ("POST", {"content": b"\xff", "headers": {"Content-Type": "application/sparql-query"}}, 400),
        (
            "POST",
            {"content": b"query=%FF", "headers": {"Content-Type": "application/x-www-form-urlencoded"}},
            400,
        ),
        ("PUT", {"content": "x"}, 405),
        ("DELETE", {}, 405),
        ("PATCH", {"content": "x"}, 405),
        ("POST", {"data": {"query": "#" * 70_000}}, 413),
        ("POST", {"content": "#" * 100_000, "headers": {"Content-Type": "application/sparql-query"}}, 413),
        ("POST", {"data": {"query": "#" * 300_000}}, 413),
    ],
)
def test_what_the_protocol_or_we_refuse(
    client: Client, method: str, more: dict[str, object], status: int
) -> None:
    answer = client(method, **more)  # type: ignore[arg-type]  # as httpx takes them
    assert answer.status_code == status, answer.text
    if status == 405:
        assert answer.headers["allow"] == "GET, HEAD, POST, OPTIONS"


def test_form_values_are_decoded_once(client: Client) -> None:
    answer = client("POST", data={"query": 'SELECT ("100%41" AS ?n) {}'})
    assert answer.json()["results"]["bindings"][0]["n"]["value"] == "100%41"


@pytest.mark.parametrize("accept", ["text/turtle", "application/n-triples", "application/ld+json", "*/*"])
def test_the_endpoint_describes_itself(client: Client, accept: str) -> None:
    answer = client("GET", headers={"Accept": accept})
    assert answer.status_code == 200
    forms = {"text/turtle": ox.RdfFormat.TURTLE, "application/n-triples": ox.RdfFormat.N_TRIPLES}
    form = forms.get(answer.headers["content-type"].partition(";")[0], ox.RdfFormat.JSON_LD)
    store = ox.Store()
    store.load(answer.content, form)
    found = store.query(
        "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> ASK { ?s a sd:Service ; sd:endpoint "
        f"<{ADDRESS}> ; sd:feature sd:UnionDefaultGraph ; sd:supportedLanguage sd:SPARQL11Query ; "
        f"sd:defaultDataset/sd:namedGraph/sd:name <{GRAPH}> }}"
    )
    assert bool(found)
    assert client("GET", headers={"Accept": "image/png"}).status_code == 406


def test_pages_of_other_sites_may_ask_and_nothing_more(client: Client) -> None:
    origin = {"Origin": "https://evil.example"}
    for answer in (
        client("GET", params={"query": "ASK {}"}, headers=origin),
        client("GET", params={"query": "bad"}, headers=origin),
        client("OPTIONS", headers={**origin, "Access-Control-Request-Method": "POST"}),
    ):
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in answer.headers
        assert "set-cookie" not in answer.headers


def test_rows_left_out_are_told(client: Client) -> None:
    assert "iagkg-rows-left-out" not in client.get("SELECT * { ?s ?p ?o } LIMIT 3").headers
    answer = client.get("SELECT * { ?s ?p ?o }")
    assert answer.headers["iagkg-rows-left-out"] == "true"
    assert len(answer.json()["results"]["bindings"]) == 1000


def test_pages_are_answered_while_four_hostile_queries_run(app: Starlette, client: Client) -> None:
    found: list[httpx.Response] = []
    texts = [*EXPENSIVE.values()]
    threads = [threading.Thread(target=lambda text=text: found.append(client.get(text))) for text in texts]
    with served(app) as address:
        slow = [
            threading.Thread(
                target=lambda text=text: found.append(
                    httpx.get(f"{address}/sparql", params={"query": text}, timeout=60)
                )
            )
            for text in texts
        ]
        for thread in (*threads, *slow):
            thread.start()
        answered = 0
        while any(thread.is_alive() for thread in slow):
            assert httpx.get(address, timeout=10).text == "a page"
            answered += 1
        for thread in (*threads, *slow):
            thread.join(60)
    assert answered
    assert {answer.status_code for answer in found} == {503}
    assert all(int(answer.headers["retry-after"]) > 0 for answer in found)
    assert client.get("ASK {}").status_code == 200


def test_no_query_reaches_out(client: Client) -> None:
    with tripwire() as wire:
        assert isinstance(wire, Tripwire)
        for text in reaching(wire.url):
            answer = client.get(text, "*/*")
            assert answer.status_code in {200, 400}, text
            assert "root:" not in answer.text
        assert wire.asked == []


@pytest.mark.parametrize("form", [JSON, XML, CSV])
def test_sparqlwrapper(url: str, form: str) -> None:
    wrapper = SPARQLWrapper(url)
    wrapper.setQuery(COUNT)
    wrapper.setReturnFormat(form)
    assert b"n" in wrapper.query().response.read()
    wrapper.setMethod(POST)
    assert b"n" in wrapper.query().response.read()


@pytest.mark.parametrize("form", [TURTLE, JSONLD])
def test_sparqlwrapper_statements(url: str, form: str) -> None:
    wrapper = SPARQLWrapper(url)
    wrapper.setQuery(CONSTRUCT)
    wrapper.setReturnFormat(form)
    assert wrapper.query().response.read()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_sparqlstore(url: str, method: str) -> None:
    store = SPARQLStore(url, method=method)
    rows = list(store.query("SELECT ?t { <https://w3id.org/iagkg/id/workplan/iag-tsc/2025-2027> a ?t }"))
    assert rows
    assert bool(store.query("ASK { ?s ?p ?o }").askAnswer)
    store.close()


def test_curl(url: str) -> None:
    asked = f"{url}?{urlencode({'query': COUNT}, quote_via=quote)}"
    commands = [
        ["curl", "-sf", "-H", "Accept: text/csv", asked],
        ["curl", "-sf", "-H", "Accept: text/csv", "--data-urlencode", f"query={COUNT}", url],
    ]
    answers = [
        subprocess.run(command, capture_output=True, text=True, check=True).stdout for command in commands
    ]
    assert answers[0] == answers[1]
    assert answers[0].startswith("n\n") or answers[0].startswith("n\r\n")
    wrong = subprocess.run(
        ["curl", "-s", "-d", "update=DROP ALL", url], capture_output=True, text=True, check=True
    )
    assert "only reads" in wrong.stdout
    assert json.loads(httpx.get(url, params={"query": "ASK {}"}).text)["boolean"] is True
