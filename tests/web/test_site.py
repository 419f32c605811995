"""The site of files: every link leads to a file, data can be read, and nothing is there that may not be."""

import datetime as dt
import json
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iagkg.build import build, standing_words
from iagkg.exchange import put_files
from iagkg.files import sha256
from iagkg.graph.publishing import publication
from iagkg.graph.quads import Quad, iri, nquads, term, text
from iagkg.names import graph_iri
from iagkg.store.embedded import EmbeddedStore
from iagkg.web.explorer import Explorer, KeptStore
from iagkg.web.settings import Settings
from iagkg.web.site import MANIFEST, Site, earlier_files, left_out, site_address, site_files
from iagkg.web.site.naming import file_name, relative

BASE = "https://example.org/plan"
FORMATS = {"ttl": ox.RdfFormat.TURTLE, "jsonld": ox.RdfFormat.JSON_LD, "nt": ox.RdfFormat.N_TRIPLES}
PLACE = "https://w3id.org/iagkg/id/decision/cbd/cop/16/9/b/9/d"
REGISTER = graph_iri("register", "cbd/cop/16/9")
STARTS = {"index.html", "fr/index.html", "es/index.html"}
OF_OTHERS = "Words of a paragraph that others published"


class Links(HTMLParser):
    """Collects where a page leads, and the marks in it to which others may lead."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.marks: set[str] = set()
        self.forms = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.links += [given[name] for name in ("href", "src") if name in given]
        self.marks |= {given["id"]} if "id" in given else set()
        self.forms += tag == "form"


def site_of(quads: list[Quad]) -> Site:
    built = build()
    found = publication(quads)
    store = EmbeddedStore.from_quads(found.quads)
    settings = Settings(
        BASE, hosts=("localhost",), day=dt.date(2026, 5, 15), fixed=True, left_out=left_out(found)
    )
    explorer = Explorer(KeptStore(store), "0", store.counts())
    return Site(explorer, found.quads, settings, partial(standing_words, built.standing))


def small_quads() -> list[Quad]:
    """Return a part of the dataset, and in it a text and a record of others."""
    imported = graph_iri("imported", "a-batch")
    graphs = {iri(graph_iri(name)) for name in ("about", "register/cbd/cop/16/9", "ontology")}
    return [
        *(quad for quad in build().quads if quad.graph in graphs or "printed/" in quad.graph),
        Quad(iri(PLACE), term("iag:text"), text(OF_OTHERS, "en"), iri(REGISTER)),
        Quad(iri("https://example.org/record"), term("dcterms:title"), text(OF_OTHERS, "en"), iri(imported)),
        Quad(iri(imported), term("rdf:type"), term("dcat:Dataset"), iri(graph_iri("about"))),
    ]


@pytest.fixture(scope="module")
def small() -> dict[str, bytes]:
    return dict(site_files(site_of(small_quads())))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return what the command writes of the real workplan."""
    folder = tmp_path_factory.mktemp("command")
    done = subprocess.run(
        [sys.executable, "-m", "iagkg", "site", "--draft", "--base-url", f"{BASE}/", "-o", "site"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "site\n")
    assert "Not on this site: The documents" in done.stderr
    assert "DRAFT - adoption not recorded" in done.stderr
    files = [path for path in (folder / "site").rglob("*") if path.is_file()]
    found = {path.relative_to(folder / "site").as_posix(): path.read_bytes() for path in files}
    shutil.rmtree(folder)
    return found


@pytest.fixture(scope="module")
def pages(site: dict[str, bytes]) -> dict[str, Links]:
    found = {}
    for name, content in site.items():
        if name.endswith(".html"):
            found[name] = Links()
            found[name].feed(content.decode())
    return found


def test_every_link_leads_to_a_file_and_to_a_mark_on_it(
    site: dict[str, bytes], pages: dict[str, Links]
) -> None:
    wrong = []
    for name, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme and not link.startswith(BASE):
                assert parts.scheme in {"http", "https", "mailto"}, (name, link)
                continue
            at = unquote(urlsplit(urljoin(f"{BASE}/{name}", link)).path).removeprefix("/plan/")
            if at not in site or (parts.fragment and at in pages and parts.fragment not in pages[at].marks):
                wrong.append((name, link))
    assert wrong == []
    assert len(pages) > 3000


def test_a_page_in_each_language_and_nothing_to_ask(site: dict[str, bytes], pages: dict[str, Links]) -> None:
    names = {name for name in pages if name != "404.html" and not name.startswith(("fr/", "es/"))}
    for lang in ("fr", "es"):
        assert {f"{lang}/{name}" for name in names} <= set(pages)
        assert f'<html lang="{lang}">' in site[f"{lang}/index.html"].decode()
    assert [name for name, page in pages.items() if page.forms] == []
    assert all(b"DRAFT - adoption not recorded" in site[name] for name in names)


def test_data_can_be_read_and_says_the_same_in_each_form(site: dict[str, bytes]) -> None:
    stems = {
        name.removesuffix(".ttl") for name in site if name.endswith(".ttl") and f"{name[:-4]}.nt" in site
    }
    assert len(stems) > 1000
    for stem in sorted(stems)[::25]:
        said = [
            set(map(str, ox.parse(site[f"{stem}.{suffix}"], format=form))) for suffix, form in FORMATS.items()
        ]
        if not any("_:" in one for one in said[0]):
            assert said[0] == said[1] == said[2], stem
    quads = list(ox.parse(site["dataset.nq"], format=ox.RdfFormat.N_QUADS))
    assert set(map(str, quads)) == set(map(str, ox.parse(site["dataset.trig"], format=ox.RdfFormat.TRIG)))


def test_what_may_not_be_published_is_not_there_and_that_is_said(small: dict[str, bytes]) -> None:
    assert [name for name, content in small.items() if OF_OTHERS.encode() in content] == []
    assert [name for name in small if "imported" in name] == []
    words = small["contents.html"].decode()
    assert "Texts of decision paragraphs (1)" in words
    assert "Sets of records brought in from other systems (1)" in words
    assert "Lots de fiches" in small["fr/contents.html"].decode()


def test_sizes_of_graphs_are_those_of_what_is_left() -> None:
    more = Quad(iri(PLACE), term("iag:text"), text(OF_OTHERS, "en"), iri(REGISTER))
    quads = list(build().quads)
    about, triples = iri(graph_iri("about")), term("void:triples")
    counted = sum(quad.graph == iri(REGISTER) for quad in quads)
    found = publication([*quads, more]).quads
    said = [q.object for q in found if (q.subject, q.predicate, q.graph) == (iri(REGISTER), triples, about)]
    assert said == [f'"{counted}"^^<http://www.w3.org/2001/XMLSchema#integer>']


def test_the_descriptions(site: dict[str, bytes]) -> None:
    void = ox.Store()
    void.load(site[".well-known/void"], format=ox.RdfFormat.TURTLE)
    assert site["void.ttl"] == site[".well-known/void"]
    described = void.query("SELECT ?n { ?s <http://rdfs.org/ns/void#triples> ?n }")
    distinct = {quad.triple for quad in ox.parse(site["dataset.nq"], format=ox.RdfFormat.N_QUADS)}
    assert [row["n"].value for row in described] == [str(len(distinct))]  # type: ignore[union-attr]
    dumps = {
        row["d"].value
        for row in void.query("SELECT ?d { ?s <http://rdfs.org/ns/void#dataDump> ?d }")  # type: ignore[union-attr]
    }
    assert dumps == {f"{BASE}/dataset.nq", f"{BASE}/dataset.trig"}
    catalogue = set(map(str, ox.parse(site["catalogue.ttl"], format=ox.RdfFormat.TURTLE)))
    assert catalogue == set(map(str, ox.parse(site["catalogue.jsonld"], format=ox.RdfFormat.JSON_LD)))
    size = f'"{len(site["dataset.nq"])}"'
    assert any("byteSize" in one and size in one for one in catalogue)
    assert any("http://www.w3.org/ns/dcat#Catalog>" in one for one in catalogue)
    for lang, name in (("en", "index.html"), ("fr", "fr/index.html"), ("es", "es/index.html")):
        found = re.search(
            r'<script type="application/ld\+json">(.*?)</script>', site[name].decode(), re.DOTALL
        )
        assert found
        said = json.loads(found[1])
        assert said["@type"] == "Dataset"
        assert {one["contentUrl"] for one in said["distribution"]} == dumps
        assert standing_words(build().standing, lang) in said["description"]


def test_the_map_of_the_site_has_every_page(site: dict[str, bytes], pages: dict[str, Links]) -> None:
    root = ElementTree.fromstring(site["sitemap.xml"])  # noqa: S314  # ours
    places = [one.text or "" for one in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    names = {unquote(place.removeprefix(f"{BASE}/")) for place in places}
    assert names == set(pages) - {"404.html"}
    assert f"Sitemap: {BASE}/sitemap.xml" in site["robots.txt"].decode()


def test_the_page_for_what_is_not_there_has_whole_addresses(pages: dict[str, Links]) -> None:
    assert {urlsplit(link).scheme for link in pages["404.html"].links if not link.startswith("#")} == {
        "https"
    }


def test_the_list_of_all_things_names_each(site: dict[str, bytes], pages: dict[str, Links]) -> None:
    listed = {unquote(urljoin("/", link)).lstrip("/") for link in pages["contents.html"].links}
    for name in (
        "id/workplan/iag-tsc/2025-2027/ws-1/t-2.html",
        "target/21.html",
        "id/decision/cbd/cop/16/9.html",
    ):
        assert name in listed
    assert "WS1.T2 " in site["contents.html"].decode()
    assert {name for name in pages if name.startswith("id/")} <= listed


def test_the_same_site_gives_the_same_bytes(small: dict[str, bytes]) -> None:
    program = (
        "import sys\nfrom test_site import MANIFEST, site_files, site_of, small_quads\n"
        "sys.stdout.buffer.write(dict(site_files(site_of(small_quads()[::-1])))[MANIFEST])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parent,
        env={"PYTHONHASHSEED": "7", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        check=True,
    )
    first, second = json.loads(small[MANIFEST])["files"], json.loads(done.stdout)["files"]
    differing = {name for name in first if first[name] != second.get(name)}
    # The order of the quads is kept in these two, and what tells of their checksums.
    assert differing <= {"dataset.nq", "dataset.trig", "catalogue.ttl", "catalogue.jsonld", *STARTS}
    assert len(first) > 500


def test_a_site_takes_the_place_of_the_one_before_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "site"

    def put(names: list[str]) -> None:
        files = [(name, b"x") for name in names]
        listed = json.dumps({"files": dict.fromkeys(names, "")}).encode()
        put_files([*files, (MANIFEST, listed)], folder, MANIFEST, earlier_files)

    put(["a.html", "id/b/c.html"])
    (folder / "CNAME").write_text("example.org", encoding="utf-8")
    put(["a.html", "d.html"])
    found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))
    assert found == ["CNAME", "a.html", "d.html", MANIFEST]

    def failing() -> object:
        yield "a.html", b"new"
        raise OSError(28, "No space left on device")

    def failing_to_move(place: Path) -> set[str]:
        return earlier_files(place) | {"x" * 300}

    with pytest.raises(OSError, match="too long"):
        put_files([("a.html", b"new"), (MANIFEST, b"{}")], folder, MANIFEST, failing_to_move)
    assert (folder / "a.html").read_bytes() == b"x"
    with pytest.raises(OSError, match="No space"):
        put_files(failing(), folder, MANIFEST, earlier_files)  # type: ignore[arg-type]
    assert (folder / "a.html").read_bytes() == b"x"
    assert sorted(path.name for path in folder.iterdir()) == ["CNAME", "a.html", "d.html", MANIFEST]


def test_a_manifest_cannot_name_files_elsewhere(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text(
        json.dumps({"files": {"../x": "", "/etc/x": "", "..\\\\x": "", "C:/x": "", "a": ""}}),
        encoding="utf-8",
    )
    assert earlier_files(tmp_path) == {MANIFEST, "a"}


@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=4), st.sampled_from(["en", "fr"]))
def test_no_name_leaves_the_folder(parts: list[str], lang: str) -> None:
    from urllib.parse import quote

    path = "/" + "/".join(quote(part, safe="") for part in parts)
    name = file_name(path, lang, "text/html; charset=utf-8")
    assert all(part not in {"", ".", ".."} for part in name.split("/"))
    assert not re.search(r'[\x00-\x1f<>:"\\|?*]', name)
    assert name.count("/") == len(parts) - 1 + (lang != "en")
    other = file_name("/x", "en", "text/html")
    assert unquote(urljoin(f"{BASE}/{'a/' * other.count('/')}", relative(name, other))).endswith(name)


