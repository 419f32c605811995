"""Every finding is made by a planted fault, and the shipped vocabulary has none that must be corrected."""

import csv
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from vocabulary_folders import of, workspace

from iagkg.errors import InputError, UsageError
from iagkg.graph.tables import Tables
from iagkg.vocabulary.imported import Imported
from iagkg.vocabulary.lint import Finding, lint_imported, lint_vocabulary
from iagkg.vocabulary.lookup import Index
from iagkg.vocabulary.merging import with_imported
from iagkg.vocabulary.spreadsheet import lint_column, read_column
from iagkg.vocabulary.terms import read_shipped

KNOWN = read_shipped(Tables().path)
INDEX = Index(KNOWN)


def term(identifier: str, **values: Any) -> Imported:
    return Imported(values.pop("domain", "CBD-SUBJECTS"), identifier, **values)


def codes(found: list[Finding]) -> dict[str, str]:
    return {each.code: each.severity for each in found}


def of_imported(*terms: Imported) -> list[Finding]:
    rows = [(f"imported/x.tsv, row {number}", each) for number, each in enumerate(terms, start=2)]
    return lint_imported(rows, with_imported(KNOWN, rows))


def test_the_shipped_vocabulary_needs_no_correction() -> None:
    found = lint_vocabulary(KNOWN)
    assert not [each for each in found if each.severity == "error"]
    assert [each.identifier for each in found if each.severity == "warning"] == [
        "D9B889EA-B613-4B0E-B965-865A23C6D986",
        "7301CD69-68DF-47DD-9D4B-28D0BE9A7CD2",
    ]
    assert sum(1 for each in found if each.code == "crosswalk-spelling") == 8
    assert sum(1 for each in found if each.code == "no-label") == 23
    assert sum(1 for each in found if each.code == "label-doubled") == 1


def test_labels_are_counted_by_language_and_listed_when_asked() -> None:
    counted = [x.message for x in lint_vocabulary(KNOWN, domains=["AICHI-TARGETS"]) if x.code == "language"]
    assert counted == [
        "AICHI-TARGETS: of 20 labelled terms, so many have no official label: "
        "fr 20, es 20, ar 20, ru 20, zh 20."
    ]
    listed = lint_vocabulary(KNOWN, domains=["AICHI-TARGETS"], every=True)
    assert sum(1 for each in listed if each.code == "language-one") == 100
    assert any("AICHI-TARGET-06 (Aichi-T6. Sustainable fisheries)" in each.message for each in listed)


@pytest.mark.parametrize(
    ("terms", "code", "severity", "words"),
    [
        ([term("X", broader=("Y",))], "link-unknown", "error", "X points to Y, which is no term of"),
        ([term("X", related=("Y",))], "link-unknown", "error", "X points to Y"),
        ([term("X", narrower=("Y",))], "link-unknown", "error", "X points to Y"),
        ([term("X", broader=("AICHI-TARGET-06",))], "other-domain", "error", "a term of AICHI-TARGETS"),
        ([term("X", broader=("Y",))], "orphan", "warning", "X: none of its broader terms is known"),
        (
            [term("X", broader=("Y",)), term("Y", broader=("Z",)), term("Z", broader=("X",))],
            "loop", "error", "X > Y > Z > X",
        ),
        ([term("X", broader=("Y",)), term("Y", broader=("X",))], "loop", "error", "X > Y > X"),
        ([term("X", narrower=("Y",)), term("Y", narrower=("X",))], "loop", "error", "X > Y > X"),
        ([term("X", broader=("X",))], "loop", "error", "X > X"),
        ([term("X", title={"fr": "a"}, short_title={"fr": "a"})], "label-clash", "warning", "the same in fr"),
    ],
)  # fmt: skip
def test_a_fault_in_a_thesaurus_file_is_found(
    terms: list[Imported], code: str, severity: str, words: str
) -> None:
    assert not [
        each for each in of_imported(term("X", broader=("CBD-SUBJECT-MAR",))) if each.severity != "info"
    ]
    found = [each for each in of_imported(*terms) if each.code == code]
    assert found
    assert {each.severity for each in found} == {severity}
    assert words in found[0].message


def test_an_identifier_in_two_domains_is_said() -> None:
    both = with_imported(KNOWN, [("", term("CBD-SUBJECT-KM", domain="MINE", title={"en": "Mine"}))])
    found = [each for each in lint_vocabulary(both) if each.code == "identifier-doubled"]
    assert [each.message for each in found] == [
        "CBD-SUBJECT-KM stands in several domains: CBD-SUBJECTS, MINE."
    ]


