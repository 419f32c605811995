"""Files that are no decision, or worse: refused with file and path, never with a fault of ours."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_trees import node, tree

from iagkg.errors import InputError
from iagkg.register.tracking import read_tracking
from iagkg.register.tracking_json import MAX_BYTES

DAY = date(2026, 5, 1)


def refused(content: bytes | Any) -> str:
    given_bytes = content if isinstance(content, bytes) else json.dumps(content).encode()
    with pytest.raises(InputError) as error:
        read_tracking("tree.json", given_bytes, DAY)
    return str(error.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "tree.json, line 1, column 1: Expecting value."),
        (b'{"code": "CBD/COP/16/09",\n "nodes": [}', "tree.json, line 2, column 12"),
        (b"<!DOCTYPE html><title>Sign in</title>", "tree.json: a web page, not JSON."),
        (b"\xff\xfe{}", "tree.json: not UTF-8, at byte 0."),
        (b"[" * 100_000 + b"]" * 100_000, "tree.json: nested too deeply."),
        (b'{"nodes":' * 200 + b"1" + b"}" * 200, "nodes.nodes"),
        (
            b'{"code": "CBD/COP/16/09", "nodes": [{"code": NaN}]}',
            "tree.json, nodes[0].code: nan is no number",
        ),
        (b'{"nodes": [{"a": 1e999}]}', "tree.json, nodes[0].a: inf is no number"),
        (b'{"a": ' + b"9" * 5000 + b"}", "a number that is too long"),
        (
            b'{"nodes": [{"nodes": [{"code": "a", "code": "b"}]}]}',
            "nodes[0].nodes[0].code: this key stands there twice",
        ),
        (b" " * (MAX_BYTES + 1), "tree.json: 20,000,001 bytes."),
        (b"[]", "no decision of the Tracking Tool"),
        (b"null", "no decision of the Tracking Tool"),
        (b'{"hello": 1}', "no decision of the Tracking Tool"),
        (b'"text"', "no decision of the Tracking Tool"),
        ({"nodes": {}, "symbol": "x"}, "tree.json, nodes: an object."),
        ({"code": "CBD/COP/16/09", "nodes": [1]}, "tree.json, nodes[0]: a number."),
        (
            {"code": "CBD/COP/16/09", "nodes": [{"paragraph": 1, "nodes": [None]}]},
            "tree.json, nodes[0].nodes[0]: null.",
        ),
        ({"code": "CBD/COP/16/09", "nodes": [{"code": 3}]}, "tree.json, nodes[0].code: 3."),
        ({"code": 3, "nodes": []}, "tree.json, code: 3."),
        ([1], "tree.json, [0]: a number."),
        ([{"paragraph": 1}], "no code says which decision"),
        ([tree(), tree(10)], "tree.json, [1]: a second decision, beside that of [0]."),
        (
            [node("A", 1), node("A", 1, number=10)],
            "tree.json, [1].code: 'CBD/COP/16/10.A01' is of another decision than 16/9.",
        ),
        (
            [node("A", 1), node("A", 1) | {"statuses": ["active"], "_id": "x"}],
            "tree.json, [1].code: 'CBD/COP/16/09.A01' has the place of [0] already.",
        ),
        ([node("A", 1), node("A", 2) | {"_id": "CBD-COP-16-09.A01"}], "tree.json, [1]._id"),
        (
            [{"_id": "a", "parentId": "b", "code": "CBD/COP/16/09.01"}, {"_id": "b", "parentId": "a"}],
            "a circle",
        ),
        ([{"schema_s": "meeting"}], "tree.json, [0].schema_s: 'meeting'."),
        ([{"schema_s": {}}], "tree.json, [0].schema_s: {}."),
        ({"response": {"docs": []}}, "tree.json: no document."),
        ({"response": {"docs": ["x"]}}, "tree.json, response.docs[0]: a text."),
        (
            {"response": {"docs": [{"schema_s": "decision", "symbol_s": "CBD/COP/DEC/16/9"}] * 2}},
            "response.docs[1]: a second decision.",
        ),
        ({"code": "XYZ/COP/16/09", "nodes": []}, "'XYZ/COP/16/09' is no decision that can be named here"),
        (
            {"treaty": "XXVII8c", "body": "MOP", "session": 1, "decision": 1, "nodes": []},
            "no decision that can be named",
        ),
        ({"code": "CBD/COP/00/00", "nodes": []}, "no decision that can be named"),
    ],
)
def test_what_is_refused_names_file_and_path(content: Any, said: str) -> None:
    assert said in refused(content)


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
NAMES = (
    "code annex section paragraph item subitem html type statuses statusInfo actors gbfTargets decisions "
    "documents outcomes elementTimelineDate notes nodes files _id parentId schema_s dttCode_s "
    "dttParagraphCode_s dttStatus_ss response docs symbol title"
)
names = st.sampled_from(NAMES.split())


@given(
    st.dictionaries(names, json_values, max_size=6),
    st.sampled_from(["node", "tree", "list", "index", "bare"]),
)
def test_any_json_is_read_or_refused(members: dict[str, Any], form: str) -> None:
    value: Any = {
        "node": {**members, "decisionId": "x"},
        "tree": {"code": "CBD/COP/16/09", "nodes": [members]},
        "list": [{"code": "CBD/COP/16/09.01"}, members],
        "index": {
            "response": {"docs": [{**members, "schema_s": "decision-text", "dttCode_s": "CBD/COP/16/09"}]}
        },
        "bare": members,
    }[form]
    try:
        reading = read_tracking("tree.json", json.dumps(value).encode(), DAY)
    except InputError as error:
        assert str(error).startswith("tree.json")  # noqa: PT017 (either outcome is right)
    else:
        assert repr(reading).encode()


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with pytest.raises(InputError):
        read_tracking("tree.json", content, DAY)
