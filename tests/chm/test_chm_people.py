"""Without being asked, nothing of persons comes into what is read: hidden, nested, or in a list."""

import json
from typing import Any

import pytest

from iagkg.chm.importing import read_file
from iagkg.chm.leaves import count_leaves
from iagkg.chm.model import Record
from iagkg.chm.values import Terms, masked
from iagkg.graph.tables import Tables
from iagkg.vocabulary.lookup import Index
from iagkg.vocabulary.terms import read_vocabulary

KNOWN = Terms(Index(read_vocabulary(Tables(None).path)))
HEADER = {"schema": "resource", "identifier": "AAAA1111-2222-3333-4444-555566667777"}


def one(value: dict[str, Any], with_people: bool = False) -> Record:
    (found,) = read_file(value, KNOWN, with_people)
    assert isinstance(found, Record)
    assert found.account.leaves == count_leaves(value)
    return found


def held(record: Record) -> str:
    """Return all that is held or said of a record, as text."""
    there = [record.statements, record.kept, record.written, record.problems, record.account.unknown]
    return json.dumps(list(map(repr, there)), ensure_ascii=False)


@pytest.mark.parametrize(
    "words",
    [
        "ask jane&#64;example.org",
        "ask jane&#x40;example.org",
        "ask jane&commat;example.org",
        "ask jane&amp;#64;example.org",
        "ask jane@<b>example.org</b>",
        '<a href="mailto:jane%40example.org">write</a>',
        "jane@example.org",
    ],
)
@pytest.mark.parametrize("field", ["summary", "title", "somethingElse"])
def test_addresses_hidden_in_markup(words: str, field: str) -> None:
    record = one({"header": HEADER, field: {"en": words}})
    assert "jane" not in held(record)
    assert record.account.masked


def test_markup_without_an_address_stays() -> None:
    assert masked("A &amp; B <b>c</b>, 3 @ 4") == ("A &amp; B <b>c</b>, 3 @ 4", 0)


@pytest.mark.parametrize("value", [True, 1, None, "x", ["x"], {"y": 2}])
def test_an_address_as_a_key(value: Any) -> None:
    record = one({"header": HEADER, "seen": {"mary@example.org": value}, "mary@example.org": value})
    assert "mary@" not in held(record)


PERSONAL = {
    "firstName": "Zelda",
    "title": {"en": "Zelda"},
    "postalAddress": "Zelda",
    "telephone": "Zelda",
    "biography": {"en": "Zelda"},
    "designation": {"en": "Zelda"},
    "department": {"en": "Zelda"},
    "city": {"en": "Zelda"},
    "neverSeen": ["Zelda"],
    "organization": {"identifier": "BBBB1111-2222-3333-4444-555566667777", "contact": "Zelda"},
}


@pytest.mark.parametrize("name", PERSONAL)
@pytest.mark.parametrize("schema", ["contact", "focalPoint", "bbiContact", "Contact", ["contact"]])
def test_of_a_person_only_what_names_no_one(name: str, schema: Any) -> None:
    value = {"header": {**HEADER, "schema": schema}, name: PERSONAL[name], "government": {"identifier": "fr"}}
    record = one(value)
    assert "Zelda" not in held(record)
    assert record.account.withheld == 1
    assert [each for each in record.statements if each.predicate == "dcterms:spatial"]
    assert record.identifier == HEADER["identifier"]
    assert "Zelda" in held(one(value, with_people=True))


def test_the_schema_of_the_index_in_a_list() -> None:
    record = one({"schema_s": ["contact"], "identifier_s": "A-1", "title_EN_s": "Zelda", "name_s": "Zelda"})
    assert record.schema == "contact"
    assert "Zelda" not in held(record)


@pytest.mark.parametrize(
    "member",
    [
        {"responsibleUnitsAndOfficers": [{"unit": "KM", "officerName": "Zelda"}]},
        {"responsibleUnitsAndOfficers": [{"unit": "KM", "name": "Zelda"}]},
        {"responsibleUnitsAndOfficers": "Zelda"},
        {"responsibleUnitsAndOfficers": ["Zelda"]},
        {"createdByName_s": "Zelda"},
        {"contactPerson": {"en": "Zelda"}},
        {"modifiedBy": "Zelda"},
        {"lastModifiedBy": {"x": "Zelda"}},
        {"contacts": [{"identifier": "BBBB1111-2222-3333-4444-555566667777", "postalAddress": "Zelda"}]},
        {"contact": "Zelda"},
        {"contacts": ["ZeldaSmith-12345"]},
        {"leadContact": {"identifier": "ZeldaSmith1234567"}},
    ],
)
def test_names_in_other_records(member: dict[str, Any]) -> None:
    record = one({"identifier": "A-1", "title": "Workshop", "decisions": ["16/3"], "type": "X", **member})
    assert "Zelda" not in held(record)
    assert "Zelda" in held(one({"decisions": [], "title": "W", "identifier": "A-1", **member}, True))


@pytest.mark.parametrize("value", ["0223-456789", "0041 22 345 67 89", "+41223456789"])
def test_a_number_of_a_telephone_is_no_identifier(value: str) -> None:
    assert value not in held(
        one({"identifier": "A-1", "title": "Workshop", "decisions": [], "contact": value})
    )


@pytest.mark.parametrize("value", ["BBBB1111-2222-3333-4444-555566667777", "SIMP-DDDD1111-2222@1"])
def test_the_record_of_a_contact_is_linked(value: str) -> None:
    record = one({"identifier": "A-1", "title": "Workshop", "decisions": [], "contact": value})
    assert [s.predicate for s in record.statements if s.predicate == "dcat:contactPoint"]


def test_units_stay() -> None:
    units = {"responsibleUnitsAndOfficers": [{"unit": "KM", "officer": "Zelda"}]}
    assert "KM" in held(one({"identifier": "A-1", "title": "Workshop", "decisions": [], **units}))


def test_a_problem_names_the_field_and_not_the_person() -> None:
    value = {"header": {**HEADER, "schema": "resource"}, "authors": [{"firstName": "Zelda"}], "summary": []}
    value |= {"organizations": [{"name": "Zelda"}], "publicationYear": "jane@example.org"}
    words = repr(one(value).problems)
    assert "organizations" in words
    assert "Zelda" not in words
    assert "jane" not in words
