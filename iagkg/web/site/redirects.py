"""Rules for Apache: persistent addresses lead to the site, and each thing comes in the form that is wanted.

The same rules serve twice: at w3id.org, where they redirect with 303 (https://www.w3.org/TR/cooluris/, 4.2),
and on the site itself, where they choose the file. The form that is wanted most is given, by tenths of its
weight; pages go before data where both are wanted alike.
"""

from collections.abc import Sequence
from urllib.parse import urlsplit

from iagkg.web.headers import HEADERS

__all__ = ["at_w3id", "on_the_site"]

_FORMS = (("ttl", "text/turtle"), ("jsonld", "application/ld+json"), ("nt", "application/n-triples"))
_PAGES = r"(text/html|application/xhtml\+xml)"
_THINGS = "(id/.+|graph/.+|dataset(?:/.+)?|software/.+|ontology(?:/.+)?)"
_THINGS_HERE = _THINGS.removesuffix(")") + "|target/[^/]+|goal/[^/]+)"

_KNOWN = "RewriteCond %{ENV:THING} ."
_WEIGHTS = [
    ("Wanted without a lower weight", r"\s*(;(?!\s*q=)[^,]*)?(;\s*q=1(\.0*)?\s*)?(,|$)"),
    *((f"Wanted by 0.{tenth}", rf"\s*(;[^,]*)?;\s*q=0?\.{tenth}[0-9]*\s*(,|$)") for tenth in range(9, 0, -1)),
    ("Hardly wanted", r"\s*(;[^,]*)?;\s*q=0?\.0+[1-9][0-9]*\s*(,|$)"),
]
"""Patterns of what follows a media type in the header Accept, the weightiest first."""
_PAGE_IS_THERE = (
    "RewriteCond %{REQUEST_FILENAME} !-f",
    "RewriteCond %{REQUEST_FILENAME}.html -f",
    "RewriteCond %{PATH_INFO} ^$",
)
"""Without the last, a path below a page would be taken for the page, again and again."""


def at_w3id(base: str) -> str:
    """Return the .htaccess file of w3id.org/iagkg; `base` is the address of the site without last slash."""
    return "\n".join(
        [
            "# Persistent addresses of iagkg: what they name is described at",
            f"# {base}/",
            "Options -Indexes",
            "RewriteEngine on",
            "",
            "# The first page, and the whole as a file.",
            f"RewriteRule ^$ {base}/ [R=303,L]",
            f"RewriteRule ^dataset\\.(nq|trig)$ {base}/dataset.$1 [R=303,L]",
            "",
            "# A form asked for by its suffix.",
            f"RewriteRule ^{_THINGS}\\.(html|ttl|jsonld|nt)$ {base}/$1.$2 [R=303,L]",
            "",
            *_choices(_THINGS, f"{base}/%{{ENV:THING}}", "R=303,L", ()),
            "",
        ]
    )


def on_the_site(base: str) -> str:
    """Return the .htaccess file of the site itself."""
    root = urlsplit(base).path.rstrip("/")
    types = [f"AddType {media} .{suffix}" for suffix, media in _FORMS]
    headers = [f'  Header always set {name} "{value}"' for name, value in HEADERS.items()]
    return "\n".join(
        [
            "Options -Indexes -MultiViews",
            "DirectorySlash Off",
            "AddDefaultCharset utf-8",
            *types,
            "AddType application/n-quads .nq",
            "AddType application/trig .trig",
            "AddType application/atom+xml .atom",
            "AddType text/calendar .ics",
            '<Files "void">',
            "  ForceType text/turtle",
            "</Files>",
            f"ErrorDocument 404 {root}/404.html",
            'ErrorDocument 406 "On offer, each by its suffix: .html .ttl .jsonld .nt"',
            "<IfModule mod_headers.c>",
            *headers,
            '  <FilesMatch "\\.(ttl|jsonld|nt|nq|trig|json|csv)$|^void$">',
            '    Header set Access-Control-Allow-Origin "*"',
            "  </FilesMatch>",
            "  Header always set Vary Accept",
            "</IfModule>",
            "",
            "RewriteEngine on",
            f"RewriteBase {root}/",
            *_choices(_THINGS_HERE, "%{ENV:THING}", "L", _PAGE_IS_THERE),
            "",
            "# Other pages, in each language, by their names without a suffix.",
            *_PAGE_IS_THERE,
            "RewriteRule ^(.+[^/])$ $1.html [L]",
            "RewriteRule ^(fr|es)$ $1/ [R=301,L]",
            "",
        ]
    )


def _choices(things: str, to: str, flags: str, only: Sequence[str]) -> list[str]:
    """Return the rules that choose a form by the header Accept: by its weight, a page first among equals."""
    lines = ["# Which form is wanted.", *only, f"RewriteRule ^{things}$ - [E=THING:$1]", ""]
    named = [("html", _PAGES), *((suffix, _pattern(media)) for suffix, media in _FORMS)]
    for words, weight in _WEIGHTS:
        lines.append(f"# {words}.")
        for suffix, media in named:
            lines += _rule(rf"(^|,)\s*{media}{weight}", f"{to}.{suffix}", flags)
    some = r"\s*(;(?!\s*q=0(\.0*)?\s*(,|$|;))[^,]*)?(,|$)"
    lines += ["# Nothing in particular.", *_rule(r"^\s*$", f"{to}.html", flags)]
    lines += _rule(rf"(^|,)\s*(text/\*|\*/\*){some}", f"{to}.html", flags)
    lines += _rule(rf"(^|,)\s*application/\*{some}", f"{to}.jsonld", flags)
    return [*lines, "# None of the forms on offer.", _KNOWN, "RewriteRule ^ - [R=406,L]"]


def _rule(accepted: str, to: str, flags: str) -> list[str]:
    return [_KNOWN, f"RewriteCond %{{HTTP_ACCEPT}} {accepted} [NC]", f"RewriteRule ^ {to} [{flags}]"]


def _pattern(media: str) -> str:
    return media.replace("+", r"\+")
