"""The pages: what they say, in three languages, as files and as data; what they carry and refuse."""

import asyncio
import csv
import io
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pyoxigraph as ox
import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from iagkg.build import build
from iagkg.cli.serving import Serving, made
from iagkg.graph.quads import Quad, nquads
from iagkg.progress.corrections import Correction, append_corrections, made_correction
from iagkg.queries import catalogue, named, run
from iagkg.store.embedded import EmbeddedStore
from iagkg.store.terms import lexical
from iagkg.web.app import application
from iagkg.web.explorer import ASKED, Explorer, KeptStore
from iagkg.web.headers import HEADERS, Guard
from iagkg.web.settings import Settings
from iagkg.wording import say

ROOT = Path(__file__).parents[2]
TASK = "/id/workplan/iag-tsc/2025-2027/ws-1/t-2"
PLACE = "/id/decision/cbd/cop/16/9/b/9/c"
PAGES = [
    "/", "/?decision=16/9", "/?workstream=WS1&target=21", "/search", "/search?q=16/9 B 9 (c)",
    "/search?q=Bioland", "/search?q=WS1.T2", "/search?q=xyzzy", "/matrix",
    "/matrix?decision=16/9&class=none&task=WS3.T1", "/timeline", "/timeline?as_of=2026-05-15",
    "/progress", "/progress?before=SBI-7", "/questions", "/questions/running-on",
    "/questions/corrections?task=WS1.T1", "/ontology", TASK, f"{TASK}/s-1", PLACE,
    "/id/decision/cbd/cop/16/9", "/id/decision/cbd/cop/15/8/annex-3", "/target/21", "/goal/a",
    "/id/workplan/iag-tsc/2025-2027", "/id/workplan/iag-tsc/2025-2027/ws-1",
    "/id/workplan/iag-tsc/2025-2027/row-14", "/id/task/iag-tsc/002",
    "/id/cbd/CBD-SUBJECTS/CBD-SUBJECT-CHM", "/id/entity/bioland", "/id/scheme/precision/month",
    "/embed/paragraphs", "/versions",
]  # fmt: skip


class Client:
    """Sends requests to an application without a network, each by itself."""

    def __init__(self, app: Guard) -> None:
        self.app = app

    def __call__(self, url: str, method: str = "GET", **headers: str) -> httpx.Response:
        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
                given = {name.replace("_", "-"): value for name, value in headers.items()}
                return await client.request(method, url, headers={"Accept": "text/html", **given})

        return asyncio.run(send())

    def page(self, url: str, **headers: str) -> str:
        answer = self(url, **headers)
        assert answer.status_code == 200, answer.text[:500]
        return answer.text


def app_of(quads: list[Quad], **more: object) -> Guard:
    store = EmbeddedStore.from_quads(quads)
    explorer = Explorer(KeptStore(store), "0" * 64, store.counts())
    return application(Settings(**more), explorer, None)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    return list(build().quads)


@pytest.fixture(scope="module")
def client(quads: list[Quad]) -> Client:
    return Client(app_of(quads))


