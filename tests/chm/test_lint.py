"""The look over records: each finding on a record made for it, with its path, and nothing on good ones."""

import copy
import csv
import io
import json
from pathlib import Path
from typing import Any

import every_shape
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_records import MADE
from openpyxl import Workbook

from iagkg.chm.lint import lint_content, lint_file
from iagkg.chm.lint_keys import KeyCheck
from iagkg.chm.lint_model import CODES, Finding
from iagkg.chm.lint_sheets import read_sheets
from iagkg.errors import InputError
from iagkg.files import shipped
from iagkg.report.chm_calendar import calendar_csv, calendar_xlsx
from iagkg.report.chm_json import calendar_activity
from iagkg.vocabulary.terms import read_vocabulary
from iagkg.wording import has_words

CHECK = KeyCheck(
    read_vocabulary(lambda *parts: shipped("data", *parts)), frozenset({"16/3", "16/9", "CP-11/8"})
)
SHAPES = {
    name: value for name, value in vars(every_shape).items() if name.isupper() and isinstance(value, dict)
}
ACTIVITY = {**calendar_activity(MADE.records[0]), "subjects": ["CBD-SUBJECT-KM"]}


def lint(value: Any, name: str = "a.json") -> list[Finding]:
    return list(lint_content(name, json.dumps(value).encode(), CHECK))


def told(value: Any) -> set[tuple[str, str, str, str]]:
    return {(each.path, each.code, each.found, each.expected) for each in lint(value)}


def test_a_good_record_has_no_finding() -> None:
    assert lint(ACTIVITY) == []
    assert lint([ACTIVITY, ACTIVITY]) == []


@pytest.mark.parametrize(
    ("field", "value", "finding"),
    [
        ("gbfTargets", ["GBF-TARGET-6"], ("gbfTargets[0]", "spelling", "GBF-TARGET-6", "GBF-TARGET-06")),
        ("gbfTargets", ["GBF-TARGET-99"], ("gbfTargets[0]", "unknown-key", "GBF-TARGET-99", "")),
        (
            "gbfTargets",
            ["CBD-SUBJECT-KM"],
            ("gbfTargets[0]", "wrong-list", "CBD-SUBJECT-KM", "a key such as GBF-TARGET-21"),
        ),
        (
            "subjects",
            ["Knowledge Management"],
            ("subjects[0]", "label", "Knowledge Management", "CBD-SUBJECT-KM"),
        ),
        ("subjects", ["CBD-SUBJECT-KMM"], ("subjects[0]", "unknown-key", "CBD-SUBJECT-KMM", "")),
        (
            "subjects",
            ["CBD-SUBJECT-KM", "CBD-SUBJECT-KM"],
            ("subjects[1]", "doubled", "CBD-SUBJECT-KM", "each key once"),
        ),
        (
            "subjects",
            ["CBD-SUBJECT-BIOMES", "CBD-SUBJECT-FOR"],
            ("subjects[0]", "broader", "CBD-SUBJECT-BIOMES", "CBD-SUBJECT-FOR alone"),
        ),
        (
            "subjects",
            ["CBD-SUBJECT-NAP-CB", "CBD-SUBJECT-CB"],
            ("subjects[1]", "two-keys", "CBD-SUBJECT-CB", "CBD-SUBJECT-NAP-CB or CBD-SUBJECT-CB"),
        ),
        (
            "subjects",
            ["CBD-SUBJECT-KM, CBD-SUBJECT-CHM"],
            ("subjects[0]", "joined", "CBD-SUBJECT-KM, CBD-SUBJECT-CHM", "one key in each element"),
        ),
        ("subjects", [7], ("subjects[0]", "wrong-type", "7", "a key")),
        ("status", "TENTAT", ("status", "former-key", "TENTAT", "NCHM-EVENT-STATUS-TENTATIVE")),
        ("status", "Confirmed", ("status", "label", "Confirmed", "NCHM-EVENT-STATUS-CONFIRMED")),
        (
            "decisions",
            ["CBD-DECISION-COP-16-3"],
            ("decisions[0]", "decision-notation", "CBD-DECISION-COP-16-3", "CAL-COP-DECISION-16-3"),
        ),
        (
            "decisions",
            ["CAL-DECISION-16-3"],
            ("decisions[0]", "decision-notation", "CAL-DECISION-16-3", "CAL-COP-DECISION-16-3"),
        ),
        (
            "decisions",
            ["the last one"],
            ("decisions[0]", "decision-unread", "the last one", "a decision such as 16/9"),
        ),
        (
            "decisions",
            ["CAL-COP-DECISION-16-77"],
            (
                *("decisions[0]", "decision-not-known", "CAL-COP-DECISION-16-77"),
                "16/77 in data/register/decisions.tsv",
            ),
        ),
    ],
)
def test_finding(field: str, value: Any, finding: tuple[str, str, str, str]) -> None:
    found = told({**ACTIVITY, field: value})
    assert {each[:3] for each in found} == {finding[:3]}
    assert not finding[3] or finding in found


