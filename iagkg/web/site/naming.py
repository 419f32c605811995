"""Names of the files of a site, and links between them."""

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape
from urllib.parse import parse_qs, quote, unquote, urlsplit

__all__ = ["Target", "file_name", "links_of", "place_of", "relative", "relinked"]

_LINK = re.compile(r'(?P<before>\s(?:href|src)=")(?P<link>/[^"]*)(?P<after>")')
_UNSAFE = re.compile(r'[\x00-\x1f<>:"/\\|?*]|^\.{1,2}$|^$|[. ]$')
_OF_EVERY_LANGUAGE = ("text/turtle", "application/ld+json", "application/n-triples", "text/css",
                      "text/javascript", "application/javascript")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Target:
    """What a link leads to: a path as it is sent to a server, a language, and a place on the page."""

    path: str
    lang: str
    place: str = ""


@lru_cache(maxsize=50_000)
def place_of(link: str, lang: str) -> Target:
    """Return what a link of a page in a language leads to."""
    parts = urlsplit(link)
    given = parse_qs(parts.query).get("lang", [lang])
    return Target(parts.path, given[-1], parts.fragment)


def links_of(page: str, lang: str) -> set[Target]:
    """Return what the links of a page within the site lead to, without places."""
    found = (place_of(unescape(match["link"]), lang) for match in _LINK.finditer(page))
    return {Target(one.path, one.lang) for one in found}


def file_name(path: str, lang: str, media: str) -> str:
    """Return the name of the file of a path in a language, by the media type of what is there.

    Pages end in .html. Only pages and tables differ by language, and those in English have no folder of their
    own. A part of a path that no file can be named by stays percent-encoded.
    """
    parts = [_part(part) for part in path.strip("/").split("/")] if path.strip("/") else ["index"]
    name = "/".join(parts) + (".html" if media.startswith("text/html") else "")
    if lang == "en" or media.startswith(_OF_EVERY_LANGUAGE) or path.startswith("/static/"):
        return name
    return f"{lang}/{name}"


def _part(part: str) -> str:
    words = unquote(part)
    return quote(words, safe="") if _UNSAFE.search(words) else words


@lru_cache(maxsize=50_000)
def relative(target: str, source: str) -> str:
    """Return the address of a file as seen from another file of the site."""
    return quote(posixpath.relpath(target, posixpath.dirname(source) or "."), safe="/-._~")


def relinked(page: str, lang: str, address: Callable[[Target], str]) -> str:
    """Return a page whose links within the site are replaced by the addresses given for them."""

    def link(match: re.Match[str]) -> str:
        target = place_of(unescape(match["link"]), lang)
        place = f"#{target.place}" if target.place else ""
        return f"{match['before']}{escape(address(target) + place)}{match['after']}"

    return _LINK.sub(link, page)
