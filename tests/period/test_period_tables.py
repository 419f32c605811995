"""Every row of the two tables of real and further strings is read as a careful person reads it."""

from pathlib import Path

import pytest

from iagkg.period import parse_period, to_json

DATA = Path(__file__).parent.parent / "data"
COLUMNS = ("start", "end", "precision", "open_ended", "anchor", "kind")


def rows(name: str) -> list[dict[str, str]]:
    header, *lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [dict(zip(header.split("\t"), line.split("\t"), strict=True)) for line in lines]


ROWS = [(name, row) for name in ("timelines.tsv", "timelines_more.tsv") for row in rows(name)]


@pytest.mark.parametrize(
    ("name", "row"), ROWS, ids=lambda value: value["text"] if isinstance(value, dict) else ""
)
def test_row(name: str, row: dict[str, str]) -> None:
    period = parse_period(row["text"].replace("\\n", "\n"))
    found = {
        "start": period.start or "",
        "end": period.end or "",
        "precision": period.precision,
        "open_ended": str(period.open_ended).lower(),
        "anchor": "; ".join(period.anchors),
        "kind": period.kind,
    }
    assert found == {column: row[column] for column in COLUMNS}, name


@pytest.mark.parametrize(
    ("name", "row"), ROWS, ids=lambda value: value["text"] if isinstance(value, dict) else ""
)
def test_a_literal_backslash_n_reads_as_a_line_break(name: str, row: dict[str, str]) -> None:
    plain, broken = (to_json(parse_period(text)) for text in (row["text"], row["text"].replace("\\n", "\n")))
    assert {**plain, "text": ""} == {**broken, "text": ""}, name


def test_the_tables_are_as_long_as_they_were() -> None:
    assert len(rows("timelines.tsv")) == 59
    assert len(rows("timelines_more.tsv")) >= 250