def test_padding_of_a_term_in_a_resource() -> None:
    found = told(every_shape.RESOURCE)
    assert ("aichiTargets[0].identifier", "spelling", "AICHI-TARGET-6", "AICHI-TARGET-06") in found


@pytest.mark.parametrize(("field", "code"), [("gbfTargets", "no-target"), ("subjects", "no-subject")])
def test_target_or_subject_not_stated(field: str, code: str) -> None:
    without = {key: value for key, value in ACTIVITY.items() if key != field}
    assert [(each.path, each.code) for each in lint(without)] == [(field, code)]
    assert [(each.path, each.code) for each in lint([ACTIVITY, {**ACTIVITY, field: []}])] == [
        (f"[1].{field}", code)
    ]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        *(("CP11/8", "CP-11/8"), ("16/03", "16/3"), ("COP 16/3 P. 6", "16/3, para. 6")),
        ("CBD/COP/16/09.A11.03", "CBD/COP/16/09/A11.03"),
    ],
)
def test_decisions_of_a_row(words: str, wanted: str) -> None:
    row = {"copDecision": words, "subject": "CBD-SUBJECT-KM", "gbfTargets": "GBF-TARGET-21"}
    assert told(row) == {("copDecision", "decision-notation", words, wanted)}


def test_places_and_decisions_of_a_row_agree() -> None:
    row = {"copDecision": "16/3; 16/9", "subject": "CBD-SUBJECT-KM", "gbfTargets": "GBF-TARGET-21"}
    assert told({**row, "copParagraphNo": "Para 6; Section A Para 11 (c)"}) == set()
    assert told({**row, "copParagraphNo": "Para 6"}) == {
        ("copParagraphNo", "places", "Para 6", "2 places for 2 decisions")
    }
    one = {**row, "copDecision": "16/3", "copParagraphNo": "Para 2, Para 3"}
    assert told(one) == set()


def test_expanded_fields_may_hold_broader_terms() -> None:
    doc = {
        "schema_s": "resource",
        "gbfTargets_ss": ["GBF-TARGET-21"],
        "cbdSubjects_ss": ["CBD-SUBJECT-FOR"],
        "cbdSubjects_REL_ss": ["CBD-SUBJECT-FOR", "CBD-SUBJECT-BIOMES"],
    }
    assert lint({"response": {"docs": [doc]}}) == []
    doc["cbdSubjects_ss"] = ["CBD-SUBJECT-FOR", "CBD-SUBJECT-BIOMES"]
    assert [(each.path, each.code) for each in lint({"response": {"docs": [doc]}})] == [
        ("response.docs[0].cbdSubjects_ss[1]", "broader")
    ]


@pytest.mark.parametrize("name", SHAPES)
def test_every_shape_is_looked_over(name: str) -> None:
    assert not {each.code for each in lint(SHAPES[name])} & {"not-read", "unknown-shape"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        *((b"", "not-read"), (b"{", "not-read"), (b"\xff\xfe\x00", "not-read"), (b"<html>", "not-read")),
        *((b"[" * 100_000, "not-read"), (b'{"a":' * 50_000 + b"1", "not-read"), (b'{"a":NaN}', "not-read")),
        *((b'{"a":1,"a":2}', "not-read"), (b'{"a":1}', "unknown-shape"), (b"7", "unknown-shape")),
        *((b"1" * 5000, "not-read"), (b"[]", "unknown-shape"), (b'"\\ud800"', "unknown-shape")),
    ],
)
def test_what_is_no_record_is_one_finding(content: bytes, code: str) -> None:
    (finding,) = lint_content("a.json", content, CHECK)
    assert (finding.file, finding.code) == ("a.json", code)
    assert all(len(words) < 300 for words in (finding.path, finding.found, finding.expected))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(-1e9, 1e9) | st.text(max_size=20),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.text(max_size=8), below, max_size=3),
    max_leaves=8,
)  # fmt: skip


@given(st.sampled_from(sorted(SHAPES)), st.data(), JSON)
def test_any_value_in_any_field_never_fails(name: str, data: st.DataObject, wrong: Any) -> None:
    record = copy.deepcopy(SHAPES[name])
    field = data.draw(st.sampled_from(sorted(record)))
    record[field] = wrong
    for finding in lint(record):
        assert finding.code in CODES
        assert (finding.found + finding.expected + finding.path).encode()