@pytest.mark.parametrize(
    ("given_address", "expected"),
    [
        ("https://example.org/", "https://example.org"),
        ("http://example.org/a/b/", "http://example.org/a/b"),
        ("example.org", None),
        ("ftp://example.org", None),
        ("https://example.org/?a=b", None),
        ("https://example.org/#a", None),
        ('https://example.org/" onclick="', None),
        ("https://example.org/%{x}", None),
        ("https://", None),
        ("https://user:secret@example.org/p", None),
        ("https://example.org/p#", None),
        ("https://example.org/p?", None),
        ("https://example.org/[a]", None),
        ("https://example.org:abc/", None),
        ("https://example.org:70000/", None),
        ("https://example.org/a/../b", None),
        ("https://[::1", None),
        ("https://example.org/\u202e", None),
        ("http://localhost:8080/a.b_c~d", "http://localhost:8080/a.b_c~d"),
    ],
)
def test_the_address_of_a_site(given_address: str, expected: str | None) -> None:
    assert site_address(given_address) == expected


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ((), "needs the address"),
        (("--base-url", BASE), "is a draft"),
        (("--base-url", "example.org", "--draft"), "no address of a web site"),
        (("--base-url", BASE, "--single-file"), "one file has no address"),
        (("--base-url", BASE, "--draft", "-o", "full"), "is not empty"),
        (("--base-url", BASE, "--draft", "-o", "before"), "holds a site already"),
        (("--base-url", BASE, "--draft", "-o", "file"), "is a file"),
    ],
)
def test_what_cannot_be_written_is_told(tmp_path: Path, more: tuple[str, ...], told: str) -> None:
    for name in ("full/x", "before/site.json"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text("{}", encoding="utf-8")
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "iagkg", "site", *more],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert told in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["before", "file", "full"]