class Reader(HTMLParser):
    """Reads a page: its words, elements and links; notes what could run or load something."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.links, self.wrong = list[str](), list[str](), list[str]()
        self.ids, self.open, self.scripts = list[str](), list[str](), list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "script":
            self.scripts.append(given.get("src", ""))
        self.wrong += [f"{tag} {name}" for name in given if name.startswith("on") or name == "style"]
        self.wrong += [tag] if tag in {"iframe", "object", "embed", "base", "style"} else []
        for name in ("href", "src", "action"):
            if name in given:
                self.links.append(given[name])
        if "id" in given:
            self.ids.append(given["id"])
        self.open.append(tag)

    def handle_data(self, data: str) -> None:
        if self.open[-1:] == ["script"] and data.strip():
            self.wrong.append(f"script: {data}")
        self.words.append(data)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    return reader


@pytest.mark.parametrize("lang", ["en", "fr", "es"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_in_a_language(client: Client, path: str, lang: str) -> None:
    answer = client(f"{path}{'&' if '?' in path else '?'}lang={lang}")
    assert answer.status_code == 200, answer.text[:500]
    assert answer.headers["content-language"] == lang
    assert f'<html lang="{lang}">' in answer.text
    reader = read(answer.text)
    assert reader.wrong == []
    assert len(set(reader.ids)) == len(reader.ids)
    words = " ".join(reader.words)
    assert say("standing.draft", lang) in words
    if not path.startswith("/embed"):
        assert say("disclaimer", lang) in words
        assert answer.text.count("<h1") == 1
        assert '<main id="main"' in answer.text
    for link in reader.links:
        parts = urlsplit(link)
        assert parts.scheme in {"", "http", "https"}, link
        assert parts.scheme or link.startswith(("/", "#")), link
    # Nothing that a page needs is loaded from elsewhere.
    assert [one for one in reader.scripts if not one.startswith("/static/")] == []
    for word in ("IRI", "SHACL", " node ", "overdue", "uncovered"):
        assert word not in words.partition(say("web.for-data-people", lang))[0] or path.startswith(
            "/ontology"
        )


def test_every_link_of_the_pages_leads_somewhere(client: Client) -> None:
    seen = {link for path in PAGES for link in read(client.page(path)).links if link.startswith("/")}
    assert len(seen) > 200
    for link in sorted(seen):
        path = link.partition("#")[0]
        if path.startswith(("/sparql", "/calendar.ics")):
            continue
        assert client(path, Accept="*/*").status_code in {200, 303}, link


def test_figures_of_the_first_page_are_those_of_the_queries(client: Client, quads: list[Quad]) -> None:
    page = client.page("/")
    assert "16 tasks, 24 citations of 20 paragraphs and annexes, 1 target named." in page
    store = EmbeddedStore.from_quads(quads)
    cited = run(store, named("tasks-by-paragraph"), {"lang": "en"})
    assert page.count('<tr role="row"') - page.count("<thead") == len(cited.rows)
    for row in cited.rows:
        values = dict(zip(cited.columns, map(lexical, row), strict=True))
        assert f'href="{urlsplit(values["provision"]).path.removeprefix("/iagkg")}"' in page
        assert f"(row {values['cited_in']})" in page


def test_the_language_is_that_of_the_browser_unless_one_is_chosen(client: Client) -> None:
    assert '<html lang="fr">' in client.page("/", Accept_Language="fr-CA,en;q=0.5")
    assert '<html lang="es">' in client.page("/?lang=es", Accept_Language="fr")
    assert '<html lang="en">' in client.page("/?lang=xx", Accept_Language="de")


@pytest.mark.parametrize(
    "path",
    [
        *PAGES,
        "/nothing",
        "/?as_of=soon",
        "/static/iagkg.css",
        "/static/none",
        "/health",
        "/ontology.ttl",
        "/matrix.csv",
    ],
)
def test_every_answer_carries_the_headers(client: Client, path: str) -> None:
    answer = client(path, Origin="https://evil.example")
    for name, value in HEADERS.items():
        expected = (
            value.replace("frame-ancestors 'none'", "frame-ancestors *") if "/embed/" in path else value
        )
        assert answer.headers[name] == expected, name
    assert "set-cookie" not in answer.headers
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "OPTIONS"])
@pytest.mark.parametrize("path", ["/", TASK, "/matrix", "/static/iagkg.css", "/questions/running-on.csv"])
def test_nothing_can_be_changed(client: Client, path: str, method: str) -> None:
    answer = client(path, method)
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD"


def test_another_host_is_not_served(client: Client) -> None:
    for host in ("evil.example", "127.0.0.1.evil.example", ""):
        answer = client("/", Host=host)
        assert answer.status_code == 400
        assert "evil" not in answer.text
    assert client("/", Host="localhost:8000", X_Forwarded_Host="evil.example").status_code == 200
    assert "evil" not in client.page("/", X_Forwarded_Host="evil.example")


@pytest.mark.parametrize(
    "path",
    [
        "/id/../../etc/passwd", "/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py",
        "/id/%00", "/task/..%2f..%2fetc%2fpasswd", "/id/<script>", "/questions/../../etc", "/questions/none",
        "/target/99", "/id/workplan/iag-tsc/2025-2027.zip", "/id/" + "x" * 3000,
    ],
)  # fmt: skip
def test_what_is_not_there_is_said(client: Client, path: str) -> None:
    answer = client(path)
    assert answer.status_code == 404
    assert "root:" not in answer.text
    assert "<script>" not in answer.text.replace("<script src", "")


def test_a_fault_tells_a_number_and_nothing_else(quads: list[Quad], caplog: pytest.LogCaptureFixture) -> None:
    def broken(_: str) -> bytes:
        raise RuntimeError("secret of " + __file__)

    store = EmbeddedStore.from_quads(quads)
    explorer = Explorer(KeptStore(store), "0" * 64, store.counts(), broken)
    answer = Client(application(Settings(), explorer, None))("/calendar.ics")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"
    (number,) = re.findall(r"[0-9a-f]{12}", answer.text.partition("<main")[2].partition("</main")[0])
    assert number in caplog.text


@pytest.mark.parametrize(
    "path", ["/?decision=nothing", "/?as_of=soon", "/?workstream=WS9", "/timeline?as_of=2026-02-30"]
)
def test_what_is_not_understood_is_said(client: Client, path: str) -> None:
    answer = client(path)
    assert answer.status_code in {200, 400}
    if answer.status_code == 400:
        assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    "name", ["paragraphs", "matrix", "timeline", "progress", "questions/tasks-by-paragraph"]
)
def test_tables_as_files_say_what_the_page_says(client: Client, name: str) -> None:
    rows = json.loads(client.page(f"/{name}.json"))
    assert rows
    read_rows = list(csv.DictReader(io.StringIO(client.page(f"/{name}.csv?profile=machine"))))
    assert len(read_rows) == len(rows)
    assert set(read_rows[0]) == set(rows[0])
    book = load_workbook(io.BytesIO(client(f"/{name}.xlsx").content))
    cells = [cell for line in book.worksheets[0].iter_rows() for cell in line]
    assert all(cell.data_type != "f" for cell in cells)
    assert len({cell.row for cell in cells if cell.value is not None}) >= len(rows) + 1
    assert client(f"/{name}.xlsx").content == client(f"/{name}.xlsx").content
    assert "attachment" in client(f"/{name}.csv").headers["content-disposition"]


def test_files_follow_the_filters_of_the_page(client: Client) -> None:
    rows = json.loads(client.page("/matrix.json?decision=16/9&class=direct"))
    assert {row["decision_number"] for row in rows} == {"16/9"}
    assert {row["coverage"] for row in rows} == {"direct"}
    assert len(json.loads(client.page("/paragraphs.json?decision=16/3"))) < len(
        json.loads(client.page("/paragraphs.json"))
    )


def test_facets_count_what_they_would_show(client: Client) -> None:
    page = client.page("/matrix?decision=16/9")
    choices = re.findall(r'<li><a href="(/matrix\?[^"]*)"[^>]*>([^<]*) \((\d+)\)</a>', page)
    assert len(choices) > 10
    for href, words, count in choices:
        shown = client.page(href.replace("&amp;", "&"))
        if "16/" in words or "15/" in words:
            continue  # another decision is added to the one that is chosen, and its rows to those
        assert f"<p>{count} paragraphs" in shown, (href, words)


HOSTILE = '<script>alert(1)</script>" onmouseover="x" \'=1+1 </title>{{7*7}}'


@pytest.fixture(scope="module")
def hostile(quads: list[Quad]) -> Client:
    words = json.dumps(HOSTILE)
    task = f"<https://w3id.org/iagkg{TASK}>"
    entity = "<https://w3id.org/iagkg/id/entity/hostile>"
    graph = "<https://w3id.org/iagkg/graph/curated/entities>"
    page = "<http://xmlns.com/foaf/0.1/page>"
    more = [
        Quad(task, "<https://w3id.org/iagkg/ontology#shortTitle>", f"{words}@en", graph),
        Quad(entity, "<http://www.w3.org/2000/01/rdf-schema#label>", f"{words}@en", graph),
        Quad(entity, page, "<javascript:alert(1)>", graph),
        Quad(entity, page, "<data:text/html,x>", graph),
        Quad(entity, "<https://w3id.org/iagkg/ontology#names>", "<https://example.org/'onclick=x>", graph),
    ]
    kept = [quad for quad in quads if not (quad.subject == task and quad.predicate.endswith("#shortTitle>"))]
    return Client(app_of([*kept, *more]))


@pytest.mark.parametrize(
    "path", [*PAGES, "/id/entity/hostile", f"/search?q={HOSTILE}", f"/questions/running-on?as_of={HOSTILE}"]
)
def test_hostile_words_stay_words(hostile: Client, path: str) -> None:
    answer = hostile(path)
    reader = read(answer.text)
    assert reader.wrong == []
    assert [link for link in reader.links if urlsplit(link).scheme in {"javascript", "data"}] == []
    assert "49" not in "".join(reader.words) or HOSTILE not in path


def test_hostile_words_in_files(hostile: Client) -> None:
    picture = hostile.page("/timeline.svg", Accept="image/svg+xml")
    assert "<script" not in picture
    assert read(picture).wrong == []
    feed = hostile.page("/changes.atom")
    assert "<script" not in feed
    text = hostile.page("/questions/running-on.csv")
    assert not re.search(r'(?:^|,)"?[=+@]', text, re.MULTILINE)


@pytest.mark.parametrize(
    ("suffix", "media", "form"),
    [
        ("ttl", "text/turtle", ox.RdfFormat.TURTLE),
        ("nt", "application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("jsonld", "application/ld+json", ox.RdfFormat.JSON_LD),
    ],
)
@pytest.mark.parametrize("path", [TASK, PLACE, "/target/21", "/id/cbd/CBD-SUBJECTS/CBD-SUBJECT-CHM"])
def test_things_as_data(client: Client, path: str, suffix: str, media: str, form: ox.RdfFormat) -> None:
    by_suffix, by_accept = client(f"{path}.{suffix}"), client(path, Accept=media)
    assert by_suffix.content == by_accept.content
    assert by_accept.headers["content-type"].partition(";")[0] == media
    assert "Accept" in by_accept.headers["vary"]
    assert f'{path}.{suffix}>; rel="alternate"' in by_accept.headers["link"]
    triples = list(ox.parse(by_suffix.content, form))
    assert len(triples) > 3
    again = client(path, Accept=media, If_None_Match=by_accept.headers["etag"])
    assert (again.status_code, again.content) == (304, b"")
    assert client(path, If_None_Match='"other"').status_code == 200


def test_a_form_that_is_not_there_is_refused_with_those_that_are(client: Client) -> None:
    for path in (TASK, "/ontology"):
        answer = client(path, Accept="image/png")
        assert answer.status_code == 406
        for media in ("text/html", "text/turtle", "application/ld+json", "application/n-triples"):
            assert media in answer.text


@pytest.mark.parametrize("suffix", ["ttl", "jsonld", "nt"])
def test_the_ontology_in_every_form(client: Client, suffix: str) -> None:
    forms = {"ttl": ox.RdfFormat.TURTLE, "jsonld": ox.RdfFormat.JSON_LD, "nt": ox.RdfFormat.N_TRIPLES}
    counts = {
        name: len(list(ox.parse(client(f"/ontology.{name}").content, form))) for name, form in forms.items()
    }
    assert counts[suffix] == counts["nt"] > 500


def test_the_vocabulary_shows_chains(client: Client) -> None:
    page = client.page("/ontology")
    assert page.count(say("web.term-chain", "en")) == 8
    for name in ("MandateCitation", "mandatedBy", "Correction"):
        assert f'id="{name}"' in page


def test_the_dataset_is_described(client: Client) -> None:
    answer = client("/.well-known/void")
    assert (answer.status_code, answer.headers["location"]) == (303, "/graph/about.ttl")
    assert b"void" in client("/graph/about.ttl").content
    assert client("/health").text == "ok\n"
    said = client("/ready").json()
    assert said["ready"] is True
    assert said["statements"] > 10_000


def test_what_is_said_is_told_apart_by_its_origin(client: Client) -> None:
    page = client.page(TASK)
    found = re.findall(r'class="origin origin-(\w+)"', page)
    assert found == ["printed", "curated", "suggested", "inferred"]
    assert "mandated by" in page.partition("origin-inferred")[2]
    assert "mandated by" not in page.partition("origin-inferred")[0]


def test_a_page_asks_three_queries_at_most(quads: list[Quad]) -> None:
    """What all pages share is asked once for a dataset; beyond that a page asks three queries at most."""
    app = app_of(quads)
    warm = Client(app)
    for path in ("/", "/matrix", "/timeline", "/progress", "/search?q=Bioland", TASK, PLACE):
        warm.page(path)
    for path in PAGES:
        asked: list[str] = []
        token = ASKED.set(asked)
        try:
            warm.page(path)
        finally:
            ASKED.reset(token)
        assert len(asked) <= 3, (path, len(asked))


def test_calendar_and_feed_of_a_workspace(tmp_path: Path) -> None:
    (tmp_path / "iagkg.toml").write_text("", encoding="utf-8")
    line = Correction(
        task="iag-tsc-001",
        field="mandate",
        printed="Decision 16/3, para. 6",
        corrected="Dec. 16/3, para. 7",
        source="report",
        who="secretary",
        recorded="2026-02-10",
    )
    append_corrections(tmp_path / "data" / "corrections.csv", [made_correction(line)])
    app, queries = made(Serving(workspace=tmp_path, queries=False))
    assert queries is None
    client = Client(app)
    calendar = Calendar.from_ical(client("/calendar.ics").content)
    assert len(calendar.walk("VEVENT")) > 10
    feed = client("/changes.atom").text
    assert "corrected from: Decision 16/3, para. 6" in feed
    assert say("standing.draft", "en") in feed
    assert "<updated>2026-02-10T00:00:00Z</updated>" in feed
    page = client.page("/id/workplan/iag-tsc/2025-2027/ws-1/t-1")
    assert "Dec. 16/3, para. 7 (corrected from: Decision 16/3, para. 6)" in page


def test_below_a_path_of_a_proxy_links_stay_below_it(quads: list[Quad]) -> None:
    page = Client(app_of(quads, root="/workplan")).page("/")
    links = [link for link in read(page).links if link.startswith("/")]
    assert links
    assert all(link.startswith("/workplan/") for link in links)


def test_a_dataset_in_a_folder_is_served(tmp_path: Path, quads: list[Quad]) -> None:
    (tmp_path / "dataset.nq").write_bytes(nquads(quads))
    app, queries = made(Serving(dataset=tmp_path))
    try:
        client = Client(app)
        assert "16 tasks" in client.page("/")
        assert client("/calendar.ics").status_code == 404
        assert client("/sparql?query=ASK{}", Accept="*/*").json()["boolean"] is True
    finally:
        assert queries is not None
        queries.close()


def test_every_question_has_a_page(client: Client) -> None:
    listed = client.page("/questions")
    for name in catalogue():
        assert f'/questions/{name}"' in listed
        assert client(f"/questions/{name}").status_code == 200


@pytest.fixture(autouse=True)
def nothing_asked() -> Iterator[None]:
    token = ASKED.set(None)
    yield
    ASKED.reset(token)


def test_answers_are_kept_up_to_a_limit(quads: list[Quad], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("iagkg.web.explorer._KEPT_ROWS", 50)
    store = KeptStore(EmbeddedStore.from_quads(quads))
    asked: list[str] = []
    token = ASKED.set(asked)
    texts = [f"SELECT ?s {{ ?s ?p ?o }} LIMIT {n}" for n in (20, 21, 22)]
    first = [store.select(text) for text in texts]
    assert store.select(texts[2]) is first[2]
    assert store.select(texts[0]) == first[0]  # it had to give way, and is asked again
    assert asked == [*texts, texts[0]]
    ASKED.reset(token)


def test_many_readers_at_once_get_what_one_gets(client: Client) -> None:
    expected = {path: client.page(path) for path in PAGES[:12]}

    async def all_at_once() -> list[tuple[str, str]]:
        transport = httpx.ASGITransport(client.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as one:
            paths = list(expected) * 8
            answers = await asyncio.gather(
                *(one.get(path, headers={"Accept": "text/html"}) for path in paths)
            )
        return [(path, answer.text) for path, answer in zip(paths, answers, strict=True)]

    assert {(path, text) for path, text in asyncio.run(all_at_once())} == set(expected.items())


@pytest.mark.parametrize("name", ["odd_cells_2025_2026", "stockholm_cop12_followup", "francais_2026_2027"])
def test_other_documents_have_pages_for_all_they_name(name: str) -> None:
    app, _ = made(Serving(source=ROOT / "tests" / "data" / "workplans" / f"{name}.txt", queries=False))
    client = Client(app)
    todo, seen = ["/", "/matrix", "/timeline", "/progress"], set[str]()
    while todo and len(seen) < 150:
        path = todo.pop(0)
        if path in seen:
            continue
        seen.add(path)
        page = client(path)
        assert page.status_code == 200, path
        links = [link.partition("#")[0] for link in read(page.text).links]
        todo += [link for link in links if link.startswith(("/id/", "/target/", "/dataset"))]
    assert len(seen) > 50


def test_a_decision_that_is_not_in_any_register_has_a_page() -> None:
    source = ROOT / "tests" / "data" / "workplans" / "odd_cells_2025_2026.txt"
    app, _ = made(Serving(source=source, queries=False))
    assert "99/1" in Client(app).page("/id/decision/cbd/cop/99/1/2")


def test_the_dataset_has_a_page_of_its_own(client: Client) -> None:
    assert client("/dataset").status_code == 200
    assert client("/dataset.ttl").headers["content-type"].startswith("text/turtle")
    assert client("/ontology.zip").status_code == 404