@given(st.binary(max_size=200), st.sampled_from(("a.json", "a.csv", "a.xlsx", "a.tsv")))
def test_any_bytes_never_fail(content: bytes, name: str) -> None:
    for finding in lint_content(name, content, CHECK):
        assert finding.code in CODES


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    """The limit is named, and the way out; nothing of the file comes into memory beyond it."""
    for name in ("a.json", "a.csv"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(200_000_000)
        (finding,) = lint_file(name, tmp_path / name, CHECK)
        assert (finding.code, finding.found) == ("not-read", "more than 20,000,000 bytes: not read")
        assert "fewer records at a time" in finding.expected
    (finding,) = lint_file("b.json", tmp_path / "b.json", CHECK)
    assert finding.code == "not-read"


@pytest.mark.parametrize(
    "content", [b"<!doctype html><html></html>", b"PK\x03\x04\xff\xfe", b"%PDF-1.7 \xff"]
)
def test_files_of_other_kinds_say_what_is_looked_over(content: bytes) -> None:
    (finding,) = lint_content("a.docx", content, CHECK)
    assert finding.code == "not-read"
    assert finding.expected.endswith("or a table (.csv, .tsv, .xlsx)")
    assert "Tracking Tool" not in finding.expected


def test_documents_of_the_index_are_asked_under_the_names_of_the_index() -> None:
    found = lint({"response": {"docs": [{"schema_s": "nationalTarget7"}, {"schema_s": "resource"}]}})
    assert [(each.path, each.code) for each in found] == [
        ("response.docs[0].gbfTargets_ss", "no-target"),
        ("response.docs[1].gbfTargets_ss", "no-target"),
        ("response.docs[1].cbdSubjects_ss", "no-subject"),
    ]


def test_columns_of_a_table() -> None:
    out = io.StringIO()
    csv.writer(out).writerows(
        [
            ["Title", "Subject", "GBF_Targets", "COPDecision", "COPParagraph_no"],
            ["a", "CBD-SUBJECT-KM", "GBF-TARGET-21", "16/9", "Section A Para 11 (c)"],
            ["b", "Knowledge Management", "GBF-TARGET-1, GBF-TARGET-01", "CP11/8", ""],
            ["c", "", "", "", ""],
            ["", "", "", "", ""],
        ]
    )
    found = [
        (each.path, each.code, each.expected)
        for each in lint_content("t.csv", ("\ufeff" + out.getvalue()).encode(), CHECK)
    ]
    assert found == [
        ("row 3, column Subject", "label", "CBD-SUBJECT-KM"),
        ("row 3, column GBF_Targets", "spelling", "GBF-TARGET-01"),
        ("row 3, column GBF_Targets", "doubled", "GBF-TARGET-01 once"),
        ("row 3, column COPDecision", "decision-notation", "CP-11/8"),
        ("row 4, column GBF_Targets", "no-target", "a target such as GBF-TARGET-21"),
        ("row 4, column Subject", "no-subject", "a subject such as CBD-SUBJECT-KM"),
    ]


def test_tag_strings_and_semicolons() -> None:
    content = b"ref;tags\nWS1.T1;GBF-TARGET-21,Forest Biodiversity\nWS1.T2;\n"
    found = [(each.path, each.code, each.expected) for each in lint_content("t.csv", content, CHECK)]
    assert found == [("row 2, column tags", "label", "CBD-SUBJECT-FOR")]


def test_a_workbook() -> None:
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Mine"
    sheet.append(["My list"])
    sheet.append(["Title", "GBF targets"])
    sheet.append(["a", "GBF-TARGET-6"])
    target = io.BytesIO()
    book.save(target)
    found = [(each.path, each.code) for each in lint_content("t.xlsx", target.getvalue(), CHECK)]
    assert found == [("sheet Mine, row 3, column GBF targets", "spelling")]


def test_our_own_exports_have_no_wrong_key() -> None:
    for name, content in (("c.csv", calendar_csv(MADE)), ("c.xlsx", calendar_xlsx(MADE))):
        found = {each.code for each in lint_content(name, content, CHECK)}
        assert found <= {"no-target", "no-subject"}


def test_a_table_without_such_a_column_is_refused() -> None:
    with pytest.raises(InputError, match="no column of tags"):
        read_sheets("t.csv", b"a,b\n1,2\n")
    (finding,) = lint_content("t.csv", b"a,b\n1,2\n", CHECK)
    assert finding.code == "not-read"


def test_every_finding_has_words() -> None:
    assert all(has_words(f"chm.lint.{code}") for code in CODES)


def test_two_columns_of_one_meaning_are_both_looked_at() -> None:
    content = b"GBF_Targets,Targets\nGBF-TARGET-99,GBF-TARGET-21\n,GBF-TARGET-98\n"
    found = {(each.path, each.code, each.found) for each in lint_content("a.csv", content, CHECK)}
    assert found == {
        ("column Targets", "doubled", "Targets"),
        ("row 2, column GBF_Targets", "unknown-key", "GBF-TARGET-99"),
        ("row 3, column Targets", "unknown-key", "GBF-TARGET-98"),
    }
