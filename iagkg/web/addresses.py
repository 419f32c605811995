"""Addresses of things and addresses of their pages: one is the other's path."""

import re
from urllib.parse import quote, urlsplit

from iagkg.names import KMGBF

__all__ = ["HOME", "address_of", "page_of", "safe_link"]

HOME = "https://w3id.org/iagkg"
_TARGET = re.compile(r"target/([1-9][0-9]?)|goal/([a-d])")
_OFFICIAL = re.compile(rf"{re.escape(KMGBF)}(target|goal)_([0-9]{{1,2}}|[A-D])")


def page_of(address: str) -> str:
    """Return the path of the page of a thing; nothing for one that has none here."""
    if match := _OFFICIAL.fullmatch(address):
        return f"/{match[1]}/{match[2].lower()}"
    if address.startswith(f"{HOME}/ontology#"):
        return f"/ontology#{address.partition('#')[2]}"
    return address.removeprefix(HOME) if address.startswith(f"{HOME}/") else ""


def address_of(path: str) -> str:
    """Return the address of the thing that has a page at a path, which is percent-encoded as it was sent."""
    if match := _TARGET.fullmatch(path.strip("/")):
        return f"{KMGBF}target_{match[1]}" if match[1] else f"{KMGBF}goal_{match[2].upper()}"
    return HOME + quote(path, safe="/%-._~")


def safe_link(address: str) -> str:
    """Return an address that may be followed from a page; nothing for any other than web and mail."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    if parts.scheme in {"http", "https"} and parts.netloc:
        return address.strip()
    return address.strip() if parts.scheme == "mailto" and parts.path else ""
