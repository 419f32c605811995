"""Files that are not as they should be: a finding with the path, no trace, and the rest is imported."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from every_shape import ALL, CONTACT, RESOURCE
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from iagkg.chm.batch import as_json, read_batch, read_files
from iagkg.chm.fields import schemas
from iagkg.chm.importing import Importer, read_file
from iagkg.chm.leaves import count_leaves
from iagkg.chm.model import Record
from iagkg.chm.values import Terms
from iagkg.cli import app
from iagkg.graph.chm import batch_quads
from iagkg.graph.quads import parsed
from iagkg.graph.tables import Tables
from iagkg.vocabulary.lookup import Index
from iagkg.vocabulary.terms import read_vocabulary

TERMS = Terms(Index(read_vocabulary(Tables(None).path)))

ODD_TEXTS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        [
            *("16/9", "CP11/7", "Para 4(e)", "Q1 2026", "Before Q1  2026", "Ongoing", "2024-13-45"),
            *(
                "GBF-TARGET-21",
                "AICHI-TARGET-6",
                "GBF-TARGET-99",
                "CBD-SUBJECT-",
                "a@b.org",
                "\ud800",
                "\x00",
            ),
            *(
                "javascript:alert(1)",
                "https://example.org/\ud800",
                "http://[",
                "<script>",
                "/Date(99999999999999)/",
                "x@1",
                "٣",
                "2024-٠١-٠١",
            ),
        ]
    ),
)
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), ODD_TEXTS
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.one_of(
                st.sampled_from(["en", "fr", "identifier", "url", "customValue", "results", "value"]),
                ODD_TEXTS,
            ),
            inner,
            max_size=3,
        ),
    ),
    max_leaves=6,
)


def held(value: Any) -> list[Record]:
    """Read a value and hold its account: leaves in are leaves out, in whatever value."""
    value = json.loads(json.dumps(value))
    records, around = [], 0
    for found in read_file(value, TERMS):
        if isinstance(found, Record):
            records.append(found)
            assert found.account.kept == len(found.kept)
            assert len(set(found.statements)) == len(found.statements)
        else:
            around += count_leaves(found[1])
    assert count_leaves(value) == around + sum(record.account.leaves for record in records)
    return records


@pytest.mark.parametrize("schema", sorted(schemas()))
@settings(max_examples=settings().max_examples // 5, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_wrong_types_in_every_field(schema: str, data: st.DataObject) -> None:
    names = data.draw(st.lists(st.sampled_from(sorted(schemas()[schema])), max_size=6, unique=True))
    value = {name.partition(".")[0]: data.draw(VALUES, label=name) for name in names}
    header = {"identifier": data.draw(st.one_of(st.just("A-1111-2222-3333"), VALUES)), "schema": schema}
    (record,) = held({"header": header, **value})
    assert record.schema == schema
    assert record.form == "record"


@given(st.sampled_from(sorted(ALL)), st.data())
def test_wrong_values_anywhere_in_any_form(name: str, data: st.DataObject) -> None:
    value = copy.deepcopy(ALL[name])
    inside = value
    for _ in range(data.draw(st.integers(0, 3))):
        members = list(inside) if isinstance(inside, dict) else list(range(len(inside)))
        if not members:
            break
        step = data.draw(st.sampled_from(members))
        if not isinstance(inside[step], dict | list) or data.draw(st.booleans()):
            inside[step] = data.draw(VALUES)
            break
        inside = inside[step]
    held(value)


@given(VALUES)
def test_any_json_at_all(value: Any) -> None:
    held(value)


@given(st.lists(VALUES, max_size=3), st.data())
def test_whatever_was_read_becomes_statements_that_parse(values: list[Any], data: st.DataObject) -> None:
    """What is written of any value can be read by an engine."""
    from iagkg.chm.batch import Stored
    from iagkg.graph.chm import record_quads

    name = data.draw(st.sampled_from(sorted(RESOURCE)))
    for number, value in enumerate(values):
        for record in held({**RESOURCE, name: value}):
            stored = Stored(
                *(
                    f"{record.identifier}~{number}",
                    record.form,
                    record.schema,
                    record.kinds,
                    "f.json",
                    record.path,
                ),
                *(record.statements, record.kept, record.written),
            )
            assert parsed(record_quads(stored, "https://w3id.org/iagkg/graph/imported/x"))


HOSTILE: dict[str, bytes] = {
    "empty.json": b"",
    "truncated.json": json.dumps(RESOURCE).encode()[:-40],
    "doubled.json": b'{"header": {"schema": "a", "schema": "b"}}',
    "nan.json": b'{"header": {"schema": "a"}, "x": NaN}',
    "page.json": b"<!doctype html><html></html>",
    "latin.json": '{"title": "é"}'.encode("latin-1"),
    "nested.json": b'{"a":' * 5000 + b"1" + b"}" * 5000,
    "lists.json": b"[" * 1_000_000,
    "digits.json": b'{"header": {"schema": "a"}, "x": ' + b"9" * 10_000 + b"}",
    "shape.json": b'{"neither": "this", "nor": ["that"]}',
    "text.json": b'"just a text"',
    "binary.json": bytes(range(256)) * 10,
}


def workspace(tmp_path: Path) -> Path:
    (tmp_path / "iagkg.toml").write_text("")
    return tmp_path


def test_hostile_files_are_findings_and_the_rest_is_imported(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    home = workspace(tmp_path / "home")
    files = tmp_path / "in"
    files.mkdir()
    for name, content in HOSTILE.items():
        (files / name).write_bytes(content)
    for name in ("resource", "solr", "meeting"):
        (files / f"good-{name}.json").write_text(json.dumps(ALL[name]))
    arguments = [
        "chm",
        "import",
        str(files),
        "--batch",
        "mixed",
        "--on",
        "2026-05-01",
        "--workspace",
        str(home),
        "--json",
    ]
    run = CliRunner().invoke(app, arguments)
    assert run.exit_code == 1
    accounts = {account["file"]: account for account in json.loads(run.stdout)}
    assert len(accounts) == len(HOSTILE) + 3
    for name in HOSTILE:
        assert not accounts[name]["records"], name
        assert [p for p in accounts[name]["problems"] if p["severity"] == "error"], name
        assert "Tracking Tool" not in json.dumps(accounts[name]["problems"])
        assert (
            name in accounts[name]["problems"][0]["message"] or accounts[name]["problems"][0]["field"] == ""
        )
    place = home / "data" / "imported" / "mixed"
    assert [record.file for record in read_batch(place)] == [
        *("good-meeting.json", "good-resource.json", "good-solr.json", "good-solr.json"),
    ]
    assert parsed(batch_quads(place))
    assert sorted(path.name for path in place.parent.iterdir()) == ["mixed"]


def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path) -> None:
    big = tmp_path / "big.json"
    with big.open("wb") as file:
        for _ in range(200):
            file.write(b"[" * 1_000_000)
    found = Importer(TERMS).take("big.json", big)
    assert not found.records
    assert found.problems[0].message.startswith("big.json: more than 20,000,000 bytes")


def test_names_of_persons_stay_out(tmp_path: Path) -> None:
    home = workspace(tmp_path)
    (tmp_path / "in.json").write_text(json.dumps(list(ALL.values())))
    base = [
        "chm",
        "import",
        str(tmp_path / "in.json"),
        "--on",
        "2026-05-01",
        "--workspace",
        str(home),
        "--batch",
    ]
    assert CliRunner().invoke(app, [*base, "without"]).exit_code == 1
    written = b"".join(p.read_bytes() for p in (home / "data" / "imported" / "without").iterdir())
    for words in (b"@example.org", b"Made Up", b'"Made"', b'"Up"', b"A Person", b"+1 000"):
        assert words not in written, words
    CliRunner().invoke(app, [*base, "with", "--with-people"])
    place = home / "data" / "imported" / "with"
    written = b"".join(p.read_bytes() for p in place.iterdir())
    assert b"made.up@example.org" in written
    assert b"Made Up Person" in written


def test_around_the_records_persons_are_left_out_too(tmp_path: Path) -> None:
    home = workspace(tmp_path)
    value = {
        "response": {"docs": [ALL["solr-doc"]]},
        "sender": "A Person",
        "by": {"email": "a@example.org"},
        "n": 1,
    }
    (tmp_path / "in.json").write_text(json.dumps(value))
    arguments = ["chm", "import", str(tmp_path / "in.json"), "--batch", "b", "--workspace", str(home)]
    CliRunner().invoke(app, arguments)
    (row,) = read_files(home / "data" / "imported" / "b")
    assert row["around"] == [["n", 1]]


def test_links_lead_to_the_web_only() -> None:
    (record,) = held(ALL["organization"])
    assert not [s for s in record.statements if s.predicate == "foaf:page"]
    assert ("websites[0].url", "javascript:alert(1)") in [(k.path, k.value) for k in record.kept]


def test_markup_never_comes_through() -> None:
    (record,) = held(
        {**RESOURCE, "summary": {"en": "<script>alert(1)</script><b onclick='x'>Plain</b> &lt;i&gt;"}}
    )
    (abstract,) = (s.value for s in record.statements if s.predicate == "dcterms:abstract")
    assert "Plain" in abstract
    assert "<" not in abstract
    assert "alert" not in abstract


@given(st.text())
def test_json_on_one_line_is_always_utf8(text: str) -> None:
    line = as_json({text: text})
    assert json.loads(line.encode()) == {text: text}
    assert "\n" not in line


def test_a_contact_without_people_has_no_title_of_a_person() -> None:
    (record,) = held({**CONTACT, "title": {"en": "Made Up"}, "address": {"en": "1 Road"}})
    assert not [s for s in record.statements if s.predicate in ("dcterms:title", "dcterms:description")]
    assert not [k for k in record.kept if "Road" in str(k.value)]
