"""The rules for Apache, with a real Apache: each kind of address leads to each form, by what is accepted."""

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from iagkg.web.site.redirects import at_w3id, on_the_site

APACHE = shutil.which("apache2") or shutil.which("/usr/sbin/apache2")
MODULES = Path("/usr/lib/apache2/modules")
pytestmark = pytest.mark.skipif(
    APACHE is None and not os.environ.get("CI"), reason="there is no Apache on this machine"
)
FORMS = {
    "html": "text/html",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
}
TASK = "id/workplan/iag-tsc/2025-2027/ws-1/t-2"
THINGS = (
    TASK, "id/workplan/iag-tsc/2025-2027", "id/decision/cbd/cop/16/9/b/9/d", "id/decision/cbd/cop/15/8",
    "id/cbd/CBD-SUBJECTS/CBD-SUBJECT-OUT%2BCEPA", "id/cbd/Organization%20Types", "id/task/iag-tsc-1",
    "id/file/ontology/iagkg-schemes.ttl", "graph/printed/iag-tsc/2025-2027", "graph/about", "dataset",
    "dataset/build", "software/0.1.0", "ontology", "ontology/0.1.0",
)  # fmt: skip


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """Serve a site below a path, and the rules of w3id.org below another, as one host."""
    assert APACHE, "Apache is needed: apt-get install apache2"
    folder = Path(tempfile.mkdtemp(prefix="iagkg-apache-"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    base = f"http://127.0.0.1:{port}"
    site, w3id = folder / "htdocs/plan", folder / "htdocs/iagkg"
    for thing in (*THINGS, "target/21", "goal/a"):
        for suffix in FORMS:
            file = site / f"{httpx.URL(f'http://h/{thing}').path.lstrip('/')}.{suffix}"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f"{thing} {suffix}", encoding="utf-8")
    for name in ("index.html", "fr/index.html", "matrix.html", "404.html", "dataset.nq", ".well-known/void"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(name, encoding="utf-8")
    w3id.mkdir(parents=True)
    (site / ".htaccess").write_text(on_the_site(f"{base}/plan"), encoding="utf-8")
    (w3id / ".htaccess").write_text(at_w3id(f"{base}/plan"), encoding="utf-8")
    conf = folder / "httpd.conf"
    names = ("mpm_event", "authz_core", "dir", "mime", "rewrite", "headers", "alias")
    loaded = "\n".join(f"LoadModule {name}_module {MODULES}/mod_{name}.so" for name in names)
    conf.write_text(
        f"{loaded}\nServerName localhost\nListen 127.0.0.1:{port}\nPidFile {folder}/pid\n"
        f"ErrorLog {folder}/error.log\nTypesConfig {folder}/types\nDocumentRoot {folder}/htdocs\n"
        f"User nobody\nGroup nogroup\nDirectoryIndex index.html\n"
        f"<Directory {folder}/htdocs>\nAllowOverride All\nOptions FollowSymLinks\nRequire all granted\n"
        "</Directory>\n",
        encoding="utf-8",
    )
    (folder / "types").write_text("text/html html\ntext/css css\n", encoding="utf-8")
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    server = subprocess.Popen([APACHE, "-X", "-f", str(conf)])
    try:
        for _ in range(200):
            with contextlib.suppress(httpx.TransportError):
                httpx.get(f"{base}/plan/")
                break
            time.sleep(0.05)
        yield base
    finally:
        server.terminate()
        server.wait(20)
        shutil.rmtree(folder)


def get(address: str, accept: str | None, *, follow: bool = True) -> httpx.Response:
    with httpx.Client(follow_redirects=follow) as client:
        client.headers.pop("accept")
        return client.get(address, headers={} if accept is None else {"Accept": accept})


WANTED = [
    (None, "html"),
    ("*/*", "html"),
    ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "html"),
    ("text/turtle", "ttl"),
    ("text/turtle, application/rdf+xml;q=0.9, */*;q=0.1", "ttl"),
    ("text/turtle,application/n-triples;q=0.9,application/ld+json;q=0.8,*/*;q=0.3", "ttl"),
    ("application/n-triples, text/turtle;q=0.5", "nt"),
    ("application/ld+json", "jsonld"),
    ('application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"', "jsonld"),
    ("text/html;q=0.5, application/ld+json", "jsonld"),
    ("text/html, text/turtle", "html"),
    ("application/rdf+xml;q=1.0, text/turtle;q=0.4", "ttl"),
    ("TEXT/TURTLE;q=1.0", "ttl"),
    ("text/turtle;q=0, text/html", "html"),
    ("application/xhtml+xml", "html"),
    ("text/turtle;q=0.2, text/html;q=0.9", "html"),
    ("text/turtle;q=0.9, text/html;q=0.2", "ttl"),
    ("text/turtle;q=0.5, text/html;q=0.5", "html"),
    ("application/ld+json;q=0.55, application/n-triples;q=0.7", "nt"),
    ("text/turtle;q=0.01", "ttl"),
]


@pytest.mark.parametrize("thing", THINGS)
def test_each_kind_of_address_leads_to_each_form(url: str, thing: str) -> None:
    for suffix, media in FORMS.items():
        first = get(f"{url}/iagkg/{thing}", media, follow=False)
        assert first.status_code == 303, (thing, media, first.text)
        answer = get(f"{url}/iagkg/{thing}", media)
        assert (answer.status_code, answer.text) == (200, f"{thing} {suffix}"), media
        assert answer.headers["content-type"].partition(";")[0] == media
        assert get(f"{url}/iagkg/{thing}.{suffix}", media).text == f"{thing} {suffix}"


@pytest.mark.parametrize(("accept", "suffix"), WANTED)
@pytest.mark.parametrize("start", ["iagkg", "plan"])
def test_the_form_that_is_wanted(url: str, start: str, accept: str | None, suffix: str) -> None:
    answer = get(f"{url}/{start}/{TASK}", accept)
    assert answer.text == f"{TASK} {suffix}"
    assert answer.status_code == 200


@pytest.mark.parametrize("start", ["iagkg", "plan"])
@pytest.mark.parametrize("accept", ["image/png", "application/rdf+xml", "text/turtle;q=0"])
def test_no_form_on_offer(url: str, start: str, accept: str) -> None:
    answer = get(f"{url}/{start}/{TASK}", accept)
    assert answer.status_code == 406
    if start == "plan":
        assert ".ttl" in answer.text


@pytest.mark.parametrize("thing", ["target/21", "goal/a"])
def test_targets_have_pages_on_the_site(url: str, thing: str) -> None:
    for suffix, media in FORMS.items():
        assert get(f"{url}/plan/{thing}", media).text == f"{thing} {suffix}"


def test_other_pages_and_files(url: str) -> None:
    assert get(f"{url}/iagkg/", "text/html").text == "index.html"
    assert get(f"{url}/iagkg/dataset.nq", None).text == "dataset.nq"
    assert get(f"{url}/plan/dataset.nq", None).headers["content-type"] == "application/n-quads"
    assert get(f"{url}/plan/matrix", "text/html").text == "matrix.html"
    assert get(f"{url}/plan/fr", "text/html").text == "fr/index.html"
    void = get(f"{url}/plan/.well-known/void", None)
    assert void.headers["content-type"].partition(";")[0] == "text/turtle"
    assert void.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("path", ["id/nothing", f"{TASK}/nothing", "nothing", "matrix/nothing", "id/"])
@pytest.mark.parametrize("accept", ["text/html", "text/turtle", "image/png"])
def test_what_is_not_there(url: str, path: str, accept: str) -> None:
    answer = get(f"{url}/plan/{path}", accept)
    assert answer.status_code == 404
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_folders_are_not_listed(url: str) -> None:
    assert get(f"{url}/plan/id/decision/", "text/html").status_code in {403, 404}
    assert get(f"{url}/plan/id/decision", "text/html").status_code in {403, 404}
