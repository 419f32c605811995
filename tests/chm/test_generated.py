"""Records made by the fields of each schema: nothing is wrong, and the graph reads back to their values."""

import json
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iagkg.chm.batch import BatchWriter
from iagkg.chm.fields import TYPES, plain_name, schemas
from iagkg.chm.importing import FileAccount, Importer
from iagkg.chm.leaves import Leaf, count_leaves, is_empty, leaves
from iagkg.chm.model import record_iri
from iagkg.chm.roles import is_withheld
from iagkg.chm.values import Terms, masked
from iagkg.graph.chm import batch_quads
from iagkg.graph.quads import iri, parsed, term
from iagkg.graph.tables import Tables
from iagkg.vocabulary.lookup import Index
from iagkg.vocabulary.terms import read_vocabulary

VOCABULARY = read_vocabulary(Tables(None).path)
TERMS = Terms(Index(VOCABULARY))
KEY_OF = {VOCABULARY.address(each): each.identifier for each in VOCABULARY.by_key.values()}
TEXT = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), min_size=1, max_size=12
).filter(str.strip)
KEYS = st.sampled_from(
    ["CBD-SUBJECT-KM", "CBD-SUBJECT-CHM", "GBF-TARGET-20", "ca", "5B6177DD-5E5E-434E-8CB7-D63D67D5EBED"]
)
WORDS = st.dictionaries(st.sampled_from(["en", "fr", "es", "ar", "ru", "zh"]), TEXT, min_size=1, max_size=3)
TERM = st.one_of(
    st.builds(lambda key: {"identifier": key}, KEYS),
    st.builds(lambda key, words: {"identifier": key, "customValue": words}, KEYS, WORDS),
)
NUMBER = st.integers(0, 99)
REFERENCE = st.builds(
    lambda number, revision: {"identifier": f"MADE-UP-{number:08}@{revision}"}, NUMBER, NUMBER
)
LINK = st.builds(lambda number, name: {"url": f"https://example.org/{number}", "name": name}, NUMBER, TEXT)
OF_TYPE: dict[str, st.SearchStrategy[Any]] = {
    "words": WORDS,
    "term": TERM,
    "terms": st.lists(TERM, min_size=1, max_size=3),
    "reference": REFERENCE,
    "references": st.lists(REFERENCE, min_size=1, max_size=3),
    "links": st.lists(LINK, min_size=1, max_size=3),
    "date": st.dates().map(lambda day: day.isoformat()),
    "bool": st.booleans(),
    "int": st.integers(0, 2**40),
    "number": st.floats(0, 1e6),
}
MET = st.sampled_from(
    [
        *(
            "16/9",
            "CP11/7; 16/3",
            "CAL-COP-DECISION-16-3",
            "CBD/COP/16/09/B09",
            "Para 4(e); Para 7",
            "Para 2",
        ),
        *("Q1 2026", "Before Q1  2026", "Aug-25", "Ongoing", "2019-05-11 14:00", "2026-05-01", "/Date(0)/"),
        *("GBF-TARGET-21", "AICHI-TARGET-6", "CBD-SUBJECT-KM,  CBD-SUBJECT-CHM", "NTF 2025-024", "2025-024"),
        *("CP-MADE-UP-2026-01", "https://example.org/a?b=c", "/decisions/cop/16/9", " padded ", "SBSTTA, CP"),
        *("<p>With <b>markup</b> &amp; more</p>", "Ask a.b@example.org", "AHTEG on Nothing", "TENTAT", "cbd"),
    ]
)
SAID = TEXT | MET
ANY = st.one_of(WORDS, SAID, st.lists(SAID, min_size=1, max_size=2), NUMBER)
OF_TYPE |= {"text": SAID, "texts": st.lists(SAID, min_size=1, max_size=3)}
SHAPES: dict[str, tuple[str, dict[str, Any]]] = {
    "calendarActivity": ("calendar-activity", {"decisions": ["16/9"], "title": {"en": "An activity"}}),
    "calendarRow": ("calendar-row", {"copDecision": "16/9"}),
    "decision": ("decision", {"code": "CBD/COP/16/09"}),
    "decisionNode": ("paragraph", {"code": "CBD/COP/16/09/B09"}),
    "informeaDecision": ("informea", {"treaty": "cbd", "number": "16/9"}),
    "meeting": ("meeting", {"meetingCode": "MADE-UP-2026-01"}),
    "notification": ("notification", {"symbol": "2026-001", "reference": "SCBD/XX/1"}),
    "thesaurusTerm": ("term", {"termId": 1}),
}
"""Forms that no header names: by what they are told, and which values that takes."""
BELOW = ("nodes", "elements")
"""Elements of decisions are records of their own."""


def test_every_type_is_made() -> None:
    assert set(OF_TYPE) == {*TYPES, "text", "texts"}
    used = {field.type for fields in schemas().values() for field in fields.values()}
    assert used <= {*OF_TYPE, "any"}


