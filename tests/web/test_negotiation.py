"""Content negotiation, as RFC 9110 has it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iagkg.web.negotiation import preferred, preferred_language

OFFERED = ("text/html", "text/turtle", "application/ld+json")


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", "text/html"),
        ("*/*", "text/html"),
        ("text/turtle", "text/turtle"),
        ("TEXT/Turtle ; Q=0.5 , application/ld+json", "application/ld+json"),
        ("text/*;q=0.8, application/ld+json;q=0.9", "application/ld+json"),
        ("text/*, text/html;q=0.1", "text/turtle"),
        ("text/html;q=0, */*;q=0.1", "text/turtle"),
        ("image/png", None),
        ("image/png, */*;q=0", None),
        ("text/turtle;q=nonsense", None),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
    ],
)
def test_the_form_that_is_wanted_most(accept: str, expected: str | None) -> None:
    assert preferred(accept, OFFERED) == expected


@pytest.mark.parametrize(
    ("accept", "expected"),
    [("", "en"), ("fr-CH, fr;q=0.9, en;q=0.8", "fr"), ("de, es;q=0.5", "es"), ("de", "en"), ("fr;q=0", "en")],
)
def test_the_language_that_is_wanted_most(accept: str, expected: str) -> None:
    assert preferred_language(accept, ("en", "fr", "es")) == expected


@given(st.text(max_size=200))
def test_any_header_has_an_answer(accept: str) -> None:
    assert preferred(accept, OFFERED) in {*OFFERED, None}
    assert preferred_language(accept, ("en", "fr")) in {"en", "fr"}
