"""The files of a site: every page of the explorer, the dataset, its descriptions, and rules for a server."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import quote, urlsplit

from iagkg import __version__
from iagkg.files import sha256
from iagkg.graph.publishing import Publication
from iagkg.graph.quads import Quad, nquads, parsed, trig
from iagkg.web.app import application
from iagkg.web.explorer import Explorer
from iagkg.web.settings import Settings
from iagkg.web.site.crawling import Page, crawled
from iagkg.web.site.describing import Description, File, catalogue, schema_org, site_map, void
from iagkg.web.site.naming import Target, file_name, relative, relinked
from iagkg.web.site.redirects import at_w3id, on_the_site
from iagkg.wording import LANGUAGES, say

__all__ = ["MANIFEST", "Site", "earlier_files", "left_out", "site_address", "site_files"]

_ADDRESS = re.compile(
    r"https?://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?(?P<path>(?:/[A-Za-z0-9._~-]*)*)"
)
"""An address without names and passwords, a query or a place, and with nothing that a server would read."""
MANIFEST = "site.json"
"""The file that lists all others."""
_STARTS = ("/", "/contents", "/changes.atom")


@dataclass(frozen=True, slots=True)
class Site:
    """What a site is made of: the explorer with what may be published, its quads, and how it is served.

    `standing` gives the words on the standing of the document in a language.
    """

    explorer: Explorer
    quads: Sequence[Quad]
    settings: Settings
    standing: Callable[[str], str]


def site_address(given: str) -> str | None:
    """Return the address of a site without a last slash, None where it is no plain address of the web."""
    found = _ADDRESS.fullmatch(given.strip())
    if found is None or {".", ".."} & set((found["path"] or "").split("/")):
        return None
    port = urlsplit(given.strip()).netloc.partition(":")[2]
    return given.strip().rstrip("/") if int(port or 0) < 65536 else None


def left_out(found: Publication) -> tuple[tuple[str, int], ...]:
    """Return what a site has not, each as a key of the words and a count."""
    counts = {"documents": 1, "texts": found.texts, "imported": found.imported}
    return tuple((f"web.left-out-{name}", count) for name, count in counts.items() if count)


def earlier_files(folder: Path) -> set[str]:
    """Return the files that an earlier site in a folder is made of, by its manifest."""
    try:
        names = set(json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return set()
    return {MANIFEST} | {
        name
        for name in names
        if isinstance(name, str)
        and name
        and not set(name) & set("\\:\0")
        and not PurePosixPath(name).is_absolute()
        and ".." not in PurePosixPath(name).parts
    }


def site_files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a site by their paths; the manifest is the last. The same site, the same bytes."""
    base = site.settings.base
    app = application(site.settings, site.explorer, None)
    starts = [Target(path, lang) for lang in LANGUAGES for path in _STARTS]
    pages = crawled(app, [*starts, Target("/not-there", "en")])
    names = {
        (page.path, page.lang): file_name(page.path, page.lang, page.media)
        for page in pages
        if page.status == 200
    }
    data = _data(site)
    told = _told(site, [file for file, _ in data])
    made: dict[str, str] = {}

    def put(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
        if name not in made:
            made[name] = sha256(content)
            yield name, content

    for page in sorted(pages, key=lambda one: (one.path, one.lang)):
        if page.status == 200:
            yield from put(names[page.path, page.lang], _written(page, names, told))
        elif page.path == "/not-there":
            yield from put("404.html", _absolute(page, names, base))
    for file, content in data:
        yield from put(file.name, content)
    dcat, dcat_json = catalogue(told)
    described = void(told)
    html = [name for name in made if name.endswith(".html") and name != "404.html"]
    beside = {
        ".well-known/void": described,
        "void.ttl": described,
        "catalogue.ttl": dcat,
        "catalogue.jsonld": dcat_json,
        "sitemap.xml": site_map(base, [quote(name, safe="/-._~") for name in sorted(html)]),
        "robots.txt": _robots(site).encode(),
        ".htaccess": on_the_site(base).encode(),
        "w3id/.htaccess": at_w3id(base).encode(),
        ".nojekyll": b"",
    }
    for name, content in beside.items():
        yield from put(name, content)
    manifest = {"version": __version__, "dataset": site.explorer.version, "files": dict(sorted(made.items()))}
    yield MANIFEST, (json.dumps(manifest, indent=0, ensure_ascii=False) + "\n").encode()


def _robots(site: Site) -> str:
    """Return what search engines may read: a draft is not for them, as they would keep it."""
    rule = "Disallow" if site.explorer.is_draft else "Allow"
    return f"User-agent: *\n{rule}: /\nSitemap: {site.settings.base}/sitemap.xml\n"


def _data(site: Site) -> list[tuple[File, bytes]]:
    found = []
    contents = (
        ("dataset.nq", "application/n-quads", nquads(site.quads)),
        ("dataset.trig", "application/trig", trig(parsed(site.quads))),
    )
    for name, media, content in contents:
        found.append((File(name, media, len(content), sha256(content)), content))
    return found


def _told(site: Site, files: Sequence[File]) -> Description:
    plan = next(iter(site.explorer.ask("workplan-summary", lang="en")), {"plan": "", "title": ""})
    in_each = [(lang, " ".join(_words(site, plan["title"], lang))) for lang in LANGUAGES]
    return Description(
        base=site.settings.base,
        titles=tuple((lang, say("web.dataset-title", lang)) for lang in LANGUAGES),
        words=tuple(in_each),
        rights=tuple((lang, say("web.rights", lang)) for lang in LANGUAGES),
        triples=len({quad[:3] for quad in site.quads}),
        example=plan["plan"],
        files=tuple(files),
    )


def _words(site: Site, title: str, lang: str) -> Iterator[str]:
    """Yield what is said of the dataset in a language."""
    if title:
        yield f"{title}."
    yield say("web.dataset-words", lang)
    yield f"{site.standing(lang)}."
    yield say("disclaimer", lang)


def _written(page: Page, names: dict[tuple[str, str], str], told: Description) -> bytes:
    """Return a file of the site: links of pages lead from file to file."""
    own = names[page.path, page.lang]
    if not page.media.startswith("text/html"):
        return page.content

    def address(target: Target) -> str:
        name = names.get((target.path, target.lang))
        return f"{told.base}{target.path}" if name is None else relative(name, own)

    words = relinked(page.content.decode(), page.lang, address)
    if page.path == "/":
        said = f'<script type="application/ld+json">\n{schema_org(told, page.lang)}\n</script>\n</head>'
        words = words.replace("</head>", said, 1)
    return words.encode()


def _absolute(page: Page, names: dict[tuple[str, str], str], base: str) -> bytes:
    """Return a page that a server shows at any address: its links are whole addresses."""

    def address(target: Target) -> str:
        path = "/" if target.path == page.path else target.path
        name = names.get((path, target.lang), path.lstrip("/"))
        return f"{base}/{quote(name, safe='/-._~')}"

    return relinked(page.content.decode(), page.lang, address).encode()
