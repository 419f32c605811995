"""Tags are put into the text of a file: whatever its author wrote stays, byte for byte."""

import copy
import json
from decimal import Decimal
from typing import Any

import pytest
from every_shape import ACTIVITY, ALL, CALENDAR_ROW, RESOURCE, SOLR_DOC
from hypothesis import given
from hypothesis import strategies as st

from iagkg.chm.forms import find_records
from iagkg.chm.leaves import is_empty
from iagkg.chm.model import Raw
from iagkg.chm.splicing import spliced
from iagkg.chm.tagged import tag_field, tags_of
from iagkg.errors import InputError

KEYS = ("GBF-TARGET-01", "GBF-TARGET-07", "CBD-SUBJECT-CHM")
NUMBERS = st.sampled_from(
    ["1.50", "1e3", "-0.0", "1E+02", "12345678901234567890.10", "0.1000", "7", "123456789012345678901234"]
)
TEXTS = st.sampled_from(
    [
        '"caf\\u00e9"',
        '"café"',
        '"\\/"',
        '"\\ud800"',
        '"a\\tb"',
        '"\\"]}"',
        '"🜚"',
        "null",
        "[ ]",
        "{ }",
        "true",
    ]
)
PIECES = st.one_of(NUMBERS, TEXTS, st.lists(NUMBERS, max_size=3).map(lambda each: f"[{' , '.join(each)}]"))
LAYOUTS = st.sampled_from(
    [
        {},
        {"indent": 2},
        {"indent": "\t"},
        {"indent": 1, "ensure_ascii": False},
        {"separators": (",", ":")},
        {"separators": (" , ", " : ")},
    ]
)


def exactly(content: bytes) -> Any:
    """Return a value with its numbers as they are written."""
    return json.loads(content.decode("utf-8-sig"), parse_float=Decimal, parse_int=Decimal)


def without(longer: bytes, shorter: bytes) -> bool:
    """Tell whether one piece can be taken out of the longer so that the shorter is left."""
    more = len(longer) - len(shorter)
    start = next((i for i, each in enumerate(shorter) if longer[i] != each), len(shorter))
    return more > 0 and longer[start + more :] == shorter[start:]


@given(st.sampled_from(sorted(ALL)), st.lists(PIECES, max_size=3), LAYOUTS, st.booleans(), st.data())
def test_without_the_additions_the_bytes_are_the_authors(
    name: str, pieces: list[str], layout: dict[str, Any], mark: bool, data: st.DataObject
) -> None:
    value = copy.deepcopy(ALL[name])
    holder = value if isinstance(value, dict) else value[0]
    for number, _ in enumerate(pieces):
        holder[f"odd{number}"] = f"@@{number}@@"
    if name == "texts":
        return
    text = json.dumps(value, **layout)
    for number, piece in enumerate(pieces):
        text = text.replace(f'"@@{number}@@"', piece)
    text = data.draw(st.sampled_from(["", "\n", "  \r\n"])) + text + data.draw(st.sampled_from(["", "\n"]))
    before = (b"\xef\xbb\xbf" if mark else b"") + text.encode()
    raws = [raw for raw in find_records(json.loads(text)) if isinstance(raw, Raw)]
    for raw in raws:
        for relation in ("target", "subject"):
            field = tag_field(raw, relation)
            for key in KEYS:
                after = spliced("in.json", before, [(raw.path, relation, key)])
                if field is None or key in tags_of(raw, field):
                    assert after == before
                    continue
                there = raw.parts[0][1].get(field.name)
                if field.name not in raw.parts[0][1] or not is_empty(there) or there == []:
                    assert without(after, before)
                old, new = exactly(before), exactly(after)
                tagged = [
                    each for each in find_records(new) if isinstance(each, Raw) and each.path == raw.path
                ]
                assert tags_of(tagged[0], field) == [*tags_of(raw, field), key]
                tagged[0].parts[0][1].pop(field.name)
                (untagged,) = (e for e in find_records(old) if isinstance(e, Raw) and e.path == raw.path)
                untagged.parts[0][1].pop(field.name, None)
                assert new == old


@pytest.mark.parametrize(
    ("before", "additions", "after"),
    [
        (
            '{"header": {"schema": "resource"}, "n": 1.0, "cbdSubjects": [{"identifier": "CBD-SUBJECT-KM"}]}',
            [("", "subject", "CBD-SUBJECT-CHM"), ("", "target", "GBF-TARGET-21")],
            '{"header": {"schema": "resource"}, "n": 1.0, "cbdSubjects": [{"identifier": "CBD-SUBJECT-KM"}, '
            '{"identifier": "CBD-SUBJECT-CHM"}], "gbfTargets": [{"identifier": "GBF-TARGET-21"}]}',
        ),
        (
            '{"schema_s":"x","gbfTargets_ss":["A-1"]}',
            [("", "target", "B-1"), ("", "target", "B-2"), ("", "target", "A-1")],
            '{"schema_s":"x","gbfTargets_ss":["A-1","B-1","B-2"]}',
        ),
        (
            '{\n  "copDecision": "16/9",\n  "subject": "A,  B",\n  "gbfTargets": null\n}\n',
            [("", "subject", "C"), ("", "target", "T-1"), ("", "target", "T-2")],
            '{\n  "copDecision": "16/9",\n  "subject": "A,  B, C",\n  "gbfTargets": "T-1, T-2"\n}\n',
        ),
        (
            '[{"decisions": [],\n "type": "x", "subjects": [\n  "A"\n ]}]',
            [("[0]", "subject", "B"), ("[0]", "target", "T")],
            '[{"decisions": [],\n "type": "x", "subjects": [\n  "A",\n  "B"\n ], "gbfTargets": ["T"]}]',
        ),
    ],
)
def test_additions_stand_where_a_person_would_put_them(
    before: str, additions: list[tuple[str, str, str]], after: str
) -> None:
    assert spliced("in.json", before.encode(), additions).decode() == after


def test_nothing_to_add_leaves_the_file() -> None:
    for value in (RESOURCE, SOLR_DOC, CALENDAR_ROW, ACTIVITY):
        content = json.dumps(value).encode()
        assert spliced("in.json", content, []) == content
        assert spliced("in.json", content, [("nowhere", "target", "GBF-TARGET-01")]) == content


def test_paths_that_cannot_be_told_apart_change_nothing() -> None:
    docs = {"response": {"docs": [{"schema_s": "x"}]}, "response.docs[0].gbfTargets_ss": ["A"]}
    with pytest.raises(InputError, match="paths in it cannot be told apart"):
        spliced("in.json", json.dumps(docs).encode(), [("response.docs[0]", "target", "GBF-TARGET-01")])
