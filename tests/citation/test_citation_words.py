"""The tables a person may add to: words and bodies."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from iagkg.citation import bodies, parse_citations, scanner, words
from iagkg.citation.bodies import forms, official, split_number
from iagkg.files import read_table, shipped


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    for name in ("citation_words.tsv", "bodies.tsv"):
        (tmp_path / name).write_text(shipped("data", name).read_text(encoding="utf-8"), encoding="utf-8")

    def here(*parts: str) -> Path:
        return tmp_path / parts[-1] if (tmp_path / parts[-1]).exists() else shipped(*parts)

    caches = (words.lexicon, bodies.forms, bodies.body_forms, bodies.find_number, scanner.number_pattern)
    monkeypatch.setattr(words, "shipped", here)
    monkeypatch.setattr(bodies, "shipped", here)
    for cache in caches:
        cache.cache_clear()
    yield tmp_path
    monkeypatch.undo()
    for cache in caches:
        cache.cache_clear()


def test_a_word_is_a_row(tables: Path) -> None:
    text = "Beschluss 16/9, Absatz 9"
    assert parse_citations(text).citations == ()
    with (tables / "citation_words.tsv").open("a", encoding="utf-8") as table:
        table.write("Beschluss\tdecision\tde\nabsatz\tparagraph\tde\n")
    words.lexicon.cache_clear()
    assert [(c.decision, c.para) for c in parse_citations(text).citations] == [("16/9", "9")]


def test_a_body_is_a_row(tables: Path) -> None:
    assert parse_citations("XY-3/14").citations == ()
    with (tables / "bodies.tsv").open("a", encoding="utf-8") as table:
        row = "xy|XY COP|cop|decision|XY-{S}/{N}|1|9|XY-1/1|||XY Convention|||unconfirmed|"
        table.write(row.replace("|", "\t") + "\n")
    for cache in (
        words.lexicon,
        bodies.forms,
        bodies.body_forms,
        bodies.find_number,
        scanner.number_pattern,
    ):
        cache.cache_clear()
    (found,) = parse_citations("XY-3/14").citations
    assert (found.type, found.body, found.decision) == ("other-treaty", "XY COP", "XY-3/14")


@pytest.mark.parametrize("form", forms(), ids=lambda form: f"{form.body} {form.form} {form.first}")
def test_every_row_reads_its_own_numbers(form: bodies.Form) -> None:
    if form.scheme != "cbd" or form.form == "{N}":
        return
    for session in {form.first, form.last}:
        assert split_number(form.body, official(form.body, session, "7")) == (session, "7")


def test_the_examples_of_the_table_are_read() -> None:
    lines = shipped("data", "bodies.tsv").read_text(encoding="utf-8").splitlines()
    header = lines[0].split("\t")
    for line in lines[1:]:
        row = dict(zip(header, line.split("\t"), strict=True))
        text = f"{row['body']} {row['kind']} {row['example']}"
        found = parse_citations(text).citations
        assert [c.body for c in found] == [row["body"]], text


def test_every_form_says_whether_it_was_seen() -> None:
    rows = read_table(shipped("data", "bodies.tsv"), ("body", "form", "confidence"))
    assert {row["confidence"] for row in rows} == {"seen", "unconfirmed"}
    assert all(row["confidence"] == "seen" for row in rows if row["body"] == "COP")


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("CBD/COP/DEC/16/9 B, para. 9 (c)", [("16/9", "B", "9")]),
        ("UNEP/CBD/COP/DEC/XII/2 B, paragraphs 8 and 9", [("XII/2", "B", "8"), ("XII/2", "B", "9")]),
        ("CBD/COP/16/09 B, para. 9", [("16/9", "B", "9")]),
        ("CBD/COP/DEC/16/9 A", [("16/9", "A", None)]),
        ("See CBD/COP/DEC/16/9 A Smith wrote", [("16/9", None, None)]),
    ],
)
def test_a_capital_behind_a_symbol_is_its_part(text: str, places: list[tuple[str | None, ...]]) -> None:
    found = parse_citations(text).citations
    assert [(c.decision, c.part, c.para) for c in found] == places


@pytest.mark.parametrize(
    "text",
    [
        "Recalling decisions 15/8 of 19 December 2022, 16/3 of 1 November 2024 and 16/9",
        "décisions 15/8 du 19 décembre 2022, 16/3 du 1er novembre 2024 et 16/9",
        "decisiones 15/8, de 19 de diciembre de 2022, 16/3, de 1 de noviembre de 2024, y 16/9",
        "decisions 15/8, adopted on 19 December 2022, 16/3, and 16/9",
    ],
)
def test_dates_do_not_part_a_list_of_decisions(text: str) -> None:
    assert [c.decision for c in parse_citations(text).citations] == ["15/8", "16/3", "16/9"]


def test_a_date_is_still_no_paragraph() -> None:
    (found,) = parse_citations("decision 15/8 of 19 December 2022, paragraph 31").citations
    assert (found.decision, found.para) == ("15/8", "31")
