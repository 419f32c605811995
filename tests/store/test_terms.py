import datetime as dt

import pytest

from iagkg.store.terms import XSD, Iri, Text, Typed, Value, lexical, literal


@pytest.mark.parametrize(
    ("value", "datatype", "lang", "expected"),
    [
        ("a", None, None, "a"),
        ("a", XSD + "string", None, "a"),
        ("a", None, "EN", Text("a", "en")),
        ("12", XSD + "integer", None, 12),
        ("012", XSD + "integer", None, Typed("012", XSD + "integer")),
        ("2025-08-01", XSD + "date", None, dt.date(2025, 8, 1)),
        ("2025-08-01Z", XSD + "date", None, Typed("2025-08-01Z", XSD + "date")),
        ("2025-02-30", XSD + "date", None, Typed("2025-02-30", XSD + "date")),
        ("true", XSD + "boolean", None, True),
        ("1", XSD + "boolean", None, Typed("1", XSD + "boolean")),
    ],
)
def test_a_literal_as_a_plain_value(
    value: str, datatype: str | None, lang: str | None, expected: Value
) -> None:
    found = literal(value, datatype, lang)
    assert found == expected
    assert type(found) is type(expected)
    assert lexical(found) == value


def test_nothing_and_an_address_as_characters() -> None:
    assert lexical(None) == ""
    assert lexical(Iri("http://a/")) == "http://a/"