def test_the_files_are_those_that_are_listed(site: dict[str, bytes]) -> None:
    listed = json.loads(site[MANIFEST])["files"]
    assert set(site) == {*listed, MANIFEST}
    assert all(sha256(site[name]) == listed[name] for name in listed)
    assert site["dataset.nq"] == nquads(publication(build().quads).quads)
    assert site["calendar.ics"].startswith(b"BEGIN:VCALENDAR")


def test_an_interruption_leaves_the_site_of_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "site"
    names = [f"{number}.html" for number in range(6)]
    listed = json.dumps({"files": dict.fromkeys(names, "")}).encode()
    put_files([*((name, b"old") for name in names), (MANIFEST, listed)], folder, MANIFEST, earlier_files)
    move, moved = Path.replace, [0]

    def slow(self: Path, target: Path) -> Path:
        moved[0] += 1
        if moved[0] == 9:
            raise KeyboardInterrupt
        return move(self, target)

    monkeypatch.setattr(Path, "replace", slow)
    with pytest.raises(KeyboardInterrupt):
        put_files([*((name, b"new") for name in names), (MANIFEST, listed)], folder, MANIFEST, earlier_files)
    monkeypatch.undo()
    assert {(folder / name).read_bytes() for name in names} == {b"old"}
    assert sorted(path.name for path in folder.iterdir()) == sorted([*names, MANIFEST])


def test_search_engines_are_kept_from_a_draft(site: dict[str, bytes]) -> None:
    assert "Disallow: /" in site["robots.txt"].decode()


def test_pages_of_a_day_say_which(small: dict[str, bytes]) -> None:
    for name in ("progress.html", "timeline.html", "questions/running-on.html"):
        assert "2026-05-15" in small[name].decode(), name


def test_the_one_page_has_no_loaded_texts_unless_asked() -> None:
    from iagkg.cli.site import single_page

    built = replace(build(), quads=[*build().quads, small_quads()[-3]])
    store = EmbeddedStore.from_quads(built.quads)
    day = dt.date(2026, 5, 15)
    assert OF_OTHERS.encode() in single_page(built, store, day, "en")
    assert OF_OTHERS.encode() not in single_page(built, store, day, "en", texts=False)
