"""Records made by the fields of each schema: nothing is found wrong, and what is written is read back."""

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iagkg.chm.batch import BatchWriter, read_batch
from iagkg.chm.fields import TYPES, schemas
from iagkg.chm.importing import read_file
from iagkg.chm.leaves import count_leaves
from iagkg.chm.model import Record
from iagkg.chm.values import Terms
from iagkg.graph.chm import batch_quads
from iagkg.graph.quads import parsed, term
from iagkg.graph.tables import Tables
from iagkg.vocabulary.lookup import Index
from iagkg.vocabulary.terms import read_vocabulary

TERMS = Terms(Index(read_vocabulary(Tables(None).path)))
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
ANY = st.one_of(WORDS, TEXT, st.lists(TEXT, min_size=1, max_size=2), NUMBER)


def test_every_type_is_made() -> None:
    assert set(OF_TYPE) == set(TYPES)
    used = {field.type for fields in schemas().values() for field in fields.values()}
    assert used <= {*TYPES, "text", "texts", "any"}


@pytest.mark.parametrize("schema", sorted(schemas()))
@settings(max_examples=settings().max_examples // 5, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_records_by_their_fields(schema: str, data: st.DataObject) -> None:
    fields = schemas()[schema]
    optional = data.draw(st.lists(st.sampled_from(sorted(fields)), max_size=8, unique=True))
    names = {*optional, *(name for name, field in fields.items() if field.mandatory)}
    value: dict[str, Any] = {"header": {"identifier": "MADE-UP-RECORD", "schema": schema}}
    for name in sorted(names):
        if "." not in name:
            value[name] = data.draw(OF_TYPE.get(fields[name].type, ANY), label=name)
    value = json.loads(json.dumps(value))
    (record,) = (found for found in read_file(value, TERMS) if isinstance(found, Record))
    assert record.account.leaves == count_leaves(value)
    assert not {p.code for p in record.problems} & {"mandatory-empty", "wrong-type", "unknown-schema"}
    assert not record.account.unknown
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "batch"
        with BatchWriter(folder) as writer:
            writer.record(record, record.identifier, "in.json")
            writer.finish({"imported_on": "2026-05-01"})
        (stored,) = read_batch(folder)
        quads = parsed(batch_quads(folder))
    assert (stored.statements, stored.kept, stored.written) == (
        record.statements,
        record.kept,
        record.written,
    )
    assert (stored.identifier, stored.schema, stored.kinds) == (record.identifier, schema, record.kinds)
    assert sum(str(quad.predicate) == term("iag:keptField") for quad in quads) == record.account.kept
