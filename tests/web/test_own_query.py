"""The page for a query of one's own: what it shows for each kind of query, and for what cannot be run."""

import asyncio
import re
from collections.abc import Iterator
from urllib.parse import urlencode

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iagkg.build import build
from iagkg.contain import Limits, QueryProcess
from iagkg.graph.quads import nquads
from iagkg.store.embedded import EmbeddedStore
from iagkg.web.app import application
from iagkg.web.explorer import Explorer, KeptStore
from iagkg.web.headers import Guard
from iagkg.web.settings import Settings

IAG = "PREFIX iag: <https://w3id.org/iagkg/ontology#>\n"


@pytest.fixture(scope="module")
def app() -> Iterator[Guard]:
    quads = build().quads
    store = EmbeddedStore.from_quads(quads)
    process = QueryProcess(nquads(quads), Limits(seconds=1, megabytes=200, rows=700))
    yield application(Settings(), Explorer(KeptStore(store), "0", store.counts()), process)
    process.close()


def asked(app: Guard, query: str, lang: str = "en") -> httpx.Response:
    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.get(f"/query?{urlencode({'query': query, 'lang': lang})}")

    return asyncio.run(send())


def cells(page: httpx.Response) -> list[str]:
    assert page.status_code == 200, page.text
    return re.findall(r"<td[^>]*>(.*?)</td>", page.text)


def test_addresses_are_named_and_linked(app: Guard) -> None:
    page = asked(app, IAG + "SELECT ?d { ?t iag:mandatingDecision ?d } ORDER BY ?d LIMIT 1")
    assert cells(page) == ['<a href="/id/decision/cbd/cop/15/10?lang=en">Decision 15/10</a>']
    page = asked(app, "SELECT ?x { VALUES ?x { <https://example.org/a> <javascript:alert(1)> UNDEF } }")
    assert cells(page) == [
        '<a href="https://example.org/a" rel="external">https://example.org/a</a>', "javascript:alert(1)", "",
    ]  # fmt: skip


def test_words_say_their_language(app: Guard) -> None:
    page = asked(app, 'SELECT ?x { VALUES ?x { "mot"@fr "word"@en 3 "<b>" } }')
    assert '<td lang="fr">mot</td>' in page.text
    assert cells(page) == ["mot", "word", "3", "&lt;b&gt;"]


def test_yes_and_no_and_statements(app: Guard) -> None:
    assert "<p>Yes</p>" in asked(app, "ASK {}").text
    assert "<p>Non</p>" in asked(app, "ASK { FILTER(false) }", "fr").text
    page = asked(app, IAG + "CONSTRUCT { ?t a iag:Task } WHERE { ?t a iag:Task }")
    assert '<th scope="col">subject</th><th scope="col">predicate</th>' in page.text
    assert len(cells(page)) == 3 * 26
    assert re.findall(r"format=(\w+)", page.text) == ["turtle", "ntriples", "jsonld"]


def test_what_is_cut_is_said(app: Guard) -> None:
    page = asked(app, "SELECT * { ?s ?p ?o }")
    assert "Rows: 700 There are more: the answer and its files were cut at a limit." in page.text
    assert "The first 500 are shown here." in page.text
    assert len(cells(page)) == 3 * 500


@pytest.mark.parametrize(
    ("query", "told"),
    [
        (
            "SELECT ?x\n{ ?x a nothing:Here }",
            "Line 2, column 8: the prefix nothing: is",
        ),
        ("SELECT ?x\n\n{ ?x a", "Line 3, column"),
        ("SELECT ?x { SERVICE <http://localhost/> { ?x ?p ?o } }", "it asks another server"),
        ("DELETE WHERE { ?s ?p ?o }", "it changes data"),
        ("hello", "neither SELECT, ASK, CONSTRUCT nor DESCRIBE"),
        ("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "more than 1 seconds"),
    ],
)
def test_what_cannot_be_run_is_told(app: Guard, query: str, told: str) -> None:
    page = asked(app, query)
    assert page.status_code == (503 if "seconds" in told else 400)
    assert told in page.text
    assert "Traceback" not in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]


def test_the_line_of_an_error_is_marked(app: Guard) -> None:
    page = asked(app, "SELECT ?x\n{ ?x a <a:b> }\nLIMIT many")
    assert re.findall(r'<li class="wrong"[^>]*><code>(.*?)</code>', page.text) == ["LIMIT many"]
    assert 'data-line="3"' in page.text


@given(st.text(min_size=1, max_size=60))
def test_any_words_have_an_answer(app: Guard, words: str) -> None:
    page = asked(app, words)
    assert page.status_code in {200, 400, 503}
    assert "</html>" in page.text


def test_each_question_can_be_changed(app: Guard) -> None:
    async def send() -> str:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            question = await client.get("/questions/mandates-by-task?lang=en")
            found = re.search(r'href="(/query\?[^"]+)"', question.text)
            assert found
            return (await client.get(found[1].replace("&amp;", "&"))).text

    page = asyncio.run(send())
    assert "Rows: 16" in page
    assert "Bioland and national clearing-houses" in page
