"""Corrections: strict reading, lines that are only added, and which of them hold for what is printed."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iagkg.errors import InputError
from iagkg.progress.corrections import (
    COLUMNS,
    FIELDS,
    Correction,
    append_corrections,
    holding,
    made_correction,
    read_corrections,
    to_ask_again,
)

ONE = made_correction(
    Correction(
        "",
        "iag-tsc-014",
        "mandate",
        "Dec. 16/9",
        "Dec. 16/9 A",
        "slip",
        "report, para. 4",
        "secretary",
        "2026-02-10",
    )
)
PRINTED = {("iag-tsc-014", "mandate"): "Dec. 16/9", ("iag-tsc-014", "title"): "Advise"}


def test_a_line_comes_back_and_is_added_once(tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    append_corrections(path, [ONE])
    append_corrections(path, [ONE])
    (back,) = read_corrections(path)
    assert replace(back, row=0) == ONE
    assert path.read_text(encoding="utf-8").splitlines()[0] == ",".join(COLUMNS)


def test_a_correction_holds_for_the_words_it_was_made_for() -> None:
    assert holding([ONE], PRINTED) == {("iag-tsc-014", "mandate"): ONE}
    assert to_ask_again([ONE], PRINTED) == []
    new = PRINTED | {("iag-tsc-014", "mandate"): "Dec. 16/9 B"}
    assert holding([ONE], new) == {}
    assert to_ask_again([ONE], new) == [ONE]
    assert to_ask_again([ONE], {("iag-tsc-001", "title"): "Advise"}) == []


def test_a_later_line_takes_the_place_of_an_earlier_one() -> None:
    later = made_correction(
        replace(ONE, corrected="Dec. 16/9 A, para. 11", recorded="2026-03-10", replaces=ONE.id)
    )
    assert holding([ONE, later], PRINTED)["iag-tsc-014", "mandate"] == later


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *[("field", "mandates"), ("corrected", ""), ("corrected", "Dec. 16/9"), ("source", ""), ("task", "")],
        *[("who", "jane@example.org"), ("recorded", "soon"), ("why", "=1+1"), ("source", "jane@example.org")],
    ],
)
def test_wrong_cells_are_told_by_row_and_column(field: str, value: str, tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    with pytest.raises(InputError, match=f"column {field}"):
        append_corrections(path, [made_correction(replace(ONE, **{field: value}))])  # type: ignore[arg-type]
    assert not path.exists()


@pytest.mark.parametrize(
    "text", ["", "id,task\n", f"{','.join(COLUMNS)}\na,b\n", "\x00", f'{",".join(COLUMNS)}\n"open\n']
)
def test_other_files_are_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        read_corrections(path)


WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=30).map(
    lambda t: f"w {' '.join(t.split())}"
)


@given(st.lists(st.tuples(st.sampled_from(FIELDS), WORDS, WORDS, WORDS), max_size=8))
def test_any_lines_come_back(rows: list[tuple[str, str, str, str]]) -> None:
    import tempfile

    lines = [
        made_correction(
            Correction(
                "", "k-001", field, printed, f"right: {right}", why, "source", "secretary", "2026-02-10"
            )
        )
        for field, printed, right, why in rows
        if "@" not in printed + right + why
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "corrections.csv"
        append_corrections(path, lines)
        back = [replace(line, row=0) for line in read_corrections(path)]
    assert back == list(dict.fromkeys(lines))


def test_lines_of_two_people_meet_in_git(tmp_path: Path) -> None:
    def git(*words: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *words],
            cwd=tmp_path,
            check=True,
            capture_output=True,
        )

    path = tmp_path / "corrections.csv"
    append_corrections(path, [ONE])
    (tmp_path / ".gitattributes").write_text("*.csv merge=union\n", encoding="utf-8")
    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-qm", "one")
    git("checkout", "-qb", "other")
    two = made_correction(replace(ONE, field="title", printed="Advise", corrected="Advise on"))
    append_corrections(path, [two])
    git("commit", "-qam", "two")
    git("checkout", "-q", "main")
    three = made_correction(replace(ONE, field="number", printed="1", corrected="2"))
    append_corrections(path, [three])
    git("commit", "-qam", "three")
    git("merge", "-q", "other")
    assert {line.id for line in read_corrections(path)} == {ONE.id, two.id, three.id}