@st.composite
def records(draw: st.DrawFn, schema: str) -> dict[str, Any]:
    """Draw a record of a schema: its mandatory fields, and some of the others."""
    fields = schemas()[schema]
    optional = draw(st.lists(st.sampled_from(sorted(fields)), max_size=8, unique=True))
    _, told = SHAPES.get(schema, ("record", {"header": {"identifier": "MADE-UP-RECORD", "schema": schema}}))
    value: dict[str, Any] = {}
    for name in sorted({*optional, *(name for name, field in fields.items() if field.mandatory)}):
        first, _, second = name.partition(".")
        made = draw(OF_TYPE.get(fields[name].type, ANY), label=name)
        if second and isinstance(value.setdefault(first, {}), dict):
            value[first][second] = made
        elif not second and name not in BELOW:
            value[name] = made
    found: dict[str, Any] = json.loads(json.dumps({**value, **told}))
    return found


@st.composite
def documents(draw: st.DrawFn, schema: str) -> dict[str, Any]:
    """Draw a document of the search index: the values of a record, flat, under the names of the index."""
    value: dict[str, Any] = {"schema_s": schema, "identifier_s": "MADE-UP-DOCUMENT"}
    for name, member in draw(records(schema)).items():
        each = [leaf.value for leaf in leaves(member, "")]
        if name == "header":
            continue
        if isinstance(member, dict) and set(member) <= {"en", "fr", "es", "ar", "ru", "zh"}:
            value |= {f"{name}_{lang.upper()}_t": text for lang, text in member.items()}
        elif isinstance(member, list | dict):
            value[f"{name}_ss"] = [str(one) for one in each]
        else:
            value[f"{name}_{'s' if isinstance(member, str) else 'i'}"] = member
    return value


def imported(value: Any, with_people: bool) -> tuple[FileAccount, list[Any]]:
    """Import a value as a file into a batch, and return its account and the quads of the batch."""
    with tempfile.TemporaryDirectory() as name:
        file, folder = Path(name) / "in.json", Path(name) / "batch"
        file.write_text(json.dumps(value), encoding="utf-8")
        with BatchWriter(folder) as writer:
            account = Importer(TERMS, writer, with_people).take("in.json", file)
            writer.finish({"imported_on": "2026-05-01"})
        return account, parsed(batch_quads(folder))


def of_person(leaf: Leaf, schema: str) -> bool:
    first, *others = leaf.steps
    return is_withheld(schema, plain_name(str(first)).name, tuple(others))


def read_back(found: Iterable[Leaf], schema: str, subject: str, quads: list[Any], with_people: bool) -> int:
    """Hold every value of a record to what the graph says of it; return how many are left out by rule."""
    of_record = [quad for quad in quads if str(quad.subject) == subject]
    fields: dict[str, dict[str, Any]] = {"keptField": {}, "writtenField": {}}
    said: set[str] = set()
    for quad in of_record:
        kind = next((name for name in fields if str(quad.predicate) == term(f"iag:{name}")), "")
        if kind:
            fields[kind] |= json.loads(quad.object.value)
        else:
            here = quad.object.value
            said |= {here, KEY_OF.get(here, here), unquote(here.rpartition("/")[2])}
    by_path = fields["writtenField"] | fields["keptField"]
    assert len(by_path) == len(fields["writtenField"]) + len(fields["keptField"])
    left_out = 0
    for leaf in found:
        if is_empty(leaf.value):
            continue
        if not with_people and of_person(leaf, schema):
            assert leaf.path not in by_path
            left_out += 1
            continue
        wanted = masked(leaf.value)[0] if isinstance(leaf.value, str) and not with_people else leaf.value
        if leaf.path in by_path:
            assert by_path.pop(leaf.path) == wanted, leaf.path
        else:
            assert wanted in said, f"{leaf.path}: {wanted!r} is not in the graph"
    assert not by_path  # and nothing that the record does not have
    return left_out


@pytest.mark.parametrize("schema", sorted(set(schemas())))
@settings(max_examples=settings().max_examples // 6, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), with_people=st.booleans())
def test_the_graph_reads_back_to_the_values_of_a_record(
    schema: str, data: st.DataObject, with_people: bool
) -> None:
    form, _ = SHAPES.get(schema, ("record", {}))
    value = data.draw(records(schema))
    found, quads = imported(value, with_people)
    (record,) = found.records
    assert (record.form, record.schema) == (form, schema)
    total = record.account
    assert found.values == count_leaves(value) == total.leaves
    assert not {p.code for p in found.problems} & {"mandatory-empty", "wrong-type", "unknown-schema"}
    assert not total.unknown
    subject = iri(record_iri(record.identifier))
    assert read_back(leaves(value, ""), schema, subject, quads, with_people) == total.withheld
    kept = [q for q in quads if str(q.subject) == subject and str(q.predicate) == term("iag:keptField")]
    assert len(kept) == total.kept
    assert total.stated + total.kept + total.withheld + total.empty == found.values


@pytest.mark.parametrize("schema", sorted(set(schemas()) - {*SHAPES}))
@settings(max_examples=settings().max_examples // 15, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), with_people=st.booleans())
def test_documents_of_the_index_read_back_too(schema: str, data: st.DataObject, with_people: bool) -> None:
    value = data.draw(documents(schema))
    found, quads = imported({"response": {"docs": [value]}}, with_people)
    (record,) = found.records
    assert (record.form, record.schema, record.path) == ("index", schema, "response.docs[0]")
    assert found.values == count_leaves(value) == record.account.leaves
    subject = iri(record_iri(record.identifier))
    inside = [
        Leaf(f"response.docs[0].{leaf.path}", leaf.steps, leaf.value, leaf.inside)
        for leaf in leaves(value, "")
    ]
    assert read_back(inside, schema, subject, quads, with_people) == record.account.withheld
