import csv
import datetime as dt
import io
import json

from hypothesis import given
from hypothesis import strategies as st

from iagkg.store.terms import XSD, Iri, Text, Typed
from iagkg.table import Table
from iagkg.table_text import date_words, print_table, to_text

TABLE = Table(
    (
        "decision_number",
        "provision",
        "paragraph",
        "short_title",
        "text",
        "coverage",
        "ends",
        "precision",
        "row",
    ),
    (
        (
            "16/9",
            Iri("http://a/1"),
            "para. 9",
            "a title",
            "long words",
            "direct",
            dt.date(2025, 12, 31),
            "month",
            3,
        ),
        ("16/9", Iri("http://a/2"), "para. 10", "b", "x", "none", dt.date(2025, 12, 31), "day", 12),
        ("15/8", None, "a\nb", "c", "x", "parts-some", None, "none", 7),
    ),
    ("group", "iri", "text", "text", "long", "code coverage", "date", "code precision", "integer"),
)


def test_exact_forms_keep_every_cell() -> None:
    table = Table(("a", "b"), ((1, 'say "x",\ny'), (None, True), (dt.date(2025, 1, 2), Text("mot", "fr"))))
    assert table.to_csv() == 'a,b\n1,"say ""x"",\ny"\n,true\n2025-01-02,mot\n'
    assert table.to_tsv() == 'a\tb\n1\tsay "x",\\ny\n\ttrue\n2025-01-02\tmot\n'
    assert json.loads(table.to_json()) == [
        {"a": 1, "b": 'say "x",\ny'}, {"a": None, "b": True}, {"a": "2025-01-02", "b": "mot"},
    ]  # fmt: skip


def test_sparql_results_json_keeps_datatype_and_language() -> None:
    table = Table(
        ("a", "b"), ((1, Iri("http://x/")), (None, Typed("c", "http://t/")), (Text("mot", "fr"), "s"))
    )
    assert json.loads(table.to_srj())["results"]["bindings"] == [
        {
            "a": {"type": "literal", "value": "1", "datatype": XSD + "integer"},
            "b": {"type": "uri", "value": "http://x/"},
        },
        {"b": {"type": "literal", "value": "c", "datatype": "http://t/"}},
        {"a": {"type": "literal", "value": "mot", "xml:lang": "fr"}, "b": {"type": "literal", "value": "s"}},
    ]


def test_text_for_a_person_groups_and_says_codes_and_months_in_words() -> None:
    lines = [" ".join(line.split()) for line in to_text(TABLE).splitlines()]
    assert lines == [
        "paragraph short title (ours) in this workplan ends row",
        lines[1],
        "",
        "16/9",
        "para. 9 a title cited December 2025 3",
        "para. 10 b not cited in this workplan 31 December 2025 12",
        "",
        "15/8",
        "a / b c some of its subparagraphs known here are cited 7",
    ]
    assert set(lines[1]) == {"-", " "}
    assert len({len(line) for line in to_text(TABLE).splitlines() if line and line[0] in "p-a"}) <= 2


def test_long_words_are_shown_where_the_short_ones_are_missing() -> None:
    table = Table(("short_title", "text"), (("", "in full"), ("short", "x")), ("text", "long"))
    assert "in full" in to_text(table)


def test_a_table_of_addresses_alone_shows_them() -> None:
    assert "http://a/" in to_text(Table(("s",), ((Iri("http://a/"),),), ("iri",)))


def test_a_terminal_gets_no_line_wider_than_it_is() -> None:
    out = io.StringIO()
    print_table(TABLE, out, "fr", width=60)
    lines = out.getvalue().splitlines()
    assert max(map(len, lines)) <= 60
    assert any("décembre" in line for line in lines)


def test_control_characters_do_not_reach_a_terminal() -> None:
    assert "\x1b" not in to_text(Table(("a",), (("\x1b[31mred\u202e",),)))


def test_a_month_is_never_said_as_a_day() -> None:
    assert date_words(dt.date(2025, 12, 31), "month") == "December 2025"
    assert date_words(dt.date(2025, 12, 31), "quarter", "es") == "diciembre de 2025"
    assert date_words(dt.date(2025, 12, 31), "year", "fr") == "2025"


@given(st.lists(st.tuples(st.text(), st.text()), max_size=5))
def test_csv_reads_back_as_it_was(rows: list[tuple[str, str]]) -> None:
    text = Table(("a", "b"), tuple(rows)).to_csv()
    assert [tuple(row) for row in csv.reader(io.StringIO(text, newline=""))][1:] == rows


@given(st.lists(st.tuples(st.text(), st.integers()), max_size=5))
def test_text_has_one_line_a_row(rows: list[tuple[str, int]]) -> None:
    assert to_text(Table(("a", "n"), tuple(rows))).count("\n") == len(rows) + 2
