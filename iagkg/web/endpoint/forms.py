"""The forms in which the endpoint answers, by media type and by short name."""

from iagkg.contain.answer import FORMS, Form
from iagkg.web.negotiation import preferred

__all__ = ["CHARSET", "NAMES", "form_for", "offered"]

_ROWS: dict[str, Form] = {
    FORMS["json"]: "json",
    FORMS["xml"]: "xml",
    FORMS["csv"]: "csv",
    FORMS["tsv"]: "tsv",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}
_STATEMENTS: dict[str, Form] = {
    FORMS["turtle"]: "turtle",
    FORMS["ntriples"]: "ntriples",
    FORMS["jsonld"]: "jsonld",
    "application/json": "jsonld",
    "text/plain": "ntriples",
}
NAMES: dict[str, Form] = {
    "json": "json", "srj": "json", "xml": "xml", "srx": "xml", "csv": "csv", "tsv": "tsv", "turtle": "turtle",
    "ttl": "turtle", "ntriples": "ntriples", "nt": "ntriples", "jsonld": "jsonld", "json-ld": "jsonld",
}  # fmt: skip
"""Short names for `format=` in an address; a media type will do too."""
CHARSET = {"csv": "; charset=utf-8", "tsv": "; charset=utf-8", "turtle": "; charset=utf-8"}


def offered(kind: str) -> list[str]:
    """Return the media types for a kind of query: select, ask, construct or describe."""
    return list(_STATEMENTS if kind in {"construct", "describe"} else _ROWS)


def form_for(kind: str, accept: str, named: str | None) -> Form | None:
    """Return the form for a kind of query, by what the address names or the header accepts; None for none."""
    forms = _STATEMENTS if kind in {"construct", "describe"} else _ROWS
    if named is not None:
        form = forms.get(named.lower()) or NAMES.get(named.lower())
        return form if form in forms.values() else None
    media = preferred(accept, list(forms))
    return forms[media] if media else None