def test_two_terms_with_one_label_are_said() -> None:
    both = with_imported(KNOWN, [("", term("X", title={"en": "taxonomy"}))])
    found = [x for x in lint_vocabulary(both) if x.code == "label-doubled" and x.severity == "warning"]
    assert ["CBD-SUBJECT-TAXONOMY, X" in each.message for each in found] == [True]


def test_a_term_below_a_withdrawn_one_must_be_corrected(tmp_path: Path) -> None:
    path = workspace(tmp_path) / "terms.tsv"
    lines = path.read_text(encoding="utf-8").split("\n")
    cells = lines[1].split("\t")
    cells[8] = "withdrawn"
    path.write_text("\n".join([lines[0], "\t".join(cells), *lines[2:]]), encoding="utf-8")
    found = [each for each in lint_vocabulary(of(tmp_path)) if each.code == "dead-broader"]
    assert {each.severity for each in found} == {"error"}
    assert len(found) == 8
    column = lint_column([(2, ["CBD-SUBJECT-BIOMES"])], Index(of(tmp_path)))
    assert codes(column) == {"dead": "error"}


@pytest.mark.parametrize("lang", ["en", "fr", "es"])
def test_the_words_are_there_in_each_language(lang: str) -> None:
    assert all(each.message for each in lint_vocabulary(KNOWN, lang, every=True))


# ---- A column of a sheet ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "code", "severity", "suggested"),
    [
        (["CBD-SUBJECT-MARINE"], "unknown", "error", "CBD-SUBJECT-MAR"),
        (["Capacity-building"], "unknown", "error", "CBD-SUBJECT-NAP-CB"),
        (["AICHI-TARGET-6"], "spelling", "error", "AICHI-TARGET-06"),
        (["SDG-GOAL-04"], "former", "warning", "SUSTAINABLE-DEVELOPMENT-GOAL-04"),
        (["CBD-SUBJECT-KM", "CBD-SUBJECT-KM"], "twice-in-cell", "warning", None),
        (["CBD-SUBJECT-CB", "CBD-SUBJECT-NAP-CB"], "near-duplicate", "warning", "CBD-SUBJECT-CB"),
        (["zzzz"], "unknown", "error", None),
    ],
)
def test_a_fault_in_a_column_is_found(
    cell: list[str], code: str, severity: str, suggested: str | None
) -> None:
    assert lint_column([(2, ["CBD-SUBJECT-KM"])], INDEX) == []
    (found,) = lint_column([(2, cell)], INDEX)
    assert (found.code, found.severity) == (code, severity)
    assert (found.suggestions[:1] or (None,))[0] == suggested


def test_the_words_say_what_may_be_meant() -> None:
    cells = [(2, ["CBD-SUBJECT-MARINE"]), (5, ["CBD-SUBJECT-KM"]), (9, ["CBD-SUBJECT-MARINE"])]
    (found,) = lint_column(cells, INDEX)
    assert found.message == (
        "CBD-SUBJECT-MARINE is not known. Did you mean CBD-SUBJECT-MAR (Marine and Coastal Biodiversity)?"
    )
    assert found.places == ("row 2", "row 9")


def test_a_domain_narrows_what_is_known() -> None:
    (found,) = lint_column([(2, ["AICHI-TARGET-06", "CBD-SUBJECT-KM"])], INDEX, "CBD-SUBJECTS")
    assert (found.code, found.identifier) == ("unknown", "AICHI-TARGET-06")


@pytest.mark.parametrize(
    "content",
    [
        'title,Subjects\na,"CBD-SUBJECT-KM,  CBD-SUBJECT-CHM"\nb,\nc,CBD-SUBJECT-MAR\n',
        "title;subjects\r\na;CBD-SUBJECT-KM,CBD-SUBJECT-CHM\r\nb;\r\nc;CBD-SUBJECT-MAR\r\n",
        "\ufefftitle\tsubjects\na\tCBD-SUBJECT-KM|CBD-SUBJECT-CHM\nb\nc\tCBD-SUBJECT-MAR",
        'title,subjects\na,"CBD-SUBJECT-KM\nCBD-SUBJECT-CHM"\nb, \nc,CBD-SUBJECT-MAR',
    ],
)
def test_sheets_are_read_in_the_forms_that_people_save(tmp_path: Path, content: str) -> None:
    path = tmp_path / "tags.csv"
    path.write_bytes(content.encode())
    assert read_column(path, "subjects") == [
        (2, ["CBD-SUBJECT-KM", "CBD-SUBJECT-CHM"]),
        (4, ["CBD-SUBJECT-MAR"]),
    ]


@pytest.mark.parametrize(
    ("content", "column", "error"),
    [
        (b"a,b\n1,2\n", "subjects", UsageError),
        (b"a,b\n1,2\n", None, UsageError),
        (b"", "a", UsageError),
        (b"\xff\xfe\x00a", "a", InputError),
        (b'a\n"' + b"x" * 200_000, "a", InputError),
    ],
)
def test_a_sheet_that_cannot_be_read_is_refused(
    tmp_path: Path, content: bytes, column: str | None, error: type[Exception]
) -> None:
    path = tmp_path / "tags.csv"
    path.write_bytes(content)
    with pytest.raises(error, match=r"tags\.csv"):
        read_column(path, column)


@given(st.lists(st.lists(st.text(max_size=12), max_size=3), max_size=4))
def test_any_cells_are_looked_over(cells: list[list[str]]) -> None:
    found = lint_column(list(enumerate(cells, start=2)), INDEX)
    unknown = {name for names in cells for name in names if not INDEX.find(name)}
    assert {each.identifier for each in found if each.code == "unknown"} == unknown


def test_an_excel_workbook_is_read_by_its_first_sheet(tmp_path: Path) -> None:
    book = Workbook()
    first = book.worksheets[0]
    for row in (("record", "targets"), ("a", "GBF-TARGET-21, CBD-SUBJECT-KM"), ("b", None), ("c", 21.0)):
        first.append(row)
    book.create_sheet("other").append(["targets", "elsewhere"])
    book.save(tmp_path / "tags.xlsx")
    cells = read_column(tmp_path / "tags.xlsx", "Targets")
    assert cells == [(2, ["GBF-TARGET-21", "CBD-SUBJECT-KM"]), (4, ["21"])]
    with pytest.raises(UsageError, match="no column"):
        read_column(tmp_path / "tags.xlsx", "elsewhere")
    (tmp_path / "broken.xlsx").write_bytes((tmp_path / "tags.xlsx").read_bytes()[:900])
    with pytest.raises(InputError):
        read_column(tmp_path / "broken.xlsx", "targets")


def test_a_file_of_another_program_is_refused_in_plain_words(tmp_path: Path) -> None:
    (tmp_path / "tags.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1")
    with pytest.raises(InputError, match="neither text in UTF-8 nor an Excel workbook") as caught:
        read_column(tmp_path / "tags.xls", "targets")
    assert "codec" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "meant", "words"),
    [
        ("Gestion des connaissances", ("CBD-SUBJECT-KM",), "is not known. Did you mean CBD-SUBJECT-KM"),
        ("GBF-TARGET-99", (), "The list goes from GBF-TARGET-01 to GBF-TARGET-23."),
        ("CBD-SUBJECT-KM CBD-SUBJECT-KM", ("CBD-SUBJECT-KM",), "separate them by a comma"),
        ("T21", ("GBF-TARGET-21",), "Did you mean GBF-TARGET-21"),
        ("21", ("GBF-TARGET-21",), "Did you mean GBF-TARGET-21"),
        ("KM", ("CBD-SUBJECT-KM",), "Did you mean CBD-SUBJECT-KM"),
    ],
)
def test_what_may_be_meant_is_what_is_likely(name: str, meant: tuple[str, ...], words: str) -> None:
    (found,) = lint_column([(2, [name])], INDEX)
    assert found.suggestions == meant
    assert words in found.message


def test_a_near_duplicate_says_its_rows() -> None:
    (found,) = lint_column([(2, ["CBD-SUBJECT-CB"]), (5, ["CBD-SUBJECT-NAP-CB"])], INDEX)
    assert found.places == ("row 2", "row 5")


def test_a_cell_is_refused_whatever_was_read_before(tmp_path: Path) -> None:
    csv.field_size_limit(10_000_000)  # as the readers of workplans and review sheets leave it
    path = tmp_path / "tags.csv"
    path.write_bytes(b'a\n"' + b"x" * 200_000)
    with pytest.raises(InputError, match="cannot be read as a table"):
        read_column(path, "a")
